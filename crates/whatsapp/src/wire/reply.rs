//! What a customer chose in something interactive that we had sent.
//!
//! The words of a choice are ours, so the id matters more than the title. A form's answer may be
//! broken JSON; then its text is kept and nothing is lost.

use serde::Serialize;
use serde_json::Value;

use super::loose;

/// The answer to an interactive message.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "reply", rename_all = "snake_case")]
pub enum Reply {
    /// One of our reply buttons.
    Button {
        /// The id we gave it.
        id: Option<String>,
        /// What stood on it.
        title: String,
    },
    /// One row of our list.
    List {
        /// The id we gave it.
        id: Option<String>,
        /// What stood on it.
        title: String,
        /// The smaller text below.
        description: Option<String>,
    },
    /// A filled form (Flow).
    Form {
        /// The form's name, often `flow`.
        name: Option<String>,
        /// What WhatsApp shows in the chat.
        body: Option<String>,
        /// The answers, when they are JSON.
        answers: Option<Value>,
        /// The answers as they came.
        text: Option<String>,
    },
    /// Whether we may call.
    CallPermission {
        /// `accept` or `reject`.
        response: Option<String>,
        /// Until when, in seconds since 1970.
        until: Option<i64>,
    },
    /// A product chosen from ours.
    Product {
        /// What the message said of it.
        raw: Value,
    },
    /// A kind that came later than this program.
    Other {
        /// What it called itself.
        kind: String,
        /// The JSON as it came.
        raw: Value,
    },
}

const KINDS: [&str; 5] = [
    "button_reply",
    "list_reply",
    "nfm_reply",
    "call_permission_reply",
    "product",
];

impl Reply {
    pub(super) fn read(from: &Value) -> Option<Self> {
        from.is_object().then(|| {
            let kind = loose::id(from, "type").or_else(|| {
                KINDS
                    .iter()
                    .find(|kind| from.get(**kind).is_some())
                    .map(|kind| (*kind).to_owned())
            });
            Self::of_kind(&kind.unwrap_or_default(), from)
        })
    }

    fn of_kind(kind: &str, from: &Value) -> Self {
        let inner = from.get(kind).unwrap_or(&Value::Null);
        let id = || loose::id(inner, "id");
        let title = || loose::text(inner, "title").unwrap_or_default();
        match kind {
            "button_reply" => Self::Button {
                id: id(),
                title: title(),
            },
            "list_reply" => Self::List {
                id: id(),
                title: title(),
                description: loose::id(inner, "description"),
            },
            "nfm_reply" => form(inner),
            "call_permission_reply" => Self::CallPermission {
                response: loose::id(inner, "response"),
                until: loose::seconds(inner, "expiration_timestamp"),
            },
            "product" => Self::Product { raw: inner.clone() },
            other => Self::Other {
                kind: other.to_owned(),
                raw: from.clone(),
            },
        }
    }
}

fn form(from: &Value) -> Reply {
    let written = from.get("response_json");
    let text = written.and_then(loose::as_text);
    let answers = match written {
        Some(Value::Object(_) | Value::Array(_)) => written.cloned(),
        _ => text
            .as_deref()
            .and_then(|text| serde_json::from_str(text).ok()),
    };
    Reply::Form {
        name: loose::id(from, "name"),
        body: loose::id(from, "body"),
        answers,
        text,
    }
}
