//! A call for a person, and what people do with the baton.

use crate::ids::{EscalationId, OperatorId};
use crate::signal::{Signal, Trigger};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// An open call for a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Escalation {
    /// Its id.
    pub id: EscalationId,
    /// The trigger that decided.
    pub trigger: Trigger,
    /// All signals that speak for it, the deciding one first.
    pub signals: Vec<Signal>,
    /// Who is called, in order.
    pub route: Vec<OperatorId>,
    /// Who is called first.
    pub called: Vec<OperatorId>,
    /// Since when the customer waits: the earliest unanswered message.
    pub waiting_since: Timestamp,
    /// By when a person answers.
    pub due_at: Timestamp,
    /// Set when nobody is at work: when the next person is.
    pub opens_at: Option<Timestamp>,
}

/// How an alert reached a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AlertChannel {
    /// A native notification.
    Notification,
    /// Only inside the window: the system shows no notifications.
    InApp,
    /// Nothing could be shown; the app says so.
    Failed,
}

/// How an operator took over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum TakeOver {
    /// By the button or its key.
    Button,
    /// By the alert's action.
    Alert,
    /// By writing.
    Wrote,
    /// By writing from the phone app.
    Phone,
}

/// Who closed a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "closer", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Closer {
    /// It was quiet long enough while the agent held it.
    Quiet,
    /// A person.
    Operator {
        /// Who.
        operator: OperatorId,
    },
}

/// A judgement of an operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mark", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Mark {
    /// The escalation was right.
    Right {
        /// Which.
        escalation: EscalationId,
    },
    /// The escalation was needless.
    Needless {
        /// Which.
        escalation: EscalationId,
    },
    /// It should have been handed over, for this reason.
    Missed {
        /// The trigger that should have fired.
        trigger: Trigger,
    },
    /// What was said last is taken back.
    Withdrawn {
        /// Of which escalation; `None` for a hand-over that was said to be missing.
        escalation: Option<EscalationId>,
    },
}
