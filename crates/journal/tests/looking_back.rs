//! What screens look back on without reading a whole life: the latest words of customers, the latest
//! events of a talk, its lines, and how much was said.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use conversation::fact::{Author, Fact, Withdrawal};
use conversation::ids::{EventId, NumberId, OutgoingId};
use conversation::thread::Rail;
use journal::Journal;
use support::*;

#[tokio::test]
async fn messages_of_customers_are_those_of_the_asked_numbers_and_nobody_elses_words() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let elsewhere = Fact::Began {
        number: NumberId::new("552"),
        customer: customer("luis"),
    };
    let facts = [("lb", 2, elsewhere), ("lw", 3, wrote("m.luis", "hola"))];
    happens(&journal, "luis", &facts).await;
    let facts = [
        ("q", 4, queued("o1", "Yes, from nine.", 0)),
        ("w", 5, wrote("m2", "And on Monday?")),
    ];
    happens(&journal, "rosa", &facts).await;
    let words = async |numbers: &[NumberId], limit| {
        let found = journal.latest_customer_messages(numbers, limit).await;
        let words = found.unwrap().into_iter().map(|message| message.words);
        words.collect::<Vec<_>>()
    };
    let (both, one) = ([number(), NumberId::new("552")], [number()]);
    assert_eq!(
        words(&one, 9).await,
        ["And on Monday?", "Do you open on Sunday?"]
    );
    assert_eq!(words(&both, 2).await, ["And on Monday?", "hola"]);
    assert!(words(&[], 9).await.is_empty());
}

#[tokio::test]
async fn the_latest_events_come_with_whoever_held_the_conversation_before_them() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let facts = [
        ("t", 2, took_over()),
        ("a", 3, accepted("o9", "wamid.o9")),
        ("w", 4, wrote("m2", "And on Monday?")),
        ("c", 5, closed()),
    ];
    happens(&journal, "rosa", &facts).await;
    let latest = async |limit| {
        let found = journal.latest_events_of(&conversation("rosa"), limit).await;
        let (rail, events) = found.unwrap();
        let ids = events.into_iter().map(|stored| stored.event.id);
        let ids: Vec<_> = ids.map(|id| id.as_str().to_owned()).collect();
        (rail, ids)
    };
    let (rail, ids) = latest(3).await;
    assert_eq!(rail, Rail::Operator { operator: ana() });
    assert_eq!(ids, ["a", "w", "c"]);
    let (rail, ids) = latest(99).await;
    assert_eq!((rail, ids.len()), (Rail::Agent, 6));
}

#[tokio::test]
async fn a_talk_tells_who_had_it_and_how_much_each_said() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let said = |id: &str| Fact::Queued {
        outgoing: outgoing(id, Author::Operator { operator: ana() }, "Hi!", 1),
    };
    let taken_back = Fact::Withdrawn {
        outgoing: OutgoingId::new("o2"),
        why: Withdrawal::HolderChanged,
    };
    let facts = [
        ("q", 2, queued("o1", "Yes, from nine.", 0)),
        ("t", 3, took_over()),
        ("s", 4, said("o2")),
        ("x", 5, taken_back),
        ("p", 6, said("o3")),
        ("c", 7, closed()),
    ];
    happens(&journal, "rosa", &facts).await;
    let id = conversation("rosa");
    let said = journal.said_in(&id).await.unwrap();
    assert_eq!((said.customer, said.agent, said.operators), (1, 1, 1));
    let lines = journal.lines_of(&id).await.unwrap();
    let moments: Vec<_> = lines.iter().map(|line| line.at).collect();
    assert_eq!(moments, [at(3), at(7)]);
}

#[tokio::test]
async fn one_event_is_found_by_its_id() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let found = journal.event(&EventId::new("rosa.wrote")).await.unwrap();
    assert_eq!(found.unwrap().event.at, at(1));
    assert_eq!(journal.event(&EventId::new("none")).await.unwrap(), None);
}
