//! The embedded answerer behind a gate: a story decides when an answer that is under way is done.

use agent::{Answer, Ask, Drafter, Embedded, NoAnswer};
use async_trait::async_trait;
use std::sync::Arc;
use tokio::sync::watch;

/// How many answers were asked for, and whether they may come.
#[derive(Clone, Copy, Default)]
struct Gate {
    asked: usize,
    open: bool,
}

/// An answerer that waits until its gate opens.
#[derive(Clone, Default)]
pub(crate) struct Gated {
    gate: Arc<watch::Sender<Gate>>,
    answerer: Arc<Embedded<'static>>,
}

impl Gated {
    /// Comes back once an answer is under way.
    pub(crate) async fn is_asked(&self) {
        let mut gate = self.gate.subscribe();
        gate.wait_for(|gate| gate.asked > 0).await.unwrap();
    }

    /// Lets every answer come, those under way and those after.
    pub(crate) fn open(&self) {
        self.gate.send_modify(|gate| gate.open = true);
    }
}

#[async_trait]
impl Drafter for Gated {
    async fn draft(&self, ask: &Ask) -> Result<Answer, NoAnswer> {
        let mut gate = self.gate.subscribe();
        self.gate.send_modify(|gate| gate.asked += 1);
        gate.wait_for(|gate| gate.open).await.unwrap();
        self.answerer.draft(ask).await
    }

    fn name(&self) -> String {
        "gated".to_owned()
    }
}
