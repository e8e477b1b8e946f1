//! Where the data are.

use anyhow::{Context, Result, ensure};
use clap::Args;
use journal::{Journal, Options};
use std::path::PathBuf;

/// The data folder.
#[derive(Debug, Args)]
pub(super) struct Data {
    /// The data folder; the journal in it is `journal.db`.
    #[arg(long, value_name = "DIR", env = "RELEVO_DATA")]
    data: Option<PathBuf>,
}

impl Data {
    /// The folder: as asked for, else where this system keeps an application's data.
    pub(super) fn folder(&self) -> Result<PathBuf> {
        match &self.data {
            Some(folder) => Ok(folder.clone()),
            None => Ok(directories::ProjectDirs::from("app", "Relevo", "Relevo")
                .context("this system names no data folder: use --data DIR")?
                .data_dir()
                .to_owned()),
        }
    }

    /// Opens the journal for this process alone.
    pub(super) async fn open(&self) -> Result<Journal> {
        let folder = self.folder()?;
        journal::make_private_folder(&folder)
            .with_context(|| format!("{} can't be made", folder.display()))?;
        Ok(Journal::open(folder.join("journal.db"), Options::default()).await?)
    }

    /// Opens a journal that is there already for this process alone.
    pub(super) async fn open_existing(&self) -> Result<Journal> {
        self.existing()?;
        self.open().await
    }

    /// Opens the journal to read it, also while Relevo runs.
    pub(super) async fn read(&self) -> Result<Journal> {
        Ok(Journal::open_to_read(self.existing()?).await?)
    }

    /// The journal; a mistyped folder must not become an empty one that is then found in order.
    fn existing(&self) -> Result<PathBuf> {
        let folder = self.folder()?;
        let path = folder.join("journal.db");
        ensure!(
            path.exists(),
            "there is no journal in {}; name the data folder with --data DIR",
            folder.display()
        );
        Ok(path)
    }
}
