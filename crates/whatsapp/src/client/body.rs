//! Writes a message as Meta's JSON.
//!
//! It checks nothing: `limits.rs` has done so before.

use serde_json::{Map, Value, json};

use super::limits::plus_phone;
use super::outgoing::{
    Buttons, Header, List, MediaOut, Outbound, Outgoing, Params, Recipient, Row, Section, Template,
    TemplateButton,
};
use crate::wire::MediaKind;

/// The body of `POST /{number}/messages`.
pub(super) fn message(outgoing: &Outgoing) -> Value {
    let (kind, inner) = content(&outgoing.content);
    let mut body = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "type": kind,
    });
    body[kind] = inner;
    match &outgoing.to {
        // Without the plus Meta puts the business's own country code in front.
        Recipient::Phone(phone) => body["to"] = plus_phone(phone).unwrap_or_default().into(),
        Recipient::UserId(id) => body["recipient"] = id.as_str().into(),
    }
    if let Some(id) = &outgoing.reply_to {
        body["context"] = json!({ "message_id": id });
    }
    if let Some(effect) = &outgoing.effect {
        body["biz_opaque_callback_data"] = effect.as_str().into();
    }
    body
}

fn content(content: &Outbound) -> (&'static str, Value) {
    match content {
        Outbound::Text { body, preview_url } => {
            ("text", json!({ "body": body, "preview_url": preview_url }))
        }
        Outbound::Media(file) => (file.kind.name(), media(file)),
        Outbound::Reaction { message_id, emoji } => (
            "reaction",
            json!({ "message_id": message_id, "emoji": emoji.as_deref().unwrap_or_default() }),
        ),
        Outbound::Buttons(question) => ("interactive", buttons(question)),
        Outbound::List(question) => ("interactive", list(question)),
        Outbound::Template(filled) => ("template", template(filled)),
    }
}

fn media(file: &MediaOut) -> Value {
    let mut body = json!({ "id": file.id });
    set(&mut body, "caption", file.caption.as_deref());
    set(&mut body, "filename", file.filename.as_deref());
    if file.voice && file.kind == MediaKind::Audio {
        body["voice"] = true.into();
    }
    body
}

fn buttons(question: &Buttons) -> Value {
    let buttons: Vec<_> = question
        .buttons
        .iter()
        .map(|button| {
            json!({ "type": "reply", "reply": { "id": button.id, "title": button.title } })
        })
        .collect();
    let header = question.header.as_ref().map(header);
    let action = json!({ "buttons": buttons });
    interactive(
        "button",
        header,
        &question.body,
        question.footer.as_deref(),
        action,
    )
}

fn list(question: &List) -> Value {
    let sections: Vec<_> = question.sections.iter().map(section).collect();
    let header = question
        .header
        .as_ref()
        .map(|text| json!({ "type": "text", "text": text }));
    let action = json!({ "button": question.button, "sections": sections });
    interactive(
        "list",
        header,
        &question.body,
        question.footer.as_deref(),
        action,
    )
}

fn interactive(
    kind: &str,
    header: Option<Value>,
    text: &str,
    footer: Option<&str>,
    action: Value,
) -> Value {
    let mut body = json!({ "type": kind, "body": { "text": text }, "action": action });
    if let Some(header) = header {
        body["header"] = header;
    }
    if let Some(footer) = footer {
        body["footer"] = json!({ "text": footer });
    }
    body
}

fn header(header: &Header) -> Value {
    match header {
        Header::Text(text) => json!({ "type": "text", "text": text }),
        Header::Media(file) => typed(file.kind.name(), media(file)),
    }
}

fn section(section: &Section) -> Value {
    let rows: Vec<_> = section.rows.iter().map(row).collect();
    let mut body = json!({ "rows": rows });
    set(&mut body, "title", section.title.as_deref());
    body
}

fn row(row: &Row) -> Value {
    let mut body = json!({ "id": row.id, "title": row.title });
    set(&mut body, "description", row.description.as_deref());
    body
}

fn template(filled: &Template) -> Value {
    let mut components = vec![];
    if let Some(top) = &filled.header {
        components.push(json!({ "type": "header", "parameters": [header(top)] }));
    }
    let parameters = params(&filled.body);
    if !parameters.is_empty() {
        components.push(json!({ "type": "body", "parameters": parameters }));
    }
    components.extend(filled.buttons.iter().map(template_button));
    let mut body = json!({ "name": filled.name, "language": { "code": filled.language } });
    if !components.is_empty() {
        body["components"] = components.into();
    }
    body
}

fn params(params: &Params) -> Vec<Value> {
    match params {
        Params::Positional(texts) => texts
            .iter()
            .map(|text| json!({ "type": "text", "text": text }))
            .collect(),
        Params::Named(texts) => texts
            .iter()
            .map(|(name, text)| json!({ "type": "text", "parameter_name": name, "text": text }))
            .collect(),
    }
}

fn template_button(button: &TemplateButton) -> Value {
    let (sub_type, index, parameter) = match button {
        TemplateButton::QuickReply { index, payload } => (
            "quick_reply",
            index,
            json!({ "type": "payload", "payload": payload }),
        ),
        TemplateButton::Url { index, suffix } => {
            ("url", index, json!({ "type": "text", "text": suffix }))
        }
    };
    json!({
        "type": "button",
        "sub_type": sub_type,
        "index": index.to_string(),
        "parameters": [parameter],
    })
}

fn typed(kind: &str, inner: Value) -> Value {
    let mut body = Map::new();
    body.insert("type".to_owned(), kind.into());
    body.insert(kind.to_owned(), inner);
    Value::Object(body)
}

fn set(body: &mut Value, key: &str, text: Option<&str>) {
    if let Some(text) = text {
        body[key] = text.into();
    }
}
