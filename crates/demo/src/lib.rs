//! The living demo world, for either host: a simulated WhatsApp, two businesses with their
//! playbooks and teams, eight scripted customers, and an engine over them. No account, no key, no
//! network; everything goes when the demo goes.
//!
//! It holds no rule: whatever happens in the demo happens as it would with Meta. The way in is
//! [`Demo::open`].

mod house;
mod other_side;
mod words;

pub use house::furnish;

use async_trait::async_trait;
use conversation::ids::NumberId;
use engine::api::SeatId;
use engine::host::MemorySecrets;
use engine::ports::{Alerts, SecretName, Secrets};
use engine::{Engine, EngineError, Ports, Running, WEBHOOK_PATH};
use journal::{Journal, OpenError, Options};
use other_side::EngineSide;
use simulator::{Config, Customer, OtherSide, OtherSideStep, Script, Simulator, StartError};
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use whatsapp::Secret;
use whatsapp::client::{self, Client, NotAGraph};

/// Why a demo could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// The store could not be made.
    #[error(transparent)]
    Store(#[from] OpenError),
    /// The engine could not start.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// The simulator could not start.
    #[error(transparent)]
    Simulator(#[from] StartError),
    /// No way to the simulator.
    #[error(transparent)]
    Graph(#[from] NotAGraph),
    /// No folder or no loopback port.
    #[error("the demo needs a folder and a loopback port: {0}")]
    Io(#[from] std::io::Error),
    /// The simulator did not believe our webhook, or its script is broken.
    #[error("the demo world could not be joined: {0}")]
    Joined(String),
}

/// A demo that is running.
pub struct Demo {
    /// The engine.
    pub engine: Engine,
    /// The simulated WhatsApp, with the customers' phones.
    pub simulator: Arc<Simulator>,
    running: Running,
    door: JoinHandle<()>,
    journal: Journal,
    _folder: TempDir,
}

/// The seat that demo visitors share until a host names another.
pub fn seat() -> SeatId {
    SeatId::new("demo")
}

impl Demo {
    /// Opens the world and lets the engine run. Nobody writes before [`Self::play`].
    ///
    /// # Errors
    /// If a folder, a loopback port or a part of the world can't be had; the message says which.
    pub async fn open(alerts: Arc<dyn Alerts>) -> Result<Self, DemoError> {
        let folder = tempfile::Builder::new().prefix("relevo-demo-").tempdir()?;
        let journal = Journal::open(folder.path().join("journal.db"), Options::default()).await?;
        let door = TcpListener::bind(("127.0.0.1", 0)).await?;
        let webhook = format!("http://{}{WEBHOOK_PATH}", door.local_addr()?);
        let side = Arc::new(LateSide::default());
        let simulator = Arc::new(
            Simulator::start(Config {
                other_side: Some(side.clone()),
                ..Config::demo()
            })
            .await?,
        );
        let secrets = Arc::new(MemorySecrets::default());
        keep_secrets(&simulator, secrets.as_ref());
        let client = Client::new(client::Config::new(Some(simulator.base_url()), None)?)?;
        let ports = Ports::of_host(journal.clone(), secrets, alerts, client, webhook.clone());
        let engine = Engine::start(Ports {
            phones_url: Some(simulator.chooser_url()),
            ..ports
        })
        .await?;
        house::furnish(&engine).await?;
        side.set(EngineSide::new(engine.clone()));
        let door = tokio::spawn(serve(door, engine.clone()));
        let running = engine.at_work();
        simulator
            .connect_webhook(&webhook)
            .await
            .map_err(|error| DemoError::Joined(error.to_string()))?;
        Ok(Self {
            engine,
            simulator,
            running,
            door,
            journal,
            _folder: folder,
        })
    }

    /// Lets the scripted customers write, over the next two minutes.
    ///
    /// # Errors
    /// If the script can't be read, which is a defect.
    pub fn play(&self) -> Result<(), DemoError> {
        let script = Script::demo().map_err(|error| DemoError::Joined(error.to_string()))?;
        self.simulator
            .play(&script)
            .map_err(|error| DemoError::Joined(error.to_string()))
    }

    /// Ends it properly: what is under way comes to its end before the store closes.
    pub async fn close(self) {
        self.door.abort();
        self.running.end().await;
        self.journal.close().await;
    }
}

async fn serve(door: TcpListener, engine: Engine) {
    if let Err(error) = axum::serve(door, engine.webhook()).await {
        tracing::error!(%error, "the demo's webhook ended");
    }
}

/// Keeps the secrets the simulator made at its start.
pub fn keep_secrets(simulator: &Simulator, secrets: &dyn Secrets) {
    let made = simulator.credentials();
    let keep = |name: SecretName, text: &str| {
        // Memory always has a place.
        let _ = secrets.put(&name, Some(Secret::new(text)));
    };
    keep(SecretName::VerifyToken, &made.verify_token);
    for business in simulator.businesses() {
        let number = NumberId::new(business.phone_number_id);
        keep(SecretName::AccessToken(number.clone()), &made.access_token);
        let app_secret = simulator.app_secret(number.as_str());
        keep(SecretName::AppSecret(number.clone()), app_secret);
    }
}

/// The simulator needs the other side before there is an engine to tell of it.
#[derive(Default)]
struct LateSide {
    side: OnceLock<EngineSide>,
}

impl LateSide {
    fn set(&self, side: EngineSide) {
        // It is set once, right after the engine starts.
        let _ = self.side.set(side);
    }
}

#[async_trait]
impl OtherSide for LateSide {
    async fn other_side(
        &self,
        number: &str,
        customer: &Customer,
        lang: &str,
    ) -> Vec<OtherSideStep> {
        match self.side.get() {
            Some(side) => side.steps(number, customer, lang).await,
            None => Vec::new(),
        }
    }
}
