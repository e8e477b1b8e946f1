//! `relevo simulator`: a WhatsApp on loopback by itself.

use anyhow::Result;
use clap::Args;
use engine::host::told_to_stop;
use simulator::{Config, Credentials, Simulator};
use std::process::ExitCode;

/// Play WhatsApp on loopback, for other programs' tests.
#[derive(Debug, Args)]
pub(super) struct Simulate {
    /// The loopback port; 0 takes any free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// What webhooks are signed with.
    #[arg(long, value_name = "S")]
    app_secret: Option<String>,
    /// What the webhook is asked for before it is believed.
    #[arg(long, value_name = "V")]
    verify_token: Option<String>,
    /// What a client shows as its bearer token.
    #[arg(long, value_name = "T")]
    access_token: Option<String>,
    /// Where webhooks go.
    #[arg(long, value_name = "URL")]
    webhook: Option<String>,
}

impl Simulate {
    pub(super) async fn run(self) -> Result<ExitCode> {
        let made = Credentials::random();
        let credentials = Credentials {
            app_id: made.app_id,
            access_token: self.access_token.unwrap_or(made.access_token),
            app_secret: self.app_secret.unwrap_or(made.app_secret),
            verify_token: self.verify_token.unwrap_or(made.verify_token),
        };
        let config = Config {
            port: self.port,
            webhook: self.webhook,
            credentials,
            ..Config::demo()
        };
        let simulator = Simulator::start(config).await?;
        let told = told_to_stop();
        println!("{}", simulator.introduction());
        told.await;
        Ok(ExitCode::SUCCESS)
    }
}
