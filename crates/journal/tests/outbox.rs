//! The outbox: only what may be said now is handed out, in order, once.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use conversation::effect::Effect;
use conversation::fact::{Fact, TimerPurpose, Withdrawal};
use conversation::ids::{Epoch, MessageId, OutgoingId};
use journal::{Claim, CommitError, Journal, NewWork, Room, Step, Tried, WorkId, WorkKind};
use support::*;

async fn with_work(journal: &Journal, work: Vec<NewWork>) {
    let step = Step {
        work,
        ..Step::default()
    };
    journal.commit(step).await.unwrap();
}

async fn claimed(journal: &Journal, seconds: i64) -> Vec<Claim> {
    let room = room(&WorkKind::ALL);
    journal.claim_due(at(seconds), &[room]).await.unwrap()
}

fn room(kinds: &[WorkKind]) -> Room {
    Room {
        kinds: kinds.to_vec(),
        places: 10,
    }
}

fn id(claim: &Claim) -> &str {
    match claim {
        Claim::Do(work) | Claim::Fenced(work) => work.id.as_str(),
    }
}

#[tokio::test]
async fn work_is_handed_out_once() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    with_work(&journal, vec![send("a", "rosa", 0)]).await;
    assert!(
        matches!(&claimed(&journal, 1).await[..], [Claim::Do(work)] if work.id.as_str() == "a")
    );
    assert!(claimed(&journal, 2).await.is_empty());
}

#[tokio::test]
async fn what_the_agent_wanted_to_say_is_refused_after_a_person_took_over() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    with_work(&journal, vec![send("a", "rosa", 0)]).await;
    happens(&journal, "rosa", &[("t", 5, took_over())]).await;
    let claims = claimed(&journal, 6).await;
    assert!(matches!(&claims[..], [Claim::Fenced(_)]), "{claims:?}");

    let withdrawn = Fact::Withdrawn {
        outgoing: OutgoingId::new("a"),
        why: Withdrawal::HolderChanged,
    };
    let step = Step {
        appends: vec![append(&journal, "rosa", &[("w", 7, withdrawn)]).await],
        finished: vec![WorkId::new("a")],
        ..Step::default()
    };
    journal.commit(step).await.unwrap();
    assert!(
        journal
            .pending_of(&conversation("rosa"))
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn messages_of_one_conversation_leave_in_the_order_they_were_asked_for() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    begun(&journal, "luis").await;
    let work = ["a", "b"].map(|id| send(id, "rosa", 0)).into_iter();
    with_work(&journal, work.chain([send("c", "luis", 0)]).collect()).await;
    let first = claimed(&journal, 1).await;
    assert_eq!(first.iter().map(id).collect::<Vec<_>>(), ["a", "c"]);

    // The first one has to wait for another try; the second one waits behind it.
    gives_back(&journal, 60, Tried::Once).await;
    assert!(claimed(&journal, 2).await.is_empty());
    assert_eq!(
        journal.next_due(&WorkKind::ALL).await.unwrap(),
        Some(at(60))
    );
    let again = claimed(&journal, 61).await;
    assert!(matches!(&again[..], [Claim::Do(work)] if work.attempt == 1));

    let step = Step {
        finished: vec![WorkId::new("a")],
        ..Step::default()
    };
    journal.commit(step).await.unwrap();
    let last = claimed(&journal, 62).await;
    assert_eq!(last.iter().map(id).collect::<Vec<_>>(), ["b"]);
}

#[tokio::test]
async fn only_the_kinds_asked_for_are_handed_out_and_only_when_due() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    with_work(&journal, vec![timer("timer"), send("a", "rosa", 0)]).await;
    let waits = [WorkKind::Wait];
    assert_eq!(journal.next_due(&waits).await.unwrap(), Some(at(4)));
    let early = journal.claim_due(at(3), &[room(&waits)]).await.unwrap();
    assert!(early.is_empty());
    let due = journal.claim_due(at(4), &[room(&waits)]).await.unwrap();
    assert_eq!(due.iter().map(id).collect::<Vec<_>>(), ["timer"]);
}

#[tokio::test]
async fn what_fills_its_room_leaves_the_others_theirs() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let timers = (0..12).map(|n| timer(&format!("t{n}")));
    with_work(&journal, timers.chain([send("a", "rosa", 2)]).collect()).await;
    let rooms = [room(&[WorkKind::Wait]), room(&[WorkKind::Send])];
    let claims = journal.claim_due(at(5), &rooms).await.unwrap();
    assert_eq!(claims.len(), 11);
    assert!(claims.iter().any(|claim| id(claim) == "a"));
}

#[tokio::test]
async fn what_nobody_does_any_more_is_free_and_what_is_being_done_is_not() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    with_work(&journal, vec![timer("left"), send("a", "rosa", 0)]).await;
    assert_eq!(claimed(&journal, 5).await.len(), 2);
    let taken = [WorkId::new("a")];
    journal.free_all_but(&taken, at(7)).await.unwrap();
    assert!(claimed(&journal, 6).await.is_empty(), "not at once");
    let again = claimed(&journal, 7).await;
    assert!(
        matches!(&again[..], [Claim::Do(work)] if work.id.as_str() == "left" && work.attempt == 1)
    );
}

