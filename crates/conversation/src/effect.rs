//! Effects: work that the rules ask of the world. They are data; the engine performs them and
//! brings the outcome back as an event.

use crate::fact::{Author, Fact, Outgoing, Timer};
use crate::ids::{DraftId, Epoch, EscalationId, MessageId, OperatorId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Something the world should do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// A fact that follows at once. The engine stores it in the same transaction and decides it in
    /// turn, so that a hand-over is one step on disk.
    Record {
        /// The fact.
        fact: Box<Fact>,
    },
    /// Ask the agent for an answer to what the customer wrote.
    Draft {
        /// The request.
        draft: DraftId,
        /// The epoch it is asked in.
        epoch: Epoch,
    },
    /// Send a message.
    Send {
        /// The message, with its epoch.
        outgoing: Outgoing,
    },
    /// Call people.
    Alert {
        /// Why.
        escalation: EscalationId,
        /// Whom.
        operators: Vec<OperatorId>,
        /// 0 the first time; louder each time.
        level: u32,
    },
    /// Write the brief of an escalation.
    WriteBrief {
        /// Which.
        escalation: EscalationId,
    },
    /// Come back later.
    Wait {
        /// What for.
        timer: Timer,
        /// When.
        due: Timestamp,
    },
    /// Fetch a customer's medium; its address lives five minutes.
    FetchMedia {
        /// The message it belongs to.
        message: MessageId,
        /// Meta's id of the medium.
        remote: String,
    },
    /// Show the customer that the message was read and an answer is being written.
    ShowTyping {
        /// The customer's latest message.
        message: MessageId,
        /// The epoch it is asked in.
        epoch: Epoch,
    },
    /// Show the customer that the message was read.
    MarkRead {
        /// The customer's latest message.
        message: MessageId,
    },
    /// Put a reaction on a customer's message, or take it off.
    React {
        /// Who.
        operator: OperatorId,
        /// On which message.
        message: MessageId,
        /// `None` takes it off.
        emoji: Option<String>,
        /// The epoch it was asked in.
        epoch: Epoch,
    },
}

impl Effect {
    /// The epoch it must be claimed in; `None` if a change of holder doesn't matter to it. What a
    /// person wrote is said even if the baton moves on right after: "Booked, bye" and the
    /// hand-back are two clicks within a second, and only the agent's words lose their ground then.
    pub fn fence(&self) -> Option<Epoch> {
        match self {
            Self::Draft { epoch, .. } | Self::ShowTyping { epoch, .. } => Some(*epoch),
            Self::Send { outgoing } => match outgoing.author {
                Author::Agent => Some(outgoing.epoch),
                Author::Operator { .. } => None,
            },
            Self::Record { .. }
            | Self::Alert { .. }
            | Self::WriteBrief { .. }
            | Self::Wait { .. }
            | Self::FetchMedia { .. }
            | Self::MarkRead { .. }
            | Self::React { .. } => None,
        }
    }
}
