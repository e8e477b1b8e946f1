//! `relevo rebuild`: projections from events, events from deliveries.

use super::data::Data;
use crate::alerts::BrowserAlerts;
use crate::secrets::FileSecrets;
use crate::tell::answer;
use anyhow::Result;
use clap::Args;
use engine::{Engine, Ports};
use serde_json::json;
use std::process::ExitCode;
use std::sync::Arc;
use whatsapp::client::{Client, Config};

/// Make every projection again from the events, and every event again from its delivery. Relevo must
/// not be running on the same data.
#[derive(Debug, Args)]
pub(super) struct Rebuild {
    #[command(flatten)]
    data: Data,
    /// Print what was found as JSON.
    #[arg(long)]
    json: bool,
}

impl Rebuild {
    pub(super) async fn run(self) -> Result<ExitCode> {
        let journal = self.data.open_existing().await?;
        let secrets = Arc::new(FileSecrets::open(&self.data.folder()?)?);
        let client = Client::new(Config::new(None, None)?)?;
        // The engine's loop is never begun, so nothing is sent.
        let alerts = Arc::new(BrowserAlerts);
        let ports = Ports::of_host(journal.clone(), secrets, alerts, client, String::new());
        let engine = Engine::start(ports).await?;
        let (redecoded, rebuilt) = engine.rebuild().await?;
        journal.close().await;
        answer(&if self.json {
            let found = json!({
                "deliveries": redecoded.deliveries,
                "same": redecoded.same,
                "mended": redecoded.mended.len(),
                "restored": redecoded.restored.len(),
                "missing": redecoded.missing.len(),
                "events": rebuilt.events,
                "conversations": rebuilt.conversations,
            });
            found.to_string()
        } else {
            format!(
                "{} deliveries decoded again: {} events are right, {} mended, {} restored, {} without a place\n\
                 {} events of {} conversations projected anew",
                redecoded.deliveries,
                redecoded.same,
                redecoded.mended.len(),
                redecoded.restored.len(),
                redecoded.missing.len(),
                rebuilt.events,
                rebuilt.conversations
            )
        })?;
        Ok(if redecoded.missing.is_empty() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
