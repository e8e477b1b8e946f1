//! The operating system's keyring as the place for secrets. Nothing is kept anywhere else: without a
//! keyring there are no secrets, and the message says how to get one.

use engine::ports::{NoSecret, SecretName, Secrets};
use keyring::{Entry, Error};
use whatsapp::Secret;

/// What to do on a computer without a keyring.
const HOW_TO_GET_ONE: &str = "No keyring answers on this computer, so secrets can't be kept. Install and \
    unlock one (gnome-keyring, KWallet or KeePassXC with its secret service), then start Relevo again.";

/// The keyring, with the name under which Relevo's entries stand in it.
pub(crate) struct Keyring {
    service: String,
}

impl Keyring {
    /// The keyring of this computer; `service` keeps one installation's entries apart from another's.
    pub(crate) fn new(service: impl Into<String>) -> Self {
        Self {
            service: service.into(),
        }
    }

    /// Whether a keyring answers.
    pub(crate) fn is_there(&self) -> bool {
        // A locked keyring is there all the same: the first look-up asks for its password.
        Entry::store_status().is_ok()
    }

    fn entry(&self, name: &SecretName) -> Result<Entry, NoSecret> {
        Entry::new(&self.service, &name.text()).map_err(no_secret)
    }
}

impl Secrets for Keyring {
    fn get(&self, name: &SecretName) -> Result<Option<Secret>, NoSecret> {
        match self.entry(name)?.get_password() {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(no_secret(error)),
        }
    }

    fn put(&self, name: &SecretName, secret: Option<Secret>) -> Result<(), NoSecret> {
        let entry = self.entry(name)?;
        let Some(secret) = secret else {
            return match entry.delete_credential() {
                Ok(()) | Err(Error::NoEntry) => Ok(()),
                Err(error) => Err(no_secret(error)),
            };
        };
        entry.set_password(secret.expose()).map_err(no_secret)
    }
}

fn no_secret(error: Error) -> NoSecret {
    match error {
        Error::NoDefaultStore => NoSecret::NoPlace(HOW_TO_GET_ONE.to_owned()),
        other => NoSecret::Failed(other.to_string()),
    }
}
