//! Customers change their numbers, and numbers change their owners. What comes in under the old one
//! afterwards is somebody else's, and nobody waits for it.

use crate::stage::{NUMBER, Stage, changed_number, wrote};
use serde_json::{Value, json};

const OLD: &str = "5218187654321";
const NEW: &str = "5218100000009";

/// Lucía wrote from her old number and then changed it.
async fn lucia_moved() -> Stage {
    let stage = Stage::open().await;
    stage
        .delivers(&[
            wrote("M1", OLD, "soy Lucía"),
            changed_number("M2", OLD, NEW),
        ])
        .await;
    assert_eq!(stage.talk_of("soy Lucía").await.phone, format!("+{NEW}"));
    stage
}

#[tokio::test]
async fn who_has_a_number_that_was_given_up_is_somebody_else() {
    let stage = lucia_moved().await;
    stage
        .delivers(&[
            wrote("M3", OLD, "soy Pedro"),
            wrote("M4", NEW, "sigo siendo Lucía"),
            wrote("M5", OLD, "y sigo siendo Pedro"),
        ])
        .await;
    let (lucia, pedro) = (
        stage.talk_of("soy Lucía").await,
        stage.talk_of("soy Pedro").await,
    );
    assert_eq!(lucia.heard, ["soy Lucía", "sigo siendo Lucía"]);
    assert_eq!(pedro.heard, ["soy Pedro", "y sigo siendo Pedro"]);
    assert_eq!(pedro.phone, format!("+{OLD}"));
    let page = json!({ "text": OLD, "limit": 9 });
    let found = stage.ask("ana", "search", page).await;
    let hits = found["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 1, "he is a customer of his own: {found}");
    stage.kept_every_promise().await;
}

#[tokio::test]
async fn it_makes_no_difference_whether_all_of_it_comes_at_once() {
    let stage = Stage::open().await;
    let all = [
        wrote("M1", OLD, "soy Lucía"),
        changed_number("M2", OLD, NEW),
        wrote("M3", OLD, "soy Pedro"),
        wrote("M4", NEW, "sigo siendo Lucía"),
    ];
    stage.arrives(&all).await;
    stage.engine.take_in().await.unwrap();
    let one_by_one = lucia_moved().await;
    one_by_one.delivers(&all[2..]).await;
    let (mut left, mut right) = (stage.talks().await, one_by_one.talks().await);
    left.sort_by(|a, b| a.id.cmp(&b.id));
    right.sort_by(|a, b| a.id.cmp(&b.id));
    assert_eq!(left.len(), 2);
    assert_eq!(left, right);
}

#[tokio::test]
async fn a_number_that_changes_hands_again_and_again_begins_afresh_each_time() {
    let stage = lucia_moved().await;
    stage
        .delivers(&[
            wrote("M3", OLD, "soy Pedro"),
            changed_number("M4", OLD, "5218100000010"),
            wrote("M5", OLD, "soy Quique"),
        ])
        .await;
    assert_eq!(stage.talks().await.len(), 3);
    assert_eq!(stage.talk_of("soy Quique").await.heard, ["soy Quique"]);
}

#[tokio::test]
async fn an_announcement_that_is_repeated_moves_nobody_else() {
    let stage = lucia_moved().await;
    let again = changed_number("M2", OLD, NEW);
    stage
        .delivers(&[wrote("M3", OLD, "soy Pedro"), again.clone()])
        .await;
    stage
        .arrives(&[again, wrote("M4", OLD, "y sigo siendo Pedro")])
        .await;
    stage.engine.take_in().await.unwrap();
    let before = stage.talks().await;
    let (redecoded, _) = stage.engine.rebuild().await.unwrap();
    assert_eq!((redecoded.mended, redecoded.missing), (vec![], vec![]));
    assert_eq!(stage.talks().await, before);
    let pedro = stage.talk_of("soy Pedro").await;
    assert_eq!(pedro.phone, format!("+{OLD}"));
    assert_eq!(pedro.heard, ["soy Pedro", "y sigo siendo Pedro"]);
    assert_eq!(stage.talk_of("soy Lucía").await.phone, format!("+{NEW}"));
    let status = stage.ask("ana", "status", json!({})).await;
    let notices = status["notices"].as_array().unwrap();
    assert!(
        notices.iter().all(|one| one["notice"] != "not_taken_in"),
        "{notices:?}"
    );
    stage.kept_every_promise().await;
}

#[tokio::test]
async fn a_first_message_goes_to_the_number_that_was_typed() {
    let stage = lucia_moved().await;
    let begun = begins_with(&stage, OLD).await;
    assert_eq!(stage.graph.sent_to(), [format!("+{OLD}")]);
    let pedro = begun.as_str().unwrap();
    assert_ne!(pedro, stage.talk_of("soy Lucía").await.id);
    // Whoever answers is in the conversation that was begun.
    stage.delivers(&[wrote("M3", OLD, "¿quién es?")]).await;
    assert_eq!(stage.talk_of("¿quién es?").await.id, pedro);
}

/// A message from somebody whose user id Meta names too.
fn wrote_as(user: &str, id: &str, phone: &str, words: &str) -> Value {
    let mut message = wrote(id, phone, words);
    message["from_user_id"] = json!(user);
    message
}

/// WhatsApp announces that whoever was `old` is `new` from now on, and names no phone.
fn changed_user_id(id: &str, old: &str, new: &str) -> Value {
    json!({
        "id": id, "from_user_id": old, "timestamp": "1795348791", "type": "system",
        "system": {
            "body": "changed", "user_id": new, "previous_user_id": old,
            "type": "user_changed_user_id"
        }
    })
}

/// Ana writes first to whoever has a phone, with a template.
async fn begins_with(stage: &Stage, phone: &str) -> Value {
    let first = json!({
        "id": "b1", "number": NUMBER, "phone": phone, "template": "reminder", "language": "es_MX",
        "values": []
    });
    let begun = stage.ask("ana", "begin", first).await;
    stage.works().await;
    begun["row"]["conversation"].clone()
}

/// Ana answers in the conversation in which the customer wrote `words`.
async fn answers(stage: &Stage, words: &str) {
    let conversation = stage.talk_of(words).await.id;
    let template = json!({
        "conversation": conversation, "id": format!("to {words}"), "template": "reminder",
        "language": "es_MX", "values": []
    });
    stage.ask("ana", "write_template", template).await;
    stage.works().await;
}

#[tokio::test]
async fn a_phone_that_was_given_up_is_written_to_no_more() {
    let stage = Stage::open().await;
    stage
        .delivers(&[
            wrote_as("MX.111", "M1", OLD, "soy Lucía"),
            changed_user_id("M2", "MX.111", "MX.222"),
        ])
        .await;
    assert_eq!(stage.talk_of("soy Lucía").await.phone, "");
    answers(&stage, "soy Lucía").await;
    assert_eq!(stage.graph.sent_to(), ["MX.222"]);
    stage.delivers(&[wrote("M3", OLD, "soy Pedro")]).await;
    assert_eq!(stage.talk_of("soy Pedro").await.heard, ["soy Pedro"]);
    stage.kept_every_promise().await;
}

#[tokio::test]
async fn an_answer_to_who_had_a_phone_before_is_not_read_by_who_has_it_now() {
    let stage = Stage::open().await;
    stage
        .delivers(&[
            wrote_as("MX.900", "M1", OLD, "soy Carla"),
            wrote_as("MX.901", "M2", OLD, "soy Diego"),
        ])
        .await;
    assert_eq!(stage.talk_of("soy Carla").await.phone, "");
    assert_eq!(stage.talk_of("soy Diego").await.phone, format!("+{OLD}"));
    answers(&stage, "soy Carla").await;
    answers(&stage, "soy Diego").await;
    assert_eq!(stage.graph.sent_to(), ["MX.900", "MX.901"]);
    let before = stage.talks().await;
    let (redecoded, _) = stage.engine.rebuild().await.unwrap();
    assert_eq!(
        (redecoded.mended, redecoded.restored, redecoded.missing),
        (vec![], vec![], vec![])
    );
    assert_eq!(stage.talks().await, before);
    stage.kept_every_promise().await;
}

#[tokio::test]
async fn who_moves_to_a_phone_takes_it_from_who_had_it() {
    let stage = Stage::open().await;
    stage
        .delivers(&[
            wrote("M1", NEW, "soy Pedro"),
            wrote("M2", OLD, "soy Lucía"),
            changed_number("M3", OLD, NEW),
        ])
        .await;
    assert_eq!(stage.talk_of("soy Pedro").await.phone, "");
    assert_eq!(stage.talk_of("soy Lucía").await.phone, format!("+{NEW}"));
    answers(&stage, "soy Pedro").await;
    assert_eq!(stage.graph.sent_to(), Vec::<String>::new());
    let (redecoded, _) = stage.engine.rebuild().await.unwrap();
    assert_eq!((redecoded.mended, redecoded.missing), (vec![], vec![]));
}

#[tokio::test]
async fn whoever_whatsapp_writes_with_other_digits_answers_in_the_conversation_that_was_begun() {
    let stage = Stage::open().await;
    stage.graph.writes_phones_as("5215512345678");
    let begun = begins_with(&stage, "525512345678").await;
    assert_eq!(stage.graph.sent_to(), ["+525512345678"]);
    stage
        .delivers(&[wrote_as("MX.7", "M1", "5215512345678", "¿quién es?")])
        .await;
    let talk = stage.talk_of("¿quién es?").await;
    assert_eq!(begun, json!(talk.id));
    assert_eq!(talk.phone, "+5215512345678");
    let before = stage.talks().await;
    let (redecoded, _) = stage.engine.rebuild().await.unwrap();
    assert_eq!(
        (redecoded.mended, redecoded.restored, redecoded.missing),
        (vec![], vec![], vec![])
    );
    assert_eq!(stage.talks().await, before);
    stage.kept_every_promise().await;
}

#[tokio::test]
async fn what_was_lost_is_made_again_under_the_same_names() {
    let stage = lucia_moved().await;
    stage.delivers(&[wrote("M3", OLD, "soy Pedro")]).await;
    let before = stage.talks().await;
    let (redecoded, _) = stage.engine.rebuild().await.unwrap();
    assert_eq!(
        (redecoded.mended, redecoded.restored, redecoded.missing),
        (vec![], vec![], vec![])
    );
    assert_eq!(stage.talks().await, before);
    // A journal that lost all it had understood understands it the same way again.
    let again = Stage::open().await;
    for delivery in stage.journal.deliveries_after(None, 100).await.unwrap() {
        let kept = journal::NewDelivery {
            received_at: delivery.received_at,
            headers: delivery.headers,
            body: delivery.body.into(),
        };
        again.journal.keep(kept).await.unwrap();
    }
    let (redecoded, _) = again.engine.rebuild().await.unwrap();
    again.engine.take_in().await.unwrap();
    let named: Vec<_> = redecoded.missing.iter().map(|id| id.as_str()).collect();
    let pedro = format!("bg.{}", again.talk_of("soy Pedro").await.id);
    assert_eq!(
        again.talk_of("soy Pedro").await,
        stage.talk_of("soy Pedro").await
    );
    assert!(named.contains(&pedro.as_str()), "{named:?}");
}
