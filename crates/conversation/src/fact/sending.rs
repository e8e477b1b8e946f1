//! What the business says, and what became of it: facts of [`Queued`](super::Fact::Queued) and after.
//! Why a draft was not sent stands in [`super::draft`].

use super::DraftSource;
use crate::content::Content;
use crate::failure::RefusalCause;
use crate::ids::{Epoch, MessageId, OperatorId, OutgoingId};
use serde::{Deserialize, Serialize};

/// A message of ours.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outgoing {
    /// Our id; it travels to Meta.
    pub id: OutgoingId,
    /// Who speaks.
    pub author: Author,
    /// What.
    pub content: Content,
    /// The message it answers, if any.
    pub reply_to: Option<MessageId>,
    /// The epoch it was asked in. The outbox refuses the agent's words in any other; see
    /// [`Effect::fence`](crate::effect::Effect::fence).
    pub epoch: Epoch,
    /// The playbook's sentences it rests on, for the agent.
    #[serde(default)]
    pub sources: Vec<DraftSource>,
}

/// Who of the business speaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "author", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Author {
    /// The agent.
    Agent,
    /// A person.
    Operator {
        /// Who.
        operator: OperatorId,
    },
}

/// How far a message of ours got. The order is the order of progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Delivery {
    /// Left Meta.
    Sent,
    /// On the customer's phone.
    Delivered,
    /// Seen.
    Read,
    /// A voice note was played.
    Played,
}

/// Why a message was not sent, by what a person does about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "failure", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum SendFailure {
    /// The 24-hour window is closed: a template is needed.
    WindowClosed,
    /// The customer can't be reached on WhatsApp.
    Unreachable,
    /// The customer doesn't want such messages.
    OptedOut,
    /// The channel itself is broken: token, permission, payment, policy.
    ChannelStopped {
        /// Meta's code.
        code: u32,
    },
    /// Meta refused the content.
    Refused {
        /// Meta's code.
        code: u32,
        /// Meta's words.
        text: String,
        /// What is wrong with it; `None` in what was stored before it was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "typescript", ts(optional))]
        cause: Option<RefusalCause>,
    },
    /// It was tried as often as is sensible.
    GaveUp,
}

/// Why a message was taken back before it left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Withdrawal {
    /// The holder changed since it was asked for.
    HolderChanged,
    /// The agent wrote it and was switched off before it left.
    AgentOff,
    /// An operator cancelled it.
    Cancelled {
        /// Who.
        operator: OperatorId,
    },
}
