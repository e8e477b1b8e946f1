//! Events: what happened, as the journal keeps it. An event, once stored, keeps its meaning for
//! ever, so a variant or field may be added (with `#[serde(default)]`) but never changed.

mod call;
mod draft;
mod sending;
mod timer;

pub use call::{AlertChannel, Closer, Escalation, Mark, TakeOver};
pub use draft::{Draft, DraftSource, DropReason};
pub use sending::{Author, Delivery, Outgoing, SendFailure, Withdrawal};
pub use timer::{Timer, TimerPurpose};

use crate::brief::{Brief, Briefing};
use crate::content::{Content, Inbound};
use crate::failure::{AgentFailure, MediaLoss};
use crate::ids::{
    ConversationId, CustomerId, DraftId, EscalationId, EventId, MediaHash, MessageId, NumberId,
    OperatorId, OutgoingId,
};
use crate::language::Language;
use crate::signal::Signal;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A fact of one conversation, and when it was true.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Unique, and the same when the event is made again from its delivery.
    pub id: EventId,
    /// Whose.
    pub conversation: ConversationId,
    /// When it happened; for a customer's message the time Meta gives, not the arrival.
    pub at: Timestamp,
    /// When it reached us, if that was later: a delivery may come hours after the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived: Option<Timestamp>,
    /// What happened.
    pub fact: Fact,
}

impl Event {
    /// When it reached us, told only where that was later than `at`.
    #[must_use]
    pub fn arrived_at(self, arrived: Timestamp) -> Self {
        let arrived = (arrived > self.at).then_some(arrived);
        Self { arrived, ..self }
    }

    /// Since when we know of it. Whatever follows from it follows from here on: people can't keep a
    /// promise, nor be at work, before that.
    pub fn known_at(&self) -> Timestamp {
        self.arrived.map_or(self.at, |arrived| arrived.max(self.at))
    }
}

/// What can happen in a conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "fact", rename_all = "snake_case")]
pub enum Fact {
    /// The conversation exists from here on.
    Began {
        /// On which number.
        number: NumberId,
        /// With whom.
        customer: Customer,
    },
    /// We learned more about the customer, or the customer changed number or id.
    CustomerKnown {
        /// All that is known now.
        customer: Customer,
    },
    /// The customer wrote.
    CustomerWrote {
        /// The message.
        message: Inbound,
        /// What the reader on this machine found in it.
        signals: Vec<Signal>,
        /// The language it seems to be in; `None` if unclear or none of ours.
        language: Option<Language>,
        /// Whether it is no more than thanks, bye or the like.
        courtesy: bool,
    },
    /// The customer put a reaction on a message, or took it off.
    CustomerReacted {
        /// On which message.
        message: MessageId,
        /// `None` takes it off.
        emoji: Option<String>,
    },
    /// The customer changed a message.
    CustomerEdited {
        /// Which one.
        message: MessageId,
        /// Its content now.
        content: Content,
        /// What the reader on this machine found in it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        signals: Vec<Signal>,
        /// Whether it is no more than thanks, bye or the like now; `None` in what was stored before it
        /// was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        courtesy: Option<bool>,
    },
    /// The customer deleted a message.
    CustomerRevoked {
        /// Which one.
        message: MessageId,
    },
    /// Somebody of the business wrote from the phone app: a take-over too.
    PhoneWrote {
        /// The message.
        message: Inbound,
    },
    /// Somebody of the business changed on the phone what they wrote there.
    PhoneEdited {
        /// Which message.
        message: MessageId,
        /// Its content now.
        content: Content,
    },
    /// Somebody of the business deleted on the phone what they wrote there.
    PhoneRevoked {
        /// Which message.
        message: MessageId,
    },
    /// Somebody of the business put a reaction on a message on the phone, or took it off.
    PhoneReacted {
        /// On which message.
        message: MessageId,
        /// `None` takes it off.
        emoji: Option<String>,
    },
    /// The bytes of a medium are on this machine.
    MediaStored {
        /// The message it belongs to.
        message: MessageId,
        /// Its content address.
        hash: MediaHash,
        /// MIME type as downloaded.
        mime: String,
        /// Bytes.
        size: u64,
    },
    /// A medium could not be fetched and won't be.
    MediaLost {
        /// The message it belongs to.
        message: MessageId,
        /// Why, in plain words.
        why: String,
        /// The same as data; `None` in what was stored before it was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<MediaLoss>,
    },

