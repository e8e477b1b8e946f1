//! Refusals: Meta's error JSON, its codes, and the HTTP status of each.
//!
//! Titles are in our own words; clients must branch on the code, never on the text.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde_json::{Value, json};

use crate::ids;
use crate::limits::TooFast;

/// Why a call is refused.
#[derive(Debug, Clone)]
pub(crate) struct GraphError {
    code: u32,
    subcode: Option<u32>,
    status: Option<u16>,
    details: String,
}

impl GraphError {
    pub(crate) fn new(code: u32, details: &str) -> Self {
        Self {
            code,
            subcode: None,
            status: None,
            details: details.to_owned(),
        }
    }

    /// A parameter that isn't there.
    pub(crate) fn missing(parameter: &str) -> Self {
        Self::new(131_008, &format!("The parameter {parameter} is required"))
    }

    /// A parameter that can't be like that.
    pub(crate) fn invalid(parameter: &str, why: &str) -> Self {
        Self::new(
            131_009,
            &format!("The parameter {parameter} is not valid: {why}"),
        )
    }

    /// An id that stands for nothing, or for nothing that can do this.
    pub(crate) fn no_such_object(id: &str) -> Self {
        let details = format!("The object {id} does not exist or does not support this operation");
        Self {
            code: 100,
            subcode: Some(33),
            status: None,
            details,
        }
    }

    pub(crate) fn unknown_path(method: &str, path: &str) -> Self {
        let details = format!("Unsupported {} request: /{path}", method.to_lowercase());
        Self {
            code: 100,
            subcode: None,
            status: Some(404),
            details,
        }
    }

    /// A webhook address that didn't answer the verification as it should.
    pub(crate) fn unverified(why: &str) -> Self {
        Self::new(2_200, &format!("Callback verification failed: {why}"))
    }

    pub(crate) fn not_found(details: &str) -> Self {
        Self {
            code: 100,
            subcode: None,
            status: Some(404),
            details: details.to_owned(),
        }
    }

    fn body(&self) -> Value {
        let title = title_of(self.code);
        let mut error = json!({
            "message": format!("(#{}) {title}", self.code),
            "type": "OAuthException",
            "code": self.code,
            "error_data": { "messaging_product": "whatsapp", "details": self.details },
            "fbtrace_id": ids::trace_id(),
        });
        if let Some(subcode) = self.subcode {
            error["error_subcode"] = json!(subcode);
        }
        json!({ "error": error })
    }
}

impl From<TooFast> for GraphError {
    fn from(too_fast: TooFast) -> Self {
        match too_fast {
            TooFast::Number => Self::new(130_429, "This number sends more than it may per second"),
            TooFast::Pair => Self::new(131_056, "Too many messages to the same customer"),
        }
    }
}

impl IntoResponse for GraphError {
    fn into_response(self) -> Response {
        let status = self.status.unwrap_or_else(|| status_of(self.code));
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
        (status, Json(self.body())).into_response()
    }
}

/// The HTTP status that comes with a code. Rate limits are 400 and not 429 at Meta.
fn status_of(code: u32) -> u16 {
    match code {
        0 | 190 => 401,
        10 | 200..=299 | 368 | 130_497 | 131_005 | 131_031 => 403,
        132_001 => 404,
        3 | 131_000 | 131_016 | 131_045 | 131_057 | 133_000 => 500,
        2 | 133_004 => 503,
        _ => 400,
    }
}

/// What a code means.
pub(crate) fn title_of(code: u32) -> &'static str {
    match code {
        0 => "Authentication failed",
        1 => "Unknown API error",
        2 => "The service is down",
        3 => "The method is not allowed for this app",
        4 => "The app makes too many calls",
        10 => "Permission denied",
        33 => "The number is gone",
        100 => "Invalid parameter",
        190 => "Invalid access token",
        200..=299 => "A permission is missing",
        368 => "Blocked for breaking the policy",
        2_200 => "Callback verification failed",
        80_007 => "The account makes too many calls",
        130_403 => "The business blocked this customer",
        130_429 => "Throughput reached",
        130_472 => "The customer takes part in an experiment",
        130_497 => "Not allowed to write to this country",
        131_000 => "Something went wrong",
        131_005 => "Access denied",
        131_008 => "A required parameter is missing",
        131_009 => "A parameter is not valid",
        131_016 => "Service unavailable",
        131_021 => "A number can't write to itself",
        131_026 => "Message undeliverable",
        131_031 => "The account is locked",
        131_037 => "The display name is not approved",
        131_042 => "A problem with the payment method",
        131_045 => "The certificate is wrong",
        131_047 => "More than 24 hours since the customer wrote",
        131_048 => "Held back as spam",
        131_049 => "Not delivered to keep the ecosystem healthy",
        131_050 => "The customer stopped marketing messages",
        131_051 => "Unsupported message type",
        131_052 => "The file can't be downloaded",
        131_053 => "The file can't be uploaded",
        131_056 => "Pair rate limit",
        131_057 => "The account is in maintenance",
        131_062 => "Not possible for a business-scoped user id",
        132_000 => "The number of template values does not match",
        132_001 => "The template does not exist in this language",
        132_005 => "The filled-in text is too long",
        132_007 => "The template breaks the format policy",
        132_012 => "A template value has the wrong format",
        132_015 => "The template is paused",
        132_016 => "The template is disabled",
        133_004 => "The server is not available for now",
        133_010 => "The number is not registered",
        135_000 => "Generic user error",
        139_100 => "Some users were not changed",
        _ => "Refused",
    }
}
