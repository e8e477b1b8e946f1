//! From a failed call to what is done about it. What a provider says is shown to the owner, shortened
//! and without the key; an address is not, because some providers' addresses hold the key.

use crate::drafter::NoAnswer;
use serde_json::Value;
use std::time::Duration;

/// The most letters of a provider's message that are shown.
const MOST_LETTERS: usize = 200;

pub(super) fn of(error: &genai::Error, key: Option<&str>) -> NoAnswer {
    match error.status().map(|status| status.as_u16()) {
        Some(code @ (408 | 429 | 500..)) => NoAnswer::Unreachable(said(error, code, key)),
        Some(code) => NoAnswer::Refused(said(error, code, key)),
        None => without_status(error),
    }
}

/// Whether a failure may be over in a moment: the provider is busy, and asks for no wait longer than
/// `most`.
pub(super) fn passes(error: &genai::Error, most: Duration) -> bool {
    let busy = matches!(
        error.status().map(|status| status.as_u16()),
        Some(429 | 500 | 502..=504 | 529)
    );
    busy && asked_pause(error).is_none_or(|pause| pause <= most)
}

/// How long the provider asks to be left alone.
pub(super) fn asked_pause(error: &genai::Error) -> Option<Duration> {
    let seconds = error.headers()?.get("retry-after")?.to_str().ok()?;
    seconds.trim().parse().ok().map(Duration::from_secs)
}

fn without_status(error: &genai::Error) -> NoAnswer {
    use genai::webc::Error as Web;
    match error {
        genai::Error::WebModelCall { webc_error, .. }
        | genai::Error::WebAdapterCall { webc_error, .. } => match webc_error {
            Web::Reqwest(cause) if cause.is_decode() || cause.is_body() => {
                NoAnswer::Unusable("the connection broke off".to_owned())
            }
            Web::Reqwest(_) => NoAnswer::Unreachable("no connection".to_owned()),
            Web::ResponseFailedStatus { .. }
            | Web::ResponseFailedNotJson { .. }
            | Web::ResponseFailedInvalidJson { .. }
            | Web::JsonValueExt(_) => {
                NoAnswer::Unusable("it is not what the provider's protocol says".to_owned())
            }
        },
        genai::Error::RequiresApiKey { .. } | genai::Error::NoAuthData { .. } => {
            NoAnswer::Refused("a key is needed".to_owned())
        }
        // The others are about what came back; their texts may hold the whole request.
        _ => NoAnswer::Unusable("it is not what the provider's protocol says".to_owned()),
    }
}

/// "401: Incorrect API key provided".
fn said(error: &genai::Error, code: u16, key: Option<&str>) -> String {
    use genai::webc::Error as Web;
    let body = match error {
        genai::Error::HttpError { body, .. } => body.as_str(),
        genai::Error::WebModelCall {
            webc_error: Web::ResponseFailedStatus { body, .. },
            ..
        }
        | genai::Error::WebAdapterCall {
            webc_error: Web::ResponseFailedStatus { body, .. },
            ..
        } => body,
        _ => "",
    };
    let json: Option<Value> = serde_json::from_str(body).ok();
    let message = json
        .as_ref()
        .and_then(|json| json.pointer("/error/message").or_else(|| json.get("error")))
        .and_then(Value::as_str)
        .unwrap_or_default();
    let message = match key {
        Some(key) if !key.is_empty() => message.replace(key, "…"),
        Some(_) | None => message.to_owned(),
    };
    let message: String = message.chars().take(MOST_LETTERS).collect();
    if message.is_empty() {
        code.to_string()
    } else {
        format!("{code}: {message}")
    }
}
