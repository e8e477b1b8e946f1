//! The baton: taking over, writing, handing back. It is never in two hands.

use crate::drafter::Gated;
use crate::world::World;
use serde_json::json;
use std::sync::Arc;

#[tokio::test]
async fn a_person_takes_over_writes_and_hands_back_and_the_agent_goes_on() {
    let world = World::open().await;
    world.writes("beto", "mejor que me llame alguien, no me gusta escribir");
    world.held_by("beto", "waiting").await;
    let announced = world.heard("beto", 1).await.len();
    let taken = world.takes_over("lupita", "beto").await.unwrap();
    assert_eq!(taken["row"]["holder"]["operator"], "lupita");
    assert!(
        taken["escalation"]["answered_at"].is_null(),
        "taking it is no answer"
    );
    world
        .says("lupita", "beto", "w1", "Claro Beto, te marco a las 5.")
        .await
        .unwrap();
    let view = world.view("beto").await;
    assert!(view["escalation"]["answered_at"].is_number(), "{view}");
    let heard = world.heard("beto", announced + 1).await;
    assert_eq!(heard.last().unwrap(), "Claro Beto, te marco a las 5.");
    let briefing = json!({
        "facts": ["Lupita le marca a las 5."], "promises": ["Llamada a las 5"], "avoid": []
    });
    let conversation = world.conversation("beto").await;
    let back = json!({ "conversation": conversation, "briefing": briefing });
    world.ask("lupita", "hand_back", back).await;
    world.writes("beto", "gracias. ¿y cuánto cuestan los brackets metálicos?");
    let heard = world.heard("beto", announced + 2).await;
    assert!(heard.last().unwrap().contains("3,900"), "{heard:?}");
    let thread = world.thread("beto").await;
    assert_eq!(
        thread.lines(),
        ["needs_person", "taken_over", "handed_back"]
    );
    assert_eq!(thread.line("handed_back").unwrap()["briefing"], briefing);
    let view = world.view("beto").await;
    let said = json!({ "customer": 2, "agent": announced + 1, "operators": 1 });
    assert_eq!(view["said"], said);
    let history = view["history"].as_array().unwrap();
    let holders: Vec<_> = history
        .iter()
        .map(|span| &span["holder"]["holder"])
        .collect();
    assert_eq!(holders, ["agent", "waiting", "operator", "agent"]);
    for span in history.windows(2) {
        assert_eq!(span[0]["until"], span[1]["from"]);
    }
    world.kept_every_promise().await;
}

#[tokio::test]
async fn an_answer_under_way_is_dropped_when_a_person_takes_over() {
    let world = World::open().await;
    let gated = Gated::default();
    world.process().engine.put_drafter(Arc::new(gated.clone()));
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    gated.is_asked().await;
    world.takes_over("rosa", "jorge").await.unwrap();
    let thread = world.thread("jorge").await;
    assert_eq!(
        thread.line("draft_dropped").unwrap()["why"]["why"],
        "taken_over"
    );
    gated.open();
    world
        .says("rosa", "jorge", "w1", "Hola Jorge, soy Rosa.")
        .await
        .unwrap();
    world.heard("jorge", 1).await;
    // A question that comes after is Rosa's, too.
    world.writes("jorge", "¿y abren los sábados?");
    world
        .thread_where("jorge", "the second question", |thread| {
            thread.said_by("customer").len() == 2
        })
        .await;
    world
        .says("rosa", "jorge", "w2", "Sí, de 9 a 14.")
        .await
        .unwrap();
    let heard = world.heard("jorge", 2).await;
    assert_eq!(heard, ["Hola Jorge, soy Rosa.", "Sí, de 9 a 14."]);
    assert!(world.thread("jorge").await.said_by("agent").is_empty());
    world.kept_every_promise().await;
}

#[tokio::test]
async fn two_press_at_once_and_one_gets_it_while_the_other_is_told_who() {
    let world = World::open().await;
    for customer in ["mariela", "jorge", "beto", "carmen", "sofia"] {
        world.writes(customer, "quiero hablar con una persona");
        world.held_by(customer, "waiting").await;
        let (lupita, rosa) = tokio::join!(
            world.takes_over("lupita", customer),
            world.takes_over("rosa", customer)
        );
        let (winner, refused) = match (lupita, rosa) {
            (Ok(_), Err(refused)) => ("lupita", refused),
            (Err(refused), Ok(_)) => ("rosa", refused),
            both => panic!("exactly one should get it: {both:?}"),
        };
        assert_eq!(refused["code"], "already_taken");
        assert_eq!(refused["about"], winner);
        let holder = world.view(customer).await["row"]["holder"].clone();
        assert_eq!(holder, json!({ "holder": "operator", "operator": winner }));
    }
    world.kept_every_promise().await;
}

#[tokio::test]
async fn who_does_not_hold_the_baton_cannot_speak() {
    let world = World::open().await;
    world.writes("beto", "quiero hablar con una persona");
    world.held_by("beto", "waiting").await;
    world.heard("beto", 1).await;
    world.takes_over("lupita", "beto").await.unwrap();
    let refused = world.says("rosa", "beto", "w1", "Hola").await.unwrap_err();
    assert!(
        refused["code"] == "already_taken" || refused["code"] == "not_holder",
        "{refused}"
    );
    let conversation = world.conversation("beto").await;
    let pass = json!({ "conversation": conversation, "to": "rosa" });
    world.ask("lupita", "pass", pass).await;
    let before = world.shows("beto").len();
    world
        .says("rosa", "beto", "w2", "Hola, soy Rosa")
        .await
        .unwrap();
    assert_eq!(
        world.heard("beto", before + 1).await.last().unwrap(),
        "Hola, soy Rosa"
    );
    world.kept_every_promise().await;
}

#[tokio::test]
async fn a_second_click_says_nothing_twice() {
    let world = World::open().await;
    world.writes("beto", "quiero hablar con una persona");
    world.held_by("beto", "waiting").await;
    let before = world.heard("beto", 1).await.len();
    world.takes_over("lupita", "beto").await.unwrap();
    for _ in 0..3 {
        world
            .says("lupita", "beto", "same", "Hola Beto")
            .await
            .unwrap();
    }
    world
        .says("lupita", "beto", "other", "¿En qué te ayudo?")
        .await
        .unwrap();
    let heard = world.heard("beto", before + 2).await;
    assert_eq!(heard[before..], ["Hola Beto", "¿En qué te ayudo?"]);
    world.kept_every_promise().await;
}
