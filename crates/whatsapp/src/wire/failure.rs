//! An error that Meta reports inside a webhook: on a status, on a message, or alone.
//!
//! What to do about a code is decided in [`crate::client::codes`], never here.

use serde::Serialize;
use serde_json::Value;

use super::loose;

/// One entry of an `errors` list.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Failure {
    /// Meta's error code; the only part that anything may branch on.
    pub code: Option<u32>,
    /// A short text, for people.
    pub title: Option<String>,
    /// A longer text, for people.
    pub details: Option<String>,
    /// Where Meta explains the code.
    pub href: Option<String>,
}

impl Failure {
    pub(super) fn read(from: &Value) -> Self {
        let data = from.get("error_data").unwrap_or(&Value::Null);
        Self {
            code: loose::int(from, "code").and_then(|code| u32::try_from(code).ok()),
            title: loose::id(from, "title").or_else(|| loose::id(from, "message")),
            details: loose::id(data, "details")
                .or_else(|| loose::id(from, "details"))
                .or_else(|| loose::id(from, "message")),
            href: loose::id(from, "href"),
        }
    }

    pub(super) fn read_all(from: &Value) -> Vec<Self> {
        loose::list(from, "errors")
            .into_iter()
            .map(Self::read)
            .collect()
    }
}
