//! A clock that runs by itself and can be pushed ahead, so that a story about tomorrow takes no
//! longer than one about now. Relevo and the simulator share it.

use async_trait::async_trait;
use conversation::time::Timestamp;
use simulator::Sleep;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// The time of this computer, and what it was pushed ahead by.
#[derive(Clone)]
pub(crate) struct PushedClock {
    ahead: Arc<watch::Sender<i64>>,
}

impl PushedClock {
    pub(crate) fn new() -> Self {
        Self {
            ahead: Arc::new(watch::Sender::new(0)),
        }
    }

    /// This much time passes at once; whoever slept until then wakes.
    pub(crate) fn pass(&self, time: Duration) {
        let millis = i64::try_from(time.as_millis()).unwrap();
        self.ahead.send_modify(|ahead| *ahead += millis);
    }

    fn millis(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        i64::try_from(since.as_millis()).unwrap() + *self.ahead.borrow()
    }

    async fn until(&self, millis: i64) {
        let mut pushed = self.ahead.subscribe();
        loop {
            let left = millis - self.millis();
            let Ok(left) = u64::try_from(left) else {
                return;
            };
            if left == 0 {
                return;
            }
            tokio::select! {
                () = tokio::time::sleep(Duration::from_millis(left)) => {}
                _ = pushed.changed() => {}
            }
        }
    }
}

#[async_trait]
impl engine::ports::Clock for PushedClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.millis())
    }

    async fn sleep_until(&self, at: Timestamp) {
        self.until(at.millis()).await;
    }
}

impl simulator::Clock for PushedClock {
    fn now_millis(&self) -> i64 {
        self.millis()
    }

    fn sleep_until(&self, at_millis: i64) -> Sleep<'_> {
        Box::pin(self.until(at_millis))
    }
}
