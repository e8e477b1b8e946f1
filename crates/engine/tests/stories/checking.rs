//! Checking a number: it says that all is well only of this number and this app, and it takes a while in
//! which the owner may do something else with the number.

use crate::stage::{NOON, NUMBER, Stage, number, wrote};
use conversation::ids::{NumberId, PlaybookId};
use engine::Number;
use serde_json::{Value, json};
use std::time::Duration;

async fn check(stage: &Stage) -> Result<Value, Value> {
    let check = json!({ "number": NUMBER });
    stage.try_ask("ana", "check_number", check).await
}

/// What the check finds in one of its steps.
async fn found(stage: &Stage, step: &str) -> (String, String) {
    let found = check(stage).await.unwrap();
    let steps = found["steps"].as_array().unwrap();
    let step = steps.iter().find(|found| found["step"] == step).unwrap();
    let word = |word: &Value| word.as_str().unwrap().to_owned();
    (word(&step["result"]), word(&step["finding"]["finding"]))
}

fn says(result: &str, finding: &str) -> (String, String) {
    (result.to_owned(), finding.to_owned())
}

#[tokio::test]
async fn an_account_that_delivers_to_another_app_is_made_to_deliver_to_ours() {
    let stage = Stage::open().await;
    stage.graph.delivers_to(&["600000000000999"]);
    assert_eq!(found(&stage, "webhook").await, says("ok", "delivers_now"));
    assert!(stage.graph.delivers_to_us());
    assert_eq!(found(&stage, "webhook").await, says("ok", "delivers"));
}

#[tokio::test]
async fn messages_that_go_to_another_address_than_ours_are_reported() {
    let stage = Stage::open().await;
    let ours = json!({ "number": NUMBER, "public_url": "https://relevo.example/webhook" });
    stage.ask("ana", "set_webhook", ours).await;
    assert_eq!(found(&stage, "webhook").await.0, "ok");
    stage.graph.goes_to("https://other.example/webhook");
    let elsewhere = says("failed", "delivers_elsewhere");
    assert_eq!(found(&stage, "webhook").await, elsewhere);
}

#[tokio::test]
async fn what_another_number_received_says_nothing_about_this_one() {
    const OTHER: &str = "400000000000002";
    let stage = Stage::open().await;
    let other = Number {
        id: NumberId::new(OTHER),
        ..number()
    };
    stage.engine.keep_number(&other).await.unwrap();
    stage
        .delivers_to(OTHER, wrote("wamid.1", "5218111111111", "hola"))
        .await;
    let waits = says("waiting", "nothing_arrived");
    assert_eq!(found(&stage, "signature").await, waits);
    stage
        .delivers(&[wrote("wamid.2", "5218111111111", "hola")])
        .await;
    let arrives = says("ok", "delivery_arrived");
    assert_eq!(found(&stage, "signature").await, arrives);
}

#[tokio::test]
async fn what_came_before_the_app_secret_was_given_says_nothing_about_it() {
    let stage = Stage::open().await;
    stage
        .delivers(&[wrote("wamid.1", "5218111111111", "hola")])
        .await;
    assert_eq!(found(&stage, "signature").await.0, "ok");
    let given = Number {
        secret_since: Some(NOON.plus(Duration::from_secs(1))),
        ..number()
    };
    stage.engine.keep_number(&given).await.unwrap();
    assert_eq!(found(&stage, "signature").await.0, "waiting");
}

#[tokio::test]
async fn what_the_owner_changes_meanwhile_stays_changed() {
    let stage = Stage::open().await;
    let engine = stage.engine.clone();
    stage.graph.meanwhile(async move {
        let renamed = Number {
            name: "Recepción".to_owned(),
            playbook: Some(PlaybookId::new("clinica")),
            ..number()
        };
        engine.keep_number(&renamed).await.unwrap();
    });
    check(&stage).await.unwrap();
    let numbers = stage.ask("ana", "numbers", json!({})).await;
    assert_eq!(numbers[0]["name"], "Recepción");
    assert_eq!(numbers[0]["playbook"], "clinica");
    assert_eq!(
        numbers[0]["phone"], "+52 81 1234 5678",
        "and what Meta says is kept"
    );
    assert_eq!(numbers[0]["channel"]["state"], "open");
}

#[tokio::test]
async fn a_number_that_is_removed_meanwhile_does_not_come_back() {
    let stage = Stage::open().await;
    let other = stage.another_hand();
    stage.graph.meanwhile(async move {
        other
            .ask("bo", "remove_number", json!({ "number": NUMBER }))
            .await;
    });
    let refused = check(&stage).await.unwrap_err();
    assert_eq!(refused["problem"]["problem"], "number_gone");
    assert_eq!(stage.ask("ana", "numbers", json!({})).await, json!([]));
    assert!(
        !stage.graph.asked().contains(&"subscribe"),
        "nothing is set up for it"
    );
}

#[tokio::test]
async fn what_a_token_may_do_is_asked_once() {
    let stage = Stage::open().await;
    let found = check(&stage).await.unwrap();
    let results: Vec<_> = found["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| &step["result"])
        .collect();
    assert_eq!(results, ["ok", "failed", "ok", "ok", "waiting"]);
    let asked = stage.graph.asked();
    assert_eq!(asked, ["token", "number", "subscriptions", "subscribe"]);
}
