//! A value that must never be shown: app secret, verify token, access token.
//!
//! It has no `Display` and no `Serialize`, and its `Debug` hides the text, so that a secret can't
//! reach a log by accident. Reading it is an act one can search for: [`Secret::expose`].

use std::fmt;

/// A secret text that hides itself from logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes the secret, without the blanks and line ends that come along when people paste.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(text.as_ref().trim().to_owned())
    }

    /// The secret itself, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// An empty secret protects nothing and so never matches anything.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}
