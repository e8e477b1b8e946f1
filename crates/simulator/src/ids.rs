//! Ids, tokens and secrets made up on the spot.
//!
//! They look like Meta's from afar and are never Meta's.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use rand::Rng;

/// A message id, unique as Meta's are.
pub(crate) fn message_id() -> String {
    let bytes: [u8; 24] = rand::random();
    format!(
        "wamid.{}",
        STANDARD_NO_PAD
            .encode(bytes)
            .replace('/', "_")
            .replace('+', "-")
    )
}

/// The id of a file or another Graph object.
pub(crate) fn object_id() -> String {
    rand::rng()
        .random_range(1_000_000_000_000_000_u64..9_999_999_999_999_999)
        .to_string()
}

/// The trace id that comes with every Graph error.
pub(crate) fn trace_id() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 12]>())
}

/// Something nobody guesses, in hexadecimal digits.
pub(crate) fn secret() -> String {
    hex::encode(rand::random::<[u8; 16]>())
}
