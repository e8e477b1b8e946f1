//! What goes to the terminal: the answers of commands, and besides them warnings, and more of it on
//! request. The log never holds messages of customers or secrets.

use std::io::{ErrorKind, Result, Write};
use tracing_subscriber::EnvFilter;

/// Prints a command's answer. Whoever reads it may stop reading (`relevo verify | head -1`): that is no
/// fault, and changes nothing about the exit status, which is part of the answer.
///
/// # Errors
/// When the output can't be written for any other reason, a full disk for one.
pub(crate) fn answer(words: &str) -> Result<()> {
    match writeln!(std::io::stdout(), "{words}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Begins logging to the error stream. `RELEVO_LOG` says more exactly what is wanted.
pub fn begin(verbose: u8) {
    let usual = match verbose {
        0 => "warn",
        1 => "info",
        _ => "debug,hyper=info,sqlx=info",
    };
    let filter = EnvFilter::try_from_env("RELEVO_LOG").unwrap_or_else(|_| EnvFilter::new(usual));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .init();
}
