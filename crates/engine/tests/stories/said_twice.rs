//! One decision of a person is one message, however often and by whomever its button is pressed.

use crate::stage::{NUMBER, Stage, wrote};
use conversation::fact::Fact;
use conversation::ids::ConversationId;
use serde_json::{Value, json};

const LUCIA: &str = "5218187654321";

async fn lucia_asks(stage: &Stage) -> String {
    stage.delivers(&[wrote("M1", LUCIA, "hola")]).await;
    stage.talk_of("hola").await.id
}

/// Ana answers Lucía, and WhatsApp hangs up before it says what became of her words.
async fn left_in_doubt() -> (Stage, String) {
    let stage = Stage::open().await;
    let id = lucia_asks(&stage).await;
    stage.graph.hangs_up();
    stage.ask("ana", "write", write(&id)).await;
    stage.works().await;
    (stage, id)
}

fn write(conversation: &str) -> Value {
    json!({ "conversation": conversation, "id": "w1", "text": "Hola, Lucía", "reply_to": null })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_equal_requests_at_once_are_one_message() {
    for _ in 0..20 {
        let stage = Stage::open().await;
        let id = lucia_asks(&stage).await;
        tokio::join!(
            stage.ask_beside("ana", "write", write(&id)),
            stage.ask_beside("ana", "write", write(&id)),
            stage.ask_beside("ana", "write", write(&id)),
        );
        let events = stage
            .journal
            .events_of(&ConversationId::new(id))
            .await
            .unwrap();
        let said = events
            .iter()
            .filter(|one| matches!(one.event.fact, Fact::Queued { .. }));
        assert_eq!(said.count(), 1);
        stage.works().await;
        assert_eq!(stage.graph.sent_to().len(), 1);
    }
}

#[tokio::test]
async fn sending_again_pressed_twice_sends_once_more() {
    let (stage, id) = left_in_doubt().await;
    let again = json!({ "conversation": id, "outgoing": "w1" });
    for who in ["ana", "ana", "bo"] {
        stage.ask(who, "send_again", again.clone()).await;
        stage.works().await;
    }
    assert_eq!(stage.graph.sent_to().len(), 2);
    // The repetition has a button of its own, for when it isn't known to have left either.
    let once_more = json!({ "conversation": id, "outgoing": "w1.again" });
    stage.ask("ana", "send_again", once_more).await;
    stage.works().await;
    assert_eq!(stage.graph.sent_to().len(), 3);
}

#[tokio::test]
async fn a_repetition_that_was_taken_back_can_be_asked_for_again() {
    let (stage, id) = left_in_doubt().await;
    let again = json!({ "conversation": id, "outgoing": "w1" });
    stage.ask("ana", "send_again", again.clone()).await;
    let back = json!({ "conversation": id, "outgoing": "w1.again" });
    stage.ask("ana", "cancel", back).await;
    stage.ask("ana", "send_again", again).await;
    stage.works().await;
    assert_eq!(stage.graph.sent_to().len(), 2);
}

#[tokio::test]
async fn writing_first_whose_answer_was_lost_is_asked_for_again_and_said_once() {
    let stage = Stage::open().await;
    let begin = json!({
        "id": "b1", "number": NUMBER, "phone": "+52 81 8765 4321", "template": "reminder",
        "language": "es_MX", "values": []
    });
    let first = stage.ask("ana", "begin", begin.clone()).await;
    stage.works().await;
    let again = stage.ask("ana", "begin", begin).await;
    stage.works().await;
    assert_eq!(first["row"]["conversation"], again["row"]["conversation"]);
    assert_eq!(stage.graph.sent_to().len(), 1);
}
