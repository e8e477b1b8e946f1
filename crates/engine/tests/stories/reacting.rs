//! A person's reaction reaches the customer, or leaves the screen again.

use crate::stage::{Stage, wrote};
use serde_json::json;
use std::time::Duration;
use whatsapp::client::{Refusal, SendError};

const LUCIA: &str = "5218187654321";
const THANKED: &str = "mil gracias por todo";

async fn ana_reacts() -> Stage {
    let stage = Stage::open().await;
    stage.delivers(&[wrote("M1", LUCIA, THANKED)]).await;
    let conversation = stage.talk_of(THANKED).await.id;
    let reaction = json!({ "conversation": conversation, "message": "M1", "emoji": "❤️" });
    stage.ask("ana", "react", reaction).await;
    stage
}

async fn is_shown(stage: &Stage) -> bool {
    let bubbles = stage.bubbles(THANKED).await;
    bubbles[0]["reactions"].to_string().contains('❤')
}

#[tokio::test]
async fn while_meta_is_in_trouble_a_reaction_is_tried_again() {
    let stage = ana_reacts().await;
    stage.graph.doesnt_take(SendError::Retry {
        after: Duration::from_secs(1),
        code: Some(131_016),
    });
    stage.turns().await;
    assert_eq!(stage.graph.sent_to().len(), 0);
    stage.later(1);
    stage.turns().await;
    assert_eq!(stage.graph.sent_to().len(), 1);
    assert!(is_shown(&stage).await);
}

#[tokio::test]
async fn a_reaction_that_is_refused_leaves_the_screen() {
    let stage = ana_reacts().await;
    stage.graph.doesnt_take(SendError::Refused {
        code: Some(131_009),
        refusal: Refusal::Invalid,
        text: "too old".to_owned(),
    });
    assert!(is_shown(&stage).await);
    stage.turns().await;
    assert!(!is_shown(&stage).await);
}
