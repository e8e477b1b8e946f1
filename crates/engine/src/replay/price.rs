//! What another sensitivity would have changed in one talk. A call is for a stretch of the agent: from
//! when it got the conversation until a person was called or came. Pure; it reads, and decides nothing.

use crate::api::types::SensitivityPrice;
use crate::house::Desk;
use crate::intake::{edited, wrote};
use conversation::fact::{Escalation, Event, Fact, Mark};
use conversation::ids::EscalationId;
use conversation::signal::{Signal, Source, Strength, Trigger};
use conversation::state::{Conversation, Holder};
use conversation::thread::Rail;
use conversation::time::Timestamp;
use journal::{ListRow, StoredEvent};
use std::collections::BTreeMap;
use triggers::Reader;

/// The latest part of a conversation.
pub(super) struct Talk {
    pub(super) row: ListRow,
    /// Who held it before the first of the events.
    pub(super) rail: Rail,
    pub(super) events: Vec<StoredEvent>,
}

/// A change of one trigger's sensitivity, to be tried on what was said since a moment.
#[derive(Clone, Copy)]
pub(super) struct Change {
    pub(super) trigger: Trigger,
    /// From which strength on it fires now, and from which it would.
    pub(super) is: Strength,
    pub(super) would_be: Strength,
    pub(super) since: Timestamp,
}

/// What is found in one talk.
#[derive(Default)]
pub(super) struct Found {
    stretches: Vec<Stretch>,
    /// The last mark of each call.
    needless: BTreeMap<EscalationId, bool>,
}

/// One stretch of the agent: whether a person would be called in it.
#[derive(Default)]
struct Stretch {
    is: bool,
    would_be: bool,
    /// Whether a person was called for what no reader found, and so would be in any case.
    anyway: bool,
    call: Option<EscalationId>,
}

impl Change {
    /// `read` gives the signals of a customer's words, given the conversation before them: all that would
    /// fire at either strength.
    pub(super) fn found(
        &self,
        talk: &Talk,
        read: impl Fn(&Conversation, &Event) -> Vec<Signal>,
    ) -> Found {
        let mut found = Found::default();
        let Some(mut state) = opening(talk) else {
            return found;
        };
        found.stretches.push(Stretch::default());
        for stored in &talk.events {
            let event = &stored.event;
            match &event.fact {
                Fact::CustomerWrote { .. } | Fact::CustomerEdited { .. } => {
                    self.heard(&mut found, &state, event, &read);
                }
                Fact::Escalated { escalation } => found.called(escalation),
                Fact::Marked { mark, .. } => found.marked(mark),
                Fact::HandedBack { .. }
                | Fact::TurnEnded { .. }
                | Fact::Reopened { by: Some(_) } => found.stretches.push(Stretch::default()),
                _ => {}
            }
            state.apply(event);
        }
        found
    }

    /// Words lead to a call only if the agent has the conversation, or has it again because of them.
    fn heard(
        &self,
        found: &mut Found,
        before: &Conversation,
        event: &Event,
        read: impl Fn(&Conversation, &Event) -> Vec<Signal>,
    ) {
        match before.holder {
            Holder::Closed => found.stretches.push(Stretch::default()),
            Holder::Agent => {}
            Holder::Waiting | Holder::Operator { .. } => return,
        }
        let Some(stretch) = found.stretches.last_mut() else {
            return;
        };
        if event.at < self.since || (stretch.is && stretch.would_be) {
            return;
        }
        let signals = read(before, event);
        stretch.is |= self.calls(&signals, self.is);
        stretch.would_be |= self.calls(&signals, self.would_be);
    }

    /// Whether any trigger fires, the tried one from `threshold` on.
    fn calls(&self, signals: &[Signal], threshold: Strength) -> bool {
        signals
            .iter()
            .any(|signal| match signal.trigger == self.trigger {
                true => signal.strength >= threshold,
                false => signal.fires(),
            })
    }
}

impl Found {
    fn called(&mut self, escalation: &Escalation) {
        let Some(stretch) = self.stretches.last_mut() else {
            return;
        };
        let unread = |signal: &Signal| matches!(signal.source, Source::Guard | Source::Agent);
        stretch.anyway |= escalation.signals.iter().any(unread);
        stretch.call.get_or_insert_with(|| escalation.id.clone());
    }

    fn marked(&mut self, mark: &Mark) {
        match mark {
            Mark::Right { escalation } => self.needless.insert(escalation.clone(), false),
            Mark::Needless { escalation } => self.needless.insert(escalation.clone(), true),
            Mark::Withdrawn { escalation } => {
                escalation.as_ref().and_then(|id| self.needless.remove(id))
            }
            Mark::Missed { .. } => None,
        };
    }

    pub(super) fn add_to(&self, price: &mut SensitivityPrice) {
        for stretch in self.stretches.iter().filter(|stretch| !stretch.anyway) {
            let marked = stretch.call.as_ref().and_then(|id| self.needless.get(id));
            match (stretch.is, stretch.would_be) {
                (false, true) => {
                    price.more += 1;
                    price.marked_needless += u32::from(marked == Some(&true));
                }
                (true, false) => {
                    price.fewer += 1;
                    price.marked_right += u32::from(marked == Some(&false));
                }
                (true, true) | (false, false) => {}
            }
        }
    }
}

/// What a reader finds in a customer's new words, as it does when they come in at `desk`.
pub(super) fn signals(
    before: &Conversation,
    event: &Event,
    desk: &Desk,
    reader: &Reader,
) -> Vec<Signal> {
    match &event.fact {
        Fact::CustomerWrote { message, .. } => {
            match wrote(before, message.clone(), event.at, desk, reader) {
                Fact::CustomerWrote { signals, .. } => signals,
                _ => Vec::new(),
            }
        }
        Fact::CustomerEdited {
            message, content, ..
        } => match edited(
            before,
            message.clone(),
            content.clone(),
            event.at,
            desk,
            reader,
        ) {
            Fact::CustomerEdited { signals, .. } => signals,
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The conversation before the first of the events. What was said before them is not known; nobody
/// reads so far back.
fn opening(talk: &Talk) -> Option<Conversation> {
    let first = &talk.events.first()?.event;
    let began = Event {
        fact: Fact::Began {
            number: talk.row.number.clone(),
            customer: talk.row.customer.clone(),
        },
        ..first.clone()
    };
    let mut state = Conversation::begin(&began)?;
    state.holder = match &talk.rail {
        Rail::Agent => Holder::Agent,
        Rail::Waiting => Holder::Waiting,
        Rail::Operator { operator } => Holder::Operator {
            operator: operator.clone(),
        },
        Rail::Closed => Holder::Closed,
    };
    Some(state)
}

#[cfg(test)]
mod tests;
