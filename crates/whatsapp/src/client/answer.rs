//! Turns Meta's answers, and the lack of them, into results.
//!
//! Three things are told apart: Meta refused (its code decides), something in between refused
//! (ask again), and nobody knows. After a request that must not be repeated, the last one is
//! [`SendError::Unclear`] and never a retry.

use reqwest::RequestBuilder;
use serde_json::Value;

use super::backoff::Attempt;
use super::codes::{self, Reaction};
use super::error::{Refusal, SendError, Stop};
use crate::Secret;

/// May a request be made again when nobody knows what became of it?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Twice {
    /// It changes nothing more than once.
    Harmless,
    /// The customer would read it twice.
    Forbidden,
}

/// How a request is made.
#[derive(Debug, Clone, Copy)]
pub(super) struct How {
    pub(super) twice: Twice,
    pub(super) attempt: Attempt,
}

impl How {
    pub(super) fn harmless(attempt: Attempt) -> Self {
        Self {
            twice: Twice::Harmless,
            attempt,
        }
    }
}

/// Asks Meta and reads the answer as JSON.
pub(super) async fn ask(
    request: RequestBuilder,
    token: &Secret,
    how: How,
) -> Result<Value, SendError> {
    let answer = request.bearer_auth(token.expose()).send().await;
    let answer = answer.map_err(|error| lost(&error.without_url(), how))?;
    let status = answer.status().as_u16();
    let body = answer
        .bytes()
        .await
        .map_err(|error| unknown(&error.to_string(), how))?;
    read(status, &body, token, how)
}

/// What an answer means.
pub(super) fn read(status: u16, body: &[u8], token: &Secret, how: How) -> Result<Value, SendError> {
    let json: Option<Value> = serde_json::from_slice(body).ok();
    let error = json
        .as_ref()
        .and_then(|json| json.get("error"))
        .filter(|error| !error.is_null());
    match (status, error, json.as_ref()) {
        (200..=299, None, Some(_)) => Ok(json.unwrap_or_default()),
        (200..=299, None, None) => Err(unknown("the answer can't be read", how)),
        (_, Some(error), _) => Err(refused(status, error, token, how.attempt)),
        (_, None, _) => Err(not_from_graph(status, how)),
    }
}

/// Meta itself refused.
fn refused(status: u16, error: &Value, token: &Secret, attempt: Attempt) -> SendError {
    let code = error
        .get("code")
        .and_then(Value::as_u64)
        .and_then(|code| u32::try_from(code).ok());
    let known = code.and_then(codes::look_up);
    let said = words(error, token);
    match known {
        Some((reaction, meaning)) => {
            let text = if said.is_empty() {
                meaning.to_owned()
            } else {
                said
            };
            codes::react(reaction, code, attempt, &text)
        }
        None => codes::react(by_status(status), code, attempt, &said),
    }
}

/// A code that came after us: only the HTTP status is left to go by.
fn by_status(status: u16) -> Reaction {
    match status {
        401 => Reaction::Stop(Stop::Token),
        403 => Reaction::Stop(Stop::Permission),
        429 => Reaction::Throughput,
        500..=599 => Reaction::AgainAFewTimes,
        _ => Reaction::Never(Refusal::Unknown),
    }
}

/// Something between us and Meta answered. What says that it let nothing through is asked again.
fn not_from_graph(status: u16, how: How) -> SendError {
    let text = format!("HTTP {status} without a word from Meta");
    match status {
        429 | 503 => codes::react(Reaction::Again, None, how.attempt, &text),
        400..=499 if status != 408 => {
            codes::react(Reaction::AgainAFewTimes, None, how.attempt, &text)
        }
        _ => unknown(&text, how),
    }
}

/// No answer came. Without a connection nothing left; after that nobody knows.
fn lost(error: &reqwest::Error, how: How) -> SendError {
    if error.is_builder() {
        return codes::react(
            Reaction::Never(Refusal::Invalid),
            None,
            how.attempt,
            &error.to_string(),
        );
    }
    if error.is_connect() {
        return codes::react(Reaction::Again, None, how.attempt, &error.to_string());
    }
    unknown(&error.to_string(), how)
}

fn unknown(text: &str, how: How) -> SendError {
    match how.twice {
        Twice::Forbidden => SendError::Unclear(text.to_owned()),
        Twice::Harmless => codes::react(Reaction::Again, None, how.attempt, text),
    }
}

/// Meta's own words, without the token that it repeats when it finds it malformed.
fn words(error: &Value, token: &Secret) -> String {
    let details = error.pointer("/error_data/details").and_then(Value::as_str);
    let message = error.get("message").and_then(Value::as_str);
    let said = details.or(message).unwrap_or_default();
    if token.is_empty() {
        said.to_owned()
    } else {
        said.replace(token.expose(), "…")
    }
}
