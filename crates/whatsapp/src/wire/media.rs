//! Pictures, voice notes, videos, documents and stickers as a webhook announces them.
//!
//! The bytes are elsewhere: the id lives seven days and the address five minutes, so whoever
//! wants them asks [`crate::client::Number::download`] at once.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::loose;

/// What sort of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// Sound; with [`Media::voice`] a voice note.
    Audio,
    /// Any other file.
    Document,
    /// A sticker, still or moving.
    Sticker,
}

impl MediaKind {
    /// The word Meta uses as type and as key.
    pub fn name(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
            Self::Sticker => "sticker",
        }
    }
}

/// A file that came with a message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Media {
    /// What sort of file it is.
    pub kind: MediaKind,
    /// Meta's id; without it and without `url` the file can't be had.
    pub id: Option<String>,
    /// Where it can be fetched, with the access token, for a few minutes.
    pub url: Option<String>,
    /// Such as `image/jpeg`.
    pub mime_type: Option<String>,
    /// Meta's checksum, base64.
    pub sha256: Option<String>,
    /// What the customer wrote under it.
    pub caption: Option<String>,
    /// The name of a document.
    pub filename: Option<String>,
    /// Size in bytes, where Meta says it.
    pub file_size: Option<u64>,
    /// True for a voice note recorded in the chat.
    pub voice: bool,
    /// True for a sticker that moves.
    pub animated: bool,
}

impl Media {
    pub(super) fn read(kind: MediaKind, from: &Value) -> Option<Self> {
        from.is_object().then(|| Self {
            kind,
            id: loose::id(from, "id"),
            url: loose::first_id(from, &["url", "link"]),
            mime_type: loose::id(from, "mime_type"),
            sha256: loose::id(from, "sha256"),
            caption: loose::id(from, "caption"),
            filename: loose::id(from, "filename"),
            file_size: loose::int(from, "file_size").and_then(|size| u64::try_from(size).ok()),
            voice: loose::flag(from, "voice").unwrap_or(false),
            animated: loose::flag(from, "animated").unwrap_or(false),
        })
    }
}
