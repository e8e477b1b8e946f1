//! The state of a conversation: who may speak, what is unanswered, what is awaited. It is the fold
//! of its events and nothing else; [`Conversation::apply`] is the only way it changes. It decides
//! nothing; see [`crate::decide`].

mod apply;
mod baton;
mod kept;
mod last_said;
mod speech;

pub use last_said::LastSaid;
pub(crate) use speech::is_courtesy;
#[cfg(test)]
mod tests;

use crate::brief::{Brief, Briefing};
use crate::fact::{
    Author, Customer, Delivery, Draft, Escalation, Event, Fact, SendFailure, TimerPurpose,
};
use crate::ids::{
    ConversationId, DraftId, Epoch, MessageId, NumberId, OperatorId, OutgoingId, TimerId,
};
use crate::language::Language;
use crate::signal::Signal;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// How long after a customer's message free text may be sent
/// (Meta, "Service messages", 21 May 2026).
pub const REPLY_WINDOW: Duration = Duration::from_secs(24 * 3600);

/// Who may speak now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "holder", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Holder {
    /// The agent.
    Agent,
    /// Nobody yet: an escalation is open and the agent is silent.
    Waiting,
    /// A person.
    Operator {
        /// Who.
        operator: OperatorId,
    },
    /// Nobody: it is done.
    Closed,
}

/// One conversation, as of its latest event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conversation {
    /// Its id.
    pub id: ConversationId,
    /// On which of our numbers.
    pub number: NumberId,
    /// With whom.
    pub customer: Customer,
    /// Since when it exists.
    pub began_at: Timestamp,
    /// Who may speak.
    pub holder: Holder,
    /// Since when that holder holds it.
    pub held_since: Timestamp,
    /// How often the holder changed.
    pub epoch: Epoch,
    /// The customer's latest message: it opened the 24-hour window.
    pub last_customer_at: Option<Timestamp>,
    /// The latest thing anybody said.
    pub last_said: Option<LastSaid>,
    /// The customer's messages that nobody has answered, oldest first.
    pub unanswered: Vec<Unanswered>,
    /// Messages of the customer that nobody of the business has seen.
    #[serde(default)]
    pub unread: u32,
    /// Our latest messages of which nobody knows yet that they are on the customer's phone.
    #[serde(default)]
    pub in_flight: Vec<InFlight>,
    /// How far the agent is with an answer.
    pub answer: Answer,
    /// When the first message of the current burst was written.
    #[serde(default)]
    pub burst_began: Option<Timestamp>,
    /// Signals of the current burst that don't act at once.
    pub pending_signals: Vec<Signal>,
    /// The open call for a person.
    pub escalation: Option<OpenEscalation>,
    /// The last call that is over: people look at it and judge it afterwards.
    #[serde(default)]
    pub past_escalation: Option<OpenEscalation>,
    /// The waits that still mean something.
    pub timers: BTreeMap<TimerPurpose, TimerId>,
    /// The latest turns, oldest first.
    pub turns: Vec<Turn>,
    /// Answers of the agent since a person or a courtesy last broke the row.
    pub agent_turns: u32,
    /// The customer's questions since the agent last held it afresh, for the loop guard.
    pub questions: Vec<Question>,
    /// The language the customer writes in, once known.
    pub language: Option<Language>,
    /// What the agent was told at the last hand-back.
    pub briefing: Option<Briefing>,
    /// A draft shown to operators and not sent by itself.
    pub suggestion: Option<Draft>,
    /// Whether a person spoke or was called since it was last opened.
    pub needed_person: bool,
}

/// Where a message of ours stands. A customer's message has simply arrived.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "progress", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Progress {
    /// From the customer.
    Arrived,
    /// Waits to be sent.
    Queued,
    /// Meta accepted it.
    Accepted,
    /// Meta reported how far it got.
    Reported {
        /// How far.
        delivery: Delivery,
    },
    /// Not known whether it was sent; never repeated by itself.
    Unclear,
    /// Not sent.
    Failed {
        /// Why.
        failure: SendFailure,
    },
}

impl Progress {
    /// Whether `next` is news: reports come in any order, and a failure counts only before the
    /// message is on the phone.
    pub fn yields_to(&self, next: &Self) -> bool {
        match next {
            Self::Arrived | Self::Queued => false,
            Self::Accepted | Self::Unclear => matches!(self, Self::Queued | Self::Unclear),
            Self::Failed { .. } => match self {
                Self::Reported { delivery } => *delivery < Delivery::Delivered,
                Self::Queued | Self::Accepted | Self::Unclear => true,
                Self::Arrived | Self::Failed { .. } => false,
            },
            Self::Reported { delivery: new } => match self {
                Self::Reported { delivery } => delivery < new,
                // A phone that reports "delivered" knows better than an earlier "failed"; "sent" doesn't.
                Self::Failed { .. } => *new >= Delivery::Delivered,
                Self::Queued | Self::Accepted | Self::Unclear => true,
                Self::Arrived => false,
            },
        }
    }
}

/// A customer's message nobody has answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unanswered {
    /// Which.
    pub message: MessageId,
    /// When it was written.
    pub at: Timestamp,
    /// When it reached us, if that was later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived: Option<Timestamp>,
    /// Its words, if it has any.
    pub words: Option<String>,
    /// What it is, where the agent can't read it.
    pub unreadable: Option<String>,
    /// Whether it is no more than thanks, bye or the like.
    pub courtesy: bool,
}

/// A message of ours on its way. What it answers counts as unanswered again if it doesn't arrive.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InFlight {
    /// Which.
    pub outgoing: OutgoingId,
    /// Who speaks.
    pub speaker: Speaker,
    /// How far it got.
    pub progress: Progress,
    /// The customer's messages it answers.
    pub answers: Vec<Unanswered>,
}

