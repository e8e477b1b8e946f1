//! The keyring is locked, as it is after a start with the computer: whoever needs a secret waits, and
//! neither the number nor the network is blamed for it.

use crate::stage::{NUMBER, Stage, wrote};
use engine::host::MemorySecrets;
use engine::ports::{NoSecret, SecretName, Secrets};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, Ordering};
use whatsapp::Secret;

const LUCIA: &str = "5218187654321";
const PEDRO: &str = "5218187654322";

/// A keyring that can be locked.
#[derive(Default)]
pub(crate) struct Keyring {
    secrets: MemorySecrets,
    is_locked: AtomicBool,
}

impl Keyring {
    pub(crate) fn lock(&self, is_locked: bool) {
        self.is_locked.store(is_locked, Ordering::Relaxed);
    }

    fn open(&self) -> Result<&MemorySecrets, NoSecret> {
        match self.is_locked.load(Ordering::Relaxed) {
            true => Err(NoSecret::Failed("locked".to_owned())),
            false => Ok(&self.secrets),
        }
    }
}

impl Secrets for Keyring {
    fn get(&self, name: &SecretName) -> Result<Option<Secret>, NoSecret> {
        self.open()?.get(name)
    }

    fn put(&self, name: &SecretName, secret: Option<Secret>) -> Result<(), NoSecret> {
        self.open()?.put(name, secret)
    }
}

#[tokio::test]
async fn a_locked_keyring_stops_no_number() {
    let stage = Stage::open().await;
    stage
        .delivers(&[wrote("M1", LUCIA, "hola"), wrote("M2", PEDRO, "buenas")])
        .await;
    stage.works().await;
    stage.keyring.lock(true);
    stage.ana_writes("hola", "w1", "Hola").await;
    stage.turns().await;
    assert_eq!(stage.graph.sent_to(), [] as [&str; 0]);
    assert_eq!(stage.journal.waiting_sends().await.unwrap(), 1, "it waits");
    let status = stage.ask("ana", "status", json!({})).await;
    let notices = status["notices"].as_array().unwrap();
    let told: Vec<&Value> = notices.iter().map(|one| &one["notice"]).collect();
    assert!(!told.contains(&&json!("channel_stopped")), "{told:?}");
    assert_eq!(status["online"], true);

    stage.keyring.lock(false);
    stage.ana_writes("buenas", "w2", "Hola").await;
    stage.turns().await;
    assert_eq!(stage.graph.sent_to(), [format!("+{PEDRO}")]);
}

#[tokio::test]
async fn a_check_with_a_locked_keyring_says_so() {
    let stage = Stage::open().await;
    stage.keyring.lock(true);
    let number = json!({ "number": NUMBER });
    let refused = stage.try_ask("ana", "check_number", number).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused["problem"]["problem"], "keyring_silent");
    assert_eq!(stage.graph.asked(), [] as [&str; 0], "Meta isn't asked");
}
