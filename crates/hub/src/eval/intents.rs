//! `relevo eval intents`: the protocol of Larson et al. 2019.
use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

/// Which files.
#[derive(Debug, Args)]
pub struct IntentsArgs {
    /// Rows to learn from.
    pub train: PathBuf,
    /// Rows to measure on.
    pub test: PathBuf,
    /// Numbers for machines.
    #[arg(long)]
    pub json: bool,
}

/// Measures and says what to print.
pub fn run(_args: &IntentsArgs) -> Result<String> {
    Ok(String::new())
}
