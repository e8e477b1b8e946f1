//! What is promised about storing: durable before it answers, all or nothing, once.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use conversation::ids::{EventId, MessageId};
use conversation::state::Holder;
use journal::{
    AsideReason, CommitError, Decoded, NewEvent, NewParked, OpenError, Options, Origin, SetAside,
    Step, StoreError,
};
use journal::{Journal, Seq};
use support::*;

#[tokio::test]
async fn a_kept_delivery_is_there_after_the_process_died() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path).await;
    let id = journal.keep(delivery("{\"a\":1}")).await.unwrap();

    // A copy of the files as they are now is what a dead process leaves behind.
    let left = folder.path().join("left.db");
    for ending in ["", "-wal"] {
        let from = format!("{}{ending}", path.display());
        std::fs::copy(from, format!("{}{ending}", left.display())).unwrap();
    }
    let found = open(&left).await.undecoded(10).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].id, found[0].body.as_slice()),
        (id, &b"{\"a\":1}"[..])
    );
}

#[tokio::test]
async fn many_deliveries_at_once_are_all_kept() {
    let journal = Journal::temporary().await.unwrap();
    let keeping: Vec<_> = (0..500)
        .map(|n| {
            let journal = journal.clone();
            tokio::spawn(async move { journal.keep(delivery(&n.to_string())).await })
        })
        .collect();
    for kept in keeping {
        kept.await.unwrap().unwrap();
    }
    let mut bodies: Vec<u32> = (journal.undecoded(1000).await.unwrap().into_iter())
        .map(|kept| String::from_utf8(kept.body).unwrap().parse().unwrap())
        .collect();
    bodies.sort_unstable();
    assert_eq!(bodies, (0..500).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_step_stores_events_and_state_together() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    happens(&journal, "rosa", &[("t", 5, took_over())]).await;

    let loaded = journal.load(&conversation("rosa")).await.unwrap().unwrap();
    assert_eq!(loaded.version, 3);
    assert_eq!(
        loaded.conversation.holder,
        Holder::Operator { operator: ana() }
    );
    let stored = journal.events_of(&conversation("rosa")).await.unwrap();
    let versions: Vec<u64> = stored.iter().map(|event| event.version).collect();
    assert_eq!(versions, [1, 2, 3]);
    assert_eq!(journal.events_after(Seq(2), 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_appends_second_is_told_of_the_conflict_and_nothing_is_stored() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let first = append(&journal, "rosa", &[("x", 5, took_over())]).await;
    let second = append(&journal, "rosa", &[("y", 5, closed())]).await;
    let step = |append| Step {
        appends: vec![append],
        work: vec![send("w", "rosa", 0)],
        ..Step::default()
    };
    journal.commit(step(first)).await.unwrap();

    let refused = journal.commit(step(second)).await.unwrap_err();
    assert!(matches!(
        refused,
        CommitError::Conflict {
            expected: 2,
            actual: 3,
            ..
        }
    ));
    assert_eq!(
        journal
            .events_of(&conversation("rosa"))
            .await
            .unwrap()
            .len(),
        3
    );
}

#[tokio::test]
async fn a_conflict_in_a_group_leaves_the_others_alone() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    begun(&journal, "luis").await;
    let mut steps = Vec::new();
    for (name, id) in [("rosa", "a"), ("rosa", "b"), ("luis", "c")] {
        let append = append(&journal, name, &[(id, 5, took_over())]).await;
        steps.push(Step {
            appends: vec![append],
            ..Step::default()
        });
    }
    let outcomes: Vec<bool> =
        futures::future::join_all(steps.into_iter().map(|step| journal.commit(step)))
            .await
            .iter()
            .map(Result::is_ok)
            .collect();
    assert_eq!(outcomes, [true, false, true]);
}

#[tokio::test]
async fn what_is_stored_already_changes_nothing() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let mut again = append(&journal, "rosa", &[("t", 5, took_over())]).await;
    let step = Step {
        appends: vec![again.clone()],
        work: vec![send("w", "rosa", 1)],
        ..Step::default()
    };
    journal.commit(step.clone()).await.unwrap();

    let committed = journal.commit(step).await.unwrap();
    assert_eq!(committed.repeated, [conversation("rosa")]);
    assert_eq!(committed.last, None);
    assert_eq!(
        journal
            .events_of(&conversation("rosa"))
            .await
            .unwrap()
            .len(),
        3
    );

    // With a new event beside the known one, the caller has to decide again.
    again.expected_version = 3;
    again
        .events
        .push(NewEvent::local(event("rosa", "new", at(9), closed())));
    let step = Step {
        appends: vec![again],
        ..Step::default()
    };
    let refused = journal.commit(step).await.unwrap_err();
    assert!(
        matches!(refused, CommitError::Repeated { events, .. } if events == [EventId::new("t")])
    );
}

#[tokio::test]
async fn every_item_of_a_delivery_is_accounted_for() {
    let journal = Journal::temporary().await.unwrap();
    let kept = journal.keep(delivery("three items")).await.unwrap();
    let mut events = append(
        &journal,
        "rosa",
        &[("b", 0, began("rosa")), ("w", 0, wrote("m", "hi"))],
    )
    .await;
    for event in &mut events.events {
        event.origin = from_delivery(kept, 0);
    }
    let step = Step {
        deliveries: vec![Decoded {
            delivery: kept,
            items: 3,
            known: Vec::new(),
        }],
        appends: vec![events],
        set_aside: vec![SetAside {
            delivery: kept,
            item: 1,
            why: AsideReason::UnknownNumber,
            what: "a message for another number".to_owned(),
        }],
        parked: vec![NewParked {
            message: MessageId::new("wamid.early"),
            delivery: kept,
            item: 2,
            at: NOON,
            status: "{}".to_owned(),
        }],
        ..Step::default()
    };
    journal.commit(step).await.unwrap();
    assert!(journal.undecoded(10).await.unwrap().is_empty());
    let stored = journal.events_of(&conversation("rosa")).await.unwrap();
    assert!(matches!(stored[1].origin, Origin::Delivery { item: 0, .. }));
}

#[tokio::test]
async fn a_status_that_came_too_early_is_ready_once_its_message_is_known() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let kept = journal.keep(delivery("a status")).await.unwrap();
    let park = Step {
        deliveries: vec![Decoded {
            delivery: kept,
            items: 1,
            known: Vec::new(),
        }],
        parked: vec![NewParked {
            message: MessageId::new("wamid.ours"),
            delivery: kept,
            item: 0,
            at: NOON,
            status: "\"delivered\"".to_owned(),
        }],
        ..Step::default()
    };
    assert!(journal.commit(park).await.unwrap().ready.is_empty());

    let facts = [
        ("q", 2, queued("out", "Yes.", 0)),
        ("a", 3, accepted("out", "wamid.ours")),
    ];
    let ready = happens(&journal, "rosa", &facts).await.ready;
    assert_eq!(ready.len(), 1);
    assert_eq!(ready[0].conversation, conversation("rosa"));
    assert_eq!(journal.ready_parked().await.unwrap(), ready);

    let done = Step {
        matched: vec![ready[0].id],
        ..Step::default()
    };
    journal.commit(done).await.unwrap();
    assert!(journal.ready_parked().await.unwrap().is_empty());
    assert_eq!(parked(&journal).await, 0);
}

