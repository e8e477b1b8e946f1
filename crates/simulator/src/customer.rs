//! The customers: who they are and what they can write.
//!
//! A customer never knows about webhooks or holders; what a business is told about them is made in
//! [`crate::webhook`].

use std::fmt;

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::chat::Place;

/// Names a customer inside the simulator and in the address of their phone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CustomerId(String);

impl CustomerId {
    /// Takes a word that can stand in an address, such as `jorge`.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// The word itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CustomerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// When a customer looks at what the business wrote, which is what makes a message *read*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reads {
    /// This long after it was delivered; for customers that nobody plays.
    After {
        /// The pause in milliseconds.
        millis: u32,
    },
    /// While the page of their phone is open; for customers that a visitor plays.
    WhenLooking,
    /// Never: read receipts are switched off.
    Never,
}

/// A person with a phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// How the simulator calls them.
    pub id: CustomerId,
    /// The name on their profile.
    pub name: String,
    /// With `+` and country code, digits only.
    pub phone: String,
    /// The business-scoped user id, such as `MX.4f0c…`.
    pub bsuid: String,
    /// Someone with a username keeps their number to themselves: webhooks then leave it out.
    #[serde(default)]
    pub username: Option<String>,
    /// When they read.
    #[serde(default = "Customer::reads_soon")]
    pub reads: Reads,
}

impl Customer {
    /// A customer who reads a second and a half after delivery and hides nothing.
    #[must_use]
    pub fn new(id: &str, name: &str, phone: &str, bsuid: &str) -> Self {
        Self {
            id: CustomerId::new(id),
            name: name.to_owned(),
            phone: phone.to_owned(),
            bsuid: bsuid.to_owned(),
            username: None,
            reads: Self::reads_soon(),
        }
    }

    /// What WhatsApp calls `wa_id`: the phone number without its `+`.
    #[must_use]
    pub fn wa_id(&self) -> String {
        digits(&self.phone)
    }

    fn reads_soon() -> Reads {
        Reads::After { millis: 1_500 }
    }
}

/// Keeps the digits of a phone number, however it was written.
pub(crate) fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// What a file is, as WhatsApp sorts files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// Sound, among it voice notes.
    Audio,
    /// Any other file.
    Document,
    /// A sticker.
    Sticker,
}

impl MediaKind {
    /// The word that stands for it in Meta's JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Sticker => "sticker",
        }
    }
}

/// Something a customer does in a chat.
#[derive(Debug, Clone, PartialEq)]
pub enum Written {
    /// Words, perhaps quoting another message.
    Text {
        /// The words.
        body: String,
        /// The id of the quoted message.
        reply_to: Option<String>,
    },
    /// A file. Voice notes are `Audio` with `voice`.
    Media {
        /// What it is.
        kind: MediaKind,
        /// Its MIME type.
        mime: String,
        /// The file.
        bytes: Bytes,
        /// Words under it.
        caption: Option<String>,
        /// The name of a document.
        filename: Option<String>,
        /// True for a voice note recorded in the chat.
        voice: bool,
    },
    /// A place.
    Location(Place),
    /// Other people's names and numbers.
    Contacts {
        /// Name and phone of each.
        cards: Vec<(String, String)>,
    },
    /// An emoji on a message of the business; none takes it away again.
    Reaction {
        /// The message it belongs to.
        to: String,
        /// The emoji.
        emoji: Option<String>,
    },
    /// A reply button or a row of a list was pressed.
    Choice {
        /// The message that offered it.
        of: String,
        /// The id of the button or row.
        id: String,
    },
    /// Their own message, put differently.
    Edit {
        /// The message that changes.
        of: String,
        /// The new words.
        body: String,
    },
    /// Their own message, deleted for everyone.
    Revoke {
        /// The message that goes.
        of: String,
    },
}

impl Written {
    /// Plain words that quote nothing.
    #[must_use]
    pub fn text(body: impl Into<String>) -> Self {
        Self::Text {
            body: body.into(),
            reply_to: None,
        }
    }

    /// A voice note in the format of WhatsApp.
    #[must_use]
    pub fn voice(bytes: impl Into<Bytes>) -> Self {
        Self::Media {
            kind: MediaKind::Audio,
            mime: "audio/ogg; codecs=opus".to_owned(),
            bytes: bytes.into(),
            caption: None,
            filename: None,
            voice: true,
        }
    }

    /// A picture with words under it.
    #[must_use]
    pub fn picture(mime: &str, bytes: impl Into<Bytes>, caption: Option<String>) -> Self {
        Self::Media {
            kind: MediaKind::Image,
            mime: mime.to_owned(),
            bytes: bytes.into(),
            caption,
            filename: None,
            voice: false,
        }
    }
}

/// Why a customer could not do that.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// No customer has this id.
    #[error("there is no customer {0}")]
    NoSuchCustomer(CustomerId),
    /// No business has this phone number id.
    #[error("there is no business with the phone number id {0}")]
    NoSuchNumber(String),
    /// The message that is answered, edited or deleted isn't in this chat.
    #[error("there is no message {0} in this chat")]
    NoSuchMessage(String),
}
