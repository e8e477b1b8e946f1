//! `relevo export`: conversations as JSON Lines, or one of them as a page that needs nothing else.

use super::data::Data;
use super::html;
use anyhow::{Context, Result};
use clap::Args;
use conversation::ids::ConversationId;
use journal::{Exported, Journal};
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, IntoInnerError, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tempfile::NamedTempFile;

/// Conversations read at a time.
const PAGE: u32 = 200;

/// Write conversations as JSON Lines, or one of them as a page.
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    data: Data,
    /// Only this conversation.
    #[arg(long, value_name = "ID")]
    conversation: Option<String>,
    /// Write one conversation as a page that needs nothing else.
    #[arg(long, requires = "conversation")]
    html: bool,
    /// Where to; the default is the standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub(super) async fn run(self) -> Result<ExitCode> {
        let journal = self.data.read().await?;
        let mut out = self.out()?;
        self.write(&journal, &mut out).await?;
        out.done()?;
        Ok(ExitCode::SUCCESS)
    }

    async fn write(&self, journal: &Journal, out: &mut Out) -> Result<()> {
        match &self.conversation {
            Some(id) => {
                let id = ConversationId::new(id.clone());
                let exported = journal
                    .export(&id)
                    .await?
                    .with_context(|| format!("there is no conversation {id}"))?;
                if self.html {
                    out.write_all(html::page(journal, &exported).await?.as_bytes())?;
                } else {
                    write_line(out, &exported)?;
                }
            }
            None => all(journal, out).await?,
        }
        Ok(())
    }

    fn out(&self) -> Result<Out> {
        match &self.output {
            Some(path) => Out::to(path),
            None => Ok(Out::Stream(Box::new(BufWriter::new(std::io::stdout())))),
        }
    }
}

/// Where an export goes.
enum Out {
    /// Straight on: the standard output, a pipe, a device.
    Stream(Box<dyn Write>),
    /// A file, which takes the old one's place only once it is whole. Others can't read it.
    File {
        file: BufWriter<NamedTempFile>,
        path: PathBuf,
    },
}

impl Out {
    fn to(path: &Path) -> Result<Self> {
        let unwritten = || format!("{} can't be written", path.display());
        if path.exists() && !path.is_file() {
            let file = File::options().write(true).open(path);
            return Ok(Self::Stream(Box::new(BufWriter::new(
                file.with_context(unwritten)?,
            ))));
        }
        // Where the name is a link, the file behind it is replaced.
        let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let folder = match path.parent() {
            Some(folder) if folder != Path::new("") => folder,
            Some(_) | None => Path::new("."),
        };
        let file = NamedTempFile::new_in(folder).with_context(unwritten)?;
        Ok(Self::File {
            file: BufWriter::new(file),
            path,
        })
    }

    fn done(self) -> Result<()> {
        match self {
            Self::Stream(mut stream) => stream.flush()?,
            Self::File { file, path } => {
                let file = file.into_inner().map_err(IntoInnerError::into_error)?;
                file.persist(&path)
                    .with_context(|| format!("{} can't be written", path.display()))?;
            }
        }
        Ok(())
    }
}

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self {
            Self::Stream(stream) => stream.write(bytes),
            Self::File { file, .. } => file.write(bytes),
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match self {
            Self::Stream(stream) => stream.flush(),
            Self::File { file, .. } => file.flush(),
        }
    }
}

async fn all(journal: &Journal, out: &mut dyn Write) -> Result<()> {
    let mut after: Option<ConversationId> = None;
    loop {
        let ids = journal.conversation_ids(after.as_ref(), PAGE).await?;
        let Some(last) = ids.last() else {
            return Ok(());
        };
        after = Some(last.clone());
        for id in &ids {
            if let Some(exported) = journal.export(id).await? {
                write_line(out, &exported)?;
            }
        }
    }
}

fn write_line(out: &mut dyn Write, exported: &Exported) -> Result<()> {
    let conversation = &exported.loaded.conversation;
    let entries: Vec<_> = exported
        .entries
        .iter()
        .map(|placed| json!({ "place": placed.place, "at": placed.at, "key": placed.key, "entry": placed.entry }))
        .collect();
    let events: Vec<_> = exported.events.iter().map(|stored| &stored.event).collect();
    let line = json!({
        "conversation": conversation.id,
        "number": conversation.number,
        "customer": conversation.customer,
        "holder": conversation.holder,
        "began_at": conversation.began_at,
        "entries": entries,
        "events": events,
    });
    writeln!(out, "{line}")?;
    Ok(())
}
