//! What stands in a webhook: messages, statuses, and the envelope around them.
//!
//! The shapes are those of the Cloud API v26; they are written here a second time on purpose, so
//! that the simulator judges our reader of them and doesn't share its mistakes.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::Notice;
use crate::chat::{Choice, ChoiceKind, Content, File, Line, Place};
use crate::customer::{Customer, MediaKind};
use crate::graph::error::title_of;
use crate::world::Business;

/// A message of a customer on its way to the business.
#[derive(Debug)]
pub(crate) struct Inbound {
    pub(crate) id: String,
    pub(crate) at_millis: i64,
    /// The quoted message.
    pub(crate) context: Option<String>,
    pub(crate) body: InboundBody,
}

/// What the customer did.
#[derive(Debug)]
pub(crate) enum InboundBody {
    Text {
        body: String,
    },
    /// The file as the phone shows it, with its digest.
    Media {
        file: File,
        sha256: String,
    },
    Location(Place),
    Contacts {
        cards: Vec<(String, String)>,
    },
    Choice {
        kind: ChoiceKind,
        choice: Choice,
    },
    Reaction {
        to: String,
        emoji: Option<String>,
    },
    Edit {
        of: String,
        body: String,
    },
    Revoke {
        of: String,
    },
}

/// The digest of a file as webhooks carry it.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    STANDARD.encode(Sha256::digest(bytes))
}

/// The value of a change that carries one message.
pub(crate) fn message(business: &Business, customer: &Customer, inbound: &Inbound) -> Value {
    let (kind, body) = typed(&inbound.body);
    let mut message = Map::new();
    message.insert("id".to_owned(), json!(inbound.id));
    if customer.username.is_none() {
        message.insert("from".to_owned(), json!(customer.wa_id()));
    }
    message.insert("from_user_id".to_owned(), json!(customer.bsuid));
    message.insert(
        "timestamp".to_owned(),
        json!((inbound.at_millis / 1_000).to_string()),
    );
    message.insert("type".to_owned(), json!(kind));
    message.insert(kind.to_owned(), body);
    if let Some(quoted) = &inbound.context {
        let from = business.wa_id();
        message.insert("context".to_owned(), json!({ "from": from, "id": quoted }));
    }
    let mut value = frame(business);
    value.insert("contacts".to_owned(), json!([contact(customer)]));
    value.insert("messages".to_owned(), json!([message]));
    Value::Object(value)
}

/// The type of a message and what stands under it.
fn typed(body: &InboundBody) -> (&'static str, Value) {
    match body {
        InboundBody::Text { body } => ("text", json!({ "body": body })),
        InboundBody::Media { file, sha256 } => media(file, sha256),
        InboundBody::Location(place) => {
            let (latitude, longitude) = (place.latitude, place.longitude);
            let mut location = json!({ "latitude": latitude, "longitude": longitude });
            put(&mut location, "name", place.name.as_deref());
            put(&mut location, "address", place.address.as_deref());
            ("location", location)
        }
        InboundBody::Contacts { cards } => ("contacts", cards.iter().map(card).collect()),
        InboundBody::Choice { kind, choice } => chosen(*kind, choice),
        InboundBody::Reaction { to, emoji } => {
            let mut reaction = json!({ "message_id": to });
            // A reaction taken back has no emoji at all.
            put(&mut reaction, "emoji", emoji.as_deref());
            ("reaction", reaction)
        }
        InboundBody::Edit { of, body } => {
            let message = json!({ "type": "text", "text": { "body": body } });
            (
                "edit",
                json!({ "original_message_id": of, "message": message }),
            )
        }
        InboundBody::Revoke { of } => ("revoke", json!({ "original_message_id": of })),
    }
}

fn media(sent: &File, sha256: &str) -> (&'static str, Value) {
    let mut file = json!({ "id": sent.id, "mime_type": sent.mime, "sha256": sha256 });
    put(&mut file, "caption", sent.caption.as_deref());
    put(&mut file, "filename", sent.filename.as_deref());
    if sent.media == MediaKind::Audio {
        file["voice"] = json!(sent.voice);
    }
    if sent.media == MediaKind::Sticker {
        file["animated"] = json!(false);
    }
    (sent.media.word(), file)
}

fn card((name, phone): &(String, String)) -> Value {
    json!({
        "name": { "formatted_name": name, "first_name": name },
        "phones": [{ "phone": phone, "type": "CELL" }],
    })
}

