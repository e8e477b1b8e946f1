//! How much work is under way beside the loop. Whoever works holds a place and gives it back by
//! dropping it, also when it fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::Notify;

/// The places taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    kept: Arc<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    taken: AtomicU32,
    given_back: Notify,
}

/// A taken place.
#[derive(Debug)]
pub(crate) struct Place {
    kept: Arc<Kept>,
}

impl Places {
    pub(crate) fn take(&self) -> Place {
        self.kept.taken.fetch_add(1, Ordering::SeqCst);
        Place {
            kept: Arc::clone(&self.kept),
        }
    }

    pub(crate) fn taken(&self) -> u32 {
        self.kept.taken.load(Ordering::SeqCst)
    }

    /// Waits until every place is given back.
    pub(crate) async fn empty(&self) {
        loop {
            let given_back = self.kept.given_back.notified();
            if self.taken() == 0 {
                return;
            }
            given_back.await;
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.kept.taken.fetch_sub(1, Ordering::SeqCst);
        self.kept.given_back.notify_waiters();
    }
}
