//! Setting up where webhooks go. An address is asked for the verify token before it is believed.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use url::Url;

use super::answer::Answer;
use super::error::GraphError;
use crate::ids;
use crate::live::Live;

const URL_LIMIT: usize = 200;
const PATIENCE: Duration = Duration::from_secs(10);

/// `POST /{number}` with a `webhook_configuration`; an empty address takes it away again.
pub(super) async fn number_webhook(
    live: &Arc<Live>,
    number: &str,
    body: &Value,
) -> Result<Answer, GraphError> {
    if !live.read(|state| state.numbers.contains_key(number)) {
        return Err(GraphError::no_such_object(number));
    }
    let wanted = body.get("webhook_configuration");
    let wanted = wanted.ok_or_else(|| GraphError::missing("webhook_configuration"))?;
    let address = override_address(live, wanted).await?;
    live.change(|state, _| {
        if let Some(own) = state.numbers.get_mut(number) {
            own.number_webhook = address;
        }
    });
    Ok(Answer::Json(json!({ "success": true })))
}

/// `POST /{waba}/subscribed_apps`, perhaps with an address of its own.
pub(super) async fn subscribe(
    live: &Arc<Live>,
    waba: &str,
    body: &Value,
) -> Result<Answer, GraphError> {
    let address = override_address(live, body).await?;
    live.change(|state, _| {
        let number = state.number_of_waba(waba);
        let number = number.ok_or_else(|| GraphError::no_such_object(waba))?;
        number.subscribed = true;
        number.waba_webhook = address;
        Ok(Answer::Json(json!({ "success": true })))
    })
}

/// `DELETE /{waba}/subscribed_apps`: nothing is told any more.
pub(super) fn unsubscribe(live: &Arc<Live>, waba: &str) -> Result<Answer, GraphError> {
    live.change(|state, _| {
        let number = state.number_of_waba(waba);
        let number = number.ok_or_else(|| GraphError::no_such_object(waba))?;
        number.subscribed = false;
        Ok(Answer::Json(json!({ "success": true })))
    })
}

/// `GET /{waba}/subscribed_apps`.
pub(super) fn subscribed_apps(live: &Arc<Live>, waba: &str) -> Result<Answer, GraphError> {
    let app = json!({ "id": live.credentials.app_id, "name": "Simulator", "link": live.base_url });
    live.change(|state, _| {
        let number = state.number_of_waba(waba);
        let number = number.ok_or_else(|| GraphError::no_such_object(waba))?;
        let mut listed = json!({ "whatsapp_business_api_data": app });
        if let Some(address) = &number.waba_webhook {
            listed["override_callback_uri"] = json!(address);
        }
        let other = number.other_app.as_ref().map(|id| {
            let app = json!({ "id": id, "name": "Another tool", "link": live.base_url });
            json!({ "whatsapp_business_api_data": app })
        });
        let data: Vec<Value> = other
            .into_iter()
            .chain(number.subscribed.then_some(listed))
            .collect();
        Ok(Answer::Json(json!({ "data": data })))
    })
}

/// `POST /{app}/subscriptions`: the address of the app itself, as form or JSON fields.
pub(super) async fn app_webhook(
    live: &Arc<Live>,
    query: &HashMap<String, String>,
    body: &Value,
) -> Result<Answer, GraphError> {
    let given = |key: &str| {
        query
            .get(key)
            .map(String::as_str)
            .or_else(|| body[key].as_str())
    };
    let address = given("callback_url").ok_or_else(|| GraphError::missing("callback_url"))?;
    let token = given("verify_token").ok_or_else(|| GraphError::missing("verify_token"))?;
    verify(live, address, token).await?;
    live.change(|state, _| state.app_webhook = Some(address.to_owned()));
    Ok(Answer::Json(json!({ "success": true })))
}

/// The address in an override, verified; none where it is missing or empty.
async fn override_address(live: &Arc<Live>, wanted: &Value) -> Result<Option<String>, GraphError> {
    let address = wanted["override_callback_uri"].as_str().unwrap_or_default();
    if address.is_empty() {
        return Ok(None);
    }
    if address.len() > URL_LIMIT {
        return Err(GraphError::invalid(
            "override_callback_uri",
            "longer than 200 characters",
        ));
    }
    let token = wanted["verify_token"].as_str();
    verify(
        live,
        address,
        token.ok_or_else(|| GraphError::missing("verify_token"))?,
    )
    .await?;
    Ok(Some(address.to_owned()))
}

/// Why an address is not believed to be the business's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unverified {
    /// It isn't an address.
    #[error("not a URL")]
    NotAnAddress,
    /// Nobody answered.
    #[error("no answer")]
    NoAnswer,
    /// The answer was another status than 200.
    #[error("HTTP status {0}")]
    Refused(u16),
    /// The answer was something else than the challenge.
    #[error("another challenge came back")]
    WrongEcho,
}

impl From<Unverified> for GraphError {
    fn from(why: Unverified) -> Self {
        Self::unverified(&why.to_string())
    }
}

/// Asks the address as Meta does: it must answer 200 with the challenge and nothing else.
pub(crate) async fn verify(live: &Live, address: &str, token: &str) -> Result<(), Unverified> {
    let challenge = ids::object_id();
    let mut url = Url::parse(address).map_err(|_| Unverified::NotAnAddress)?;
    url.query_pairs_mut()
        .append_pair("hub.mode", "subscribe")
        .append_pair("hub.challenge", &challenge)
        .append_pair("hub.verify_token", token);
    let asked = live.http.get(url).timeout(PATIENCE).send().await;
    let answer = asked.map_err(|_| Unverified::NoAnswer)?;
    if answer.status() != 200 {
        return Err(Unverified::Refused(answer.status().as_u16()));
    }
    let echoed = answer.text().await.map_err(|_| Unverified::NoAnswer)?;
    if echoed == challenge {
        Ok(())
    } else {
        Err(Unverified::WrongEcho)
    }
}
