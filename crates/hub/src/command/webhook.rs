//! `relevo webhook check`: counts what a file of webhook bodies holds.

use anyhow::{Context, Result};
use clap::Subcommand;
use std::path::PathBuf;
use std::process::ExitCode;
use whatsapp::check;

/// Look at webhook bodies.
#[derive(Debug, Subcommand)]
pub(super) enum Webhook {
    /// Decode a file with one body a line, and count bodies, items, unsupported items and rejected
    /// bodies. The exit status is 1 if a body was rejected.
    Check {
        /// The file, JSON Lines.
        file: PathBuf,
        /// Print the counts as JSON.
        #[arg(long)]
        json: bool,
    },
}

impl Webhook {
    pub(super) fn run(self) -> Result<ExitCode> {
        let Self::Check { file, json } = self;
        let bytes =
            std::fs::read(&file).with_context(|| format!("{} can't be read", file.display()))?;
        let report = check::run(
            bytes
                .split(|byte| *byte == b'\n')
                .filter(|line| !line.trim_ascii().is_empty()),
        );
        if json {
            println!("{}", serde_json::to_string(&report)?);
        } else {
            println!(
                "{} bodies, {} items, {} unsupported, {} rejected",
                report.bodies, report.items, report.unsupported, report.rejected
            );
            for strange in &report.strange {
                println!(
                    "  body {}: {} in {} is not known",
                    strange.line, strange.kind, strange.field
                );
            }
            for rejection in &report.rejections {
                println!("  body {}: {}", rejection.line, rejection.why);
            }
        }
        Ok(if report.rejected == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}
