//! Which answerer is in place.
use crate::engine::Engine;
use crate::error::EngineError;
use agent::{Drafter, Embedded, NoAnswer};
use std::sync::Arc;

impl Engine {
    /// Puts the answerer of the settings in place.
    ///
    /// # Errors
    /// If the store can't be read.
    pub async fn reload_model(&self) -> Result<(), EngineError> {
        self.put_drafter(Arc::new(Embedded::new()));
        Ok(())
    }

    pub(crate) async fn ask_model_once(&self) -> Result<String, NoAnswer> {
        Ok(Embedded::new().name())
    }
}
