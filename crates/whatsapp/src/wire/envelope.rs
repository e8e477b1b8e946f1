//! The walk through one webhook body: entries, changes, lists, items.
//!
//! Each level is opened without reading what lies below, and every item is parsed alone: a broken
//! one becomes [`Item::Unsupported`] and its neighbours don't notice. Only a body that is no
//! webhook at all is refused. What an item says is read in the files beside.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use super::loose;
use super::value::{self, Change};
use super::{Item, Origin, Unsupported};

/// Why a body is no webhook of WhatsApp.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAWebhook {
    /// Not JSON; kept aside, since Meta would only send the same again.
    #[error("the body is not JSON")]
    NotJson,
    /// JSON, but not an object.
    #[error("the body is not a JSON object")]
    NotAnObject,
    /// It belongs to another product of Meta.
    #[error("the body is about `{0}`, not about a WhatsApp business account")]
    AboutSomethingElse(String),
    /// It carries no list of entries.
    #[error("the body has no list `entry`")]
    NoEntries,
}

/// The keys of an object, with what stands below them unread.
pub(super) type Parts<'a> = BTreeMap<String, &'a RawValue>;

/// Reads every item of one webhook body.
pub fn decode(raw: &[u8]) -> Result<Vec<Item>, NotAWebhook> {
    let text = loose::readable(raw);
    let body: &RawValue = serde_json::from_str(&text).map_err(|_| NotAWebhook::NotJson)?;
    let parts = open(body).ok_or(NotAWebhook::NotAnObject)?;
    let object = parts
        .get("object")
        .map(|object| whole(object))
        .unwrap_or_default();
    match object.as_str() {
        None | Some("whatsapp_business_account") => {}
        Some(other) => return Err(NotAWebhook::AboutSomethingElse(other.to_owned())),
    }
    let entries = parts.get("entry").filter(|entry| is_nested(entry));
    let entries = each(entries.ok_or(NotAWebhook::NoEntries)?);
    Ok(entries.into_iter().flat_map(entry).collect())
}

fn entry(raw: &RawValue) -> Vec<Item> {
    let Some(parts) = open(raw) else {
        return vec![unread("entry", raw)];
    };
    let id = parts.get("id").and_then(|id| loose::as_text(&whole(id)));
    let time = parts
        .get("time")
        .map(|time| whole(time))
        .unwrap_or_default();
    match parts.get("changes") {
        Some(changes) => each(changes)
            .into_iter()
            .flat_map(|raw| change(id.as_deref(), &time, raw))
            .collect(),
        None if parts.keys().all(|key| key == "id" || key == "time") => vec![],
        None => vec![unread("entry", raw)],
    }
}

fn change(waba: Option<&str>, time: &Value, raw: &RawValue) -> Vec<Item> {
    let Some(parts) = open(raw) else {
        return vec![unread("change", raw)];
    };
    let field = parts
        .get("field")
        .and_then(|field| loose::as_text(&whole(field)));
    let origin = Origin {
        waba: waba.map(str::to_owned),
        ..Origin::default()
    };
    match parts.get("value") {
        Some(inside) => value::items(&Change {
            origin,
            field,
            time: time.as_i64(),
            raw: inside,
        }),
        None => {
            let kind = field.unwrap_or_else(|| "change".to_owned());
            let origin = Origin {
                field: kind.clone(),
                ..origin
            };
            vec![unsupported(origin, kind, whole(raw))]
        }
    }
}

/// The object's keys; `None` if it is no object.
pub(super) fn open(raw: &RawValue) -> Option<Parts<'_>> {
    serde_json::from_str(raw.get()).ok()
}

/// The elements of a list; a single value stands for a list of one, `null` for an empty list.
pub(super) fn each(raw: &RawValue) -> Vec<&RawValue> {
    match raw.get().as_bytes().first() {
        Some(b'[') => serde_json::from_str(raw.get()).unwrap_or_else(|_| vec![raw]),
        Some(b'n') => vec![],
        Some(_) | None => vec![raw],
    }
}

/// The value itself; as text where it is nested too deep or holds a number too large to keep.
pub(super) fn whole(raw: &RawValue) -> Value {
    serde_json::from_str(raw.get()).unwrap_or_else(|_| Value::String(raw.get().to_owned()))
}

fn is_nested(raw: &RawValue) -> bool {
    matches!(raw.get().as_bytes().first(), Some(b'[' | b'{'))
}

fn unread(kind: &str, raw: &RawValue) -> Item {
    unsupported(Origin::default(), kind.to_owned(), whole(raw))
}

pub(super) fn unsupported(origin: Origin, kind: String, raw: Value) -> Item {
    Item::Unsupported(Box::new(Unsupported {
        origin,
        kind,
        customer: None,
        timestamp: loose::seconds(&raw, "timestamp"),
        raw,
    }))
}