    /// A message of ours is to be sent.
    Queued {
        /// The message.
        outgoing: Outgoing,
    },
    /// Meta accepted it. Accepted is not delivered.
    Accepted {
        /// Our message.
        outgoing: OutgoingId,
        /// Meta's id for it.
        message: MessageId,
    },
    /// We don't know whether Meta took it. It is never repeated by itself.
    Unclear {
        /// Our message.
        outgoing: OutgoingId,
    },
    /// It was not sent and won't be.
    NotSent {
        /// Our message.
        outgoing: OutgoingId,
        /// Why.
        failure: SendFailure,
    },
    /// It was taken back before it left: cancelled, or the fence refused it.
    Withdrawn {
        /// Our message.
        outgoing: OutgoingId,
        /// Why.
        why: Withdrawal,
    },
    /// Meta reports how far a message of ours got.
    Progressed {
        /// Our message, where the report names it or its wamid is known.
        outgoing: OutgoingId,
        /// Meta's id for it.
        message: MessageId,
        /// How far.
        delivery: Delivery,
    },
    /// The operator put a reaction on a customer's message.
    OperatorReacted {
        /// Who.
        operator: OperatorId,
        /// On which message.
        message: MessageId,
        /// `None` takes it off.
        emoji: Option<String>,
    },

    /// The agent answered.
    Drafted {
        /// Its draft.
        draft: Draft,
    },
    /// The agent says a person should answer.
    AgentAsked {
        /// Which draft it was asked for.
        draft: DraftId,
        /// Its signal.
        signal: Signal,
    },
    /// No answer came: time-out, error, no model.
    DraftFailed {
        /// Which draft.
        draft: DraftId,
        /// What went wrong, in plain words.
        what: String,
        /// The same as data; `None` in what was stored before it was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<AgentFailure>,
    },
    /// A draft, done or under way, is not sent.
    DraftDropped {
        /// Which draft.
        draft: DraftId,
        /// Why.
        why: DropReason,
    },

    /// A person is called.
    Escalated {
        /// The call.
        escalation: Escalation,
    },
    /// Nobody answered in time: louder, and to the next person.
    Raised {
        /// Which call.
        escalation: EscalationId,
        /// How often it was raised so far, from 1.
        level: u32,
        /// Who is called now.
        operators: Vec<OperatorId>,
        /// When it is raised next if nobody comes.
        next_at: Timestamp,
    },
    /// A native alert was shown on a seat, or could not be.
    AlertShown {
        /// Which call.
        escalation: EscalationId,
        /// To whom.
        operator: OperatorId,
        /// How.
        how: AlertChannel,
    },
    /// Somebody opened the brief from an alert or the list.
    AlertOpened {
        /// Which call.
        escalation: EscalationId,
        /// Who.
        operator: OperatorId,
    },
    /// "In 5 minutes": the operator has seen it and will come.
    PutOff {
        /// Which call.
        escalation: EscalationId,
        /// Who.
        operator: OperatorId,
        /// When they want to be called again.
        until: Timestamp,
    },
    /// The brief of an escalation is written.
    Briefed {
        /// Which call.
        escalation: EscalationId,
        /// The brief.
        brief: Brief,
    },
    /// An operator took the conversation.
    TookOver {
        /// Who.
        operator: OperatorId,
        /// How.
        how: TakeOver,
    },
    /// An operator handed it to another.
    Passed {
        /// From whom.
        from: OperatorId,
        /// To whom.
        to: OperatorId,
    },
    /// An operator gave it back to the agent.
    HandedBack {
        /// Who.
        operator: OperatorId,
        /// What the agent should know.
        briefing: Briefing,
    },
    /// An operator's turn will end soon.
    TurnWarned {
        /// Whose.
        operator: OperatorId,
        /// When.
        ends_at: Timestamp,
    },
    /// An operator's turn ended by the clock, after a warning.
    TurnEnded {
        /// Whose.
        operator: OperatorId,
    },
    /// An operator who had it no longer belongs to the team.
    OperatorLeft {
        /// Who.
        operator: OperatorId,
    },
    /// The conversation is done.
    Closed {
        /// By whom.
        by: Closer,
    },
    /// A closed conversation is open again, with the agent.
    Reopened {
        /// `None` if the customer wrote; else the operator who did it.
        by: Option<OperatorId>,
    },

    /// A note among operators. The customer never sees it.
    Noted {
        /// Who.
        operator: OperatorId,
        /// The text.
        text: String,
    },
    /// An operator judged an escalation, or its absence.
    Marked {
        /// Who.
        operator: OperatorId,
        /// The judgement.
        mark: Mark,
    },
    /// A wait is over.
    TimerFired {
        /// Which.
        timer: Timer,
    },
    /// The operator who holds it has seen what the customer wrote.
    Seen {
        /// Who.
        operator: OperatorId,
    },
    /// An operator stopped the agent's answer before it was sent.
    AnswerStopped {
        /// Who.
        operator: OperatorId,
    },
}

/// Who the customer is, across number changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Customer {
    /// Our own id, stable.
    pub id: CustomerId,
    /// Meta's business-scoped user id, once known. It is the key; the phone is an attribute.
    pub user_id: Option<String>,
    /// Phone number, digits with a leading plus, once known.
    pub phone: Option<String>,
    /// The name the customer gave in WhatsApp.
    pub name: Option<String>,
    /// The customer's user name in WhatsApp.
    pub username: Option<String>,
}
