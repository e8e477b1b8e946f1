//! The power fails, and Relevo starts again on the same data: nothing is lost, nothing is said twice.

use crate::drafter::Gated;
use crate::thread::progress;
use crate::world::World;
use simulator::{Fault, Pace};
use std::sync::Arc;
use std::time::Duration;

#[tokio::test]
async fn an_answer_that_was_under_way_comes_after_the_restart_and_only_once() {
    let mut world = World::open().await;
    let gated = Gated::default();
    world.process().engine.put_drafter(Arc::new(gated.clone()));
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    gated.is_asked().await;
    world.kill().await;
    world.start().await;
    let heard = world.heard("jorge", 1).await;
    assert!(heard[0].contains("$750"), "{heard:?}");
    world.clock.pass(Duration::from_secs(600));
    world
        .thread_where("jorge", "it is read", |thread| {
            thread
                .said_by("agent")
                .iter()
                .any(|said| progress(said) == "read")
        })
        .await;
    world.at_rest().await;
    assert_eq!(world.shows("jorge").len(), 1);
    world.kept_every_promise().await;
}

#[tokio::test]
async fn a_message_that_may_have_left_is_not_repeated_after_the_restart() {
    let slow = 20_000;
    let mut world = World::with(|config| {
        config.pace = Pace {
            sent_millis: slow,
            ..config.pace
        }
    })
    .await;
    world.writes("beto", "quiero hablar con una persona");
    world.held_by("beto", "waiting").await;
    let before = world.heard("beto", 1).await.len();
    world.takes_over("lupita", "beto").await.unwrap();
    world.simulator.inject(Fault::DropAnswer { count: 1 });
    world
        .says("lupita", "beto", "w1", "Hola Beto")
        .await
        .unwrap();
    world.heard("beto", before + 1).await;
    world.kill().await;
    world.start().await;
    world.clock.pass(Duration::from_secs(20));
    world
        .thread_where("beto", "the status settles it", |thread| {
            thread
                .said_by("operator")
                .iter()
                .all(|said| progress(said) == "read")
        })
        .await;
    world.clock.pass(Duration::from_secs(600));
    world
        .says("lupita", "beto", "w2", "¿Sigues ahí?")
        .await
        .unwrap();
    let heard = world.heard("beto", before + 2).await;
    assert_eq!(heard[before..], ["Hola Beto", "¿Sigues ahí?"]);
    world.kept_every_promise().await;
}

#[tokio::test]
async fn what_customers_wrote_while_nothing_ran_arrives_afterwards() {
    let mut world = World::open().await;
    world.writes("jorge", "hola");
    world.heard("jorge", 1).await;
    world.kill().await;
    world.writes("jorge", "quiero hablar con una persona");
    world.start().await;
    // WhatsApp tries again later and later; the day passes quickly.
    world.clock.pass(Duration::from_secs(2 * 3600));
    world
        .thread_where("jorge", "what was written meanwhile", |thread| {
            thread.said_by("customer").len() == 2
        })
        .await;
    world.held_by("jorge", "waiting").await;
    world.kept_every_promise().await;
}

#[tokio::test]
async fn killed_again_and_again_it_neither_forgets_nor_repeats() {
    let mut world = World::open().await;
    let questions = [
        "¿cuánto cuesta la limpieza dental?",
        "¿abren los sábados?",
        "¿aceptan tarjeta de crédito?",
        "¿cuánto cuesta la radiografía panorámica?",
    ];
    for question in questions {
        world.writes("sofia", question);
        world.kill().await;
        world.start().await;
    }
    world.clock.pass(Duration::from_secs(2 * 3600));
    world
        .thread_where("sofia", "all questions", |thread| {
            thread.said_by("customer").len() == questions.len()
        })
        .await;
    world
        .until("answered, or a person is called", async || {
            let view = world.view("sofia").await;
            let waits = view["row"]["holder"]["holder"] == "waiting";
            (waits || view["row"]["unanswered"] == 0).then_some(())
        })
        .await;
    world.at_rest().await;
    let mut heard = world.shows("sofia");
    let all = heard.len();
    heard.sort();
    heard.dedup();
    assert_eq!(heard.len(), all, "nothing is said twice");
    world.kept_every_promise().await;
}