fn chosen(kind: ChoiceKind, choice: &Choice) -> (&'static str, Value) {
    let mut reply = json!({ "id": choice.id, "title": choice.title });
    match kind {
        ChoiceKind::Buttons => (
            "interactive",
            json!({ "type": "button_reply", "button_reply": reply }),
        ),
        ChoiceKind::List => {
            put(&mut reply, "description", choice.description.as_deref());
            (
                "interactive",
                json!({ "type": "list_reply", "list_reply": reply }),
            )
        }
        ChoiceKind::Template => (
            "button",
            json!({ "payload": choice.id, "text": choice.title }),
        ),
    }
}

/// The value of a change that says how far a message of the business has come.
pub(crate) fn status(
    business: &Business,
    customer: &Customer,
    line: &Line,
    word: &str,
    error: Option<u32>,
    now: i64,
) -> Value {
    let mut status = json!({
        "id": line.id,
        "status": word,
        "timestamp": (now / 1_000).to_string(),
        "recipient_type": "individual",
    });
    if customer.username.is_none() {
        status["recipient_id"] = json!(customer.wa_id());
    }
    put(
        &mut status,
        "biz_opaque_callback_data",
        line.callback_data.as_deref(),
    );
    let mut value = frame(business);
    // Of a failure only somebody who keeps their number to themselves is named by their user id.
    if error.is_none() || customer.username.is_some() {
        status["recipient_user_id"] = json!(customer.bsuid);
    }
    if let Some(code) = error {
        status["errors"] = json!([failure(code)]);
    } else {
        value.insert("contacts".to_owned(), json!([contact(customer)]));
    }
    if word == "sent" {
        status["pricing"] = pricing(&line.content);
    }
    value.insert("statuses".to_owned(), json!([status]));
    Value::Object(value)
}

fn pricing(content: &Content) -> Value {
    let template = matches!(
        content,
        Content::Offer {
            offered: ChoiceKind::Template,
            ..
        }
    );
    let category = if template { "utility" } else { "service" };
    json!({ "billable": true, "pricing_model": "PMP", "type": "regular", "category": category })
}

fn failure(code: u32) -> Value {
    let title = title_of(code);
    json!({
        "code": code,
        "title": title,
        "message": title,
        "error_data": { "details": title },
        "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
    })
}

fn contact(customer: &Customer) -> Value {
    let mut profile = json!({ "name": customer.name });
    put(&mut profile, "username", customer.username.as_deref());
    let mut contact = json!({ "profile": profile, "user_id": customer.bsuid });
    if customer.username.is_none() {
        contact["wa_id"] = json!(customer.wa_id());
    }
    contact
}

fn frame(business: &Business) -> Map<String, Value> {
    let mut value = Map::new();
    value.insert("messaging_product".to_owned(), json!("whatsapp"));
    let metadata = json!({
        "display_phone_number": business.wa_id(),
        "phone_number_id": business.phone_number_id,
    });
    value.insert("metadata".to_owned(), metadata);
    value
}

fn put(object: &mut Value, key: &str, value: Option<&str>) {
    if let Some(value) = value {
        object[key] = json!(value);
    }
}

/// The whole body of a POST: one entry per account, one change per number, with all that there is to
/// tell of it in one value.
pub(crate) fn envelope(notices: &[Notice]) -> Value {
    let mut entries: Vec<(&str, Vec<Value>)> = Vec::new();
    for notice in notices {
        match entries.iter_mut().find(|(waba, _)| *waba == notice.waba) {
            Some((_, values)) => match values.iter_mut().find(|value| is_of(value, notice)) {
                Some(value) => join(value, &notice.value),
                None => values.push(notice.value.clone()),
            },
            None => entries.push((&notice.waba, vec![notice.value.clone()])),
        }
    }
    let change = |value: Value| json!({ "field": "messages", "value": value });
    let entries: Vec<Value> = entries
        .into_iter()
        .map(|(waba, values)| {
            let changes: Vec<Value> = values.into_iter().map(change).collect();
            json!({ "id": waba, "changes": changes })
        })
        .collect();
    json!({ "object": "whatsapp_business_account", "entry": entries })
}

fn is_of(value: &Value, notice: &Notice) -> bool {
    value["metadata"]["phone_number_id"] == notice.chat.number.as_str()
}

/// Puts what `more` tells into `value`: messages and statuses behind those it has, and whoever it
/// doesn't name yet.
fn join(value: &mut Value, more: &Value) {
    for list in ["contacts", "messages", "statuses"] {
        for item in more[list].as_array().into_iter().flatten() {
            match value[list].as_array_mut() {
                Some(items) if list == "contacts" && items.contains(item) => {}
                Some(items) => items.push(item.clone()),
                None => value[list] = json!([item]),
            }
        }
    }
}
