//! Messages that WhatsApp itself writes into a chat: a customer changed number or identity.
//!
//! Joining the old and the new customer is the engine's matter; here only both are named.

use serde::Serialize;
use serde_json::Value;

use super::loose;

/// What WhatsApp announces.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct System {
    /// What happened.
    pub kind: SystemKind,
    /// The sentence to show.
    pub body: Option<String>,
    /// The customer's number from now on.
    pub wa_id: Option<String>,
    /// The customer's user id from now on.
    pub user_id: Option<String>,
    /// The user id until now.
    pub previous_user_id: Option<String>,
    /// The parent user id from now on.
    pub parent_user_id: Option<String>,
    /// The parent user id until now.
    pub previous_parent_user_id: Option<String>,
}

/// The announcements we know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SystemKind {
    /// New phone number; the message's `from` is the old one.
    NumberChanged,
    /// New user id, with no phone at all.
    UserIdChanged,
    /// New device or reinstalled; nothing to do.
    IdentityChanged,
    /// Something else, by its own name.
    Other(String),
}

impl System {
    pub(super) fn read(from: &Value) -> Option<Self> {
        from.is_object().then(|| Self {
            kind: kind(&loose::id(from, "type").unwrap_or_default()),
            body: loose::id(from, "body"),
            wa_id: loose::first_id(from, &["wa_id", "new_wa_id"]),
            user_id: loose::id(from, "user_id"),
            previous_user_id: loose::id(from, "previous_user_id"),
            parent_user_id: loose::id(from, "parent_user_id"),
            previous_parent_user_id: loose::id(from, "previous_parent_user_id"),
        })
    }
}

fn kind(name: &str) -> SystemKind {
    match name {
        "user_changed_number" | "customer_changed_number" => SystemKind::NumberChanged,
        "user_changed_user_id" => SystemKind::UserIdChanged,
        "customer_identity_changed" | "user_identity_changed" => SystemKind::IdentityChanged,
        other => SystemKind::Other(other.to_owned()),
    }
}
