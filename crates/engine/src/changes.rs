//! Tells screens what changed, and nothing more: they ask again. Changes are gathered per step, so
//! that a thousand statuses are one message and not a thousand.

use crate::api::types::{Changed, Topic};
use conversation::ids::ConversationId;
use std::collections::BTreeSet;
use tokio::sync::broadcast;

/// Messages a slow screen may fall behind before it has to ask for everything again.
const BACKLOG: usize = 256;

/// The feed of changes.
#[derive(Debug)]
pub(crate) struct Changes {
    feed: broadcast::Sender<Changed>,
}

impl Changes {
    pub(crate) fn new() -> Self {
        Self {
            feed: broadcast::channel(BACKLOG).0,
        }
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Changed> {
        self.feed.subscribe()
    }

    /// These conversations changed, and with them the list.
    pub(crate) fn conversations(&self, changed: impl IntoIterator<Item = ConversationId>) {
        let distinct: BTreeSet<_> = changed.into_iter().collect();
        if !distinct.is_empty() {
            self.tell(Changed {
                conversations: distinct.into_iter().collect(),
                topics: vec![Topic::Inbox],
            });
        }
    }

    /// This changed.
    pub(crate) fn topic(&self, topic: Topic) {
        self.tell(Changed {
            conversations: Vec::new(),
            topics: vec![topic],
        });
    }

    fn tell(&self, changed: Changed) {
        // Without a screen nobody listens, and that is no error.
        let _ = self.feed.send(changed);
    }
}
