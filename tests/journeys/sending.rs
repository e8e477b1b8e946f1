//! What goes wrong on the way out: nothing is sent twice, and a customer without an answer is
//! somebody's business.

use crate::drafter::Gated;
use crate::thread::progress;
use crate::world::{CLINICA, World};
use serde_json::{Value, json};
use simulator::{Fault, Pace};
use std::sync::Arc;
use std::time::Duration;

const DAY: Duration = Duration::from_secs(25 * 3600);

/// A world in which nobody knows whether the agent's answer to Jorge was sent: WhatsApp took it, its
/// answer was lost, and its status comes only `sent_millis` later.
async fn unclear(sent_millis: u32) -> World {
    let world = World::with(|config| {
        config.pace = Pace {
            sent_millis,
            ..config.pace
        }
    })
    .await;
    world.simulator.inject(Fault::DropAnswer { count: 1 });
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    world
        .thread_where("jorge", "nobody knows whether it was sent", |thread| {
            thread
                .said_by("agent")
                .iter()
                .any(|said| progress(said) == "unclear")
        })
        .await;
    world
}

#[tokio::test]
async fn an_answer_lost_after_accepting_is_unclear_until_the_status_settles_it() {
    let world = unclear(20_000).await;
    world.clock.pass(Duration::from_secs(20));
    world
        .thread_where("jorge", "the status settles it", |thread| {
            thread
                .said_by("agent")
                .iter()
                .any(|said| progress(said) == "read")
        })
        .await;
    world.clock.pass(Duration::from_secs(120));
    world.at_rest().await;
    assert_eq!(world.shows("jorge").len(), 1, "it is never sent twice");
    assert_eq!(
        world.view("jorge").await["row"]["holder"]["holder"],
        "agent"
    );
    world.kept_every_promise().await;
}

#[tokio::test]
async fn what_no_status_settles_a_person_looks_at() {
    let an_hour = 3_600_000;
    let world = unclear(an_hour).await;
    world.clock.pass(Duration::from_secs(61));
    world.held_by("jorge", "waiting").await;
    world.at_rest().await;
    assert_eq!(world.shows("jorge").len(), 1, "it is never sent twice");
    world.kept_every_promise().await;
}

#[tokio::test]
async fn a_server_in_trouble_is_asked_again_until_it_takes_the_message() {
    let world = World::open().await;
    world.writes("beto", "quiero hablar con una persona");
    world.held_by("beto", "waiting").await;
    let before = world.heard("beto", 1).await.len();
    world.takes_over("lupita", "beto").await.unwrap();
    world.simulator.inject(Fault::Refuse {
        code: 131_000,
        count: 2,
    });
    world
        .says("lupita", "beto", "w1", "Hola Beto")
        .await
        .unwrap();
    let heard = world.heard("beto", before + 1).await;
    assert_eq!(heard[before..], ["Hola Beto"]);
    assert!(world.simulator.faults().is_empty(), "it was refused before");
    world.kept_every_promise().await;
}

#[tokio::test]
async fn a_revoked_token_stops_the_number_and_calls_a_person() {
    let world = World::open().await;
    world.simulator.inject(Fault::RevokeToken);
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    world.held_by("jorge", "waiting").await;
    world
        .until("somebody is called", async || {
            world.calls().first().cloned()
        })
        .await;
    let stopped = async || {
        let status = world.ask("lupita", "status", json!({})).await;
        let notices = status["notices"].as_array().unwrap().clone();
        notices
            .into_iter()
            .find(|notice| notice["notice"] == "channel_stopped")
    };
    let notice = stopped().await.expect("a notice says so");
    assert_eq!(
        (&notice["number"], &notice["code"]),
        (&json!(CLINICA), &json!(190))
    );
    world.at_rest().await;
    assert!(world.shows("jorge").is_empty());
    // Whoever writes meanwhile isn't left to an agent that can't answer.
    world.writes("mariela", "¿Cuánto cuesta la limpieza dental?");
    world.held_by("mariela", "waiting").await;
    // With a good token and a check everything that waited goes out.
    world.takes_over("lupita", "jorge").await.unwrap();
    world
        .says("lupita", "jorge", "w1", "La limpieza cuesta $750.")
        .await
        .unwrap();
    world.simulator.inject(Fault::RestoreToken);
    world
        .ask("lupita", "check_number", json!({ "number": CLINICA }))
        .await;
    assert_eq!(stopped().await, None, "the notice goes");
    world.clock.pass(Duration::from_secs(60));
    world.at_rest().await;
    assert_eq!(world.shows("jorge"), ["La limpieza cuesta $750."]);
    assert!(world.shows("mariela").is_empty(), "nothing goes out late");
    world.kept_every_promise().await;
}

#[tokio::test]
async fn outside_the_window_the_agent_calls_a_person_instead_of_writing() {
    let world = World::open().await;
    let gated = Gated::default();
    world.process().engine.put_drafter(Arc::new(gated.clone()));
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    gated.is_asked().await;
    world.clock.pass(DAY);
    gated.open();
    let view = world.held_by("jorge", "waiting").await;
    let reasons: Vec<&Value> = view["escalation"]["signals"]
        .as_array()
        .unwrap()
        .iter()
        .map(|signal| &signal["reason"]["because"])
        .collect();
    assert!(reasons.contains(&&json!("window_closed")), "{reasons:?}");
    world.at_rest().await;
    assert!(world.shows("jorge").is_empty());
    world.kept_every_promise().await;
}

#[tokio::test]
async fn outside_the_window_a_person_sends_a_template() {
    let world = World::open().await;
    world.writes("beto", "quiero hablar con una persona");
    world.held_by("beto", "waiting").await;
    let before = world.heard("beto", 1).await.len();
    world.clock.pass(DAY);
    world.takes_over("lupita", "beto").await.unwrap();
    let refused = world
        .says("lupita", "beto", "w1", "Hola")
        .await
        .unwrap_err();
    assert_eq!(refused["code"], "window_closed");
    let template = json!({
        "conversation": world.conversation("beto").await, "id": "w2",
        "template": "retomar_conversacion", "language": "es_MX", "values": ["Beto", "Lupita"],
    });
    world.ask("lupita", "write_template", template).await;
    let heard = world.heard("beto", before + 1).await;
    assert!(
        heard[before].contains("Hola Beto, te escribe Lupita"),
        "{heard:?}"
    );
    world.kept_every_promise().await;
}
