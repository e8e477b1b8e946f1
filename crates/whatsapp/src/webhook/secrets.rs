//! Which secrets the webhook accepts, asked anew for every request.
//!
//! Several numbers may belong to apps with different secrets, and an owner may correct one while
//! the program runs. Where secrets are stored is the hosts' matter.

use subtle::ConstantTimeEq;

use crate::Secret;

/// The secret of one Meta app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppSecret {
    /// How the app is called here; it is kept with what it signed.
    pub name: String,
    /// The app secret from Meta's dashboard.
    pub secret: Secret,
}

/// Everything the webhook checks against.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Secrets {
    /// A delivery is ours if one of these signed it.
    pub apps: Vec<AppSecret>,
    /// The texts that an owner pasted into Meta's dashboard as verify token.
    pub verify_tokens: Vec<Secret>,
}

impl Secrets {
    /// The usual case: one app.
    pub fn of_one_app(app_secret: Secret, verify_token: Secret) -> Self {
        let app = AppSecret {
            name: "app".to_owned(),
            secret: app_secret,
        };
        Self {
            apps: vec![app],
            verify_tokens: vec![verify_token],
        }
    }

    pub(super) fn verifies(&self, token: &str) -> bool {
        self.verify_tokens
            .iter()
            .filter(|known| !known.is_empty())
            .any(|known| bool::from(known.expose().as_bytes().ct_eq(token.as_bytes())))
    }
}

/// Gives the secrets that hold right now.
pub trait SecretSource: Send + Sync + 'static {
    /// Called for every request, so it answers from memory.
    fn secrets(&self) -> Secrets;
}

impl SecretSource for Secrets {
    fn secrets(&self) -> Secrets {
        self.clone()
    }
}
