//! The Graph API: which call is meant, and whether it may be made at all.
//!
//! Paths are read by hand, since the version in front is optional and one address stands for numbers,
//! accounts and files alike. What the calls do is in the modules below.

mod account;
mod answer;
pub(crate) mod error;
mod file_types;
mod media;
mod send;
mod templates;
mod validate;
mod webhooks;

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

pub(crate) use answer::{Answer, DropAnswer};
use error::GraphError;
pub use webhooks::Unverified;
pub(crate) use webhooks::verify as verify_webhook;

use crate::faults::CallFault;
use crate::live::Live;

/// JSON bodies are far smaller than files.
const JSON_LIMIT: usize = 3 * 1024 * 1024;

/// One call, taken apart.
struct Call {
    method: Method,
    path: Vec<String>,
    query: HashMap<String, String>,
    token: Option<String>,
    request: Request,
}

impl Call {
    fn new(request: Request) -> Self {
        let uri = request.uri();
        let segments = uri.path().split('/').filter(|segment| !segment.is_empty());
        let path: Vec<String> = segments.map(str::to_owned).collect();
        let versioned = path.first().is_some_and(|first| is_version(first));
        let path = if versioned { path[1..].to_vec() } else { path };
        let query: HashMap<String, String> =
            url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes())
                .into_owned()
                .collect();
        let bearer = request
            .headers()
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .map(str::to_owned);
        let token = bearer.or_else(|| query.get("access_token").cloned());
        Self {
            method: request.method().clone(),
            path,
            query,
            token,
            request,
        }
    }

    /// Whether the caller names its program.
    fn is_named(&self) -> bool {
        self.request.headers().contains_key(header::USER_AGENT)
    }

    /// The JSON body; an empty one counts as an empty object.
    async fn json(self) -> Result<Value, GraphError> {
        let bytes = to_bytes(self.request.into_body(), JSON_LIMIT)
            .await
            .map_err(|_| GraphError::new(100, "The body is too large"))?;
        if bytes.is_empty() {
            return Ok(json!({}));
        }
        serde_json::from_slice(&bytes)
            .map_err(|error| GraphError::new(100, &format!("The body is not JSON: {error}")))
    }
}

fn is_version(segment: &str) -> bool {
    let number = segment
        .strip_prefix('v')
        .and_then(|rest| rest.split_once('.'));
    number
        .is_some_and(|(major, minor)| major.parse::<u32>().is_ok() && minor.parse::<u32>().is_ok())
}

/// Answers every path that isn't a page of the simulator.
pub(crate) async fn call(State(live): State<Arc<Live>>, request: Request) -> Response {
    let call = Call::new(request);
    match live.change(|state, _| state.faults.for_call()) {
        Some(CallFault::Delay { millis }) => {
            live.clock.sleep_until(live.now() + i64::from(millis)).await;
        }
        Some(CallFault::ServerError { status }) => return broken(status),
        None => {}
    }
    if let Err(refusal) = may_call(&live, call.token.as_deref()) {
        return refusal.into_response();
    }
    dispatch(&live, call)
        .await
        .map_or_else(GraphError::into_response, IntoResponse::into_response)
}

/// A gateway's error page, not Meta's JSON: that is what clients see when servers break.
fn broken(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (
        status,
        Body::from("<html><title>Error</title><body>Sorry, try again.</body></html>"),
    )
        .into_response()
}

fn may_call(live: &Live, token: Option<&str>) -> Result<(), GraphError> {
    let revoked = live.read(|state| state.faults.token_revoked());
    match token {
        Some(token) if token == live.credentials.access_token && !revoked => Ok(()),
        Some(_) => Err(GraphError::new(190, "The access token is not valid")),
        None => Err(GraphError::new(
            190,
            "An access token is needed for this call",
        )),
    }
}

async fn dispatch(live: &Arc<Live>, call: Call) -> Result<Answer, GraphError> {
    let path: Vec<String> = call.path.clone();
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match (call.method.as_str(), path.as_slice()) {
        ("POST", [number, "messages"]) => send::messages(live, number, &call.json().await?),
        ("POST", [number, "media"]) => media::upload(live, number, call.request).await,
        ("GET", ["lookaside", link]) => media::download(live, link, call.is_named()),
        ("GET", ["debug_token"]) => account::debug_token(live, &call.query),
        ("GET", ["me", "permissions"]) => Ok(account::permissions()),
        ("GET", ["me"]) => Ok(account::me(live)),
        ("GET", [waba, "phone_numbers"]) => account::phone_numbers(live, waba, &call.query),
        ("GET", [waba, "message_templates"]) => templates::list(live, waba, &call.query),
        ("GET", [waba, "subscribed_apps"]) => webhooks::subscribed_apps(live, waba),
        ("POST", [waba, "subscribed_apps"]) => {
            webhooks::subscribe(live, waba, &call.json().await?).await
        }
        ("DELETE", [waba, "subscribed_apps"]) => webhooks::unsubscribe(live, waba),
        ("POST", [_app, "subscriptions"]) => {
            let query = call.query.clone();
            webhooks::app_webhook(live, &query, &call.json().await?).await
        }
        ("GET", [number, "block_users"]) => account::blocked(live, number),
        ("POST", [number, "block_users"]) => {
            account::block(live, number, &call.json().await?, true)
        }
        ("DELETE", [number, "block_users"]) => {
            account::block(live, number, &call.json().await?, false)
        }
        ("GET", [number, "whatsapp_business_profile"]) => {
            account::profile(live, number, &call.query)
        }
        ("GET", [id]) => account::object(live, id, &call.query),
        ("POST", [id]) => webhooks::number_webhook(live, id, &call.json().await?).await,
        ("DELETE", [id]) => media::delete(live, id),
        (method, _) => Err(GraphError::unknown_path(method, &path.join("/"))),
    }
}
