//! A call that is over can still be looked at and judged, and a judgement can be taken back.

use crate::stage::{Stage, wrote};
use serde_json::{Value, json};

const CARMEN: &str = "5218181112233";

/// Carmen asked for a person; Ana came, greeted her, told her something, and handed back.
async fn handed_back(stage: &Stage) -> (Value, Value) {
    let words = "quiero hablar con una persona";
    stage.delivers(&[wrote("M1", CARMEN, words)]).await;
    let id = stage.talk_of(words).await.id;
    let of = json!({ "conversation": id });
    let view = stage.ask("ana", "conversation", of.clone()).await;
    let take = json!({ "conversation": id, "epoch": view["row"]["epoch"], "how": "button" });
    stage.ask("ana", "take_over", take).await;
    for (id_of, text) in [
        ("w1", "Hola, buenas tardes"),
        ("w2", "El doctor ya está avisado"),
    ] {
        let write = json!({ "conversation": id, "id": id_of, "text": text, "reply_to": null });
        stage.ask("ana", "write", write).await;
    }
    let held = stage.ask("ana", "conversation", of.clone()).await;
    let briefing = json!({ "facts": [], "promises": [], "avoid": [] });
    let back = json!({ "conversation": id, "briefing": briefing });
    stage.ask("ana", "hand_back", back).await;
    (of, held)
}

#[tokio::test]
async fn the_call_is_shown_after_it_was_handed_back() {
    let stage = Stage::open().await;
    let (of, held) = handed_back(&stage).await;
    assert!(held["past_escalation"].is_null(), "it is open still");
    let view = stage.ask("ana", "conversation", of).await;
    assert!(view["escalation"].is_null());
    assert_eq!(view["past_escalation"]["id"], held["escalation"]["id"]);
    assert_eq!(view["past_escalation"]["trigger"], "explicit_request");
    assert!(!view["past_escalation"]["ended_at"].is_null());
}

#[tokio::test]
async fn a_judgement_is_taken_back() {
    let stage = Stage::open().await;
    let (of, held) = handed_back(&stage).await;
    let call = &held["escalation"]["id"];
    let mark = |word: &str| {
        let mark = json!({ "mark": word, "escalation": call });
        json!({ "conversation": of["conversation"], "mark": mark })
    };
    let view = stage.ask("ana", "mark", mark("needless")).await;
    assert_eq!(view["marks"].as_array().unwrap().len(), 1);
    let view = stage.ask("ana", "mark", mark("withdrawn")).await;
    assert_eq!(view["marks"], json!([]));
}

#[tokio::test]
async fn a_greeting_is_no_fact_for_the_agent() {
    let stage = Stage::open().await;
    let (_, held) = handed_back(&stage).await;
    let facts = &held["proposed_briefing"]["facts"];
    assert_eq!(*facts, json!(["El doctor ya está avisado"]));
}
