//! `relevo demo`: the inbox in the browser, over the demo world.

use super::unbound;
use crate::alerts::BrowserAlerts;
use crate::http::{Access, Server};
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;

/// Open the inbox in a living demo world.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// The loopback port; 0 takes any free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Let no scripted customer write: the visitor plays alone.
    #[arg(long)]
    quiet: bool,
}

impl Demo {
    pub(super) async fn run(self) -> Result<ExitCode> {
        let listener = TcpListener::bind(("127.0.0.1", self.port))
            .await
            .map_err(|error| unbound(error, &format!("port {}", self.port)))?;
        let world = demo::Demo::open(Arc::new(BrowserAlerts)).await?;
        let access = Access::fresh(listener.local_addr()?, demo::seat());
        let link = access.link();
        // Without the token: whoever asks the simulator could sit in the inbox with it.
        world.simulator.set_inbox_url(&access.address());
        let server = Server::new(world.engine.clone(), access);
        println!("Inbox             {link}");
        println!("Customer's phone  {}", world.simulator.chooser_url());
        println!("Stop with Ctrl+C. Nothing is kept, and nothing reaches WhatsApp.");
        if !self.quiet {
            world.play()?;
        }
        let served = server.serve(listener).await;
        world.close().await;
        served?;
        Ok(ExitCode::SUCCESS)
    }
}
