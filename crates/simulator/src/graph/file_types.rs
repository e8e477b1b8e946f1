//! Which files WhatsApp takes, how large they may be, and which suit which kind of message. It knows
//! types by their MIME type alone and looks into no file.

use crate::customer::MediaKind;

const MEGABYTE: usize = 1024 * 1024;

/// What may be uploaded, and in which kinds of message it may go beside `document`.
const TAKEN: &[(&str, Option<MediaKind>)] = &[
    ("audio/aac", Some(MediaKind::Audio)),
    ("audio/amr", Some(MediaKind::Audio)),
    ("audio/mp4", Some(MediaKind::Audio)),
    ("audio/mpeg", Some(MediaKind::Audio)),
    ("audio/ogg", Some(MediaKind::Audio)),
    ("audio/opus", Some(MediaKind::Audio)),
    ("image/jpeg", Some(MediaKind::Image)),
    ("image/png", Some(MediaKind::Image)),
    ("image/webp", Some(MediaKind::Sticker)),
    ("video/3gpp", Some(MediaKind::Video)),
    ("video/mp4", Some(MediaKind::Video)),
    ("application/msword", None),
    ("application/pdf", None),
    ("application/vnd.ms-excel", None),
    ("application/vnd.ms-powerpoint", None),
    (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        None,
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        None,
    ),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        None,
    ),
    ("text/plain", None),
];

/// How large a file of this type may be; none where the type isn't taken.
pub(super) fn limit_of(mime: &str) -> Option<usize> {
    let plain = plain(mime);
    let (_, kind) = TAKEN.iter().find(|(taken, _)| *taken == plain)?;
    Some(match kind {
        Some(MediaKind::Image) => 5 * MEGABYTE,
        Some(MediaKind::Audio | MediaKind::Video) => 16 * MEGABYTE,
        Some(MediaKind::Sticker) => 500 * 1024,
        Some(MediaKind::Document) | None => 100 * MEGABYTE,
    })
}

/// Whether a file may go in such a message. A document may be any of them; a file that is linked to has
/// no type yet.
pub(super) fn suits(kind: MediaKind, mime: &str) -> bool {
    let plain = plain(mime);
    let is_of_kind = |(taken, of): &(&str, Option<MediaKind>)| *taken == plain && *of == Some(kind);
    plain.is_empty() || kind == MediaKind::Document || TAKEN.iter().any(is_of_kind)
}

/// All types that are taken, as a refusal names them.
pub(super) fn all() -> String {
    let names: Vec<&str> = TAKEN.iter().map(|(name, _)| *name).collect();
    names.join(", ")
}

fn plain(mime: &str) -> &str {
    mime.split(';').next().unwrap_or_default().trim()
}
