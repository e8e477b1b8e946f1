//! What the playbook page looks back on: the latest words of customers, and the latest events of a talk.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use conversation::fact::Fact;
use conversation::ids::NumberId;
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
