//! What a message contains, in either direction. Meta's own words for these stay in `whatsapp`; the
//! engine translates.

use crate::ids::{MediaHash, MessageId};
use serde::{Deserialize, Serialize};

/// The content of one message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Content {
    /// Plain text.
    Text {
        /// The text, unchanged.
        body: String,
    },
    /// A file of some kind.
    Media(Media),
    /// A place.
    Location {
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
        /// Its name, if given.
        name: Option<String>,
        /// Its address, if given.
        address: Option<String>,
    },
    /// Contact cards.
    Contacts {
        /// Who was sent.
        cards: Vec<ContactCard>,
    },
    /// A tap on a button or a list row.
    Choice {
        /// What we called it when we offered it.
        id: String,
        /// What the customer saw.
        title: String,
    },
    /// A text with buttons or a list to choose from.
    Offer {
        /// The text above.
        body: String,
        /// What can be chosen.
        choices: Vec<Choice>,
    },
    /// An approved template, filled in.
    Template {
        /// Its name at Meta.
        name: String,
        /// Its language tag at Meta.
        language: String,
        /// The values, in order.
        values: Vec<String>,
        /// The text the customer sees.
        body: String,
    },
    /// A basket sent from a catalogue.
    Order {
        /// How many different products.
        products: u32,
        /// What the customer wrote with it.
        text: Option<String>,
        /// Each of them; empty in what was stored before they were kept.
        #[serde(default)]
        lines: Vec<OrderedProduct>,
    },
    /// Something Relevo can't show. The raw item stays in its delivery.
    Unsupported {
        /// What Meta calls it.
        what: String,
    },
}

/// A card of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ContactCard {
    /// Full name.
    pub name: String,
    /// Phone numbers as given.
    pub phones: Vec<String>,
}

/// One product of a basket, in Meta's own figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OrderedProduct {
    /// The business's own name for it in its catalogue.
    pub product: Option<String>,
    /// How many.
    pub quantity: Option<String>,
    /// The price of one.
    pub price: Option<String>,
    /// Such as `MXN`.
    pub currency: Option<String>,
}

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Choice {
    /// Our name for it.
    pub id: String,
    /// What the customer sees, at most 20 characters on a button, 24 in a list.
    pub title: String,
    /// A second line, in a list only.
    pub description: Option<String>,
}

/// Of what kind a file is; decides how it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A sound file.
    Audio,
    /// A voice note, recorded in the chat.
    Voice,
    /// Any other file.
    Document,
    /// A sticker.
    Sticker,
}

/// A file, and where its bytes are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Media {
    /// Picture, voice note, document …
    pub media: MediaKind,
    /// Meta's id, good for seven days; absent for a file we have not uploaded yet.
    pub remote: Option<String>,
    /// MIME type as given.
    pub mime: String,
    /// File name, for documents.
    pub filename: Option<String>,
    /// Text below it.
    pub caption: Option<String>,
    /// Set once the bytes are on this machine.
    pub stored: Option<MediaHash>,
    /// Size in bytes, where known.
    #[cfg_attr(feature = "typescript", ts(type = "number | null"))]
    pub size: Option<u64>,
}

impl Content {
    /// A text message.
    pub fn text(body: impl Into<String>) -> Self {
        Self::Text { body: body.into() }
    }

    /// The words in it that a reader can read and a search can find.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Text { body } | Self::Offer { body, .. } | Self::Template { body, .. } => {
                Some(body)
            }
            Self::Media(media) => media.caption.as_deref(),
            Self::Choice { title, .. } => Some(title),
            Self::Location { name, .. } => name.as_deref(),
            Self::Order { text, .. } => text.as_deref(),
            Self::Contacts { .. } | Self::Unsupported { .. } => None,
        }
    }

    /// What it is when it has no words an agent could answer; `None` for what the agent can read.
    pub fn unreadable(&self) -> Option<&'static str> {
        match self {
            Self::Media(media) => match media.media {
                MediaKind::Image => Some("image"),
                MediaKind::Video => Some("video"),
                MediaKind::Audio => Some("audio"),
                MediaKind::Voice => Some("voice"),
                MediaKind::Document => Some("document"),
                // A sticker asks nothing, so it needs no person.
                MediaKind::Sticker => None,
            },
            Self::Contacts { .. } => Some("contacts"),
            Self::Order { .. } => Some("order"),
            Self::Unsupported { .. } => Some("unsupported"),
            Self::Text { .. }
            | Self::Location { .. }
            | Self::Choice { .. }
            | Self::Offer { .. }
            | Self::Template { .. } => None,
        }
    }
}

/// A message of the customer, as it arrived.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inbound {
    /// Meta's id.
    pub id: MessageId,
    /// What it contains.
    pub content: Content,
    /// The message it answers, if any.
    pub reply_to: Option<MessageId>,
    /// Whether it was forwarded.
    #[serde(default)]
    pub forwarded: bool,
    /// The headline of the advertisement it came from, if any.
    #[serde(default)]
    pub referral: Option<String>,
}
