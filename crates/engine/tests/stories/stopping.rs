//! What Meta delivers that stops a number, so that its owner is told once and nothing more is sent in vain.

use crate::stage::{NUMBER, Stage, wrote};
use serde_json::{Value, json};

const PHONE: &str = "5218187654321";

async fn channel(stage: &Stage) -> Value {
    let numbers = stage.ask("ana", "numbers", json!({})).await;
    numbers[0]["channel"].clone()
}

/// Ana sends a template, and Meta takes it.
async fn sends(stage: &Stage) {
    let first = json!({
        "id": "b1", "number": NUMBER, "phone": PHONE, "template": "reminder", "language": "es_MX",
        "values": []
    });
    stage.ask("ana", "begin", first).await;
    stage.works().await;
}

fn failed(message: &str, code: u32) -> Value {
    json!({
        "id": message, "status": "failed", "timestamp": "1795348795", "recipient_id": PHONE,
        "errors": [{ "code": code, "title": "It failed" }]
    })
}

#[tokio::test]
async fn a_message_that_fails_for_want_of_payment_stops_its_number() {
    let stage = Stage::open().await;
    sends(&stage).await;
    stage.tells(&[failed("wamid.OUT1", 131_042)]).await;
    let channel = channel(&stage).await;
    assert_eq!(channel["state"], "stopped");
    assert_eq!(channel["code"], 131_042);
}

#[tokio::test]
async fn it_stops_also_if_meta_tells_of_it_before_it_answers() {
    let stage = Stage::open().await;
    stage.tells(&[failed("wamid.OUT1", 131_042)]).await;
    assert_ne!(channel(&stage).await["state"], "stopped");
    sends(&stage).await;
    assert_eq!(channel(&stage).await["state"], "stopped");
}

#[tokio::test]
async fn a_message_that_fails_by_itself_stops_nothing() {
    let stage = Stage::open().await;
    sends(&stage).await;
    stage.tells(&[failed("wamid.OUT1", 131_026)]).await;
    assert_ne!(channel(&stage).await["state"], "stopped");
}

#[tokio::test]
async fn an_account_that_meta_disables_stops_its_numbers() {
    let stage = Stage::open().await;
    stage.delivers(&[wrote("M1", PHONE, "hola")]).await;
    let notice = |state: &str| json!({ "event": "DISABLED_UPDATE", "ban_info": { "waba_ban_state": state } });
    stage.notices(&notice("SCHEDULE_FOR_DISABLE")).await;
    assert_ne!(channel(&stage).await["state"], "stopped");
    stage.notices(&notice("DISABLE")).await;
    assert_eq!(channel(&stage).await["state"], "stopped");
}
