//! Drives `relevo eval` by itself.

use anyhow::Result;
use clap::Parser;
use hub::eval::{EvalCommand, run};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: EvalCommand,
}

fn main() -> Result<()> {
    let cli = Cli::parse();
    println!("{}", run(&cli.command)?);
    Ok(())
}
