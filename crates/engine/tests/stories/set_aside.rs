//! What becomes no event is set aside with a reason, so that every item of every delivery is
//! accounted for; and what can't be stored costs nobody else anything.

use crate::stage::{NUMBER, Stage, changed_number, wrote};
use conversation::fact::{Event, Fact};
use conversation::ids::{ConversationId, EventId};
use journal::{Append, NewEvent, Step};
use serde_json::json;

const LUCIA: &str = "5218187654321";
const PEDRO: &str = "5218187654322";

#[tokio::test]
async fn a_change_of_what_was_never_here_is_accounted_for() {
    let stage = Stage::open().await;
    let revoked = json!({
        "id": "M1", "from": LUCIA, "timestamp": "1795348790", "type": "revoke",
        "revoke": { "original_message_id": "M0" }
    });
    let edited = json!({
        "id": "M2", "from": LUCIA, "timestamp": "1795348790", "type": "edit",
        "edit": { "original_message_id": "M0", "message": { "type": "text", "text": { "body": "x" } } }
    });
    stage.delivers(&[revoked, edited]).await;
    assert_eq!(stage.talks().await, []);
    stage.kept_every_promise().await;
}

#[tokio::test]
async fn an_announcement_that_is_no_news_is_accounted_for() {
    let stage = Stage::open().await;
    stage
        .delivers(&[
            wrote("M1", LUCIA, "hola"),
            changed_number("M2", LUCIA, LUCIA),
        ])
        .await;
    stage.kept_every_promise().await;
}

#[tokio::test]
async fn a_report_on_a_number_that_was_removed_is_accounted_for() {
    let stage = Stage::open().await;
    stage.delivers(&[wrote("M1", LUCIA, "hola")]).await;
    let id = stage.talk_of("hola").await.id;
    let write = json!({ "conversation": id, "id": "w1", "text": "Hola", "reply_to": null });
    stage.ask("ana", "write", write).await;
    stage.works().await;
    stage
        .ask("ana", "remove_number", json!({ "number": NUMBER }))
        .await;
    let delivered = json!({
        "id": "wamid.OUT1", "status": "delivered", "timestamp": "1795348795",
        "recipient_id": LUCIA
    });
    stage.tells(&[delivered]).await;
    stage.kept_every_promise().await;
    let (redecoded, _) = stage.engine.rebuild().await.unwrap();
    assert_eq!(redecoded.missing, []);
}

#[tokio::test]
async fn an_item_that_can_not_be_stored_costs_nobody_else_anything() {
    let stage = Stage::open().await;
    stage
        .delivers(&[wrote("M1", LUCIA, "hola"), wrote("M2", PEDRO, "buenas")])
        .await;
    // An event that has the name of one to come, as only a defect could leave it there.
    happens_by_mistake(&stage, &stage.talk_of("buenas").await.id, "M3.known").await;
    let mut bad = wrote("M3", LUCIA, "ahora con nombre");
    bad["from_user_id"] = json!("MX.70000000000000000001");
    let good = wrote("M4", PEDRO, "¿hay alguien?");
    stage.arrives(&[bad, good]).await;
    stage.arrives(&[wrote("M5", LUCIA, "¿y para mí?")]).await;
    stage.engine.take_in().await.unwrap();
    assert_eq!(
        stage.talk_of("buenas").await.heard,
        ["buenas", "¿hay alguien?"]
    );
    assert_eq!(stage.talk_of("hola").await.heard, ["hola", "¿y para mí?"]);
    let status = stage.ask("ana", "status", json!({})).await;
    let notices = status["notices"].as_array().unwrap();
    let told = notices.iter().find(|one| one["notice"] == "not_taken_in");
    assert_eq!(told.unwrap()["items"], 1, "a person is told: {notices:?}");
    stage.kept_every_promise().await;
}

async fn happens_by_mistake(stage: &Stage, conversation: &str, name: &str) {
    let id = ConversationId::new(conversation);
    let loaded = stage.journal.load(&id).await.unwrap().unwrap();
    let event = Event {
        id: EventId::new(format!("in.{name}")),
        conversation: id.clone(),
        at: loaded.conversation.began_at,
        arrived: None,
        fact: Fact::CustomerKnown {
            customer: loaded.conversation.customer.clone(),
        },
    };
    let append = Append {
        conversation: id,
        expected_version: loaded.version,
        before: Some(loaded.conversation),
        events: vec![NewEvent::local(event)],
        effects: Vec::new(),
    };
    let step = Step {
        appends: vec![append],
        ..Step::default()
    };
    stage.journal.commit(step).await.unwrap();
}
