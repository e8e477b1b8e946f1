//! Deliveries that come twice, late, in the wrong order or many at once change nothing.

use crate::thread::progress;
use crate::world::World;
use simulator::{Fault, Tick};
use std::collections::BTreeSet;

/// Asks a question and takes over in a world with `fault`; tells what was said by whom.
async fn told_under(fault: Option<Fault>) -> (Vec<String>, Vec<String>, Vec<String>) {
    let world = World::open().await;
    if let Some(fault) = fault {
        world.simulator.inject(fault);
    }
    world.writes("carmen", "hola");
    world.writes("carmen", "¿cuánto cuesta la limpieza dental?");
    world.writes("carmen", "¿y abren los sábados?");
    world
        .thread_where(
            "carmen",
            "three messages and an answer that was read",
            |thread| {
                let agent = thread.said_by("agent");
                thread.said_by("customer").len() == 3
                    && !agent.is_empty()
                    && agent.iter().all(|said| progress(said) == "read")
                    && agent
                        .iter()
                        .any(|said| said["content"]["body"].to_string().contains("750"))
            },
        )
        .await;
    world.takes_over("lupita", "carmen").await.unwrap();
    world
        .says("lupita", "carmen", "w1", "Aquí estoy.")
        .await
        .unwrap();
    world
        .phone("carmen", "the last word is read", |chat| {
            chat.lines
                .last()
                .is_some_and(|line| line.tick == Tick::Read)
        })
        .await;
    world
        .thread_where("carmen", "the last word shows as read", |thread| {
            thread
                .said_by("operator")
                .iter()
                .all(|said| progress(said) == "read")
        })
        .await;
    world.kept_every_promise().await;
    let thread = world.thread("carmen").await;
    let mut customer = thread.words_of("customer");
    customer.sort();
    (customer, thread.words_of("operator"), world.shows("carmen"))
}

#[tokio::test]
async fn duplicates_change_nothing() {
    let (customer, operator, phone) =
        told_under(Some(Fault::DuplicateWebhooks { count: 100 })).await;
    assert_eq!(customer.len(), 3, "{customer:?}");
    assert_eq!(operator, ["Aquí estoy."]);
    let distinct: BTreeSet<_> = phone.iter().collect();
    assert_eq!(
        phone.len(),
        distinct.len(),
        "nothing is said twice: {phone:?}"
    );
}

#[tokio::test]
async fn the_order_of_deliveries_changes_nothing() {
    let (customer, operator, _) = told_under(Some(Fault::ReorderWebhooks { count: 3 })).await;
    assert_eq!((customer.len(), operator.len()), (3, 1));
}

#[tokio::test]
async fn many_items_in_one_delivery_are_all_taken_in() {
    let (customer, operator, _) = told_under(Some(Fault::BatchWebhooks { count: 3 })).await;
    assert_eq!((customer.len(), operator.len()), (3, 1));
}