/// How many statuses still wait for their message.
async fn parked(journal: &Journal) -> i64 {
    let db = raw(journal.path()).await;
    let count = sqlx::query_scalar("select count(*) from parked");
    count.fetch_one(&db).await.unwrap()
}

#[tokio::test]
async fn a_status_of_a_message_sent_elsewhere_waits_for_a_week_at_most() {
    const DAY: i64 = 24 * 3600;
    let journal = Journal::temporary().await.unwrap();
    for day in [0, 3, 8] {
        let kept = journal.keep(delivery("a status")).await.unwrap();
        let park = Step {
            deliveries: vec![Decoded {
                delivery: kept,
                items: 1,
                known: Vec::new(),
            }],
            parked: vec![NewParked {
                message: MessageId::new(format!("wamid.elsewhere.{day}")),
                delivery: kept,
                item: 0,
                at: at(day * DAY),
                status: "\"delivered\"".to_owned(),
            }],
            ..Step::default()
        };
        journal.commit(park).await.unwrap();
    }
    assert_eq!(parked(&journal).await, 2);
    let checks = journal.verify().await.unwrap();
    assert!(checks.iter().all(|check| check.ok), "{checks:?}");
}

#[tokio::test]
async fn a_second_process_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let _first = open(&path).await;
    let second = Journal::open(&path, Options::default()).await.unwrap_err();
    assert!(matches!(second, OpenError::InUse { .. }), "{second}");
    // But it may be read at the same time, and then not written.
    let reader = Journal::open_to_read(&path).await.unwrap();
    assert!(matches!(
        reader.keep(delivery("x")).await,
        Err(StoreError::Closed)
    ));
}

