//! The desktop shell of Relevo: window, tray, native alerts, keyring, and the bridge to the engine.
//!
//! It holds no rule about conversations. What the window may ask stands in `engine::api`; start
//! reading in [`app`].

// Without this, Windows opens a console beside the window.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod alerts;
mod app;
mod autostart;
mod bridge;
mod door;
mod download;
mod feed;
mod glance;
mod host;
mod keyring;
mod limits;
mod link;
mod media;
mod native;
mod notice;
mod quit;
mod remark;
mod remembered;
mod seat;
mod sound;
mod switches;
mod tray;
mod tray_icon;
mod window;
mod words;

use clap::Parser;

/// Relevo: a WhatsApp inbox in which an agent and people pass the baton.
#[derive(Clone, Debug, Parser)]
#[command(name = "relevo-desktop", version)]
pub(crate) struct Arguments {
    /// Opens a living demo world instead of your own: no account, no key, no network.
    #[arg(long)]
    pub(crate) demo: bool,
    /// Lets no customer of the demo write by themselves: a visitor plays them all.
    #[arg(long, requires = "demo")]
    pub(crate) alone: bool,
    /// Starts in the tray, without opening the window.
    #[arg(long)]
    pub(crate) quiet: bool,
    /// A link to open, such as relevo://c/<conversation>.
    pub(crate) link: Option<String>,
}

fn main() -> anyhow::Result<()> {
    let filter =
        tracing_subscriber::EnvFilter::try_from_env("RELEVO_LOG").unwrap_or_else(|_| "info".into());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    app::run(Arguments::parse())
}
