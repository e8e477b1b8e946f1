//! `X-Hub-Signature-256`: who signed these bytes?
//!
//! The HMAC is taken over the raw body. Meta escapes its JSON in its own way, so a body that was
//! parsed and written again has another signature. Comparing takes the same time wherever the
//! first difference is.

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::AppSecret;
use crate::Secret;

/// The header that carries the signature.
pub const SIGNATURE_HEADER: &str = "x-hub-signature-256";

/// The header's value for a body, as Meta would write it.
pub fn sign(secret: &Secret, body: &[u8]) -> String {
    let tag = mac(secret, body).map(|mac| mac.finalize().into_bytes());
    format!("sha256={}", hex::encode(tag.unwrap_or_default()))
}

/// The name of the app that signed `body`; `None` where the header is missing or wrong.
pub fn signer<'a>(apps: &'a [AppSecret], header: Option<&str>, body: &[u8]) -> Option<&'a str> {
    let claimed = claimed(header?)?;
    apps.iter()
        .filter(|app| !app.secret.is_empty())
        .find(|app| mac(&app.secret, body).is_some_and(|mac| mac.verify_slice(&claimed).is_ok()))
        .map(|app| app.name.as_str())
}

/// The 32 bytes behind `sha256=` and 64 hex digits.
fn claimed(header: &str) -> Option<[u8; 32]> {
    let mut tag = [0; 32];
    hex::decode_to_slice(header.strip_prefix("sha256=")?, &mut tag).ok()?;
    Some(tag)
}

/// HMAC takes keys of any length, so this is `None` for no secret at all.
fn mac(secret: &Secret, body: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).ok()?;
    mac.update(body);
    Some(mac)
}
