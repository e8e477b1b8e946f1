//! What this host gives the engine: the store in the data folder, the clock, the keyring, the alerts,
//! and the door at which Meta's deliveries knock. Ending is here too, so that nothing is cut off.

use crate::door::{Answered, Door};
use crate::limits::Limits;
use anyhow::Context;
use demo::Demo;
use engine::api::SeatId;
use engine::ports::{Alerts, Secrets};
use engine::{Engine, Ports, Running};
use journal::{Journal, Options};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use whatsapp::client::{Client, Config};

/// A running engine, and how to end it.
pub(crate) enum Host {
    /// The operator's own world.
    Own {
        /// The engine.
        engine: Engine,
        /// Its store.
        journal: Journal,
        /// Where Meta's deliveries come in.
        door: Answered,
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
        limits: Arc<Limits>,
    ) -> anyhow::Result<Self> {
        journal::make_private_folder(folder)
            .with_context(|| format!("while making the folder {}", folder.display()))?;
        let journal = Journal::open(folder.join("journal.db"), Options::default()).await?;
        let client = Client::new(Config::new(None, None)?)?;
        let door = Door::open().await?;
        let ports = Ports::of_host(journal.clone(), secrets, alerts, client, door.url()?);
        let engine = Engine::start(ports)
            .await
            .context("while starting from what is stored")?;
        let door = door.answer(engine.webhook(), limits);
        let running = engine.at_work();
        Ok(Self::Own {
            engine,
            journal,
            door,
            running,
        })
    }

    /// Opens the demo world and, unless the visitor is `alone` in it, lets its customers write.
    pub(crate) async fn demo(alerts: Arc<dyn Alerts>, alone: bool) -> anyhow::Result<Self> {
        let demo = Demo::open(alerts)
            .await
            .context("while opening the demo world")?;
        if !alone {
            demo.play()?;
        }
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
                door.close();
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
