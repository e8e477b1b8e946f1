//! The API list over HTTP: `POST /api/<name>` with the payload as JSON.

use super::Desk;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Json, body::Bytes};
use engine::api::types::{ApiError, ErrorCode};
use engine::api::{self, Caller};
use serde::Deserialize;

/// What a browser shows to come in.
#[derive(Deserialize)]
pub(super) struct Enter {
    token: String,
    /// Another seat than the usual one, where several people share a hub.
    seat: Option<String>,
}

/// As long as a browser keeps a cookie: 400 days. What ends a stay is the next start, with a new token.
const LONGEST_STAY: u32 = 400 * 24 * 3600;

/// Changes the token of a link for a cookie that no script can read.
pub(super) async fn enter(
    State(desk): State<Desk>,
    headers: HeaderMap,
    Json(enter): Json<Enter>,
) -> Response {
    if !desk.access.knows(&enter.token) {
        return (
            StatusCode::UNAUTHORIZED,
            "The link is from an earlier start. Open the new one.",
        )
            .into_response();
    }
    let plain = |seat: &String| {
        !seat.is_empty() && seat.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let seat = enter
        .seat
        .filter(plain)
        .unwrap_or_else(|| desk.access.seat().as_str().to_owned());
    let origin = headers.get(header::ORIGIN).map(HeaderValue::as_bytes);
    let secure = match origin.is_some_and(|origin| origin.starts_with(b"https:")) {
        true => "; Secure",
        false => "",
    };
    let cookie = format!(
        "{}={}.{seat}; HttpOnly; SameSite=Strict; Path=/; Max-Age={LONGEST_STAY}{secure}",
        desk.access.cookie(),
        enter.token
    );
    ([(header::SET_COOKIE, cookie)], Json(serde_json::json!({}))).into_response()
}

pub(super) async fn call(
    State(desk): State<Desk>,
    Extension(caller): Extension<Caller>,
    Path(name): Path<String>,
    body: Bytes,
) -> Response {
    let payload = if body.is_empty() {
        Ok(serde_json::Value::Null)
    } else {
        serde_json::from_slice(&body)
    };
    let answer = match payload {
        Ok(payload) => api::call(&desk.engine, &caller, &name, payload).await,
        Err(error) => Err(ApiError::new(
            ErrorCode::Invalid,
            format!("the request is no JSON: {error}"),
        )),
    };
    match answer {
        Ok(output) => Json(output).into_response(),
        Err(error) => (status(error.code), Json(error)).into_response(),
    }
}

/// A screen branches on the code in the body; the status is for logs and proxies.
fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::AlreadyTaken
        | ErrorCode::NotHolder
        | ErrorCode::WindowClosed
        | ErrorCode::Stale => StatusCode::CONFLICT,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        ErrorCode::NoKeyring | ErrorCode::WhatsApp | ErrorCode::Model => StatusCode::BAD_GATEWAY,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
