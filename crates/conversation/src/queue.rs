//! The order in which conversations need a person: by what is at stake first.

use crate::signal::Trigger;
use crate::state::{Conversation, Holder};
use crate::time::Timestamp;

/// Sorts waiting conversations: the promise that ends first, then the 24-hour window that closes
/// first, then the graver trigger. It is stored as a column, so one indexed read gives the queue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stake {
    /// By when a person answers.
    pub due_at: Timestamp,
    /// When the window closes; a conversation without one is never more urgent for it.
    pub window_ends: Timestamp,
    /// The trigger, gravest first.
    pub trigger: Trigger,
}

/// What is at stake in `conversation`; `None` unless it waits for a person.
pub fn stake(conversation: &Conversation) -> Option<Stake> {
    let open = conversation
        .escalation
        .as_ref()
        .filter(|_| conversation.holder == Holder::Waiting)?;
    Some(Stake {
        due_at: open.escalation.due_at,
        window_ends: conversation.window_ends().unwrap_or(Timestamp(i64::MAX)),
        trigger: open.escalation.trigger,
    })
}
