//! Checking a number takes a while, in which its owner may do something else with it.

use crate::stage::{NUMBER, Stage, number};
use conversation::ids::PlaybookId;
use engine::Number;
use serde_json::{Value, json};

async fn check(stage: &Stage) -> Result<Value, Value> {
    let check = json!({ "number": NUMBER });
    stage.try_ask("ana", "check_number", check).await
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
