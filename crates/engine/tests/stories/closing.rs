//! Nobody looks at what is closed, and the agent answers what is handed back: neither is done over what
//! its operator had not seen.

use crate::stage::{Stage, wrote};
use serde_json::{Value, json};

const LUCIA: &str = "5218187654321";

/// Ana has Lucía's conversation. Returns its row as her screen shows it.
async fn held_by_ana(stage: &Stage) -> Value {
    stage
        .delivers(&[wrote("M1", LUCIA, "¿tienen lugar mañana?")])
        .await;
    let id = stage.talk_of("¿tienen lugar mañana?").await.id;
    let row = stage
        .ask("ana", "conversation", json!({ "conversation": id }))
        .await["row"]
        .take();
    let take = json!({ "conversation": id, "epoch": row["epoch"], "how": "button" });
    stage.ask("ana", "take_over", take).await["row"].take()
}

/// Ana presses "close" on a screen that shows `row`.
async fn closes(stage: &Stage, row: &Value) -> Result<Value, Value> {
    let seen = json!({ "epoch": row["epoch"], "owed": row["owed"] });
    let close = json!({ "conversation": row["conversation"], "seen": seen });
    stage.try_ask("ana", "close", close).await
}

#[tokio::test]
async fn a_message_that_comes_as_the_operator_closes_keeps_it_open() {
    let stage = Stage::open().await;
    let row = held_by_ana(&stage).await;
    stage
        .delivers(&[wrote("M2", LUCIA, "otra cosa: está goteando")])
        .await;
    let refused = closes(&stage, &row).await.unwrap_err();
    assert_eq!(refused["code"], "stale");
    assert_eq!(refused["problem"]["problem"], "unseen");
    let asked = json!({ "conversation": row["conversation"] });
    let view = stage.ask("ana", "conversation", asked).await;
    assert_eq!(view["row"]["holder"]["operator"], "ana");
    assert_eq!(view["row"]["unanswered"], 2, "nothing is forgotten");
    // Who has read it closes.
    let view = closes(&stage, &view["row"]).await.unwrap();
    assert_eq!(view["row"]["holder"]["holder"], "closed");
}

#[tokio::test]
async fn what_the_screen_shows_is_closed() {
    let stage = Stage::open().await;
    let row = held_by_ana(&stage).await;
    assert_eq!(row["owed"], "M1");
    closes(&stage, &row).await.unwrap();
}

#[tokio::test]
async fn who_does_not_say_what_they_saw_closes_as_ever() {
    let stage = Stage::open().await;
    let row = held_by_ana(&stage).await;
    let close = json!({ "conversation": row["conversation"] });
    let view = stage.ask("ana", "close", close).await;
    assert_eq!(view["row"]["holder"]["holder"], "closed");
}

#[tokio::test]
async fn who_asks_for_a_person_while_the_operator_hands_back_is_read_first() {
    let stage = Stage::open().await;
    let row = held_by_ana(&stage).await;
    stage
        .delivers(&[wrote("M2", LUCIA, "no, quiero hablar con una persona")])
        .await;
    let back = |row: &Value| {
        let seen = json!({ "epoch": row["epoch"], "owed": row["owed"] });
        let briefing = json!({ "facts": [], "promises": [], "avoid": [] });
        json!({ "conversation": row["conversation"], "briefing": briefing, "seen": seen })
    };
    let refused = stage
        .try_ask("ana", "hand_back", back(&row))
        .await
        .unwrap_err();
    assert_eq!(refused["problem"]["problem"], "unseen");
    let asked = json!({ "conversation": row["conversation"] });
    let view = stage.ask("ana", "conversation", asked).await;
    assert_eq!(view["row"]["holder"]["operator"], "ana");
    let view = stage.ask("ana", "hand_back", back(&view["row"])).await;
    assert_eq!(view["row"]["holder"]["holder"], "agent");
}
