//! How much of a talk a state keeps: it is read and written whole with every event, so whoever writes
//! on and on must not make it grow. The thread keeps all. It decides nothing.

use super::Unanswered;
use crate::signal::Signal;

/// Of anything: turns, for reading and drafting; questions; messages of ours on their way.
const KEPT: usize = 40;

pub(super) fn keep_latest<T>(list: &mut Vec<T>) {
    let surplus = list.len().saturating_sub(KEPT);
    list.drain(..surplus);
}

/// Keeps the message the customer has waited for longest, and the latest. Thanks go first, and what
/// only a person can read goes last: the agent must not take the rest for all there is.
pub(super) fn keep_owed(open: &mut Vec<Unanswered>) {
    while open.len() > KEPT {
        let thanks = open.iter().position(|one| one.courtesy);
        let read = || open.iter().skip(1).position(|one| one.unreadable.is_none());
        let gone = thanks
            .or_else(|| read().map(|place| place + 1))
            .unwrap_or(1);
        open.remove(gone);
    }
}

/// Of signals that say the same, the older go first.
pub(super) fn keep_signals(signals: &mut Vec<Signal>) {
    while signals.len() > KEPT {
        let is_said_again = |place: usize, one: &Signal| {
            let mut later = signals.iter().skip(place + 1);
            later.any(|other| other.trigger == one.trigger && other.reason == one.reason)
        };
        let mut all = signals.iter().enumerate();
        let gone = all.position(|(place, one)| is_said_again(place, one));
        signals.remove(gone.unwrap_or_default());
    }
}
