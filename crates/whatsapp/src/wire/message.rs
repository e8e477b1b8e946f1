//! A message from a customer.
//!
//! Only the id is needed; without one there is nothing to recognise a repeat by, so such a thing
//! becomes unsupported. Whether it opens the 24-hour window is the engine's matter.

use serde::Serialize;
use serde_json::Value;

use super::customer::Contacts;
use super::{Content, Customer, Failure, Origin, Referral, loose};

/// One message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Message {
    /// Where it came from.
    pub origin: Origin,
    /// Meta's id (`wamid.…`); the same in every repeat of the webhook.
    pub id: String,
    /// Who wrote it.
    pub customer: Customer,
    /// When it was written, in seconds since 1970.
    pub timestamp: Option<i64>,
    /// Set when it was written in a group.
    pub group_id: Option<String>,
    /// What it answers or where it was forwarded from.
    pub context: Option<Context>,
    /// The advertisement that brought the customer.
    pub referral: Option<Referral>,
    /// What it says.
    pub content: Content,
    /// What Meta reports about it, as with unsupported messages.
    pub failures: Vec<Failure>,
}

/// What a message refers to.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Context {
    /// The message that is answered.
    pub reply_to: Option<String>,
    /// Who wrote that message.
    pub from: Option<String>,
    /// Forwarded at least once.
    pub forwarded: bool,
    /// Forwarded so often that WhatsApp marks it.
    pub frequently_forwarded: bool,
    /// The product the customer asks about.
    pub product: Option<ReferredProduct>,
}

/// A product of the business's catalogue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReferredProduct {
    /// The catalogue.
    pub catalog_id: Option<String>,
    /// The business's own id of the product.
    pub product_retailer_id: Option<String>,
}

impl Message {
    /// `None` when it has no id.
    pub(super) fn read(origin: &Origin, contacts: &Contacts, from: &Value) -> Option<Self> {
        let content = Content::read(from);
        let mut customer = sender(contacts, from);
        if let Content::System(system) = &content {
            // A change of number or user id is told about the customer as known until now.
            customer.user_id = customer.user_id.or_else(|| system.previous_user_id.clone());
        }
        Some(Self {
            origin: origin.clone(),
            id: loose::id(from, "id")?,
            customer,
            timestamp: loose::seconds(from, "timestamp"),
            group_id: loose::id(from, "group_id"),
            context: Context::read(from),
            referral: Referral::read(from),
            content,
            failures: Failure::read_all(from),
        })
    }
}

impl Context {
    pub(super) fn read(message: &Value) -> Option<Self> {
        let from = message
            .get("context")
            .filter(|context| context.is_object())?;
        let context = Self {
            reply_to: loose::first_id(from, &["id", "message_id"]),
            from: loose::id(from, "from"),
            forwarded: loose::flag(from, "forwarded").unwrap_or(false),
            frequently_forwarded: loose::flag(from, "frequently_forwarded").unwrap_or(false),
            product: from.get("referred_product").map(|product| ReferredProduct {
                catalog_id: loose::id(product, "catalog_id"),
                product_retailer_id: loose::id(product, "product_retailer_id"),
            }),
        };
        (context != Self::default()).then_some(context)
    }
}

/// The customer behind a message, completed from the contacts beside it.
pub(super) fn sender(contacts: &Contacts, from: &Value) -> Customer {
    let customer = Customer::from_ids(loose::id(from, "from"), loose::id(from, "from_user_id"));
    contacts.complete(Customer {
        parent_user_id: loose::id(from, "from_parent_user_id"),
        ..customer
    })
}
