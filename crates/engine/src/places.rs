//! How much work is under way beside the loop. Whoever works holds a place and gives it back by
//! dropping it, also when it fails.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// The places taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    taken: Arc<AtomicU32>,
}

/// A taken place.
#[derive(Debug)]
pub(crate) struct Place {
    taken: Arc<AtomicU32>,
}

impl Places {
    pub(crate) fn take(&self) -> Place {
        self.taken.fetch_add(1, Ordering::SeqCst);
        Place {
            taken: Arc::clone(&self.taken),
        }
    }

    pub(crate) fn taken(&self) -> u32 {
        self.taken.load(Ordering::SeqCst)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.taken.fetch_sub(1, Ordering::SeqCst);
    }
}
