//! `relevo backup`: a copy of the data as they are at this moment, also while Relevo runs.

use super::data::Data;
use crate::tell::answer;
use anyhow::{Context, Result, ensure};
use clap::Args;
use journal::Journal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Copy the journal and the files of the conversations into an empty or new folder. Relevo may be
/// running. Secrets are not copied: they are in the keyring, or in secrets.json of a server.
#[derive(Debug, Args)]
pub(super) struct Backup {
    #[command(flatten)]
    data: Data,
    /// The folder to make. To go back, give it as --data, or put it in the place of the data folder.
    folder: PathBuf,
}

impl Backup {
    pub(super) async fn run(self) -> Result<ExitCode> {
        let journal = self.data.read().await?;
        let folder = &self.folder;
        let unmade = || format!("{} can't be made", folder.display());
        let was_there = folder.exists();
        journal::make_private_folder(folder).with_context(unmade)?;
        let made = fill(&journal, folder).await;
        journal.close().await;
        if made.is_err() && !was_there {
            // What went wrong counts; a half copy that is left over only gets into the next one's way.
            let _ = std::fs::remove_dir_all(folder);
        }
        let files = made?;
        let folder = folder.display();
        answer(&format!("{folder} holds the journal and {files} files"))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Copies everything into `folder`. Returns how many files of conversations that was.
async fn fill(journal: &Journal, folder: &Path) -> Result<u64> {
    let is_empty = std::fs::read_dir(folder)?.next().is_none();
    ensure!(is_empty, "{} is not empty", folder.display());
    let media = journal.media_folder();
    let is_inside = media.exists() && folder.canonicalize()?.starts_with(media.canonicalize()?);
    ensure!(
        !is_inside,
        "{} is among the files that are to be copied; name a folder elsewhere",
        folder.display()
    );
    // The journal first: every file that it names is on the shelf by then.
    journal.backup(&folder.join("journal.db")).await?;
    copy(&media, &folder.join("media"))
}

/// Copies a folder with all that is in it. Returns how many files that was.
fn copy(from: &Path, to: &Path) -> Result<u64> {
    if !from.exists() {
        return Ok(0);
    }
    std::fs::create_dir_all(to)?;
    let mut files = 0;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        // A file that is just being written has no name yet.
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            files += copy(&source, &target)?;
        } else {
            let uncopied = || format!("{} can't be copied", source.display());
            std::fs::copy(&source, &target).with_context(uncopied)?;
            files += 1;
        }
    }
    Ok(files)
}
