//! Secrets of a hub: from the environment, else from a file only its owner can read. The environment
//! wins, and is never written to the file.

use anyhow::Context as _;
use engine::ports::{NoSecret, SecretName, Secrets};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use whatsapp::Secret;

/// Secrets beside the journal.
pub(crate) struct FileSecrets {
    path: PathBuf,
    kept: Mutex<BTreeMap<String, String>>,
}

impl FileSecrets {
    /// Reads the file in `folder`, if there is one.
    pub(crate) fn open(folder: &Path) -> anyhow::Result<Self> {
        let path = folder.join("secrets.json");
        let kept = match std::fs::read(&path) {
            Ok(bytes) => {
                check_mode(&path)?;
                let understood = serde_json::from_slice(&bytes);
                understood.with_context(|| {
                    format!(
                        "{} can't be understood; mend it, or remove it and enter the secrets again",
                        path.display()
                    )
                })?
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => {
                let unread = format!("{} can't be read", path.display());
                return Err(anyhow::Error::new(error).context(unread));
            }
        };
        Ok(Self {
            path,
            kept: Mutex::new(kept),
        })
    }

    fn write(&self, kept: &BTreeMap<String, String>) -> std::io::Result<()> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        // A temporary file is made for its owner alone, and a rename replaces the old one whole.
        let mut file = tempfile::NamedTempFile::new_in(folder)?;
        file.write_all(serde_json::to_string_pretty(kept)?.as_bytes())?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        Ok(())
    }
}

#[cfg(unix)]
fn check_mode(path: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path)?.permissions().mode();
    anyhow::ensure!(
        mode & 0o077 == 0,
        "{} can be read by others. Run: chmod 600 {}",
        path.display(),
        path.display()
    );
    Ok(())
}

#[cfg(not(unix))]
fn check_mode(_: &Path) -> anyhow::Result<()> {
    Ok(())
}

/// `RELEVO_ACCESS_TOKEN_<number>`, `RELEVO_VERIFY_TOKEN` …
fn variable(name: &SecretName) -> String {
    format!(
        "RELEVO_{}",
        name.text().to_uppercase().replace(['-', '/'], "_")
    )
}

impl Secrets for FileSecrets {
    fn get(&self, name: &SecretName) -> Result<Option<Secret>, NoSecret> {
        if let Ok(given) = std::env::var(variable(name)) {
            return Ok(Some(Secret::new(given)));
        }
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(kept.get(&name.text()).map(Secret::new))
    }

    fn put(&self, name: &SecretName, secret: Option<Secret>) -> Result<(), NoSecret> {
        let variable = variable(name);
        let given = std::env::var(&variable).ok();
        if let (Some(given), Some(secret)) = (given, &secret)
            && given != secret.expose()
        {
            return Err(NoSecret::Elsewhere(variable));
        }
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let mut next = kept.clone();
        match secret {
            Some(secret) => next.insert(name.text(), secret.expose().to_owned()),
            None => next.remove(&name.text()),
        };
        self.write(&next)
            .map_err(|error| NoSecret::Failed(error.to_string()))?;
        *kept = next;
        Ok(())
    }
}
