//! Which answerer is in place: the embedded one, or the language model of the settings.

use crate::api::types::{ModelChoice, Provider};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::ports::SecretName;
use agent::remote::{self, Remote, RemoteConfig};
use agent::{Drafter, Embedded, NoAnswer};
use std::sync::Arc;
use std::time::Duration;

/// How long a customer may wait for a model before a person is called instead.
const PATIENCE: Duration = Duration::from_secs(20);

impl Engine {
    /// Puts the answerer of the settings in place.
    ///
    /// # Errors
    /// If the store can't be read.
    pub async fn reload_model(&self) -> Result<(), EngineError> {
        let _turn = self.turns().preparing.lock().await;
        let drafter: Arc<dyn Drafter> = match self.remote().await? {
            Some(remote) => Arc::new(remote),
            None => Arc::new(Embedded::new()),
        };
        self.put_drafter(drafter);
        Ok(())
    }

    /// Asks the model of the settings once. Returns its name.
    pub(crate) async fn ask_model_once(&self) -> Result<String, NoAnswer> {
        match self.remote().await {
            Ok(Some(remote)) => remote.check().await.map(|()| remote.name()),
            Ok(None) => Ok(Embedded::new().name()),
            Err(error) => Err(NoAnswer::Refused(error.to_string())),
        }
    }

    async fn remote(&self) -> Result<Option<Remote>, EngineError> {
        let ModelChoice::Remote {
            provider,
            name,
            base_url,
        } = self.house_settings().await?.model
        else {
            return Ok(None);
        };
        let key = match self.ports().secrets.get(&SecretName::ModelKey) {
            Ok(key) => key.map(|secret| secret.expose().to_owned()),
            Err(error) => {
                // The model is asked without a key and says so itself, which ends with a person.
                tracing::warn!(%error, "the model's key can't be read");
                None
            }
        };
        let config = RemoteConfig {
            provider: provider_of(provider),
            model: name,
            base_url,
            key: key.map(remote::Key::new),
            timeout: PATIENCE,
        };
        Remote::new(config)
            .map(Some)
            .map_err(|error| EngineError::Network(error.to_string()))
    }
}

fn provider_of(provider: Provider) -> remote::Provider {
    match provider {
        Provider::OpenAi => remote::Provider::OpenAi,
        Provider::Anthropic => remote::Provider::Anthropic,
        Provider::Gemini => remote::Provider::Gemini,
        Provider::Ollama => remote::Provider::Ollama,
    }
}
