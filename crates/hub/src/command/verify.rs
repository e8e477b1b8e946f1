//! `relevo verify`: the proof, from the journal alone.

use super::data::Data;
use crate::tell::answer;
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
        answer(&if self.json {
            json!({ "ok": ok, "checks": checks }).to_string()
        } else {
            let lines = checks.iter().map(|check| {
                let sign = if check.ok { "✓" } else { "✗" };
                let (name, count, detail) = (&check.name, check.count, &check.detail);
                format!("{sign} {name:<32} {count:>8}  {detail}")
            });
            lines.collect::<Vec<_>>().join("\n")
        })?;
        Ok(if ok {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
