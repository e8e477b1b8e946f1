//! The door for Meta's webhooks: verification, signature, then durable, then 200.
//!
//! It checks who speaks and hands the raw bytes to [`Keep`]; it never parses them, so a body that
//! nobody understands is kept like any other. What the bytes say is read later, by
//! [`crate::wire::decode`]. The signature itself is in `signature.rs`.

mod body;
mod keep;
mod secrets;
mod signature;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

pub use body::MOST_BYTES;
pub use keep::{Keep, KeepError, RawDelivery};
pub use secrets::{AppSecret, SecretSource, Secrets};
pub use signature::{SIGNATURE_HEADER, sign, signer};

struct Door<K, S> {
    keep: Arc<K>,
    secrets: Arc<S>,
}

impl<K, S> Clone for Door<K, S> {
    fn clone(&self) -> Self {
        Self {
            keep: Arc::clone(&self.keep),
            secrets: Arc::clone(&self.secrets),
        }
    }
}

/// The webhook at `path`, for Meta's GET and POST.
pub fn router<K: Keep, S: SecretSource>(path: &str, keep: Arc<K>, secrets: Arc<S>) -> Router {
    Router::new()
        .route(path, get(verify::<K, S>).post(receive::<K, S>))
        .with_state(Door { keep, secrets })
}

/// Meta asks, without a signature, whether this address is ours.
async fn verify<K: Keep, S: SecretSource>(
    State(door): State<Door<K, S>>,
    Query(asked): Query<HashMap<String, String>>,
) -> Response {
    let said = |key: &str| asked.get(key).map(String::as_str).unwrap_or_default();
    let known = door.secrets.secrets().verifies(said("hub.verify_token"));
    if said("hub.mode") != "subscribe" || !known {
        tracing::warn!("a webhook verification was refused");
        return StatusCode::FORBIDDEN.into_response();
    }
    let plain = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (plain, said("hub.challenge").to_owned()).into_response()
}

async fn receive<K: Keep, S: SecretSource>(
    State(door): State<Door<K, S>>,
    headers: HeaderMap,
    body: Body,
) -> StatusCode {
    let body = match body::read(body).await {
        Ok(body) => body,
        Err(status) => return status,
    };
    let secrets = door.secrets.secrets();
    let Some(signed_by) = signer(&secrets.apps, signature_of(&headers), &body) else {
        // 401 and not 200: if the secret is wrong on our side, Meta's retries bring everything
        // back once it is corrected.
        tracing::warn!(
            bytes = body.len(),
            "a webhook without a valid signature was refused"
        );
        return StatusCode::UNAUTHORIZED;
    };
    let delivery = RawDelivery {
        signed_by: signed_by.to_owned(),
        headers: kept(&headers),
        body,
    };
    match door.keep.keep(delivery).await {
        Ok(()) => StatusCode::OK,
        Err(error) => {
            tracing::error!(%error, "a webhook could not be kept; Meta will send it again");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

/// The signature, if there is exactly one: of two, nobody could say which one counts.
fn signature_of(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all(SIGNATURE_HEADER).iter();
    let only = all.next()?;
    all.next().is_none().then(|| only.to_str().ok()).flatten()
}

/// Cookies and authorisation are nobody's business, so only these are kept.
const KEPT: [&str; 3] = [SIGNATURE_HEADER, "content-type", "user-agent"];

fn kept(headers: &HeaderMap) -> Vec<(String, String)> {
    KEPT.iter()
        .filter_map(|name| Some((*name, headers.get(*name)?.to_str().ok()?)))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}
