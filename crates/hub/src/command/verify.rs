//! `relevo verify`: the proof, from the journal alone.

use super::data::Data;
use anyhow::Result;
use clap::Args;
use serde_json::json;
use std::process::ExitCode;

/// Prove from the journal that promises were kept. The exit status is 1 if one was not.
#[derive(Debug, Args)]
pub(super) struct Verify {
    #[command(flatten)]
    data: Data,
    /// Print as JSON: {"ok", "checks": [{"name", "ok", "count", "detail"}]}.
    #[arg(long)]
    json: bool,
}

impl Verify {
    pub(super) async fn run(self) -> Result<ExitCode> {
        let journal = self.data.read().await?;
        let checks = journal.verify().await?;
        let ok = checks.iter().all(|check| check.ok);
        if self.json {
            println!("{}", json!({ "ok": ok, "checks": checks }));
        } else {
            for check in &checks {
                let sign = if check.ok { "✓" } else { "✗" };
                println!(
                    "{sign} {:<32} {:>8}  {}",
                    check.name, check.count, check.detail
                );
            }
        }
        Ok(if ok {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
