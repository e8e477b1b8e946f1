//! Ports that every host fills in the same way: the system's clock, random ids, Meta over HTTPS, secrets
//! in memory; and how a host is told to stop.
//! Only hosts use them; nothing in the engine does.

use crate::engine::Ports;
use crate::meta::LiveMeta;
use crate::ports::{Alerts, Chance, Clock, NoSecret, SecretName, Secrets};
use async_trait::async_trait;
use conversation::ids::EventId;
use conversation::time::Timestamp;
use journal::Journal;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use uuid::Uuid;
use whatsapp::Secret;
use whatsapp::client::Client;

impl Ports {
    /// The ports of a host that runs by itself. What differs between hosts is given: the store, the
    /// place for secrets, the way to operators, the way to Meta, and where deliveries come in.
    pub fn of_host(
        journal: Journal,
        secrets: Arc<dyn Secrets>,
        alerts: Arc<dyn Alerts>,
        client: Client,
        webhook_url: String,
    ) -> Self {
        Self {
            journal,
            clock: Arc::new(SystemClock),
            chance: Arc::new(RandomChance),
            meta: Arc::new(LiveMeta::new(client, Arc::clone(&secrets))),
            secrets,
            alerts,
            webhook_url,
            phones_url: None,
        }
    }
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    async fn sleep_until(&self, at: Timestamp) {
        // A millisecond more: the timer's clock and the wall's may disagree by less than one.
        tokio::time::sleep(at.since(self.now()) + Duration::from_millis(1)).await;
    }
}

/// Ids that sort by time, and chance.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomChance;

impl Chance for RandomChance {
    fn event(&self) -> EventId {
        EventId::new(Uuid::now_v7().simple().to_string())
    }

    fn number(&self) -> u64 {
        // The low half of a version 7 id is random but for two fixed bits.
        u64::try_from(Uuid::now_v7().as_u128() & u128::from(u64::MAX)).unwrap_or_default()
    }
}

/// Comes back when the process is told to stop: Ctrl+C, or SIGTERM where there is such a thing. Where
/// there is, it listens from the call on, also before anybody waits: whoever says that it runs can be told
/// to stop.
pub fn told_to_stop() -> impl Future<Output = ()> + Send + 'static {
    // Without a signal handler the process ends the hard way, which the journal survives.
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let both = [SignalKind::interrupt(), SignalKind::terminate()];
        let [interrupted, terminated] = both.map(|kind| signal(kind).ok());
        let told = async |signal: Option<tokio::signal::unix::Signal>| match signal {
            Some(mut signal) => drop(signal.recv().await),
            None => std::future::pending().await,
        };
        async move {
            tokio::select! {
                () = told(interrupted) => {}
                () = told(terminated) => {}
            }
        }
    }
    #[cfg(not(unix))]
    async {
        let _ = tokio::signal::ctrl_c().await;
    }
}

/// Secrets that live as long as the process: for the demo and for tests.
#[derive(Debug, Default)]
pub struct MemorySecrets {
    kept: RwLock<BTreeMap<SecretName, Secret>>,
}

impl Secrets for MemorySecrets {
    fn get(&self, name: &SecretName) -> Result<Option<Secret>, NoSecret> {
        Ok(self
            .kept
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(name)
            .cloned())
    }

    fn put(&self, name: &SecretName, secret: Option<Secret>) -> Result<(), NoSecret> {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        match secret {
            Some(secret) => kept.insert(name.clone(), secret),
            None => kept.remove(name),
        };
        Ok(())
    }
}
