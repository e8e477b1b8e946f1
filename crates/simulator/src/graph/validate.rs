//! Is this message one that Meta would take? Every type with its limits.
//!
//! Gives back what the customer's phone will show. It never looks at rates, windows or recipients;
//! see [`super::send`].

mod interactive;

use serde_json::Value;

use super::error::GraphError;
use super::templates;
use crate::chat::{Content, File, Place};
use crate::customer::MediaKind;
use crate::state::State;

const TEXT_LIMIT: usize = 4_096;
const CAPTION_LIMIT: usize = 1_024;

type Checked<T> = Result<T, GraphError>;

/// Checks the part of a send that depends on its type.
pub(super) fn content(state: &State, number: &str, body: &Value, now: i64) -> Checked<Content> {
    let kind = match body.get("type") {
        None | Some(Value::Null) => "text",
        Some(Value::String(kind)) => kind.as_str(),
        Some(_) => return Err(GraphError::invalid("type", "must be a text")),
    };
    let part = body.get(kind).filter(|part| !part.is_null());
    let part = part.ok_or_else(|| GraphError::missing(kind))?;
    match kind {
        "text" => Ok(Content::Text {
            body: text(part, "text.body", "body", TEXT_LIMIT)?,
        }),
        "image" => media(state, part, MediaKind::Image, now),
        "video" => media(state, part, MediaKind::Video, now),
        "audio" => media(state, part, MediaKind::Audio, now),
        "document" => media(state, part, MediaKind::Document, now),
        "sticker" => media(state, part, MediaKind::Sticker, now),
        "location" => location(part),
        "contacts" => contacts(part),
        "reaction" => reaction(part),
        "interactive" => interactive::content(part),
        "template" => templates::fill(state, number, part),
        other => Err(GraphError::new(
            131_051,
            &format!("The type {other} is not supported"),
        )),
    }
}

/// A text that must be there and may only be so long.
fn text(part: &Value, parameter: &str, key: &str, limit: usize) -> Checked<String> {
    optional_text(part, parameter, key, limit)?.ok_or_else(|| GraphError::missing(parameter))
}

/// A text that may be missing.
fn optional_text(
    part: &Value,
    parameter: &str,
    key: &str,
    limit: usize,
) -> Checked<Option<String>> {
    match part.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) if text.trim().is_empty() => Err(GraphError::missing(parameter)),
        Some(Value::String(text)) if text.chars().count() > limit => Err(GraphError::invalid(
            parameter,
            &format!("longer than {limit} characters"),
        )),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(GraphError::invalid(parameter, "must be a text")),
    }
}

fn media(state: &State, part: &Value, kind: MediaKind, now: i64) -> Checked<Content> {
    let word = kind.word();
    let id = part
        .get("id")
        .and_then(Value::as_str)
        .filter(|id| !id.is_empty());
    let link = part
        .get("link")
        .and_then(Value::as_str)
        .filter(|link| !link.is_empty());
    let caption = optional_text(part, &format!("{word}.caption"), "caption", CAPTION_LIMIT)?;
    if caption.is_some() && matches!(kind, MediaKind::Audio | MediaKind::Sticker) {
        return Err(GraphError::invalid(
            &format!("{word}.caption"),
            "this type has no caption",
        ));
    }
    let mime = match (id, link) {
        (Some(id), None) => {
            let stored = state.media_at(id, now);
            let gone = || GraphError::invalid(&format!("{word}.id"), "no such file");
            stored.ok_or_else(gone)?.mime.clone()
        }
        (None, Some(link)) if link.starts_with("http://") || link.starts_with("https://") => {
            String::new()
        }
        (None, Some(_)) => return Err(GraphError::invalid(&format!("{word}.link"), "not a URL")),
        (Some(_), Some(_)) => return Err(GraphError::invalid(word, "either id or link")),
        (None, None) => return Err(GraphError::missing(&format!("{word}.id"))),
    };
    let filename = part
        .get("filename")
        .and_then(Value::as_str)
        .map(str::to_owned);
    let voice = part["voice"] == true || (kind == MediaKind::Audio && mime.contains("ogg"));
    Ok(Content::Media(File {
        media: kind,
        id: id.map(str::to_owned),
        link: link.map(str::to_owned),
        mime,
        caption,
        filename,
        voice,
    }))
}

fn location(part: &Value) -> Checked<Content> {
    let degrees = |key: &str, limit: f64| {
        let parameter = format!("location.{key}");
        let value = match part.get(key) {
            Some(Value::Number(number)) => number.as_f64(),
            Some(Value::String(text)) => text.parse().ok(),
            _ => return Err(GraphError::missing(&parameter)),
        };
        value
            .filter(|degrees: &f64| degrees.abs() <= limit)
            .ok_or_else(|| GraphError::invalid(&parameter, "no such place on Earth"))
    };
    Ok(Content::Location(Place {
        latitude: degrees("latitude", 90.0)?,
        longitude: degrees("longitude", 180.0)?,
        name: optional_text(part, "location.name", "name", 1_000)?,
        address: optional_text(part, "location.address", "address", 1_000)?,
    }))
}

fn contacts(part: &Value) -> Checked<Content> {
    let cards = part.as_array().filter(|cards| !cards.is_empty());
    let cards = cards.ok_or_else(|| GraphError::missing("contacts"))?;
    let card = |card: &Value| {
        let name = text(
            &card["name"],
            "contacts.name.formatted_name",
            "formatted_name",
            256,
        )?;
        let phone = card["phones"][0]["phone"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        Ok((name, phone))
    };
    Ok(Content::Contacts {
        cards: cards.iter().map(card).collect::<Checked<_>>()?,
    })
}

fn reaction(part: &Value) -> Checked<Content> {
    let to = text(part, "reaction.message_id", "message_id", 512)?;
    match part.get("emoji") {
        Some(Value::String(emoji)) if emoji.is_empty() => Ok(Content::Reaction { to, emoji: None }),
        Some(Value::String(emoji)) if emoji.chars().count() <= 12 => Ok(Content::Reaction {
            to,
            emoji: Some(emoji.clone()),
        }),
        None => Err(GraphError::missing("reaction.emoji")),
        Some(_) => Err(GraphError::invalid("reaction.emoji", "a single emoji")),
    }
}
