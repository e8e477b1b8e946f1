//! Items that keep a whole batch from being stored. A batch that is refused again and again while
//! nobody else changes anything will be refused for ever; so the one item it is refused for is found
//! here and set aside, and the others go on without it.

use conversation::ids::{ConversationId, EventId};
use journal::{Append, CommitError, DeliveryId, Origin, Step};
use std::collections::BTreeMap;

/// Where an item stands: in which delivery, and at which place.
type Item = (DeliveryId, u32);

/// Items that are set aside, each with what it was refused for.
pub(super) type Stuck = BTreeMap<Item, String>;

/// How often a batch is refused in the very same way before an item is to blame. Somebody who was
/// faster changes what the next try finds.
const SAME: usize = 5;

/// What a batch was refused for lately.
#[derive(Default)]
pub(super) struct Refusals {
    last: String,
    times: usize,
}

impl Refusals {
    /// Takes note of a refusal. Returns the item to blame once it comes again and again.
    pub(super) fn note(
        &mut self,
        error: &CommitError,
        origins: &Origins,
    ) -> Option<(Item, String)> {
        let said = format!("{error}");
        self.times = if said == self.last { self.times + 1 } else { 1 };
        self.last = said;
        if self.times < SAME {
            return None;
        }
        let item = origins.blamed(error)?;
        Some((item, std::mem::take(self).last))
    }
}

/// Which item each event of a step came from.
pub(super) struct Origins(BTreeMap<ConversationId, Vec<(EventId, Item)>>);

impl Origins {
    pub(super) fn of(step: &Step) -> Self {
        let of = |append: &Append| (append.conversation.clone(), of_append(append));
        Self(step.appends.iter().map(of).collect())
    }

    /// The item that brought what is stored already; where that can't be told, the first one of the
    /// conversation.
    fn blamed(&self, error: &CommitError) -> Option<Item> {
        let (conversation, stored) = match error {
            CommitError::Repeated {
                conversation,
                events,
            } => (conversation, events.as_slice()),
            CommitError::Conflict { conversation, .. } => (conversation, [].as_slice()),
            CommitError::UnderWay { .. } | CommitError::Store(_) => return None,
        };
        let brought = self.0.get(conversation)?;
        let by_event = brought.iter().find(|(event, _)| stored.contains(event));
        by_event.or(brought.first()).map(|(_, item)| *item)
    }
}

fn of_append(append: &Append) -> Vec<(EventId, Item)> {
    let brought = append.events.iter().filter_map(|new| match new.origin {
        Origin::Delivery { delivery, item } => Some((new.event.id.clone(), (delivery, item))),
        Origin::Local => None,
    });
    brought.collect()
}
