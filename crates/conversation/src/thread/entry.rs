//! What is stored of a thread: one entry per message, hand-over line or note, and how a later fact
//! amends an earlier entry.

use crate::brief::Briefing;
use crate::content::{Content, Inbound};
use crate::fact::{
    Author, Closer, DraftSource, DropReason, Escalation, Outgoing, TakeOver, Withdrawal,
};
use crate::failure::MediaLoss;
use crate::ids::{EscalationId, MediaHash, MessageId, OperatorId, OutgoingId};
use crate::signal::{Reason, TextSpan, Trigger};
use crate::state::Progress;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Names an entry within its conversation: Meta's id for a customer's message, ours for ours, the
/// event's for a line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct EntryKey(pub String);

impl From<&MessageId> for EntryKey {
    fn from(id: &MessageId) -> Self {
        Self(id.as_str().to_owned())
    }
}

impl From<&OutgoingId> for EntryKey {
    fn from(id: &OutgoingId) -> Self {
        Self(id.as_str().to_owned())
    }
}

/// One entry of a thread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "entry", rename_all = "snake_case")]
pub enum Entry {
    /// Something said.
    Message(Box<Message>),
    /// A line that tells what happened to the baton.
    Line(Line),
    /// A note among operators.
    Note(Note),
}

/// Something said, by whomever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// Who.
    pub author: MessageAuthor,
    /// What.
    pub content: Content,
    /// How far it got.
    pub progress: Progress,
    /// The message it answers.
    pub reply_to: Option<MessageId>,
    /// Meta's id, once known; reactions and replies refer to it.
    pub wamid: Option<MessageId>,
    /// Words that speak for an escalation.
    pub evidence: Vec<TextSpan>,
    /// What an answer of the agent rests on.
    pub sources: Vec<DraftSource>,
    /// Whether the customer changed it later.
    pub edited: bool,
    /// Whether the customer deleted it.
    pub revoked: bool,
    /// Whether it was forwarded.
    pub forwarded: bool,
    /// The reactions on it.
    pub reactions: Vec<Reaction>,
    /// Where its bytes are, for media.
    pub media: MediaState,
    /// The advertisement it came from.
    pub referral: Option<String>,
}

/// Where the bytes of a medium are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum MediaState {
    /// It has none, or they are being fetched.
    #[default]
    Pending,
    /// On this machine.
    Stored {
        /// Their address.
        hash: MediaHash,
        /// MIME type.
        mime: String,
    },
    /// Not to be had.
    Lost {
        /// Why, in plain words.
        why: String,
        /// The same as data; `None` in what was stored before it was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "typescript", ts(optional))]
        cause: Option<MediaLoss>,
    },
}

/// Who said it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "author", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum MessageAuthor {
    /// The customer.
    Customer,
    /// The agent.
    Agent,
    /// A person, in Relevo.
    Operator {
        /// Who.
        operator: OperatorId,
    },
    /// A person, from the phone app.
    Phone,
}

impl From<&Author> for MessageAuthor {
    fn from(author: &Author) -> Self {
        match author {
            Author::Agent => Self::Agent,
            Author::Operator { operator } => Self::Operator {
                operator: operator.clone(),
            },
        }
    }
}

/// A reaction, and whose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Reaction {
    /// Whether it is the customer's; else it is ours.
    pub from_customer: bool,
    /// The emoji.
    pub emoji: String,
}

/// A line in the thread, with the moment's data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// What happened.
    pub what: HandOver,
}

/// What happened to the baton.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum HandOver {
    /// A person is called.
    NeedsPerson {
        /// The call.
        escalation: EscalationId,
        /// Its trigger.
        trigger: Trigger,
        /// The deciding reason.
        reason: Reason,
    },
    /// The call was raised: nobody had come.
    Raised {
        /// How often it was raised so far, from 1.
        #[serde(default = "once")]
        level: u32,
        /// Who is called now.
        operators: Vec<OperatorId>,
    },
    /// A person took it.
    TakenOver {
        /// Who.
        operator: OperatorId,
        /// How.
        how: TakeOver,
        /// Since when the customer had waited, if somebody had been called.
        waiting_since: Option<Timestamp>,
    },
    /// A person handed it to another.
    Passed {
        /// From whom.
        from: OperatorId,
        /// To whom.
        to: OperatorId,
    },
    /// It is with the agent again.
    HandedBack {
        /// Who gave it back; `None` if the turn ended by the clock.
        operator: Option<OperatorId>,
        /// What the agent was told.
        briefing: Briefing,
    },
    /// An answer of the agent was not sent.
    DraftDropped {
        /// Why.
        why: DropReason,
    },
    /// A message was taken back before it left.
    TakenBack {
        /// Who.
        operator: OperatorId,
    },
    /// It is done.
    Closed {
        /// Who closed it.
        by: Closer,
    },
    /// It is open again.
    Reopened {
        /// Who; `None` if the customer wrote.
        by: Option<OperatorId>,
    },
}

