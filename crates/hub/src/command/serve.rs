//! `relevo serve`: the inbox in the browser and the webhook, over the real WhatsApp.

use super::data::Data;
use super::unbound;
use crate::alerts::BrowserAlerts;
use crate::http::{Access, Server};
use crate::secrets::FileSecrets;
use anyhow::{Result, ensure};
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
    /// A host name the inbox may be asked under, besides loopback; with its port, if that is neither
    /// --listen's nor a browser's usual one. May be given several times.
    #[arg(long = "host", value_name = "NAME", value_parser = host)]
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
            .map_err(|error| unbound(error, &self.listen.to_string()))?;
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
        let link = access.link();
        let elsewhere: Vec<String> = access.links_elsewhere().collect();
        let server = Server::new(engine, access);
        println!("Inbox    {link}");
        println!("Webhook  http://{address}{WEBHOOK_PATH}");
        for link in elsewhere {
            println!("Inbox    {link}");
        }
        let served = server.serve(listener).await;
        running.end().await;
        journal.close().await;
        served?;
        Ok(ExitCode::SUCCESS)
    }
}

/// A host as browsers name it: no address of a page, and IPv6 in brackets.
fn host(given: &str) -> Result<String, String> {
    let plain = |letter: char| letter.is_alphanumeric() || "-._:[]".contains(letter);
    let bare_v6 = given.matches(':').count() > 1 && !given.starts_with('[');
    if given.is_empty() || bare_v6 || !given.chars().all(plain) {
        return Err("name only the host, such as relevo.example.com".to_owned());
    }
    Ok(given.to_owned())
}