#[tokio::test]
async fn a_closed_journal_takes_no_writes_and_opens_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path).await;
    begun(&journal, "rosa").await;
    journal.close().await;
    assert!(matches!(
        journal.keep(delivery("x")).await,
        Err(StoreError::Closed)
    ));
    let log = std::fs::metadata(folder.path().join("journal.db-wal"));
    assert_eq!(log.map_or(0, |log| log.len()), 0);
    assert!(
        open(&path)
            .await
            .load(&conversation("rosa"))
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_refused_with_both_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    open(&path).await.close().await;
    let db = raw(&path).await;
    sqlx::query(
        "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
         values (20991231000000, 'later', 1, x'00', 0)",
    )
    .execute(&db)
    .await
    .unwrap();
    db.close().await;
    let refused = Journal::open(&path, Options::default()).await.unwrap_err();
    assert!(matches!(
        refused,
        OpenError::Newer {
            found: 20991231000000,
            ..
        }
    ));
    assert!(refused.to_string().contains("Install the newer version"));
}

#[tokio::test]
async fn a_damaged_file_is_reported_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    std::fs::write(&path, vec![7_u8; 8192]).unwrap();
    let refused = Journal::open(&path, Options::default()).await.unwrap_err();
    assert!(matches!(refused, OpenError::Corrupt { .. }), "{refused}");
    assert!(refused.to_string().contains("backup"));
}

#[tokio::test]
async fn damage_inside_is_found_after_an_unclean_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path).await;
    for n in 0..200 {
        journal.keep(delivery(&"x".repeat(n * 10))).await.unwrap();
    }
    journal.close().await;
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..].fill(0xee);
    std::fs::write(&path, bytes).unwrap();
    std::fs::write(folder.path().join("journal.db.lock"), "open").unwrap();
    let refused = Journal::open(&path, Options::default()).await.unwrap_err();
    assert!(matches!(refused, OpenError::Corrupt { .. }), "{refused}");
}

#[tokio::test]
async fn a_database_of_another_program_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    let url = format!("sqlite:{}?mode=rwc", path.display());
    let db = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query("create table notes (a)")
        .execute(&db)
        .await
        .unwrap();
    db.close().await;
    let refused = Journal::open(&path, Options::default()).await.unwrap_err();
    assert!(matches!(refused, OpenError::Foreign { .. }), "{refused}");
}

#[tokio::test]
async fn a_list_that_a_new_version_emptied_is_filled_when_the_journal_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path).await;
    for name in ["a", "b", "c"] {
        begun(&journal, name).await;
    }
    let list = async |journal: &Journal| {
        let page = journal.list(&journal::View::All, None, None, 9).await;
        page.unwrap().rows
    };
    let before = list(&journal).await;
    journal.close().await;
    let db = raw(&path).await;
    sqlx::query("delete from inbox").execute(&db).await.unwrap();
    db.close().await;
    let journal = open(&path).await;
    assert_eq!((before.len(), list(&journal).await), (3, before));
}
