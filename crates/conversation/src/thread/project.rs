//! What an event adds to a thread, and which earlier entries it amends.

use super::entry::{
    Amendment, Entry, EntryKey, HandOver, Line, MediaState, Message, MessageAuthor, Note,
};
use crate::fact::{Event, Fact, Withdrawal};
use crate::ids::MessageId;
use crate::signal::{Signal, TextSpan};
use crate::state::{Conversation, Progress};
use std::collections::BTreeMap;

/// One change of a thread.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A new entry, placed by the event's sequence.
    Add(EntryKey, Entry),
    /// A message is amended. The key may be Meta's id or ours; one that is not known changes nothing.
    Amend(EntryKey, Amendment),
    /// The entry disappears: it was never said.
    Remove(EntryKey),
}

/// What `event` does to the thread. `conversation` is the state before it.
pub fn project(conversation: &Conversation, event: &Event) -> Vec<Change> {
    match &event.fact {
        Fact::CustomerWrote { message, .. } => {
            let said = Message::inbound(MessageAuthor::Customer, message);
            vec![Change::Add(
                EntryKey::from(&message.id),
                Entry::Message(Box::new(said)),
            )]
        }
        Fact::PhoneWrote { message } => {
            let said = Message::inbound(MessageAuthor::Phone, message);
            vec![Change::Add(
                EntryKey::from(&message.id),
                Entry::Message(Box::new(said)),
            )]
        }
        Fact::CustomerReacted { message, emoji } => amend(
            message,
            Amendment::Reacted {
                from_customer: true,
                emoji: emoji.clone(),
            },
        ),
        Fact::OperatorReacted { message, emoji, .. } | Fact::PhoneReacted { message, emoji } => {
            amend(
                message,
                Amendment::Reacted {
                    from_customer: false,
                    emoji: emoji.clone(),
                },
            )
        }
        Fact::CustomerEdited {
            message, content, ..
        }
        | Fact::PhoneEdited { message, content } => {
            amend(message, Amendment::Edited(content.clone()))
        }
        Fact::CustomerRevoked { message } | Fact::PhoneRevoked { message } => {
            amend(message, Amendment::Revoked)
        }
        Fact::MediaStored {
            message,
            hash,
            mime,
            ..
        } => amend(
            message,
            Amendment::Media(MediaState::Stored {
                hash: hash.clone(),
                mime: mime.clone(),
            }),
        ),
        Fact::MediaLost {
            message,
            why,
            cause,
        } => amend(
            message,
            Amendment::Media(MediaState::Lost {
                why: why.clone(),
                cause: cause.clone(),
            }),
        ),
        Fact::Queued { outgoing } => {
            let said = Message::outbound(outgoing);
            vec![Change::Add(
                EntryKey::from(&outgoing.id),
                Entry::Message(Box::new(said)),
            )]
        }
        Fact::Accepted { outgoing, message } => vec![
            Change::Amend(EntryKey::from(outgoing), Amendment::Wamid(message.clone())),
            Change::Amend(
                EntryKey::from(outgoing),
                Amendment::Progress(Progress::Accepted),
            ),
        ],
        Fact::Progressed {
            outgoing,
            message,
            delivery,
        } => vec![
            Change::Amend(EntryKey::from(outgoing), Amendment::Wamid(message.clone())),
            Change::Amend(
                EntryKey::from(outgoing),
                Amendment::Progress(Progress::Reported {
                    delivery: *delivery,
                }),
            ),
        ],
        Fact::Unclear { outgoing } => {
            vec![Change::Amend(
                EntryKey::from(outgoing),
                Amendment::Progress(Progress::Unclear),
            )]
        }
        Fact::NotSent { outgoing, failure } => {
            let failed = Progress::Failed {
                failure: failure.clone(),
            };
            vec![Change::Amend(
                EntryKey::from(outgoing),
                Amendment::Progress(failed),
            )]
        }
        Fact::Withdrawn { outgoing, why } => {
            let mut changes = vec![Change::Remove(EntryKey::from(outgoing))];
            if let Withdrawal::Cancelled { operator } = why {
                let operator = operator.clone();
                changes.push(add_line(event, HandOver::TakenBack { operator }));
            }
            changes
        }
        Fact::Escalated { escalation } => {
            let mut changes = evidence(&escalation.signals);
            changes.extend(Line::needs_person(escalation).map(|line| add_line(event, line.what)));
            changes
        }
        Fact::Raised {
            operators, level, ..
        } => vec![add_line(
            event,
            HandOver::Raised {
                level: *level,
                operators: operators.clone(),
            },
        )],
        Fact::TookOver { operator, how } => vec![add_line(
            event,
            HandOver::TakenOver {
                operator: operator.clone(),
                how: *how,
                waiting_since: conversation
                    .escalation
                    .as_ref()
                    .map(|open| open.escalation.waiting_since),
            },
        )],
        Fact::Passed { from, to } => {
            vec![add_line(
                event,
                HandOver::Passed {
                    from: from.clone(),
                    to: to.clone(),
                },
            )]
        }
        Fact::HandedBack { operator, briefing } => vec![add_line(
            event,
            HandOver::HandedBack {
                operator: Some(operator.clone()),
                briefing: briefing.clone(),
            },
        )],
        Fact::TurnEnded { .. } => vec![add_line(
            event,
            HandOver::HandedBack {
                operator: None,
                briefing: crate::brief::Briefing::default(),
            },
        )],
        Fact::DraftDropped { why, .. } => {
            vec![add_line(event, HandOver::DraftDropped { why: why.clone() })]
        }
        Fact::Closed { by } => vec![add_line(event, HandOver::Closed { by: by.clone() })],
        Fact::Reopened { by } => vec![add_line(event, HandOver::Reopened { by: by.clone() })],
        Fact::Noted { operator, text } => vec![Change::Add(
            EntryKey(event.id.as_str().to_owned()),
            Entry::Note(Note {
                operator: operator.clone(),
                text: text.clone(),
            }),
        )],
        Fact::Began { .. }
        | Fact::CustomerKnown { .. }
        | Fact::Drafted { .. }
        | Fact::AgentAsked { .. }
        | Fact::DraftFailed { .. }
        | Fact::AlertShown { .. }
        | Fact::AlertOpened { .. }
        | Fact::PutOff { .. }
        | Fact::Briefed { .. }
        | Fact::TurnWarned { .. }
        | Fact::OperatorLeft { .. }
        | Fact::Marked { .. }
        | Fact::TimerFired { .. }
        | Fact::Seen { .. }
        | Fact::AnswerStopped { .. } => Vec::new(),
    }
}

fn amend(message: &MessageId, amendment: Amendment) -> Vec<Change> {
    vec![Change::Amend(EntryKey::from(message), amendment)]
}

fn add_line(event: &Event, what: HandOver) -> Change {
    Change::Add(
        EntryKey(event.id.as_str().to_owned()),
        Entry::Line(Line { what }),
    )
}

/// The words of all signals, message by message.
fn evidence(signals: &[Signal]) -> Vec<Change> {
    let mut spans: BTreeMap<&MessageId, Vec<TextSpan>> = BTreeMap::new();
    for found in signals.iter().flat_map(|signal| &signal.evidence) {
        spans.entry(&found.message).or_default().push(found.span);
    }
    spans
        .into_iter()
        .map(|(message, spans)| Change::Amend(EntryKey::from(message), Amendment::Evidence(spans)))
        .collect()
}
