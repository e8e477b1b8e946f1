//! What goes to the terminal besides answers: warnings, and more of it on request. Messages of
//! customers and secrets never do.

use tracing_subscriber::EnvFilter;

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
