//! A full disk, a crash in the middle of sending, no network, Meta in trouble, files that don't come: what
//! was said leaves once, nothing stays behind for ever, and nobody waits for the trouble of another.

use crate::stage::{NUMBER, Stage, wrote};
use serde_json::{Value, json};
use std::time::Duration;
use whatsapp::client::SendError;

const LUCIA: &str = "5218187654321";
const PEDRO: &str = "5218187654322";

/// The pause before what failed here is tried again, in seconds.
const OWN_TROUBLE: i64 = 2;

async fn lucia_writes() -> Stage {
    let stage = Stage::open().await;
    stage.delivers(&[wrote("M1", LUCIA, "hola")]).await;
    stage.works().await;
    stage
}

/// How far the last message to Lucía got.
async fn progress(stage: &Stage) -> Value {
    let bubbles = stage.bubbles("hola").await;
    let mut progress = bubbles.last().unwrap()["progress"].clone();
    match progress["delivery"].take() {
        Value::Null => progress["progress"].take(),
        delivery => delivery,
    }
}

fn no_network() -> SendError {
    SendError::Retry {
        after: Duration::from_secs(1),
        code: None,
    }
}

fn trouble() -> SendError {
    SendError::Retry {
        after: Duration::from_secs(1),
        code: Some(131_016),
    }
}

#[tokio::test]
async fn what_left_while_the_disk_was_full_is_not_sent_again() {
    let stage = lucia_writes().await;
    stage.ana_writes("hola", "w1", "Hola, Lucía").await;
    let full = stage.disk_is_full().await;
    stage.turns().await;
    assert_eq!(stage.graph.sent_to().len(), 1);
    full.has_room_again().await;
    stage.turns().await;
    assert_eq!(progress(&stage).await, "accepted");
    stage.later(OWN_TROUBLE);
    stage.turns().await;
    assert_eq!(stage.graph.sent_to().len(), 1);
    stage.kept_every_promise().await;
}

#[tokio::test]
async fn what_was_refused_while_the_disk_was_full_is_told_when_there_is_room() {
    let stage = lucia_writes().await;
    stage.ana_writes("hola", "w1", "Hola, Lucía").await;
    stage.graph.doesnt_take(SendError::WindowClosed);
    let full = stage.disk_is_full().await;
    stage.turns().await;
    full.has_room_again().await;
    stage.turns().await;
    assert_eq!(progress(&stage).await, "failed");
    assert_eq!(stage.graph.sent_to(), [] as [&str; 0]);
}

#[tokio::test]
async fn what_was_being_sent_when_the_program_broke_is_in_doubt_and_not_sent_again() {
    let stage = lucia_writes().await;
    stage.graph.breaks();
    stage.ana_writes("hola", "w1", "Hola, Lucía").await;
    stage.turns().await;
    assert_eq!(progress(&stage).await, "unclear");
    stage.later(OWN_TROUBLE);
    stage.turns().await;
    assert_eq!(stage.graph.sent_to(), [] as [&str; 0]);
    stage.kept_every_promise().await;
}

#[tokio::test]
async fn without_a_network_a_message_waits_for_as_long_as_it_takes() {
    let stage = lucia_writes().await;
    stage.ana_writes("hola", "w1", "Hola, Lucía").await;
    for _ in 0..40 {
        stage.graph.doesnt_take(no_network());
        stage.turns().await;
        stage.later(15);
    }
    assert_eq!(stage.ask("ana", "status", json!({})).await["online"], false);
    stage.turns().await;
    assert_eq!(progress(&stage).await, "accepted");
    assert_eq!(stage.ask("ana", "status", json!({})).await["online"], true);
}

#[tokio::test]
async fn whoever_finds_the_network_first_frees_the_others() {
    let stage = lucia_writes().await;
    stage.delivers(&[wrote("M2", PEDRO, "buenas")]).await;
    stage.graph.doesnt_take(no_network());
    stage.ana_writes("hola", "w1", "Hola, Lucía").await;
    stage.turns().await;
    stage.ana_writes("buenas", "w2", "Hola, Pedro").await;
    stage.turns().await;
    assert_eq!(stage.graph.sent_to().len(), 2, "at once, without a pause");
}

#[tokio::test]
async fn while_meta_is_in_trouble_a_message_is_tried_a_while_and_then_told_as_failed() {
    let stage = lucia_writes().await;
    stage.ana_writes("hola", "w1", "Hola, Lucía").await;
    for tries in 1..=8 {
        assert_ne!(progress(&stage).await, "failed", "after {tries} tries");
        stage.graph.doesnt_take(trouble());
        stage.turns().await;
        stage.later(60);
    }
    assert_eq!(progress(&stage).await, "failed");
}

#[tokio::test]
async fn files_that_do_not_come_keep_no_message_waiting() {
    let stage = lucia_writes().await;
    let pictures = (0..80).map(|n| {
        json!({
            "id": format!("F{n}"), "from": PEDRO, "timestamp": "1795348790", "type": "image",
            "image": { "id": format!("file{n}"), "mime_type": "image/jpeg", "sha256": "" }
        })
    });
    stage.arrives(&pictures.collect::<Vec<_>>()).await;
    stage
        .turns_until(|stage| stage.graph.asked_for_files() == 64)
        .await;
    stage.ana_writes("hola", "w1", "Hola, Lucía").await;
    stage
        .turns_until(|stage| stage.graph.sent_to().len() == 1)
        .await;
    assert_eq!(stage.graph.asked_for_files(), 64, "no more at once");
}

#[tokio::test]
async fn nothing_is_sent_from_a_number_that_was_removed() {
    let stage = lucia_writes().await;
    stage.keyring.lock(true);
    stage.ana_writes("hola", "w1", "Hola, Lucía").await;
    stage.turns().await;
    stage.keyring.lock(false);
    let number = json!({ "number": NUMBER });
    stage.ask("ana", "remove_number", number).await;
    stage.later(15);
    stage.turns().await;
    assert_eq!(progress(&stage).await, "failed");
    assert_eq!(stage.graph.sent_to(), [] as [&str; 0]);
}
