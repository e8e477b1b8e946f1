//! How far a message of ours has come.
//!
//! Statuses arrive in any order, repeated, and before the answer to our own request. Making them
//! monotonic is the journal's matter: here each is read for itself.

use serde::Serialize;
use serde_json::Value;

use super::customer::Contacts;
use super::{Customer, Failure, Origin, echo, loose};

/// One status.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Status {
    /// Where it came from.
    pub origin: Origin,
    /// The message it is about.
    pub id: String,
    /// How far it came.
    pub state: State,
    /// When, in seconds since 1970.
    pub timestamp: Option<i64>,
    /// To whom the message went.
    pub recipient: Customer,
    /// `individual` or `group`.
    pub recipient_type: Option<String>,
    /// Which member of a group it is about.
    pub participant: Option<String>,
    /// Our effect id, handed back as `biz_opaque_callback_data`: it settles an unclear send.
    pub effect: Option<String>,
    /// What Meta charges for it.
    pub pricing: Option<Pricing>,
    /// When a free entry point ends, in seconds since 1970.
    pub free_until: Option<i64>,
    /// Why it failed.
    pub failures: Vec<Failure>,
}

/// The states of a sent message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Left Meta.
    Sent,
    /// On the customer's phone.
    Delivered,
    /// Seen by the customer.
    Read,
    /// A voice note was listened to.
    Played,
    /// Will not arrive.
    Failed,
    /// The customer deleted it; no longer sent by Meta.
    Deleted,
    /// A word that we don't know.
    Unknown(String),
}

/// What Meta charges.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pricing {
    /// `regular`, `free_customer_service`, `free_entry_point`, …
    pub kind: Option<String>,
    /// `service`, `utility`, `marketing`, …
    pub category: Option<String>,
    /// Such as `PMP`.
    pub model: Option<String>,
    /// Whether it costs anything.
    pub billable: Option<bool>,
}

impl Status {
    /// `None` when it does not say which message it is about.
    pub(super) fn read(origin: &Origin, contacts: &Contacts, from: &Value) -> Option<Self> {
        Some(Self {
            origin: origin.clone(),
            id: loose::id(from, "id")?,
            state: State::named(&loose::id(from, "status").unwrap_or_default()),
            timestamp: loose::seconds(from, "timestamp"),
            recipient: echo::addressee(contacts, from),
            recipient_type: loose::id(from, "recipient_type"),
            participant: loose::first_id(
                from,
                &["recipient_participant_id", "recipient_participant_user_id"],
            ),
            effect: loose::id(from, "biz_opaque_callback_data"),
            pricing: from.get("pricing").and_then(Pricing::read),
            free_until: from
                .get("conversation")
                .and_then(|conversation| loose::seconds(conversation, "expiration_timestamp")),
            failures: Failure::read_all(from),
        })
    }
}

impl State {
    fn named(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "sent" => Self::Sent,
            "delivered" => Self::Delivered,
            "read" => Self::Read,
            "played" => Self::Played,
            "failed" => Self::Failed,
            "deleted" => Self::Deleted,
            _ => Self::Unknown(name.to_owned()),
        }
    }
}

impl Pricing {
    fn read(from: &Value) -> Option<Self> {
        from.is_object().then(|| Self {
            kind: loose::id(from, "type"),
            category: loose::id(from, "category"),
            model: loose::id(from, "pricing_model"),
            billable: loose::flag(from, "billable"),
        })
    }
}