/// How far the agent is with an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Answer {
    /// Nothing to answer.
    #[default]
    None,
    /// Waiting for the rest of a burst.
    Pausing {
        /// When it goes on.
        until: Timestamp,
    },
    /// Being written.
    Drafting {
        /// The request whose answer counts.
        draft: DraftId,
    },
    /// An operator stopped it; it goes on with the customer's next message.
    Stopped,
}

/// An open call for a person, and how loud it got.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OpenEscalation {
    /// The call.
    pub escalation: Escalation,
    /// Who has been called so far.
    pub called: Vec<OperatorId>,
    /// How often it was raised.
    pub level: u32,
    /// When it is raised next.
    pub next_at: Timestamp,
    /// Who asked to be called again, and when.
    pub put_off: Option<(OperatorId, Timestamp)>,
    /// Its brief, once written.
    pub brief: Option<Brief>,
    /// Whether the agent has said its one sentence since the conversation waits.
    #[serde(default)]
    pub announced: bool,
    /// The message in which it says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<OutgoingId>,
}

/// Who said something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "speaker", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Speaker {
    /// The customer.
    Customer,
    /// The agent.
    Agent,
    /// A person of the business; `None` when they wrote from the phone app.
    Operator {
        /// Who, where known.
        operator: Option<OperatorId>,
    },
}

impl From<&Author> for Speaker {
    fn from(author: &Author) -> Self {
        match author {
            Author::Agent => Self::Agent,
            Author::Operator { operator } => Self::Operator {
                operator: Some(operator.clone()),
            },
        }
    }
}

/// One turn of the talk, as readers and answerers need it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Who.
    pub speaker: Speaker,
    /// When.
    pub at: Timestamp,
    /// Meta's id for a customer's message, our id for ours.
    pub id: MessageId,
    /// The words.
    pub words: String,
}

/// A question of the customer, reduced to its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// When.
    pub at: Timestamp,
    /// Folded words, sorted, without repetition.
    pub words: Vec<String>,
}

impl Conversation {
    /// The state before the first event; `None` unless `event` begins a conversation.
    pub fn begin(event: &Event) -> Option<Self> {
        let Fact::Began { number, customer } = &event.fact else {
            return None;
        };
        Some(Self {
            id: event.conversation.clone(),
            number: number.clone(),
            customer: customer.clone(),
            began_at: event.at,
            holder: Holder::Agent,
            held_since: event.at,
            epoch: Epoch::default(),
            last_customer_at: None,
            last_said: None,
            unanswered: Vec::new(),
            unread: 0,
            in_flight: Vec::new(),
            answer: Answer::None,
            burst_began: None,
            pending_signals: Vec::new(),
            escalation: None,
            past_escalation: None,
            timers: BTreeMap::new(),
            turns: Vec::new(),
            agent_turns: 0,
            questions: Vec::new(),
            language: None,
            briefing: None,
            suggestion: None,
            needed_person: false,
        })
    }

    /// When the 24-hour window closes; `None` if the customer never wrote.
    pub fn window_ends(&self) -> Option<Timestamp> {
        self.last_customer_at.map(|at| at.plus(REPLY_WINDOW))
    }

    /// Whether free text may be sent at `now`.
    pub fn window_is_open(&self, now: Timestamp) -> bool {
        self.window_ends().is_some_and(|end| now < end)
    }

    /// When the customer wrote the earliest unanswered message. Thanks wait for nothing, and a message
    /// of ours that may not have left answers nothing yet.
    pub fn waiting_since(&self) -> Option<Timestamp> {
        self.owed().map(|open| open.at).min()
    }

    /// Since when we know that the customer waits: a promise can't be older.
    pub fn known_since(&self) -> Option<Timestamp> {
        self.owed()
            .map(|open| open.arrived.unwrap_or(open.at))
            .min()
    }

    fn owed(&self) -> impl Iterator<Item = &Unanswered> {
        let doubtful = self
            .in_flight
            .iter()
            .filter(|ours| ours.progress == Progress::Unclear)
            .flat_map(|ours| &ours.answers);
        self.unanswered
            .iter()
            .chain(doubtful)
            .filter(|open| !open.courtesy)
    }

    /// Whether the customer said something that wants an answer and has none.
    pub fn owes_answer(&self) -> bool {
        self.unanswered.iter().any(|open| !open.courtesy)
    }

    /// The customer's latest message that wants an answer and has none.
    pub fn latest_owed(&self) -> Option<&MessageId> {
        let latest = self.unanswered.iter().rfind(|open| !open.courtesy);
        latest.map(|open| &open.message)
    }

    /// The open call, while nobody has come.
    pub fn open_call(&self) -> Option<&OpenEscalation> {
        match self.holder {
            Holder::Waiting => self.escalation.as_ref(),
            Holder::Agent | Holder::Operator { .. } | Holder::Closed => None,
        }
    }

    /// A message of ours on its way.
    pub fn on_its_way(&self, outgoing: &OutgoingId) -> Option<&InFlight> {
        self.in_flight
            .iter()
            .find(|ours| &ours.outgoing == outgoing)
    }

    /// Whether a wait with this id still means something.
    pub fn awaits(&self, purpose: TimerPurpose, timer: &TimerId) -> bool {
        self.timers.get(&purpose) == Some(timer)
    }

    /// The operator who holds it, if one does.
    pub fn operator(&self) -> Option<&OperatorId> {
        match &self.holder {
            Holder::Operator { operator } => Some(operator),
            Holder::Agent | Holder::Waiting | Holder::Closed => None,
        }
    }
}
