//! What the agent wrote, before anybody decided whether it is sent.

use crate::ids::{DraftId, Epoch};
use crate::signal::Strength;
use serde::{Deserialize, Serialize};

/// An answer of the agent, not yet sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Which request it answers.
    pub id: DraftId,
    /// The epoch it was asked in.
    pub epoch: Epoch,
    /// The text.
    pub text: String,
    /// How sure the agent is.
    pub confidence: Strength,
    /// What it rests on.
    pub sources: Vec<DraftSource>,
    /// The playbook version it was written with.
    pub playbook_version: u32,
    /// Which answerer or model wrote it.
    pub model: String,
}

/// A sentence of the playbook that an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DraftSource {
    /// The heading or first words of the section it stands in.
    pub section: String,
    /// The sentence.
    pub text: String,
    /// Byte offset of the sentence in the prompt.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

/// Why a draft is not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum DropReason {
    /// A person took over.
    TakenOver,
    /// A person was called.
    Escalated,
    /// The customer wrote more, so it is asked for again.
    Superseded,
    /// An operator stopped it.
    Stopped,
    /// The conversation was closed.
    Closed,
}
