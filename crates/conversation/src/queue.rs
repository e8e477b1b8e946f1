//! The order in which conversations need a person: by what is at stake first.

use crate::signal::Trigger;
use crate::state::{Conversation, Holder};
use crate::time::Timestamp;

/// Within one minute two deadlines are alike, and what comes after them decides.
const MINUTE: i64 = 60_000;

/// The window is told apart by the hour.
const HOUR: i64 = 60 * MINUTE;

/// Sorts waiting conversations: what is lost first comes first, then the 24-hour window that closes
/// first, then the graver trigger. It is stored as a column, so one indexed read gives the queue.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stake {
    /// The minute in which the first thing is lost: the promise, or the right to write at all.
    pub due_at: Timestamp,
    /// The hour in which the window closes; without one it is never more urgent for it.
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
    let window_ends = conversation.window_ends().unwrap_or(Timestamp(i64::MAX));
    Some(Stake {
        due_at: floor(open.escalation.due_at.min(window_ends), MINUTE),
        window_ends: floor(window_ends, HOUR),
        trigger: open.escalation.trigger,
    })
}

fn floor(at: Timestamp, step: i64) -> Timestamp {
    Timestamp(at.millis().div_euclid(step).saturating_mul(step))
}

#[cfg(test)]
mod tests;
