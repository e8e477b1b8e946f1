//! What this host gives the engine: the store in the data folder, the clock, the keyring, the alerts,
//! and the door at which Meta's deliveries knock. Ending is here too, so that nothing is cut off.

use anyhow::Context;
use demo::Demo;
use engine::api::SeatId;
use engine::ports::{Alerts, Secrets};
use engine::{Engine, Ports, Running, WEBHOOK_PATH};
use journal::{Journal, Options};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use tauri::async_runtime::{JoinHandle, spawn};
use tokio::net::TcpListener;
use whatsapp::client::{Client, Config};

/// The port a tunnel is pointed at. It stays the same, so that the tunnel needs no new set-up.
const USUAL_PORT: u16 = 4747;

/// A running engine, and how to end it.
pub(crate) enum Host {
    /// The operator's own world.
    Own {
        /// The engine.
        engine: Engine,
        /// Its store.
        journal: Journal,
        /// Where Meta's deliveries come in.
        door: JoinHandle<()>,
        /// The loop.
        running: Running,
    },
    /// The demo world, which goes when it ends.
    Demo(Demo),
}

impl Host {
    /// Opens the store in `folder` and starts to work.
    pub(crate) async fn own(
        folder: &Path,
        secrets: Arc<dyn Secrets>,
        alerts: Arc<dyn Alerts>,
    ) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("while making the folder {}", folder.display()))?;
        let journal = Journal::open(folder.join("journal.db"), Options::default()).await?;
        let client = Client::new(Config::new(None, None)?)?;
        let door = open_door().await?;
        let webhook_url = format!("http://{}{WEBHOOK_PATH}", door.local_addr()?);
        let ports = Ports::of_host(journal.clone(), secrets, alerts, client, webhook_url);
        let engine = Engine::start(ports)
            .await
            .context("while starting from what is stored")?;
        let door = spawn(answer_at(door, engine.webhook()));
        let running = engine.at_work();
        Ok(Self::Own {
            engine,
            journal,
            door,
            running,
        })
    }

    /// Opens the demo world and lets its customers write.
    pub(crate) async fn demo(alerts: Arc<dyn Alerts>) -> anyhow::Result<Self> {
        let demo = Demo::open(alerts)
            .await
            .context("while opening the demo world")?;
        demo.play()?;
        say_where_phones_are(&demo);
        Ok(Self::Demo(demo))
    }

    pub(crate) fn engine(&self) -> &Engine {
        match self {
            Self::Own { engine, .. } => engine,
            Self::Demo(demo) => &demo.engine,
        }
    }

    /// Under which name this desktop sits at the engine.
    pub(crate) fn seat(&self) -> SeatId {
        match self {
            Self::Own { .. } => SeatId::new("desktop"),
            Self::Demo(_) => demo::seat(),
        }
    }

    /// Ends the work and closes the store, so that the next start has nothing to mend.
    pub(crate) async fn end(self) {
        match self {
            Self::Own {
                journal,
                door,
                running,
                ..
            } => {
                // What comes now is kept by Meta and delivered again.
                door.abort();
                running.end().await;
                journal.close().await;
            }
            Self::Demo(demo) => demo.close().await,
        }
    }
}

/// For whoever started it from a terminal; without one there is nobody to read it.
fn say_where_phones_are(demo: &Demo) {
    let phones = demo.simulator.chooser_url();
    let _ = writeln!(
        std::io::stdout(),
        "Customer's phone  {phones}\nStop with Ctrl+C. Nothing is kept, and nothing reaches WhatsApp."
    );
}

/// Listens on this computer only: what comes from outside comes through the owner's tunnel.
async fn open_door() -> anyhow::Result<TcpListener> {
    match TcpListener::bind(("127.0.0.1", USUAL_PORT)).await {
        Ok(door) => Ok(door),
        Err(error) => {
            tracing::warn!(%error, port = USUAL_PORT, "the usual port is taken, another one is used");
            TcpListener::bind(("127.0.0.1", 0))
                .await
                .context("while opening a port for Meta's deliveries")
        }
    }
}

async fn answer_at(door: TcpListener, webhook: axum::Router) {
    if let Err(error) = axum::serve(door, webhook).await {
        tracing::error!(%error, "Meta's deliveries are no longer taken");
    }
}
