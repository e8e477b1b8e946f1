//! What goes wrong is told to a screen as data, so that it can say it in its own language.

use crate::world::{CLINICA, World};
use serde_json::{Value, json};
use simulator::Fault;
use std::time::Duration;

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

#[tokio::test]
async fn what_marks_moved_is_seen_and_can_be_held_or_forgotten() {
    let world = World::open().await;
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    let conversation = world.conversation("jorge").await;
    let missed = async |trigger: &str| {
        let mark = json!({
            "conversation": conversation, "mark": { "mark": "missed", "trigger": trigger }
        });
        world.ask("lupita", "mark", mark).await["marks"].clone()
    };
    let clinic = world.playbook(CLINICA).await;
    // Said wrongly, then corrected, then said again: one hand-over is missing.
    missed("frustration").await;
    missed("high_value").await;
    assert_eq!(
        missed("high_value").await,
        json!([{ "mark": "missed", "trigger": "high_value" }])
    );
    let of = |shifts: &Value| {
        let all = shifts.as_array().unwrap();
        let one = all.iter().find(|one| one["trigger"] == "high_value");
        let one = one.unwrap().clone();
        (
            one["shift"].as_i64().unwrap(),
            one["missed"].as_u64().unwrap(),
        )
    };
    let change = async |change: Value| {
        let set = json!({ "playbook": clinic, "trigger": "high_value", "change": change });
        of(&world.ask("lupita", "set_shift", set).await)
    };
    assert_eq!(
        of(&world
            .ask("lupita", "shifts", json!({ "playbook": clinic }))
            .await),
        (-10, 1)
    );
    assert_eq!(
        change(json!({ "change": "pin", "shift": 50 })).await,
        (50, 1)
    );
    assert_eq!(change(json!({ "change": "free" })).await, (-10, 1));
    assert_eq!(change(json!({ "change": "forget" })).await, (0, 0));
    let insights = world.ask("lupita", "insights", json!({ "days": 1 })).await;
    let triggers = insights["triggers"].as_array().unwrap();
    let high = triggers.iter().find(|one| one["trigger"] == "high_value");
    assert_eq!(
        high.unwrap()["missed_rate"],
        1.0,
        "what was marked stays marked"
    );
}

#[tokio::test]
async fn publishing_an_unchanged_draft_makes_no_new_version() {
    let world = World::open().await;
    let playbooks = world.ask("lupita", "playbooks", json!({})).await;
    let id = playbooks[0]["id"].clone();
    let publish = async || {
        let view = world
            .ask("lupita", "publish_playbook", json!({ "playbook": id }))
            .await;
        view["published"]["version"].as_u64().unwrap()
    };
    let first = publish().await;
    assert_eq!(publish().await, first);
    let view = world
        .ask("lupita", "playbook", json!({ "playbook": id }))
        .await;
    let mut draft = view["draft"].clone();
    draft["business"] = json!("Otra clínica");
    world
        .ask("lupita", "save_playbook", json!({ "draft": draft }))
        .await;
    assert_eq!(publish().await, first + 1);
}

#[tokio::test]
async fn a_broken_promise_is_listed_with_how_late_it_was() {
    let world = World::open().await;
    world.writes("beto", "mejor que me llame alguien");
    world.held_by("beto", "waiting").await;
    let late = async || {
        let insights = world.ask("lupita", "insights", json!({ "days": 2 })).await;
        insights["late"].as_array().unwrap().clone()
    };
    assert!(late().await.is_empty());
    world.clock.pass(Duration::from_secs(3 * 3600));
    let late = late().await;
    assert_eq!(late.len(), 1, "{late:?}");
    assert_eq!(late[0]["trigger"], "explicit_request");
    assert_eq!(late[0]["answered_at"], Value::Null);
    assert!(late[0]["late_by"].as_i64().unwrap() > 3_600_000, "{late:?}");
}

#[tokio::test]
async fn a_call_that_was_put_off_is_not_announced_as_late_to_whoever_put_it_off() {
    let world = World::open().await;
    world.writes("beto", "mejor que me llame alguien");
    world.held_by("beto", "waiting").await;
    world.clock.pass(Duration::from_secs(3 * 3600));
    let late = async |seat: &str| {
        let status = world.ask(seat, "status", json!({})).await;
        let notices = status["notices"].as_array().unwrap();
        let late = notices.iter().filter(|one| one["notice"] == "late").count();
        (late, status["counts"]["late"].as_u64().unwrap())
    };
    assert_eq!(late("lupita").await, (1, 1));
    let conversation = world.conversation("beto").await;
    let input = json!({ "conversation": conversation, "minutes": 5 });
    world.ask("lupita", "put_off", input).await;
    assert_eq!(late("lupita").await, (0, 1));
    assert_eq!(late("rosa").await, (1, 1));
    world.clock.pass(Duration::from_secs(6 * 60));
    assert_eq!(late("lupita").await, (1, 1));
}
