//! Everything that can be built again is the same when it was, and `verify` proves the promises.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use conversation::brief::Briefing;
use conversation::fact::{
    AlertChannel, Author, Customer, Delivery, Fact, Mark, TimerPurpose, Withdrawal,
};
use conversation::ids::{EscalationId, EventId, MessageId, OutgoingId};
use conversation::signal::Trigger;
use journal::{Check, Decoded, Journal, Remade, Room, Step, WorkKind};
use sqlx::Row;
use support::*;

/// The tables that are built from events, and what of them has a meaning. (`customers.n` only
/// numbers the rows.)
const BUILT: [(&str, &str); 10] = [
    ("states", "conversation, version, epoch, state"),
    ("inbox", "*"),
    ("entries", "*"),
    ("customers", "customer, user_id, phone, name, username"),
    ("identities", "*"),
    ("sent", "*"),
    ("escalations", "*"),
    ("answers", "*"),
    ("marks", "*"),
    ("hours", "*"),
];

/// Every row of what is built from events, as text.
async fn built(journal: &Journal) -> Vec<String> {
    let db = raw(journal.path()).await;
    let mut rows = Vec::new();
    for (table, columns) in BUILT {
        let sql = sqlx::AssertSqlSafe(format!("select {columns} from {table}"));
        for row in sqlx::query(sql).fetch_all(&db).await.unwrap() {
            let cells: Vec<String> = (0..row.len())
                .map(|at| match row.try_get::<String, _>(at) {
                    Ok(text) => text,
                    Err(_) => row.get::<i64, _>(at).to_string(),
                })
                .collect();
            rows.push(format!("{table}: {}", cells.join(" | ")));
        }
    }
    rows.sort();
    rows
}

async fn change(journal: &Journal, sql: &'static str) {
    sqlx::query(sql)
        .execute(&raw(journal.path()).await)
        .await
        .unwrap();
}

/// A journal with a bit of everything in it.
async fn lived() -> Journal {
    let journal = Journal::temporary().await.unwrap();
    for name in ["rosa", "luis", "tomás"] {
        begun(&journal, name).await;
    }
    let mut asked = append(&journal, "rosa", &[("r.w", 5, wrote("m2", "¿Y el lunes?"))]).await;
    asked.effects = vec![wait("r.w", "answer", TimerPurpose::Answer, at(9))];
    let step = Step {
        appends: vec![asked],
        ..Step::default()
    };
    journal.commit(step).await.unwrap();
    let read = Fact::Progressed {
        outgoing: OutgoingId::new("o1"),
        message: MessageId::new("wamid.o1"),
        delivery: Delivery::Read,
    };
    let heart = Fact::CustomerReacted {
        message: MessageId::new("wamid.o1"),
        emoji: Some("❤".to_owned()),
    };
    let facts = [
        ("q", 10, queued("o1", "Sí, a las 9.", 0)),
        ("a", 11, accepted("o1", "wamid.o1")),
    ];
    happens(&journal, "rosa", &facts).await;
    happens(&journal, "rosa", &[("h", 12, heart), ("p", 13, read)]).await;
    called(&journal).await;
    let moved = |name: &str, phone: &str| Fact::CustomerKnown {
        customer: Customer {
            phone: Some(phone.to_owned()),
            ..customer(name)
        },
    };
    happens(&journal, "tomás", &[("k", 20, moved("tomás", "+524"))]).await;
    happens(
        &journal,
        "luis",
        &[("l", 21, moved("luis", "+77")), ("c", 22, closed())],
    )
    .await;
    journal
}

