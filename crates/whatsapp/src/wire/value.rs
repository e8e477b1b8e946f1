//! The inside of one change: its lists, or the one notice that it is.
//!
//! Which keys hold lists and how an element of each is read stands in [`element`]. A list that
//! nobody knows gives one unsupported item for each element. The envelope around it is in
//! `envelope.rs`.

use serde_json::Value;
use serde_json::value::RawValue;

use super::customer::{Contacts, Customer};
use super::envelope::{Parts, each, open, unsupported, whole};
use super::field::{Field, carries_messages};
use super::message::sender;
use super::{
    Account, Call, Echo, Failure, Item, Message, Origin, Preference, Status, Unsupported, content,
    loose,
};

/// One change, its value still unread.
pub(super) struct Change<'a> {
    pub(super) origin: Origin,
    pub(super) field: Option<String>,
    pub(super) time: Option<i64>,
    pub(super) raw: &'a RawValue,
}

/// The keys whose elements are items.
const LISTS: [&str; 9] = [
    "messages",
    "message_echoes",
    "statuses",
    "errors",
    "calls",
    "user_preferences",
    "groups",
    "history",
    "state_sync",
];

/// Keys that describe the change and hold no item.
const FRAME: [&str; 3] = ["messaging_product", "metadata", "contacts"];

pub(super) fn items(change: &Change<'_>) -> Vec<Item> {
    let parts = open(change.raw).unwrap_or_default();
    let field = change
        .field
        .clone()
        .unwrap_or_else(|| guessed_field(&parts));
    let origin = origin(change, &field, &parts);
    let notice = Field::named(&field);
    let has_list = LISTS.iter().any(|key| parts.contains_key(*key));
    match notice {
        Some(about) if !about.is_list() || !has_list => vec![whole_notice(change, &origin, about)],
        None if !has_list && !is_mere_frame(&field, change.raw, &parts) => {
            vec![unsupported(origin, field, whole(change.raw))]
        }
        Some(_) | None => lists(&origin, notice, &parts),
    }
}

fn lists(origin: &Origin, notice: Option<Field>, parts: &Parts<'_>) -> Vec<Item> {
    let contacts = parts
        .get("contacts")
        .map(|contacts| whole(contacts))
        .unwrap_or_default();
    let contacts = Contacts::read(&serde_json::json!({ "contacts": contacts }));
    parts
        .iter()
        .filter(|(key, raw)| LISTS.contains(&key.as_str()) || is_strange_list(key, raw))
        .flat_map(|(key, raw)| each(raw).into_iter().map(move |raw| (key, raw)))
        .map(|(key, raw)| {
            let from = whole(raw);
            element(key, origin, notice, &contacts, &from)
                .unwrap_or_else(|| unreadable(origin, &contacts, key, from))
        })
        .collect()
}

fn element(
    key: &str,
    origin: &Origin,
    notice: Option<Field>,
    contacts: &Contacts,
    from: &Value,
) -> Option<Item> {
    let account = |about| {
        from.is_object()
            .then(|| Item::Account(Box::new(Account::read(origin, about, from))))
    };
    match key {
        "messages" => Message::read(origin, contacts, from)
            .map(Box::new)
            .map(Item::Message),
        "message_echoes" => Echo::read(origin, contacts, from)
            .map(Box::new)
            .map(Item::Echo),
        // The states of a call come in a list of the same name as those of a message.
        "statuses" if is_call(notice, from) => call(origin, contacts, from),
        "statuses" => Status::read(origin, contacts, from)
            .map(Box::new)
            .map(Item::Status),
        "calls" => call(origin, contacts, from),
        "errors" => from.is_object().then(|| Item::Failure {
            origin: origin.clone(),
            failure: Failure::read(from),
        }),
        "user_preferences" => Preference::read(origin, contacts, from)
            .map(Box::new)
            .map(Item::Preference),
        "groups" => account(Field::Group),
        "history" => account(Field::History),
        "state_sync" => account(Field::AppState),
        _ => None,
    }
}

fn call(origin: &Origin, contacts: &Contacts, from: &Value) -> Option<Item> {
    Call::read(origin, contacts, from)
        .map(Box::new)
        .map(Item::Call)
}

fn is_call(notice: Option<Field>, status: &Value) -> bool {
    notice == Some(Field::Calls) || loose::id(status, "type").as_deref() == Some("call")
}

/// Keeps an element that could not be read, with whatever tells whose it is.
fn unreadable(origin: &Origin, contacts: &Contacts, key: &str, from: Value) -> Item {
    let customer = match key {
        "messages" if from.is_object() => Some(sender(contacts, &from)),
        _ => None,
    };
    let kind = match key {
        "messages" | "message_echoes" if from.is_object() => content::kind(&from),
        other => other.to_owned(),
    };
    Item::Unsupported(Box::new(Unsupported {
        origin: origin.clone(),
        kind,
        customer: customer.filter(|customer| *customer != Customer::default()),
        timestamp: loose::seconds(&from, "timestamp"),
        raw: from,
    }))
}

fn whole_notice(change: &Change<'_>, origin: &Origin, about: Field) -> Item {
    let mut account = Account::read(origin, about, &whole(change.raw));
    // Only account notices carry their time on the entry.
    account.timestamp = account.timestamp.or(change.time);
    Item::Account(Box::new(account))
}

/// A change of messages that names only its number, and so holds nothing to lose.
fn is_mere_frame(field: &str, raw: &RawValue, parts: &Parts<'_>) -> bool {
    let nothing = matches!(raw.get(), "null" | "{}");
    let only_frame = !parts.is_empty() && parts.keys().all(|key| FRAME.contains(&key.as_str()));
    carries_messages(field) && (nothing || only_frame)
}

/// A list under a key that we don't know may hold items that Meta added after us.
fn is_strange_list(key: &str, raw: &RawValue) -> bool {
    !FRAME.contains(&key) && raw.get().starts_with('[')
}

fn guessed_field(parts: &Parts<'_>) -> String {
    let holds = |key: &str| parts.contains_key(key);
    let guess = if holds("messages") || holds("statuses") {
        "messages"
    } else if holds("message_echoes") {
        "smb_message_echoes"
    } else {
        "unknown"
    };
    guess.to_owned()
}

fn origin(change: &Change<'_>, field: &str, parts: &Parts<'_>) -> Origin {
    let metadata = parts
        .get("metadata")
        .map(|metadata| whole(metadata))
        .unwrap_or_default();
    let beside = |key: &str| {
        parts
            .get(key)
            .and_then(|value| loose::as_text(&whole(value)))
    };
    Origin {
        waba: change.origin.waba.clone(),
        field: field.to_owned(),
        phone_number_id: loose::id(&metadata, "phone_number_id")
            .or_else(|| beside("phone_number_id")),
        display_phone: loose::id(&metadata, "display_phone_number")
            .or_else(|| beside("display_phone_number")),
    }
}
