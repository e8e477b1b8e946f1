//! What the agent does alone, and when it calls a person.

use crate::drafter::Gated;
use crate::thread::progress;
use crate::world::World;
use engine::ports::AlertCall;
use simulator::Tick;
use std::sync::Arc;
use std::time::Duration;

#[tokio::test]
async fn a_routine_question_is_answered_by_the_agent_and_ticked_read() {
    let world = World::open().await;
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    let chat = world
        .phone("jorge", "the answer is read", |chat| {
            chat.from_business().any(|line| line.tick == Tick::Read)
        })
        .await;
    assert!(
        chat.lines[0].tick == Tick::Read,
        "the question is ticked too"
    );
    let thread = world
        .thread_where("jorge", "the answer shows as read", |thread| {
            thread
                .said_by("agent")
                .iter()
                .any(|said| progress(said) == "read")
        })
        .await;
    let answer = thread.said_by("agent")[0];
    assert!(answer["content"]["body"].as_str().unwrap().contains("$750"));
    assert!(
        !answer["sources"].as_array().unwrap().is_empty(),
        "it says where it has it from"
    );
    world.at_rest().await;
    assert_eq!(
        world.view("jorge").await["row"]["holder"]["holder"],
        "agent"
    );
    assert!(world.calls().is_empty(), "nobody is called for it");
    world.kept_every_promise().await;
}

#[tokio::test]
async fn a_burst_is_answered_once() {
    let world = World::open().await;
    let gated = Gated::default();
    world.process().engine.put_drafter(Arc::new(gated.clone()));
    world.writes("sofia", "holaa");
    gated.is_asked().await;
    // The first answer is under way when the rest of the burst arrives.
    world.writes("sofia", "¿aceptan tarjeta de crédito?");
    world
        .thread_where("sofia", "the first answer is dropped", |thread| {
            thread
                .line("draft_dropped")
                .is_some_and(|line| line["why"]["why"] == "superseded")
        })
        .await;
    gated.open();
    world.heard("sofia", 1).await;
    world.at_rest().await;
    let heard = world.shows("sofia");
    assert_eq!(heard.len(), 1, "{heard:?}");
    assert!(heard[0].contains("tarjeta"), "{heard:?}");
    world.kept_every_promise().await;
}

#[tokio::test]
async fn an_explicit_request_calls_a_person_and_says_so_once() {
    let world = World::open().await;
    world.writes("beto", "Prefiero que me atienda una persona");
    let view = world.held_by("beto", "waiting").await;
    assert_eq!(view["row"]["escalation"]["trigger"], "explicit_request");
    assert_eq!(
        world.heard("beto", 1).await.len(),
        1,
        "that somebody is being fetched"
    );
    let called = world
        .until("the call", async || world.calls().first().cloned())
        .await;
    assert!(
        is_called(&called, "lupita"),
        "the first of the clinic's route"
    );
    assert_eq!(
        (called.initials.as_str(), called.contents),
        ("BG", None),
        "initials only"
    );
    world.writes("beto", "¿hola?");
    world
        .thread_where("beto", "both messages", |thread| {
            thread.said_by("customer").len() == 2
        })
        .await;
    world.at_rest().await;
    assert_eq!(
        world.shows("beto").len(),
        1,
        "the agent is silent while a person is fetched"
    );
    world.kept_every_promise().await;
}

#[tokio::test]
async fn a_call_nobody_answers_goes_to_the_next_of_the_route_and_louder() {
    let world = World::open().await;
    world.writes("beto", "Prefiero que me atienda una persona");
    world
        .until("the first call", async || world.calls().first().cloned())
        .await;
    world.clock.pass(Duration::from_secs(5 * 60 + 1));
    let louder = world
        .until("the second call", async || {
            world
                .calls()
                .into_iter()
                .find(|call| is_called(call, "rosa"))
        })
        .await;
    assert!(louder.level > 0, "{louder:?}");
    world.at_rest().await;
    assert_eq!(world.calls().len(), 2, "one call for all who are called");
    world
        .thread_where("beto", "a line tells", |thread| {
            thread.line("raised").is_some()
        })
        .await;
    world.kept_every_promise().await;
}

#[tokio::test]
async fn a_call_that_is_answered_on_its_way_to_the_screen_does_not_stay_there() {
    let world = World::open().await;
    let held_up = world.holds_calls_up().await;
    world.writes("beto", "Prefiero que me atienda una persona");
    world
        .until("the call", async || world.calls().first().cloned())
        .await;
    world.takes_over("lupita", "beto").await.unwrap();
    drop(held_up);
    world
        .until("it came and went", async || {
            (world.on_screen() == (1, Vec::new())).then_some(())
        })
        .await;
}

#[tokio::test]
async fn whoever_reads_a_conversation_needs_no_notification_of_it_any_more() {
    let world = World::open().await;
    world.writes("beto", "Prefiero que me atienda una persona");
    let call = world
        .until("the call", async || world.calls().first().cloned())
        .await;
    assert!(world.settled().is_empty());
    let read = serde_json::json!({ "conversation": call.conversation });
    world.ask("lupita", "opened", read).await;
    assert_eq!(world.settled(), [call.escalation]);
    world.held_by("beto", "waiting").await;
}

fn is_called(call: &AlertCall, operator: &str) -> bool {
    let mut called = call.called.iter();
    called.any(|one| one.operator.as_str() == operator)
}

#[tokio::test]
async fn an_alert_about_health_never_shows_what_was_said() {
    let world = World::open().await;
    let mut settings =
        world.ask("lupita", "settings", serde_json::json!({})).await["settings"].clone();
    settings["alert_contents"] = true.into();
    world.ask("lupita", "save_settings", settings).await;
    world.writes(
        "mariela",
        "Me sacaron una muela ayer, tengo fiebre y mucho dolor",
    );
    world.writes("beto", "Prefiero que me atienda una persona");
    let calls = world
        .until("both calls", async || {
            Some(world.calls()).filter(|calls| calls.len() == 2)
        })
        .await;
    for call in calls {
        let is_compliance = call.trigger == conversation::signal::Trigger::Compliance;
        assert_eq!(call.contents.is_none(), is_compliance, "{call:?}");
    }
    world.kept_every_promise().await;
}
