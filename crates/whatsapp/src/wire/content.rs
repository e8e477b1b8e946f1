//! What a message says, whatever its type.
//!
//! The type is taken from `type` or, where that is missing, from the key that is there. A type
//! that we don't know, or one whose content is missing, is [`Content::Unknown`] with the whole
//! message as it came. The same reader serves customers' messages, echoes and edits.

use serde::Serialize;
use serde_json::Value;

use super::{Card, Location, Media, MediaKind, Order, Reply, System, loose};

/// The content of a message.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "content", rename_all = "snake_case")]
pub enum Content {
    /// Plain words.
    Text {
        /// The words.
        body: String,
    },
    /// A file.
    Media(Media),
    /// A place.
    Location(Location),
    /// Address cards.
    Contacts {
        /// At least one.
        cards: Vec<Card>,
    },
    /// A choice in something interactive that we sent.
    Reply(Reply),
    /// A quick-reply button of a template that we sent.
    TemplateButton {
        /// What we attached to it.
        payload: Option<String>,
        /// What stood on it.
        text: Option<String>,
    },
    /// An emoji on one of our messages.
    Reaction {
        /// The message it belongs to.
        message_id: String,
        /// `None` when the customer took it back.
        emoji: Option<String>,
    },
    /// A cart.
    Order(Order),
    /// WhatsApp announces something about the customer.
    System(System),
    /// An earlier message was corrected.
    Edit {
        /// The message that changed.
        original: String,
        /// What it says now.
        now: Box<Content>,
    },
    /// An earlier message was deleted for everyone.
    Revoke {
        /// The message that is gone.
        original: String,
    },
    /// WhatsApp has it but does not hand it to businesses.
    Unsupported {
        /// What it is, where Meta says it: `poll_creation`, `gif`, …
        kind: Option<String>,
    },
    /// The customer opened the chat for the first time.
    Welcome,
    /// Not known to this program, or not as promised.
    Unknown {
        /// What it called itself.
        kind: String,
        /// The whole message as it came.
        raw: Value,
    },
}

/// Types by the key that holds their content, to guess a missing `type` with.
const KEYS: [&str; 15] = [
    "text",
    "image",
    "video",
    "audio",
    "document",
    "sticker",
    "location",
    "contacts",
    "interactive",
    "button",
    "reaction",
    "order",
    "system",
    "edit",
    "revoke",
];

impl Content {
    /// Reads the content of one message object.
    pub(super) fn read(message: &Value) -> Self {
        let kind = kind(message);
        Self::of_kind(&kind, message).unwrap_or_else(|| Self::Unknown {
            kind,
            raw: message.clone(),
        })
    }

    fn of_kind(kind: &str, message: &Value) -> Option<Self> {
        let inner = message.get(kind).unwrap_or(&Value::Null);
        let media = |kind| Media::read(kind, inner).map(Self::Media);
        match kind {
            "text" => text(inner),
            "image" => media(MediaKind::Image),
            "video" => media(MediaKind::Video),
            "audio" | "voice" => media(MediaKind::Audio),
            "document" => media(MediaKind::Document),
            "sticker" => media(MediaKind::Sticker),
            "location" => Location::read(inner).map(Self::Location),
            "contacts" => contacts(message),
            "interactive" => Reply::read(inner).map(Self::Reply),
            "button" => button(inner),
            "reaction" => reaction(inner),
            "order" => Order::read(inner).map(Self::Order),
            "system" => System::read(inner).map(Self::System),
            "edit" => edit(inner),
            "revoke" => original(inner).map(|original| Self::Revoke { original }),
            "unsupported" => Some(Self::Unsupported {
                kind: loose::id(inner, "type"),
            }),
            "request_welcome" => Some(Self::Welcome),
            _ => None,
        }
    }
}

/// What the message calls itself, or the content that it has.
pub(super) fn kind(message: &Value) -> String {
    let guess = || {
        KEYS.iter()
            .find(|key| message.get(**key).is_some_and(|inner| !inner.is_null()))
            .map(|key| (*key).to_owned())
    };
    loose::id(message, "type")
        .or_else(guess)
        .unwrap_or_else(|| "unknown".to_owned())
}

fn text(inner: &Value) -> Option<Content> {
    let body = loose::text(inner, "body").or_else(|| loose::as_text(inner))?;
    Some(Content::Text { body })
}

fn contacts(message: &Value) -> Option<Content> {
    let cards: Vec<_> = loose::list(message, "contacts")
        .into_iter()
        .filter(|card| card.is_object())
        .map(Card::read)
        .collect();
    (!cards.is_empty()).then_some(Content::Contacts { cards })
}

fn button(inner: &Value) -> Option<Content> {
    let payload = loose::id(inner, "payload");
    let text = loose::id(inner, "text");
    (payload.is_some() || text.is_some()).then_some(Content::TemplateButton { payload, text })
}

/// A reaction taken back comes without the emoji, and from some senders with an empty one.
fn reaction(inner: &Value) -> Option<Content> {
    Some(Content::Reaction {
        message_id: loose::id(inner, "message_id")?,
        emoji: loose::id(inner, "emoji"),
    })
}

fn edit(inner: &Value) -> Option<Content> {
    let now = Content::read(inner.get("message")?);
    Some(Content::Edit {
        original: original(inner)?,
        now: Box::new(now),
    })
}

fn original(inner: &Value) -> Option<String> {
    loose::first_id(inner, &["original_message_id", "message_id"])
}