async fn called(journal: &Journal) {
    let shown = Fact::AlertShown {
        escalation: EscalationId::new("call"),
        operator: ana(),
        how: AlertChannel::Notification,
    };
    let answer = Fact::Queued {
        outgoing: outgoing("o2", Author::Operator { operator: ana() }, "¡Hola!", 2),
    };
    let never_left = Fact::Queued {
        outgoing: outgoing("o0", Author::Operator { operator: ana() }, "Hola", 3),
    };
    let taken_back = Fact::Withdrawn {
        outgoing: OutgoingId::new("o0"),
        why: Withdrawal::Cancelled { operator: ana() },
    };
    let first = escalated("first", at(900), Trigger::OutOfScope);
    let first_shown = Fact::AlertShown {
        escalation: EscalationId::new("first"),
        operator: ana(),
        how: AlertChannel::Notification,
    };
    let call = escalated("call", at(600), Trigger::ExplicitRequest);
    let facts = [
        ("f", 14, first),
        ("fs", 14, first_shown),
        ("e", 14, call),
        ("s", 15, shown),
    ];
    happens(journal, "luis", &facts).await;
    happens(
        journal,
        "luis",
        &[
            ("t", 16, took_over()),
            ("n", 16, never_left),
            ("u", 16, taken_back),
            ("o", 17, answer),
        ],
    )
    .await;
    happens(journal, "luis", &[("x", 18, accepted("o2", "wamid.o2"))]).await;
    let back = Fact::HandedBack {
        operator: ana(),
        briefing: Briefing::default(),
    };
    let missed = Fact::Marked {
        operator: ana(),
        mark: Mark::Missed {
            trigger: Trigger::HighValue,
        },
    };
    happens(journal, "luis", &[("g", 19, back), ("m", 19, missed)]).await;
}

#[tokio::test]
async fn projections_and_states_built_again_are_the_same() {
    let journal = lived().await;
    let before = built(&journal).await;
    assert!(before.len() > 30);
    let rebuilt = journal.rebuild().await.unwrap();
    assert_eq!(rebuilt.conversations, 3);
    assert_eq!(built(&journal).await, before);
}

#[tokio::test]
async fn lost_projections_come_back_and_search_with_them() {
    let journal = lived().await;
    let before = built(&journal).await;
    for table in [
        "delete from entries",
        "delete from inbox",
        "delete from states",
        "delete from hours",
    ] {
        change(&journal, table).await;
    }
    journal.rebuild().await.unwrap();
    assert_eq!(built(&journal).await, before);
    let query = journal::Query {
        text: "lunes".to_owned(),
        limit: 5,
        ..journal::Query::default()
    };
    assert_eq!(journal.search(&query).await.unwrap().hits.len(), 1);
}

#[tokio::test]
async fn a_damaged_event_stops_the_rebuilding_and_leaves_everything_as_it_was() {
    let journal = lived().await;
    let before = built(&journal).await;
    change(
        &journal,
        "update events set fact = '{\"fact\":\"nonsense\"}' where event = 'h'",
    )
    .await;
    let error = journal.rebuild().await.unwrap_err();
    assert!(matches!(error, journal::StoreError::Damaged(_)), "{error}");
    assert_eq!(built(&journal).await, before);
}

#[tokio::test]
async fn damaged_and_lost_events_come_back_from_their_deliveries() {
    let journal = Journal::temporary().await.unwrap();
    let kept = journal.keep(delivery("two messages")).await.unwrap();
    let facts = [
        ("b", 0, began("rosa")),
        ("w1", 1, wrote("m1", "hola")),
        ("w2", 2, wrote("m2", "¿abren hoy?")),
    ];
    let mut appended = append(&journal, "rosa", &facts).await;
    for (item, new) in appended.events.iter_mut().enumerate() {
        new.origin = from_delivery(kept, u32::try_from(item).unwrap().saturating_sub(1));
    }
    let mut decoded: Vec<_> = appended
        .events
        .iter()
        .zip([0, 0, 1])
        .map(|(new, item)| Remade::new(item, new.event.clone()))
        .collect();
    let pause = wait("w1", "answer", TimerPurpose::Answer, at(5));
    decoded[1].asked.push(pause.clone());
    appended.effects.push(pause);
    let step = Step {
        deliveries: vec![Decoded {
            delivery: kept,
            items: 2,
            known: Vec::new(),
        }],
        appends: vec![appended],
        ..Step::default()
    };
    journal.commit(step).await.unwrap();
    let before = journal.events_of(&conversation("rosa")).await.unwrap();

    change(&journal, "update events set fact = '{}' where event = 'w2'").await;
    change(&journal, "delete from events where event = 'w1'").await;
    let found = journal.rebuild_events(|_| decoded.clone()).await.unwrap();
    assert_eq!(found.mended, [EventId::new("w2")]);
    assert_eq!(found.restored, [EventId::new("w1")]);
    assert_eq!((found.same, found.missing.len()), (1, 0));
    assert_eq!(
        journal.events_of(&conversation("rosa")).await.unwrap(),
        before
    );
}

