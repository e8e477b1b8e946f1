//! `relevo webhook check`: counts what a file of webhook bodies holds.

use crate::tell::answer;
use anyhow::{Context, Result};
use clap::Subcommand;
use std::path::PathBuf;
use std::process::ExitCode;
use whatsapp::check::{self, Report};

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
        answer(&if json {
            serde_json::to_string(&report)?
        } else {
            in_words(&report)
        })?;
        Ok(if report.rejected == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

fn in_words(report: &Report) -> String {
    let mut lines = vec![format!(
        "{} bodies, {} items, {} unsupported, {} rejected",
        report.bodies, report.items, report.unsupported, report.rejected
    )];
    lines.extend(report.strange.iter().map(|strange| {
        format!(
            "  body {}: {} in {} is not known",
            strange.line, strange.kind, strange.field
        )
    }));
    let rejections = report.rejections.iter();
    lines.extend(rejections.map(|refused| format!("  body {}: {}", refused.line, refused.why)));
    lines.join("\n")
}
