//! Takes events into a state and into the projections, one after the other. Storing a step and
//! rebuilding from events both go through here, so that they can't differ. Pure.

use crate::projections::{Changes, Place};
use conversation::effect::Effect;
use conversation::fact::Event;
use conversation::state::Conversation;

/// An event to take in, with what was asked of the world because of it.
pub(crate) struct Link<'a> {
    pub(crate) event: &'a Event,
    pub(crate) asked: &'a [Effect],
    pub(crate) place: Place,
}

/// Why events could not be taken in.
#[derive(Debug, thiserror::Error)]
#[error("{event} belongs to no conversation: it has no state, and the event begins none")]
pub(crate) struct Headless {
    event: String,
}

/// The state after `links`, with everything they change noted in `changes`. Whoever takes in the
/// last event of a conversation calls [`Changes::finish`].
pub(crate) fn fold<'a>(
    before: Option<Conversation>,
    links: impl IntoIterator<Item = Link<'a>>,
    changes: &mut Changes,
) -> Result<Option<Conversation>, Headless> {
    let mut state = before;
    for Link {
        event,
        asked,
        place,
    } in links
    {
        let mut conversation = match state.take().or_else(|| Conversation::begin(event)) {
            Some(conversation) => conversation,
            None => {
                return Err(Headless {
                    event: event.id.as_str().to_owned(),
                });
            }
        };
        changes.note(&conversation, event, place);
        conversation.apply(event);
        conversation.expect(asked);
        state = Some(conversation);
    }
    Ok(state)
}
