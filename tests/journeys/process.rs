//! Relevo as a process of its own: journal, engine, hub and loop on a runtime that can be killed in
//! the middle of anything, as the power fails.

use crate::clock::PushedClock;
use conversation::ids::OperatorId;
use engine::api::SeatId;
use engine::host::{MemorySecrets, RandomChance};
use engine::meta::LiveMeta;
use engine::ports::{Alerts, Clock as _};
use engine::{Engine, Ports, Running, WEBHOOK_PATH};
use hub::http::{Access, Server};
use journal::{Journal, OpenError, Options};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use whatsapp::client::{Client, Config};

/// The token of every hub in here.
pub(crate) const TOKEN: &str = "story";

/// What outlives a process.
#[derive(Clone)]
pub(crate) struct Machine {
    pub(crate) folder: PathBuf,
    pub(crate) graph: String,
    pub(crate) clock: PushedClock,
    pub(crate) secrets: Arc<MemorySecrets>,
    pub(crate) alerts: Arc<dyn Alerts>,
}

/// A Relevo that runs.
pub(crate) struct Process {
    pub(crate) engine: Engine,
    pub(crate) address: SocketAddr,
    running: Option<Running>,
    journal: Journal,
    clock: PushedClock,
    runtime: Option<Runtime>,
}

impl Process {
    pub(crate) async fn start(machine: Machine) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap();
        let handle = runtime.handle().clone();
        let clock = machine.clock.clone();
        let begun = tokio::task::spawn_blocking(move || handle.block_on(begin(machine)));
        let (engine, running, journal, address) = begun.await.unwrap();
        Self {
            engine,
            address,
            running: Some(running),
            journal,
            clock,
            runtime: Some(runtime),
        }
    }

    pub(crate) fn webhook(&self) -> String {
        format!("http://{}{WEBHOOK_PATH}", self.address)
    }

    /// Whether it has nothing to do within this time, unless something comes from outside.
    pub(crate) async fn is_at_rest(&self, within: Duration) -> bool {
        let until = self.clock.now().plus(within);
        self.journal.is_at_rest(until).await.unwrap() && self.engine.under_way() == 0
    }

    /// The cookie of the browser at `seat`.
    pub(crate) fn cookie(&self, seat: &str) -> String {
        format!("relevo-{}={TOKEN}.{seat}", self.address.port())
    }

    /// Ends as the power fails: nothing is told to stop, nothing is closed.
    pub(crate) async fn kill(mut self) {
        if let Some(runtime) = self.runtime.take() {
            let killed = move || runtime.shutdown_timeout(Duration::from_secs(10));
            tokio::task::spawn_blocking(killed).await.unwrap();
        }
    }

    /// Ends properly, so that another program may have the data.
    pub(crate) async fn close(mut self) {
        if let Some(running) = self.running.take() {
            running.end().await;
        }
        self.journal.close().await;
        self.kill().await;
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn begin(machine: Machine) -> (Engine, Running, Journal, SocketAddr) {
    let journal = reopened(&machine.folder.join("journal.db")).await;
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let client = Client::new(Config::new(Some(&machine.graph), None).unwrap()).unwrap();
    let engine = Engine::start(Ports {
        journal: journal.clone(),
        clock: Arc::new(machine.clock),
        chance: Arc::new(RandomChance),
        secrets: machine.secrets.clone(),
        meta: Arc::new(LiveMeta::new(client, machine.secrets)),
        alerts: machine.alerts,
        webhook_url: format!("http://{address}{WEBHOOK_PATH}"),
        phones_url: None,
    })
    .await
    .unwrap();
    let access = Access::with_token(TOKEN.to_owned(), address, SeatId::new("lupita"));
    let router = Server::new(engine.clone(), access).router();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let running = engine.at_work();
    (engine, running, journal, address)
}

/// A killed process may hold its lock for as long as the system takes to notice.
async fn reopened(path: &Path) -> Journal {
    loop {
        match Journal::open(path, Options::default()).await {
            Ok(journal) => return journal,
            Err(OpenError::InUse { .. }) => tokio::task::yield_now().await,
            Err(error) => panic!("{error}"),
        }
    }
}

/// In a story everybody who works for the businesses has a seat that is called after them.
pub(crate) async fn seat_everybody(engine: &Engine) {
    let team: Vec<OperatorId> = engine
        .houses()
        .team()
        .operators
        .iter()
        .map(|person| person.id.clone())
        .collect();
    for operator in team {
        let seat = SeatId::new(operator.as_str());
        engine.seat_operator(&seat, &operator).await.unwrap();
    }
}