#[tokio::test]
async fn what_only_waited_its_turn_leaves_no_trace_and_no_try() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    with_work(&journal, vec![send("a", "rosa", 0)]).await;
    for round in 0..40 {
        assert_eq!(claimed(&journal, round).await.len(), 1);
        gives_back(&journal, round + 1, Tried::Nothing).await;
    }
    let last = claimed(&journal, 41).await;
    assert!(matches!(&last[..], [Claim::Do(work)] if (work.attempt, work.troubles) == (0, 0)));
    assert_eq!(claims(&journal).await, 1);
}

#[tokio::test]
async fn every_try_that_was_made_is_kept_as_proof() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    with_work(&journal, vec![send("a", "rosa", 0)]).await;
    for (round, tried) in [Tried::Once, Tried::InVain].into_iter().enumerate() {
        let round = i64::try_from(round).unwrap();
        assert_eq!(claimed(&journal, round).await.len(), 1);
        gives_back(&journal, round + 1, tried).await;
    }
    let last = claimed(&journal, 2).await;
    assert!(matches!(&last[..], [Claim::Do(work)] if (work.attempt, work.troubles) == (2, 1)));
    assert_eq!(claims(&journal).await, 3);
}

#[tokio::test]
async fn with_a_way_out_again_what_waits_for_the_customer_is_due_at_once() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    with_work(&journal, vec![timer("later"), send("a", "rosa", 0)]).await;
    assert_eq!(claimed(&journal, 1).await.len(), 1);
    gives_back(&journal, 300, Tried::Nothing).await;
    journal.hurry(at(2)).await.unwrap();
    let due = claimed(&journal, 2).await;
    assert_eq!(due.iter().map(id).collect::<Vec<_>>(), ["a"]);
}

/// The message `a` waits again, until `seconds`.
async fn gives_back(journal: &Journal, seconds: i64, tried: Tried) {
    let work = WorkId::new("a");
    journal.release(&work, at(seconds), tried).await.unwrap();
}

/// How many messages left the outbox, as the journal has it.
async fn claims(journal: &Journal) -> i64 {
    let db = raw(journal.path()).await;
    let count = sqlx::query_scalar("select count(*) from claims");
    count.fetch_one(&db).await.unwrap()
}

/// A timer of Rosa's conversation, due at 4.
fn timer(id: &str) -> NewWork {
    NewWork {
        id: WorkId::new(id),
        conversation: conversation("rosa"),
        effect: wait("e", "answer", TimerPurpose::Answer, at(4)),
        due_at: at(4),
    }
}

#[tokio::test]
async fn a_send_of_a_dead_process_is_unclear_and_everything_else_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path).await;
    begun(&journal, "rosa").await;
    let read = NewWork {
        id: WorkId::new("read"),
        conversation: conversation("rosa"),
        effect: Effect::MarkRead {
            message: MessageId::new("wamid.rosa.1"),
        },
        due_at: NOON,
    };
    with_work(&journal, vec![send("a", "rosa", 0), read]).await;
    assert_eq!(claimed(&journal, 1).await.len(), 2);
    journal.close().await;

    let journal = open(&path).await;
    let unclear = journal.recover().await.unwrap();
    assert_eq!(unclear.len(), 1);
    assert_eq!(unclear[0].id.as_str(), "a");
    let free = claimed(&journal, 2).await;
    assert_eq!(free.iter().map(id).collect::<Vec<_>>(), ["read"]);
}

#[tokio::test]
async fn a_message_under_way_cannot_be_cancelled() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    with_work(&journal, vec![send("a", "rosa", 0)]).await;
    claimed(&journal, 1).await;
    let cancel = |append| Step {
        appends: vec![append],
        cancelled: vec![WorkId::new("a")],
        ..Step::default()
    };
    let withdrawn = Fact::Withdrawn {
        outgoing: OutgoingId::new("a"),
        why: Withdrawal::Cancelled { operator: ana() },
    };
    let appended = append(&journal, "rosa", &[("w", 7, withdrawn)]).await;
    let refused = journal.commit(cancel(appended.clone())).await.unwrap_err();
    assert!(matches!(refused, CommitError::UnderWay { .. }));

    gives_back(&journal, 60, Tried::Once).await;
    journal.commit(cancel(appended)).await.unwrap();
    assert!(
        journal
            .pending_of(&conversation("rosa"))
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn drafts_carry_the_fence_too() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let draft = NewWork {
        id: WorkId::new("d"),
        conversation: conversation("rosa"),
        effect: Effect::Draft {
            draft: conversation::ids::DraftId::new("d"),
            epoch: Epoch(0),
        },
        due_at: NOON,
    };
    with_work(&journal, vec![draft]).await;
    happens(&journal, "rosa", &[("t", 5, took_over())]).await;
    assert!(matches!(
        &claimed(&journal, 6).await[..],
        [Claim::Fenced(_)]
    ));
}
