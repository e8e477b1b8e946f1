//! `relevo export`: conversations as JSON Lines, or one of them as a page that needs nothing else.

use super::data::Data;
use super::html;
use anyhow::{Context, Result};
use clap::Args;
use conversation::ids::ConversationId;
use journal::{Exported, Journal};
use serde_json::json;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

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
        match &self.conversation {
            Some(id) => {
                let id = ConversationId::new(id.clone());
                let exported = journal
                    .export(&id)
                    .await?
                    .with_context(|| format!("there is no conversation {id}"))?;
                if self.html {
                    out.write_all(html::page(&journal, &exported).await?.as_bytes())?;
                } else {
                    write_line(&mut out, &exported)?;
                }
            }
            None => all(&journal, &mut out).await?,
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }

    fn out(&self) -> Result<Box<dyn Write>> {
        Ok(match &self.output {
            Some(path) => {
                let file = File::create(path)
                    .with_context(|| format!("{} can't be written", path.display()))?;
                Box::new(BufWriter::new(file))
            }
            None => Box::new(BufWriter::new(std::io::stdout())),
        })
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