/// A note among operators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Note {
    /// Who wrote it.
    pub operator: OperatorId,
    /// The text.
    pub text: String,
}

/// A later fact about an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Amendment {
    /// How far it got.
    Progress(Progress),
    /// Meta's id for it.
    Wamid(MessageId),
    /// These words speak for an escalation.
    Evidence(Vec<TextSpan>),
    /// The customer changed it.
    Edited(Content),
    /// The customer deleted it.
    Revoked,
    /// A reaction; without an emoji it is taken off.
    Reacted {
        /// Whether it is the customer's.
        from_customer: bool,
        /// The emoji.
        emoji: Option<String>,
    },
    /// Its bytes are here, or lost.
    Media(MediaState),
    /// It was taken back before it left.
    Withdrawn(Withdrawal),
}

impl Message {
    /// The customer's message, or one from the phone app.
    pub fn inbound(author: MessageAuthor, message: &Inbound) -> Self {
        Self {
            author,
            content: message.content.clone(),
            progress: Progress::Arrived,
            reply_to: message.reply_to.clone(),
            wamid: Some(message.id.clone()),
            evidence: Vec::new(),
            sources: Vec::new(),
            edited: false,
            revoked: false,
            forwarded: message.forwarded,
            reactions: Vec::new(),
            media: MediaState::Pending,
            referral: message.referral.clone(),
        }
    }

    /// A message of ours.
    pub fn outbound(outgoing: &Outgoing) -> Self {
        let media = match &outgoing.content {
            Content::Media(media) => match &media.stored {
                Some(hash) => MediaState::Stored {
                    hash: hash.clone(),
                    mime: media.mime.clone(),
                },
                None => MediaState::Pending,
            },
            Content::Text { .. }
            | Content::Location { .. }
            | Content::Contacts { .. }
            | Content::Choice { .. }
            | Content::Offer { .. }
            | Content::Template { .. }
            | Content::Order { .. }
            | Content::Unsupported { .. } => MediaState::Pending,
        };
        Self {
            author: MessageAuthor::from(&outgoing.author),
            content: outgoing.content.clone(),
            progress: Progress::Queued,
            reply_to: outgoing.reply_to.clone(),
            wamid: None,
            evidence: Vec::new(),
            sources: outgoing.sources.clone(),
            edited: false,
            revoked: false,
            forwarded: false,
            reactions: Vec::new(),
            media,
            referral: None,
        }
    }

    /// Takes a later fact in. Returns whether anything changed.
    pub fn amend(&mut self, amendment: &Amendment) -> bool {
        let before = self.clone();
        match amendment {
            Amendment::Progress(next) => {
                if self.progress.yields_to(next) {
                    self.progress = next.clone();
                }
            }
            Amendment::Wamid(id) => self.wamid = Some(id.clone()),
            // The spans point into the words as they were first.
            Amendment::Evidence(_) if self.edited => {}
            Amendment::Evidence(spans) => self.mark(spans),
            Amendment::Edited(content) => {
                self.content = content.clone();
                self.edited = true;
                // The spans point into words that are no longer there.
                self.evidence.clear();
            }
            Amendment::Revoked => self.revoked = true,
            Amendment::Reacted {
                from_customer,
                emoji,
            } => self.react(*from_customer, emoji.as_deref()),
            Amendment::Media(state) => self.media = state.clone(),
            Amendment::Withdrawn(_) => {}
        }
        *self != before
    }

    fn mark(&mut self, spans: &[TextSpan]) {
        self.evidence.extend(
            spans
                .iter()
                .filter(|span| !self.evidence.contains(span))
                .copied()
                .collect::<Vec<_>>(),
        );
        self.evidence.sort_unstable();
    }

    fn react(&mut self, from_customer: bool, emoji: Option<&str>) {
        self.reactions
            .retain(|reaction| reaction.from_customer != from_customer);
        self.reactions.extend(emoji.map(|emoji| Reaction {
            from_customer,
            emoji: emoji.to_owned(),
        }));
    }
}

impl Line {
    /// The line of an escalation.
    pub fn needs_person(escalation: &Escalation) -> Option<Self> {
        let reason = escalation.signals.first()?.reason.clone();
        Some(Self {
            what: HandOver::NeedsPerson {
                escalation: escalation.id.clone(),
                trigger: escalation.trigger,
                reason,
            },
        })
    }
}

/// Lines stored before they carried a level were the first of their call.
fn once() -> u32 {
    1
}