/// A delivery that came first may be worked on last, so the order of deliveries is not the order of
/// the events.
#[tokio::test]
async fn lost_events_of_several_conversations_come_back_each_to_its_own_place() {
    let journal = Journal::temporary().await.unwrap();
    let read_later = journal.keep(delivery("luis writes")).await.unwrap();
    let read_first = journal.keep(delivery("rosa writes")).await.unwrap();
    begun(&journal, "luis").await;
    begun(&journal, "rosa").await;
    let mut decoded = Vec::new();
    for (name, event, kept) in [("rosa", "r", read_first), ("luis", "l", read_later)] {
        let mut said = append(&journal, name, &[(event, 9, wrote(event, "¿abren hoy?"))]).await;
        said.events[0].origin = from_delivery(kept, 0);
        decoded.push((kept, Remade::new(0, said.events[0].event.clone())));
        let step = Step {
            appends: vec![said],
            ..Step::default()
        };
        journal.commit(step).await.unwrap();
        if name == "rosa" {
            happens(&journal, "rosa", &[("q", 10, queued("o1", "Sí.", 0))]).await;
        }
    }
    let before = [
        journal.events_of(&conversation("luis")).await.unwrap(),
        journal.events_of(&conversation("rosa")).await.unwrap(),
    ];
    change(&journal, "delete from events where event in ('r', 'l')").await;
    let decode = |delivery: &journal::Delivery| {
        let of_it = decoded.iter().filter(|(kept, _)| *kept == delivery.id);
        of_it.map(|(_, remade)| remade.clone()).collect()
    };
    let found = journal.rebuild_events(decode).await.unwrap();
    assert_eq!((found.restored.len(), found.missing.len()), (2, 0));
    let after = [
        journal.events_of(&conversation("luis")).await.unwrap(),
        journal.events_of(&conversation("rosa")).await.unwrap(),
    ];
    assert_eq!(after, before);
}

fn failed(checks: &[Check]) -> Vec<&str> {
    checks
        .iter()
        .filter(|check| !check.ok)
        .map(|check| check.name)
        .collect()
}

async fn broken(journal: &Journal) -> Vec<String> {
    let checks = journal.verify().await.unwrap();
    failed(&checks)
        .iter()
        .map(|name| (*name).to_owned())
        .collect()
}

#[tokio::test]
async fn a_life_without_mishap_passes_every_check() {
    let journal = lived().await;
    let checks = journal.verify().await.unwrap();
    assert_eq!(checks.len(), 9);
    assert_eq!(failed(&checks), [""; 0], "{checks:#?}");
}

#[tokio::test]
async fn a_lost_event_is_noticed() {
    let journal = lived().await;
    change(&journal, "delete from events where event = 'h'").await;
    assert_eq!(broken(&journal).await, ["sequence", "versions"]);
}

#[tokio::test]
async fn a_delivery_with_an_unaccounted_item_is_noticed() {
    let journal = lived().await;
    let kept = journal
        .keep(delivery("two items, none understood"))
        .await
        .unwrap();
    let step = Step {
        deliveries: vec![Decoded {
            delivery: kept,
            items: 2,
            known: vec![0],
        }],
        ..Step::default()
    };
    journal.commit(step).await.unwrap();
    assert_eq!(broken(&journal).await, ["deliveries"]);
}

