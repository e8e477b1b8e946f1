//! What goes wrong is told to a screen as data, so that it can say it in its own language.

use crate::world::{CLINICA, World};
use serde_json::{Value, json};
use simulator::Fault;

fn finding<'a>(check: &'a Value, step: &str) -> &'a Value {
    let steps = check["steps"].as_array().unwrap();
    let found = steps.iter().find(|one| one["step"] == step);
    &found.expect("every thing is checked")["finding"]
}

#[tokio::test]
async fn a_check_of_a_number_says_what_it_found_as_data() {
    let world = World::open().await;
    let number = json!({ "number": CLINICA });
    let check = world.ask("lupita", "check_number", number.clone()).await;
    assert_eq!(
        finding(&check, "token"),
        &json!({ "finding": "token_accepted" })
    );
    assert_eq!(finding(&check, "number")["finding"], "number_found");
    world.simulator.inject(Fault::RevokeToken);
    let check = world.ask("lupita", "check_number", number).await;
    let trouble = &finding(&check, "number")["trouble"];
    assert_eq!(
        (&trouble["trouble"], &trouble["code"], &trouble["stop"]),
        (&json!("stopped"), &json!(190), &json!("token"))
    );
}

#[tokio::test]
async fn a_refused_request_names_its_problem_as_data() {
    let world = World::open().await;
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    let refused = world
        .says("lupita", "jorge", "w1", &"a".repeat(5000))
        .await
        .unwrap_err();
    assert_eq!(
        (&refused["code"], &refused["about"], &refused["problem"]),
        (
            &json!("invalid"),
            &json!("text"),
            &json!({ "problem": "too_long", "most": 4096 })
        )
    );
}

#[tokio::test]
async fn a_broken_rule_is_told_with_the_place_of_its_fault() {
    let world = World::open().await;
    let playbooks = world.ask("lupita", "playbooks", json!({})).await;
    let rule = json!({
        "trigger": "high_value", "verdict": "always",
        "pattern": { "form": "regex", "text": "ortodoncia (adultos" }
    });
    let check = json!({ "playbook": playbooks[0]["id"], "rule": rule });
    let check = world.ask("lupita", "check_rule", check).await;
    assert_eq!(
        check["issue"],
        json!({ "issue": "unpaired", "bracket": "(", "at": 12 })
    );
}
