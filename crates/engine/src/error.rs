//! What can go wrong in the engine itself. What a screen is told stands in [`crate::api::types`].

use crate::api::types::{ApiError, ErrorCode};
use journal::{CommitError, StoreError};

/// Why the engine could not go on.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The store failed; what was not stored is tried again.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Others kept being faster; tried again on the next turn of the loop.
    #[error("the conversation changes faster than it can be written")]
    Busy,
    /// The engine asked the store for something that makes no sense: a defect.
    #[error("defect: {0}")]
    Confused(String),
    /// Something that should be JSON isn't.
    #[error("a stored value can't be read: {0}")]
    Json(#[from] serde_json::Error),
    /// The program was built from broken rules.
    #[error("the reader's rules are broken: {0}")]
    Rules(String),
    /// There is no way to Meta.
    #[error("no connection to WhatsApp can be set up: {0}")]
    Network(String),
}

impl From<CommitError> for EngineError {
    fn from(error: CommitError) -> Self {
        match error {
            CommitError::Store(error) => Self::Store(error),
            CommitError::Conflict { .. } | CommitError::Repeated { .. } => Self::Busy,
            CommitError::UnderWay { work } => Self::Confused(format!("{work} is under way")),
        }
    }
}

impl From<EngineError> for ApiError {
    fn from(error: EngineError) -> Self {
        tracing::error!(%error, "a request failed");
        Self::new(ErrorCode::Internal, error.to_string())
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        Self::from(EngineError::Store(error))
    }
}