#[tokio::test]
async fn an_agents_message_that_left_after_the_take_over_is_noticed() {
    let journal = lived().await;
    let queued_now = append(&journal, "rosa", &[("q3", 30, queued("o3", "Adiós", 0))]).await;
    let step = Step {
        appends: vec![queued_now],
        work: vec![send("o3", "rosa", 0)],
        ..Step::default()
    };
    journal.commit(step).await.unwrap();
    happens(&journal, "rosa", &[("t3", 31, took_over())]).await;
    // As if the fence had not been there.
    change(
        &journal,
        "insert into claims (work, conversation, epoch, version, claimed_at)
         select 'o3', 'rosa', 0, version, 1 from states where conversation = 'rosa'",
    )
    .await;
    assert_eq!(broken(&journal).await, ["fence"]);
}

#[tokio::test]
async fn a_message_that_was_accepted_twice_is_noticed() {
    let journal = lived().await;
    happens(
        &journal,
        "rosa",
        &[("a2", 40, accepted("o1", "wamid.again"))],
    )
    .await;
    assert_eq!(broken(&journal).await, ["sent_once"]);
}

#[tokio::test]
async fn a_message_nobody_knows_the_outcome_of_is_noticed() {
    let journal = lived().await;
    happens(&journal, "rosa", &[("q4", 50, queued("o4", "¿Hola?", 0))]).await;
    assert_eq!(broken(&journal).await, ["outcomes"]);
}

#[tokio::test]
async fn an_escalation_nobody_was_alerted_of_is_noticed_unless_the_alert_still_waits() {
    let journal = lived().await;
    let call = escalated("silent", at(900), Trigger::Frustration);
    let called = append(&journal, "rosa", &[("e9", 60, call)]).await;
    let alert = journal::NewWork {
        id: journal::WorkId::new("alert"),
        conversation: conversation("rosa"),
        effect: conversation::effect::Effect::Alert {
            escalation: EscalationId::new("silent"),
            operators: vec![ana()],
            level: 0,
        },
        due_at: at(60),
    };
    let step = Step {
        appends: vec![called],
        work: vec![alert],
        ..Step::default()
    };
    journal.commit(step).await.unwrap();
    assert!(broken(&journal).await.is_empty());

    let room = Room {
        kinds: vec![WorkKind::Alert],
        places: 10,
    };
    journal.claim_due(at(61), &[room]).await.unwrap();
    let step = Step {
        finished: vec![journal::WorkId::new("alert")],
        ..Step::default()
    };
    journal.commit(step).await.unwrap();
    assert_eq!(broken(&journal).await, ["escalations"]);
}

#[tokio::test]
async fn an_export_has_the_thread_and_the_events() {
    let journal = lived().await;
    let ids = journal.conversation_ids(None, 10).await.unwrap();
    assert_eq!(ids, ["luis", "rosa", "tomás"].map(conversation));
    assert_eq!(
        journal
            .conversation_ids(Some(&ids[1]), 10)
            .await
            .unwrap()
            .len(),
        1
    );
    let exported = journal
        .export(&conversation("luis"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(exported.events.len(), 15);
    assert_eq!(exported.entries.len(), 8);
    assert!(
        journal
            .export(&conversation("nobody"))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_state_that_cannot_be_read_is_made_from_its_events() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path).await;
    begun(&journal, "rosa").await;
    begun(&journal, "beto").await;
    let rosa = conversation("rosa");
    let before = journal.load(&rosa).await.unwrap();
    assert!(before.is_some());
    sqlx::query("update states set state = '{}' where conversation = 'rosa'")
        .execute(&raw(&path).await)
        .await
        .unwrap();
    let both = [rosa.clone(), conversation("beto")];
    assert_eq!(journal.load_many(&both).await.unwrap().len(), 2);
    assert_eq!(journal.load(&rosa).await.unwrap(), before);
}
