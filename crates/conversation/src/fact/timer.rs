//! Waits: what the rules asked to be reminded of.

use crate::ids::TimerId;
use serde::{Deserialize, Serialize};

/// A wait, and what for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timer {
    /// Its id; a firing with another id than the awaited one means nothing.
    pub id: TimerId,
    /// What for.
    pub purpose: TimerPurpose,
}

/// What a wait is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimerPurpose {
    /// The rest of a burst may still come.
    Answer,
    /// Somebody should have answered the escalation by now.
    Promise,
    /// An operator asked to be called again.
    PutOff,
    /// It has been quiet long enough to close.
    Close,
    /// An operator has been idle; warn them.
    TurnWarning,
    /// An operator was warned and still is idle.
    TurnEnd,
    /// A send whose outcome is unknown should have been settled by a status by now.
    Settle,
    /// People are at work again: those called out of hours are called now.
    Opening,
    /// An operator stopped the agent's answer; somebody should have written by now.
    Stopped,
}
