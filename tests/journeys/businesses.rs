//! Two businesses in one Relevo: what one of them looks back on is never the other's.

use crate::world::{BIKES, CLINICA, World};
use serde_json::{Value, json};

#[tokio::test]
async fn a_rule_is_tried_on_the_customers_of_its_own_business() {
    let world = World::open().await;
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    world.conversation("jorge").await;
    let looked = async |number: &str| {
        let rule = json!({
            "trigger": "high_value", "verdict": "always",
            "pattern": { "form": "words", "text": "limpieza" }
        });
        let check = json!({ "playbook": world.playbook(number).await, "rule": rule });
        let check = world.ask("lupita", "check_rule", check).await;
        (check["looked_at"].clone(), check["matched"].clone())
    };
    assert_eq!(looked(CLINICA).await, (json!(1), json!(1)));
    assert_eq!(looked(BIKES).await, (json!(0), json!(0)));
}

/// The words mean what the sentence says, in none of its words: enough to call a person, and not to
/// keep one away.
#[tokio::test]
async fn a_rule_that_keeps_silent_shows_only_what_it_would_silence() {
    let world = World::open().await;
    world.writes("jorge", "can i talk to a human please");
    world.conversation("jorge").await;
    let playbook = world.playbook(CLINICA).await;
    let matched = async |verdict: &str| {
        let sentence = "when someone wants to speak with a person";
        let rule = json!({
            "trigger": "explicit_request", "verdict": verdict,
            "pattern": { "form": "sentence", "text": sentence }
        });
        let check = json!({ "playbook": playbook, "rule": rule });
        world.ask("lupita", "check_rule", check).await["matched"].clone()
    };
    assert_eq!(matched("always").await, 1);
    assert_eq!(matched("never").await, 0);
}

#[tokio::test]
async fn a_sensitivity_is_priced_on_the_conversations_of_its_own_business() {
    let world = World::open().await;
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    world.conversation("jorge").await;
    let counted = async |number: &str| {
        let price = json!({
            "playbook": world.playbook(number).await,
            "trigger": "frustration", "sensitivity": "high"
        });
        world.ask("lupita", "price_sensitivity", price).await["conversations"].clone()
    };
    assert_eq!(counted(CLINICA).await, 1);
    assert_eq!(counted(BIKES).await, 0);
}

#[tokio::test]
async fn marks_move_the_thresholds_of_the_business_they_were_given_in() {
    let world = World::open().await;
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    let mark = json!({
        "conversation": world.conversation("jorge").await,
        "mark": { "mark": "missed", "trigger": "high_value" }
    });
    world.ask("lupita", "mark", mark).await;
    let (clinic, bikes) = (world.playbook(CLINICA).await, world.playbook(BIKES).await);
    let shift = |shifts: Value| {
        let all = shifts.as_array().unwrap().clone();
        let one = all.into_iter().find(|one| one["trigger"] == "high_value");
        one.unwrap()["shift"].clone()
    };
    let of = async |playbook: &Value| {
        shift(
            world
                .ask("lupita", "shifts", json!({ "playbook": playbook }))
                .await,
        )
    };
    assert_eq!(
        (of(&clinic).await, of(&bikes).await),
        (json!(-10), json!(0))
    );
    let pin = json!({
        "playbook": bikes, "trigger": "high_value", "change": { "change": "pin", "shift": 40 }
    });
    world.ask("lupita", "set_shift", pin).await;
    assert_eq!(
        (of(&clinic).await, of(&bikes).await),
        (json!(-10), json!(40))
    );
}
