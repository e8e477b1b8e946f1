//! Who a message is from, or a status is about.
//!
//! The business-scoped user id (`US.1349…`) is the customer's key; the phone is an attribute that
//! Meta leaves out when the customer has a username. Every part may be missing.
//! Which conversation a customer belongs to is the engine's matter.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::Value;

use super::loose;

/// What one delivery tells about a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Customer {
    /// The business-scoped user id; new after a change of number.
    pub user_id: Option<String>,
    /// The same across a group of related businesses.
    pub parent_user_id: Option<String>,
    /// The phone as WhatsApp writes it: digits, no plus.
    pub wa_id: Option<String>,
    /// The phone as the message itself carried it.
    pub from: Option<String>,
    /// The name the customer gave in the profile.
    pub name: Option<String>,
    /// The customer's WhatsApp username, as sent (sometimes with `@`).
    pub username: Option<String>,
    /// Changes when the customer changes devices, if the identity check is on.
    pub identity_key_hash: Option<String>,
}

impl Customer {
    /// The phone, from whichever place had it.
    pub fn phone(&self) -> Option<&str> {
        self.wa_id.as_deref().or(self.from.as_deref())
    }

    /// True when nothing here says who it is.
    pub fn is_anonymous(&self) -> bool {
        self.user_id.is_none() && self.phone().is_none()
    }

    /// A customer from the ids beside a message or status. Some senders put a user id where the
    /// phone belongs, so each id goes where its form says.
    pub(super) fn from_ids(phone: Option<String>, user_id: Option<String>) -> Self {
        let (misplaced, phone) = match phone {
            Some(id) if is_user_id(&id) => (Some(id), None),
            other => (None, other),
        };
        Self {
            user_id: user_id.or(misplaced),
            from: phone,
            ..Self::default()
        }
    }

    fn read(from: &Value) -> Self {
        let profile = from.get("profile").unwrap_or(&Value::Null);
        let ids = Self::from_ids(loose::id(from, "wa_id"), loose::id(from, "user_id"));
        Self {
            user_id: ids.user_id,
            parent_user_id: loose::id(from, "parent_user_id"),
            wa_id: ids.from,
            from: None,
            name: loose::id(profile, "name"),
            username: loose::first_id(profile, &["username", "user_name"])
                .or_else(|| loose::id(from, "username")),
            identity_key_hash: loose::id(from, "identity_key_hash"),
        }
    }
}

/// A country code, a dot and the id, as in `US.1349…`.
fn is_user_id(id: &str) -> bool {
    id.split_once('.').is_some_and(|(country, rest)| {
        country.len() == 2
            && country.bytes().all(|byte| byte.is_ascii_uppercase())
            && !rest.is_empty()
    })
}

/// The `contacts` of one change, to look senders up in.
#[derive(Debug, Default)]
pub(super) struct Contacts {
    all: Vec<Customer>,
    by_id: HashMap<String, usize>,
}

impl Contacts {
    pub(super) fn read(value: &Value) -> Self {
        let all: Vec<_> = loose::list(value, "contacts")
            .into_iter()
            .map(Customer::read)
            .collect();
        let mut by_id = HashMap::new();
        for (index, contact) in all.iter().enumerate() {
            for id in contact.user_id.iter().chain(&contact.wa_id) {
                by_id.insert(id.clone(), index);
            }
        }
        Self { all, by_id }
    }

    /// Adds to `customer` what the contacts know about the same person.
    pub(super) fn complete(&self, customer: Customer) -> Customer {
        let Some(known) = self.find(&customer) else {
            return customer;
        };
        Customer {
            user_id: customer.user_id.or_else(|| known.user_id.clone()),
            parent_user_id: customer
                .parent_user_id
                .or_else(|| known.parent_user_id.clone()),
            wa_id: customer.wa_id.or_else(|| known.wa_id.clone()),
            from: customer.from,
            name: customer.name.or_else(|| known.name.clone()),
            username: customer.username.or_else(|| known.username.clone()),
            identity_key_hash: customer
                .identity_key_hash
                .or_else(|| known.identity_key_hash.clone()),
        }
    }

    /// A lone contact also fits a sender of whom it shares no kind of id.
    fn find(&self, customer: &Customer) -> Option<&Customer> {
        let ids = [customer.user_id.as_deref(), customer.phone()];
        if let Some(index) = ids.into_iter().flatten().find_map(|id| self.by_id.get(id)) {
            return self.all.get(*index);
        }
        let [only] = self.all.as_slice() else {
            return None;
        };
        let other_person = differ(only.user_id.as_deref(), customer.user_id.as_deref())
            || differ(only.phone(), customer.phone());
        (!other_person).then_some(only)
    }
}

fn differ(one: Option<&str>, other: Option<&str>) -> bool {
    one.is_some() && other.is_some() && one != other
}
