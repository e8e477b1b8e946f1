//! The commands of `relevo`. Each stands in a file of its own: its arguments, and what it does.

mod backup;
mod data;
mod demo;
mod export;
mod html;
mod rebuild;
mod serve;
mod simulator;
mod verify;
mod webhook;

use crate::eval::EvalCommand;
use anyhow::{Error, Result};
use clap::{Parser, Subcommand};
use std::io::ErrorKind;
use std::process::ExitCode;

/// Relevo: an inbox for WhatsApp in which an agent answers and hands over to people.
#[derive(Debug, Parser)]
#[command(name = "relevo", version, arg_required_else_help = true)]
pub struct Cli {
    /// Say more on the error stream; twice says still more.
    #[arg(short, long, action = clap::ArgAction::Count, global = true)]
    pub verbose: u8,

    #[command(subcommand)]
    command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
enum Command {
    /// Open the inbox in a living demo world: no account, no key, no network.
    Demo(demo::Demo),
    /// Serve the inbox in the browser, and the webhook for WhatsApp.
    Serve(serve::Serve),
    /// Measure detection and answers on labelled files.
    #[command(subcommand)]
    Eval(EvalCommand),
    /// Look at webhook bodies.
    #[command(subcommand)]
    Webhook(webhook::Webhook),
    /// Make every projection again from the events, and every event again from its delivery.
    Rebuild(rebuild::Rebuild),
    /// Prove from the journal that nothing was lost, said twice, or said after a take-over.
    Verify(verify::Verify),
    /// Copy all data as they are at this moment, also while Relevo runs.
    Backup(backup::Backup),
    /// Write conversations as JSON Lines, or one of them as a page.
    Export(export::Export),
    /// Play WhatsApp on loopback, for other programs' tests.
    Simulator(simulator::Simulate),
}

/// Why nothing listens at `place`. Only a port that is taken is called so.
fn unbound(error: std::io::Error, place: &str) -> Error {
    let why = match error.kind() {
        ErrorKind::AddrInUse => format!("{place} is in use; port 0 takes any free one"),
        _ => format!("nothing can listen at {place}"),
    };
    Error::new(error).context(why)
}

/// Does what was asked for.
///
/// # Errors
/// With words that say what to do about it.
pub async fn run(cli: Cli) -> Result<ExitCode> {
    match cli.command {
        Command::Demo(demo) => demo.run().await,
        Command::Serve(serve) => serve.run().await,
        Command::Eval(eval) => {
            crate::tell::answer(&crate::eval::run(&eval)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Webhook(webhook) => webhook.run(),
        Command::Rebuild(rebuild) => rebuild.run().await,
        Command::Verify(verify) => verify.run().await,
        Command::Backup(backup) => backup.run().await,
        Command::Export(export) => export.run().await,
        Command::Simulator(simulate) => simulate.run().await,
    }
}
