//! An engine at work, and how it ends: whatever is under way comes to its end before the store closes,
//! so that nothing is cut off half-way and nothing asks a store that is gone.

use crate::engine::Engine;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

/// How long ending waits for what is under way. What it doesn't wait for is settled at the next start.
const LONGEST_GOODBYE: Duration = Duration::from_secs(5);

/// An engine whose loop runs.
#[derive(Debug)]
#[must_use = "an engine that nobody ends is cut off"]
pub struct Running {
    engine: Engine,
    stop: Arc<Notify>,
    work: JoinHandle<()>,
}

impl Engine {
    /// Lets the loop run beside the caller, until [`Running::end`].
    pub fn at_work(&self) -> Running {
        let stop = Arc::new(Notify::new());
        let (engine, told) = (self.clone(), Arc::clone(&stop));
        Running {
            engine: self.clone(),
            stop,
            work: tokio::spawn(async move { engine.run(told).await }),
        }
    }
}

impl Running {
    /// Ends the loop and waits for what is under way. After this the store may be closed.
    pub async fn end(self) {
        self.stop.notify_one();
        let Self { engine, work, .. } = self;
        let over = async move {
            if let Err(error) = work.await {
                tracing::error!(%error, "the engine's loop had failed");
            }
            engine.all_done().await;
        };
        if tokio::time::timeout(LONGEST_GOODBYE, over).await.is_err() {
            tracing::warn!("the engine was still at work when it was ended");
        }
    }
}
