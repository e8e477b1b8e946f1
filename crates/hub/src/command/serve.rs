//! `relevo serve`: the inbox in the browser and the webhook, over the real WhatsApp.

use super::data::Data;
use crate::alerts::BrowserAlerts;
use crate::http::{Access, Server};
use crate::secrets::FileSecrets;
use anyhow::{Context, Result, ensure};
use clap::Args;
use engine::api::SeatId;
use engine::{Engine, Ports, WEBHOOK_PATH};
use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::net::TcpListener;
use whatsapp::client::{Client, Config};

/// Serve the inbox in the browser, and the webhook for WhatsApp.
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    data: Data,
    /// Where to listen. Anything but loopback also needs --open.
    #[arg(long, default_value = "127.0.0.1:7878")]
    listen: SocketAddr,
    /// Listen beyond this machine. Put a proxy with TLS before it.
    #[arg(long)]
    open: bool,
    /// A host name the inbox may be asked under, besides loopback; may be given several times.
    #[arg(long = "host", value_name = "NAME")]
    hosts: Vec<String>,
    /// The address of the Graph API, for a simulator.
    #[arg(long, value_name = "URL")]
    graph_url: Option<String>,
    /// The version of the Graph API.
    #[arg(long, value_name = "VERSION")]
    graph_version: Option<String>,
}

impl Serve {
    pub(super) async fn run(self) -> Result<ExitCode> {
        ensure!(
            self.listen.ip().is_loopback() || self.open,
            "{} can be reached from other machines; add --open if you mean it",
            self.listen
        );
        let journal = self.data.open().await?;
        let listener = TcpListener::bind(self.listen)
            .await
            .with_context(|| format!("{} is in use", self.listen))?;
        let address = listener.local_addr()?;
        let secrets = Arc::new(FileSecrets::open(&self.data.folder()?)?);
        let client = Client::new(Config::new(
            self.graph_url.as_deref(),
            self.graph_version.as_deref(),
        )?)?;
        let webhook_url = format!("http://{address}{WEBHOOK_PATH}");
        let alerts = Arc::new(BrowserAlerts);
        let ports = Ports::of_host(journal.clone(), secrets, alerts, client, webhook_url);
        let engine = Engine::start(ports).await?;
        let running = engine.at_work();
        let access = Access::fresh(address, SeatId::new("browser")).also_under(self.hosts);
        println!("Inbox    {}", access.link());
        println!("Webhook  http://{address}{WEBHOOK_PATH}");
        let served = Server::new(engine, access).serve(listener).await;
        running.end().await;
        journal.close().await;
        served?;
        Ok(ExitCode::SUCCESS)
    }
}
