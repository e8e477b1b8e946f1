//! The one sentence the agent says while a customer waits for a person: it is said once, and not at all
//! where the agent was switched off before it left.

use crate::stage::{Stage, number, wrote};
use conversation::ids::PlaybookId;
use conversation::language::Language;
use conversation::playbook::Playbook;
use engine::Number;
use serde_json::json;

const LUCIA: &str = "5218187654321";
const A_PERSON: &str = "quiero hablar con una persona";

/// A stage whose number has a published playbook, so that the agent speaks.
async fn with_an_agent() -> Stage {
    let stage = Stage::open().await;
    let id = PlaybookId::new("p");
    let draft = Playbook::blank(id.clone(), "Clínica", Language::Es);
    stage
        .ask("ana", "save_playbook", json!({ "draft": draft }))
        .await;
    stage
        .ask("ana", "publish_playbook", json!({ "playbook": "p" }))
        .await;
    let playbook = Some(id);
    let number = Number {
        playbook,
        ..number()
    };
    stage.engine.keep_number(&number).await.unwrap();
    stage
}

#[tokio::test]
async fn a_customer_in_need_who_asked_for_a_person_before_hears_one_sentence() {
    let stage = with_an_agent().await;
    let both = [
        wrote("M1", LUCIA, A_PERSON),
        wrote("M2", LUCIA, "me duele mucho el pecho y no puedo respirar"),
    ];
    stage.arrives(&both).await;
    stage.works().await;
    let id = stage.talk_of(A_PERSON).await.id;
    let view = stage
        .ask("ana", "conversation", json!({ "conversation": id }))
        .await;
    assert_eq!(view["row"]["escalation"]["trigger"], "compliance");
    assert_eq!(stage.graph.sent_to().len(), 1);
}

#[tokio::test]
async fn an_agent_that_is_switched_off_does_not_say_what_it_has_written_already() {
    let stage = with_an_agent().await;
    stage.delivers(&[wrote("M1", LUCIA, A_PERSON)]).await;
    assert_eq!(stage.journal.waiting_sends().await.unwrap(), 1);
    stage
        .ask("ana", "set_agent", json!({ "agent": "off" }))
        .await;
    stage.works().await;
    assert_eq!(stage.graph.sent_to(), Vec::<String>::new());
}
