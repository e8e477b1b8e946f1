//! What is done on the phone of the business is seen here: said, changed, deleted, reacted to.

use crate::stage::{Stage, wrote};
use serde_json::{Value, json};

const LUCIA: &str = "5218187654321";
const ASKED: &str = "¿cuánto cuesta?";

/// What the phone does, in Meta's words.
fn on_phone(id: &str, kind: &str, inner: &Value) -> Value {
    json!({
        "id": id, "from": "5218112345678", "to": LUCIA, "timestamp": "1795348795", "type": kind,
        kind: inner
    })
}

#[tokio::test]
async fn what_the_phone_changes_deletes_and_reacts_to_is_shown_so() {
    let stage = Stage::open().await;
    stage.delivers(&[wrote("M1", LUCIA, ASKED)]).await;
    let price = json!({ "body": "90 pesos" });
    stage.echoes(&[on_phone("P1", "text", &price)]).await;
    let right = json!({
        "original_message_id": "P1",
        "message": { "type": "text", "text": { "body": "900 pesos" } }
    });
    stage.echoes(&[on_phone("P2", "edit", &right)]).await;
    let bubbles = stage.bubbles(ASKED).await;
    assert_eq!(bubbles[1]["content"]["body"], "900 pesos");
    assert_eq!(bubbles[1]["edited"], true);
    let liked = json!({ "message_id": "M1", "emoji": "👍" });
    let gone = json!({ "original_message_id": "P1" });
    let both = [
        on_phone("P3", "reaction", &liked),
        on_phone("P4", "revoke", &gone),
    ];
    stage.echoes(&both).await;
    let bubbles = stage.bubbles(ASKED).await;
    assert_eq!(bubbles.len(), 2, "{bubbles:?}");
    assert!(
        bubbles[0]["reactions"].to_string().contains('👍'),
        "{bubbles:?}"
    );
    assert_eq!(bubbles[1]["revoked"], true);
}
