//! The door Meta knocks at: what the webhook needs of the engine. A delivery is kept first; the loop
//! is woken only after that.

use crate::engine::Engine;
use crate::ports::SecretName;
use journal::NewDelivery;
use std::sync::Arc;
use whatsapp::webhook::{AppSecret, Keep, KeepError, RawDelivery, SecretSource, Secrets};

/// The path of the webhook.
pub const WEBHOOK_PATH: &str = "/webhook";

impl Engine {
    /// The webhook, to be served by a host.
    pub fn webhook(&self) -> axum::Router {
        let door = Arc::new(Door(self.clone()));
        whatsapp::webhook::router(WEBHOOK_PATH, Arc::clone(&door), door)
    }
}

struct Door(Engine);

impl Keep for Door {
    async fn keep(&self, delivery: RawDelivery) -> Result<(), KeepError> {
        let headers: serde_json::Map<_, _> = delivery
            .headers
            .into_iter()
            .map(|(name, value)| (name, serde_json::Value::String(value)))
            .collect();
        let new = NewDelivery {
            received_at: self.0.now(),
            headers: serde_json::Value::Object(headers).to_string(),
            body: delivery.body,
        };
        self.0
            .journal()
            .keep(new)
            .await
            .map_err(|error| KeepError::from(Box::from(error)))?;
        self.0.wake();
        Ok(())
    }
}

impl SecretSource for Door {
    /// A keyring that doesn't answer gives no secret, so deliveries are answered 401 and Meta tries
    /// again: nothing is lost.
    fn secrets(&self) -> Secrets {
        let kept = |name: &SecretName| self.0.ports().secrets.get(name).ok().flatten();
        let houses = self.0.houses();
        let apps = houses.desks().filter_map(|desk| {
            let secret = kept(&SecretName::AppSecret(desk.number.id.clone()))?;
            Some(AppSecret {
                name: desk.number.id.as_str().to_owned(),
                secret,
            })
        });
        Secrets {
            apps: apps.collect(),
            verify_tokens: kept(&SecretName::VerifyToken).into_iter().collect(),
        }
    }
}
