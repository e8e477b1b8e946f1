//! The advertisement or post that brought a customer into the chat.
//!
//! It only repeats what Meta says; what a campaign is worth is counted elsewhere.

use serde::Serialize;
use serde_json::Value;

use super::loose;

/// Where a customer clicked before writing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Referral {
    /// The page of the ad or post.
    pub source_url: Option<String>,
    /// Its id.
    pub source_id: Option<String>,
    /// `ad` or `post`.
    pub source_type: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// Its text.
    pub body: Option<String>,
    /// `image` or `video`.
    pub media_type: Option<String>,
    /// Its picture, film or preview.
    pub media_url: Option<String>,
    /// Meta's id of the click.
    pub ctwa_clid: Option<String>,
    /// The greeting that the ad showed.
    pub welcome: Option<String>,
}

impl Referral {
    pub(super) fn read(message: &Value) -> Option<Self> {
        let from = message
            .get("referral")
            .filter(|referral| referral.is_object())?;
        Some(Self {
            source_url: loose::id(from, "source_url"),
            source_id: loose::id(from, "source_id"),
            source_type: loose::id(from, "source_type"),
            headline: loose::id(from, "headline"),
            body: loose::id(from, "body"),
            media_type: loose::id(from, "media_type"),
            media_url: loose::first_id(from, &["image_url", "video_url", "thumbnail_url"]),
            ctwa_clid: loose::id(from, "ctwa_clid"),
            welcome: from
                .get("welcome_message")
                .and_then(|text| loose::id(text, "text")),
        })
    }
}
