//! Places and address cards that a customer shares.
//!
//! Only what an operator reads is taken out; it never checks that a place or a phone exists.

use serde::Serialize;
use serde_json::Value;

use super::loose;

/// A place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Location {
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// What the place is called.
    pub name: Option<String>,
    /// Its postal address.
    pub address: Option<String>,
    /// Its page.
    pub url: Option<String>,
}

impl Location {
    pub(super) fn read(from: &Value) -> Option<Self> {
        let place = Self {
            latitude: loose::float(from, "latitude"),
            longitude: loose::float(from, "longitude"),
            name: loose::id(from, "name"),
            address: loose::id(from, "address"),
            url: loose::id(from, "url"),
        };
        let somewhere = place.latitude.is_some() && place.longitude.is_some();
        (somewhere || place.name.is_some() || place.address.is_some()).then_some(place)
    }
}

/// An address card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// The name to show.
    pub name: Option<String>,
    /// Company, department or title, joined.
    pub company: Option<String>,
    /// Phones, with WhatsApp ids where they have one.
    pub phones: Vec<CardPhone>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// `contact_request` when the customer answered our request for a phone number.
    pub origin: Option<String>,
}

/// A phone on an address card.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CardPhone {
    /// As written on the card.
    pub phone: Option<String>,
    /// Its WhatsApp id, when it has WhatsApp.
    pub wa_id: Option<String>,
    /// Such as `MOBILE`.
    pub kind: Option<String>,
}

impl Card {
    pub(super) fn read(from: &Value) -> Self {
        Self {
            name: from.get("name").and_then(name),
            company: from.get("org").and_then(company),
            phones: loose::list(from, "phones").into_iter().map(phone).collect(),
            emails: loose::list(from, "emails")
                .into_iter()
                .filter_map(|email| loose::id(email, "email").or_else(|| loose::as_text(email)))
                .collect(),
            origin: loose::id(from, "origin"),
        }
    }
}

fn name(from: &Value) -> Option<String> {
    loose::as_text(from)
        .or_else(|| loose::id(from, "formatted_name"))
        .or_else(|| join(from, &["first_name", "middle_name", "last_name"], " "))
}

fn company(from: &Value) -> Option<String> {
    join(from, &["company", "department", "title"], ", ")
}

fn join(from: &Value, keys: &[&str], between: &str) -> Option<String> {
    let parts: Vec<_> = keys.iter().filter_map(|key| loose::id(from, key)).collect();
    (!parts.is_empty()).then(|| parts.join(between))
}

fn phone(from: &Value) -> CardPhone {
    CardPhone {
        phone: loose::id(from, "phone").or_else(|| loose::as_text(from)),
        wa_id: loose::id(from, "wa_id"),
        kind: loose::id(from, "type"),
    }
}
