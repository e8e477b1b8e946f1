//! Deliveries that come twice, late, in the wrong order or many at once change nothing.

use crate::thread::progress;
use crate::world::World;
use simulator::{Author, Fault, Tick};
use std::collections::BTreeSet;
use std::time::Duration;

/// What the customer writes, in this order.
const WROTE: [&str; 4] = [
    "hola",
    "¿cuánto cuesta la limpieza dental?",
    "¿y abren los sábados?",
    "gracias",
];

/// What was said in the end.
struct Told {
    customer: Vec<String>,
    operator: Vec<String>,
    phone: Vec<String>,
}

/// A customer asks, a person takes over and answers. The first messages are told under `first`; the last
/// one, and how far the person's answer got, under `last`.
async fn told_under(first: Option<Fault>, last: Option<Fault>) -> Told {
    let world = World::open().await;
    if let Some(fault) = first {
        world.simulator.inject(fault);
    }
    world.writes("carmen", WROTE[0]);
    world.clock.pass(Duration::from_secs(1));
    world.writes("carmen", WROTE[1]);
    world
        .thread_where("carmen", "both messages and the price", |thread| {
            let agent = thread.said_by("agent");
            thread.said_by("customer").len() == 2
                && agent
                    .iter()
                    .any(|said| said["content"]["body"].to_string().contains("750"))
        })
        .await;
    world.clock.pass(Duration::from_secs(1));
    world.writes("carmen", WROTE[2]);
    world.at_rest().await;
    world.takes_over("lupita", "carmen").await.unwrap();
    if let Some(fault) = last {
        world.simulator.inject(fault);
    }
    world
        .says("lupita", "carmen", "w1", "Aquí estoy.")
        .await
        .unwrap();
    world.writes("carmen", WROTE[3]);
    world
        .phone("carmen", "the answer is read", |chat| {
            let mut answers = chat
                .lines
                .iter()
                .filter(|line| line.author == Author::Business);
            answers.all(|line| line.tick == Tick::Read)
        })
        .await;
    world.at_rest().await;
    let thread = world.thread("carmen").await;
    for author in ["agent", "operator"] {
        for said in thread.said_by(author) {
            assert_eq!(progress(said), "read", "{said}");
        }
    }
    world.kept_every_promise().await;
    Told {
        customer: thread.words_of("customer"),
        operator: thread.words_of("operator"),
        phone: world.shows("carmen"),
    }
}

/// Everything stands there once, what the customer wrote in the order of `arrived`.
fn is_whole(told: &Told, arrived: [usize; 4]) {
    assert_eq!(told.customer, arrived.map(|which| WROTE[which]));
    assert_eq!(told.operator, ["Aquí estoy."]);
    let distinct: BTreeSet<_> = told.phone.iter().collect();
    assert_eq!(
        told.phone.len(),
        distinct.len(),
        "nothing is said twice: {:?}",
        told.phone
    );
}

#[tokio::test]
async fn duplicates_change_nothing() {
    let doubled = Fault::DuplicateWebhooks { count: 100 };
    is_whole(&told_under(Some(doubled), None).await, [0, 1, 2, 3]);
}

#[tokio::test]
async fn messages_and_statuses_in_reverse_order_are_taken_in_as_they_come() {
    let first = Fault::ReorderWebhooks { count: 2 };
    // The last message, and the answer as sent, delivered and read.
    let last = Fault::ReorderWebhooks { count: 4 };
    // A thread stands in the order in which things reached us.
    is_whole(&told_under(Some(first), Some(last)).await, [1, 0, 2, 3]);
}

#[tokio::test]
async fn many_messages_and_statuses_in_one_delivery_are_all_taken_in() {
    let first = Fault::BatchWebhooks { count: 2 };
    let last = Fault::BatchWebhooks { count: 4 };
    is_whole(&told_under(Some(first), Some(last)).await, [0, 1, 2, 3]);
}
