//! Notices about the account, the number and its customers that are no messages.
//!
//! What an operator or the engine acts on is taken out; the JSON is kept whole beside it, since
//! Meta adds keys all the time.

use serde::Serialize;
use serde_json::Value;

use super::customer::Contacts;
use super::message::sender;
use super::{Customer, Field, Origin, loose};

/// A notice about account, number, template, group or history.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Account {
    /// Where it came from.
    pub origin: Origin,
    /// What it is about.
    pub about: Field,
    /// What happened, in Meta's word: `ACCOUNT_RESTRICTION`, `APPROVED`, `group_create`, …
    pub event: Option<String>,
    /// When, in seconds since 1970.
    pub timestamp: Option<i64>,
    /// The notice as it came.
    pub raw: Value,
}

impl Account {
    pub(super) fn read(origin: &Origin, about: Field, from: &Value) -> Self {
        Self {
            origin: origin.clone(),
            about,
            event: loose::first_id(
                from,
                &["event", "decision", "new_category", "type", "status"],
            ),
            timestamp: loose::seconds(from, "timestamp"),
            raw: from.clone(),
        }
    }

    /// True when nothing can be answered from now on, so that the channel must stop and someone must be
    /// told. An account that only may not write first still answers, and one that is to be disabled some
    /// day isn't yet.
    pub fn stops_channel(&self) -> bool {
        let banned = loose::id(
            self.raw.get("ban_info").unwrap_or(&Value::Null),
            "waba_ban_state",
        );
        let may_not_answer = || {
            loose::list(&self.raw, "restriction_info")
                .iter()
                .any(|one| {
                    loose::id(one, "restriction_type").as_deref()
                        == Some("RESTRICTED_CUSTOMER_INITIATED_MESSAGING")
                })
        };
        self.about == Field::Update
            && match self.event.as_deref() {
                Some("ACCOUNT_DELETED" | "ACCOUNT_OFFBOARDED" | "PARTNER_REMOVED") => true,
                Some("DISABLED_UPDATE") => banned.is_none_or(|state| state == "DISABLE"),
                Some("ACCOUNT_RESTRICTION") => may_not_answer(),
                _ => false,
            }
    }
}

/// What a customer wants to receive.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Preference {
    /// Where it came from.
    pub origin: Origin,
    /// Whose wish it is.
    pub customer: Customer,
    /// What it is about; `marketing_messages` so far.
    pub category: Option<String>,
    /// What is wished.
    pub choice: Choice,
    /// Since when, in seconds since 1970.
    pub timestamp: Option<i64>,
}

/// Stop or go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Nothing of the kind any more.
    Stop,
    /// Welcome again.
    Resume,
    /// A word that we don't know.
    Other(String),
}

impl Preference {
    pub(super) fn read(origin: &Origin, contacts: &Contacts, from: &Value) -> Option<Self> {
        let user_id = loose::first_id(from, &["user_id", "from_user_id"]);
        let customer = Customer {
            wa_id: loose::id(from, "wa_id"),
            ..Customer::from_ids(None, user_id)
        };
        from.is_object().then(|| Self {
            origin: origin.clone(),
            customer: contacts.complete(customer),
            category: loose::id(from, "category"),
            choice: match loose::id(from, "value").unwrap_or_default().as_str() {
                "stop" => Choice::Stop,
                "resume" => Choice::Resume,
                other => Choice::Other(other.to_owned()),
            },
            timestamp: loose::seconds(from, "timestamp"),
        })
    }
}

/// A call; one from a customer opens the 24-hour window as a message does.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Call {
    /// Where it came from.
    pub origin: Origin,
    /// Meta's id of the call (`wacid.…`).
    pub id: Option<String>,
    /// The customer at the other end.
    pub customer: Customer,
    /// `connect`, `terminate`, `RINGING`, …
    pub event: Option<String>,
    /// True when the customer rang us.
    pub from_customer: bool,
    /// When, in seconds since 1970.
    pub timestamp: Option<i64>,
    /// The JSON as it came.
    pub raw: Value,
}

impl Call {
    pub(super) fn read(origin: &Origin, contacts: &Contacts, from: &Value) -> Option<Self> {
        let ours = loose::id(from, "direction").as_deref() == Some("BUSINESS_INITIATED")
            || loose::id(from, "recipient_id").is_some();
        let customer = if ours {
            super::echo::addressee(contacts, from)
        } else {
            sender(contacts, from)
        };
        from.is_object().then(|| Self {
            origin: origin.clone(),
            id: loose::first_id(from, &["id", "wacid", "call_id"]),
            customer,
            event: loose::first_id(from, &["event", "status"]),
            from_customer: !ours,
            timestamp: loose::seconds(from, "timestamp")
                .or_else(|| loose::seconds(from, "start_time")),
            raw: from.clone(),
        })
    }
}
