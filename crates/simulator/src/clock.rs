//! Time as the simulator sees it: a port, so that tests move it by hand.
//!
//! Everything that is due later (statuses, retries, script lines, expiring links) asks this clock
//! and no other. It never decides what is due; see [`crate::agenda`].

use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

/// A future that ends when a moment has come.
pub type Sleep<'a> = Pin<Box<dyn Future<Output = ()> + Send + 'a>>;

/// What the simulator needs to know about time.
pub trait Clock: Send + Sync {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    fn now_millis(&self) -> i64;

    /// Ends when [`Clock::now_millis`] has reached `at_millis`; at once if it already has.
    fn sleep_until(&self, at_millis: i64) -> Sleep<'_>;
}

/// The time of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_millis(&self) -> i64 {
        let since_epoch = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        i64::try_from(since_epoch.as_millis()).unwrap_or(i64::MAX)
    }

    fn sleep_until(&self, at_millis: i64) -> Sleep<'_> {
        let left = at_millis.saturating_sub(self.now_millis());
        Box::pin(tokio::time::sleep(Duration::from_millis(
            u64::try_from(left).unwrap_or(0),
        )))
    }
}

/// A clock that only moves when it is told to, so that a test of a day takes a millisecond.
#[derive(Debug)]
pub struct SteppedClock {
    now: watch::Sender<i64>,
    /// The moments somebody waits for; a test may ask to jump to the nearest.
    awaited: watch::Sender<Vec<i64>>,
}

impl SteppedClock {
    /// A clock that stands at `now_millis`.
    #[must_use]
    pub fn at(now_millis: i64) -> Self {
        Self {
            now: watch::Sender::new(now_millis),
            awaited: watch::Sender::new(Vec::new()),
        }
    }

    /// Moves the time forward and wakes whoever waited for a moment on the way.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.now.send_modify(|now| *now = now.saturating_add(by));
    }

    /// Waits until somebody sleeps, then jumps to the moment that is awaited first.
    pub async fn advance_to_next_sleeper(&self) {
        let mut awaited = self.awaited.subscribe();
        let Ok(first) = awaited
            .wait_for(|moments| !moments.is_empty())
            .await
            .map(|m| m.iter().min().copied())
        else {
            return;
        };
        if let Some(first) = first {
            self.now.send_modify(|now| *now = (*now).max(first));
        }
    }
}

/// Takes a moment off the list of awaited ones even where the sleep is given up half-way.
struct Awaited<'a> {
    clock: &'a SteppedClock,
    at_millis: i64,
}

impl Drop for Awaited<'_> {
    fn drop(&mut self) {
        self.clock.awaited.send_modify(|moments| {
            if let Some(place) = moments.iter().position(|at| *at == self.at_millis) {
                moments.swap_remove(place);
            }
        });
    }
}

impl Clock for SteppedClock {
    fn now_millis(&self) -> i64 {
        *self.now.borrow()
    }

    fn sleep_until(&self, at_millis: i64) -> Sleep<'_> {
        Box::pin(async move {
            if self.now_millis() >= at_millis {
                return;
            }
            self.awaited.send_modify(|moments| moments.push(at_millis));
            let _awaited = Awaited {
                clock: self,
                at_millis,
            };
            // The sender lives in `self`, so waiting can only end by the time being reached.
            let mut moved = self.now.subscribe();
            let _reached = moved.wait_for(|now| *now >= at_millis).await;
        })
    }
}
