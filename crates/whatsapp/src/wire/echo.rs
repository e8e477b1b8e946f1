//! A message that a person of the business typed in the phone's Business app.
//!
//! It means that a person has taken the conversation over; it does not open the 24-hour window.
//! It may also correct or delete an earlier one.

use serde::Serialize;
use serde_json::Value;

use super::customer::Contacts;
use super::{Content, Context, Customer, Origin, loose};

/// One message from the business's own phone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Echo {
    /// Where it came from.
    pub origin: Origin,
    /// Meta's id.
    pub id: String,
    /// To whom it was written.
    pub customer: Customer,
    /// When, in seconds since 1970.
    pub timestamp: Option<i64>,
    /// What it answers.
    pub context: Option<Context>,
    /// What it says.
    pub content: Content,
}

impl Echo {
    /// `None` when it has no id.
    pub(super) fn read(origin: &Origin, contacts: &Contacts, from: &Value) -> Option<Self> {
        Some(Self {
            origin: origin.clone(),
            id: loose::id(from, "id")?,
            customer: addressee(contacts, from),
            timestamp: loose::seconds(from, "timestamp"),
            context: Context::read(from),
            content: Content::read(from),
        })
    }
}

pub(super) fn addressee(contacts: &Contacts, from: &Value) -> Customer {
    let user_id = loose::first_id(from, &["to_user_id", "recipient_user_id"]);
    let mut customer = Customer::from_ids(loose::first_id(from, &["to", "recipient_id"]), user_id);
    // `from` of an echo is the business; the customer's phone is where it went to.
    customer.wa_id = customer.from.take();
    customer.parent_user_id =
        loose::first_id(from, &["to_parent_user_id", "parent_recipient_user_id"]);
    contacts.complete(customer)
}
