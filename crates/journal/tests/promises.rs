//! Which promises were kept and which were broken, as the insights count them.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use conversation::brief::Briefing;
use conversation::content::{Content, Inbound};
use conversation::fact::{Author, Delivery, Fact, SendFailure, Withdrawal};
use conversation::ids::{MessageId, OutgoingId};
use conversation::signal::Trigger;
use journal::{Call, DayNumbers, Journal};
use support::*;

/// A call that is due ten minutes after noon.
fn called(id: &str) -> Fact {
    escalated(id, at(600), Trigger::OutOfScope)
}

fn answers(id: &str) -> Fact {
    Fact::Queued {
        outgoing: outgoing(id, Author::Operator { operator: ana() }, "Hi!", 2),
    }
}

fn cancelled(id: &str) -> Fact {
    Fact::Withdrawn {
        outgoing: OutgoingId::new(id),
        why: Withdrawal::Cancelled { operator: ana() },
    }
}

fn refused(id: &str) -> Fact {
    Fact::NotSent {
        outgoing: OutgoingId::new(id),
        failure: SendFailure::GaveUp,
    }
}

fn handed_back() -> Fact {
    Fact::HandedBack {
        operator: ana(),
        briefing: Briefing::default(),
    }
}

/// A conversation to which these things happen, so many seconds after noon.
async fn told(facts: &[(i64, Fact)]) -> Journal {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let ids: Vec<_> = (0..facts.len()).map(|n| format!("e{n}")).collect();
    let facts: Vec<_> = ids
        .iter()
        .zip(facts)
        .map(|(id, (seconds, fact))| (id.as_str(), *seconds, fact.clone()))
        .collect();
    happens(&journal, "rosa", &facts).await;
    journal
}

/// The day as it is an hour after noon.
async fn day(journal: &Journal) -> DayNumbers {
    let days = journal
        .insights(at(-86_400), at(86_400), None, at(3600), |_| String::new())
        .await
        .unwrap();
    days[""].clone()
}

async fn kept_and_broken(facts: &[(i64, Fact)]) -> (u64, u64) {
    let day = day(&told(facts).await).await;
    (day.promises_kept, day.promises_missed)
}

async fn calls(journal: &Journal) -> Vec<Call> {
    journal.calls_of(&conversation("rosa")).await.unwrap()
}

#[tokio::test]
async fn a_call_that_a_graver_one_takes_the_place_of_is_no_call_of_its_own() {
    let facts = [
        (2, called("first")),
        (60, escalated("second", at(300), Trigger::ExplicitRequest)),
        (100, took_over()),
        (120, answers("o1")),
    ];
    let journal = told(&facts).await;
    let day = day(&journal).await;
    assert_eq!((day.promises_kept, day.promises_missed), (1, 0));
    assert_eq!((day.taken, day.escalations.values().sum::<u64>()), (1, 1));
    let calls = calls(&journal).await;
    let first = calls.last().unwrap();
    assert_eq!(first.superseded_by.as_ref(), Some(&calls[0].escalation));
    assert_eq!(first.ended_at, Some(at(60)));
}

#[tokio::test]
async fn a_call_that_ended_in_time_without_words_is_neither_kept_nor_broken() {
    let back = [(2, called("x")), (60, took_over()), (90, handed_back())];
    assert_eq!(kept_and_broken(&back).await, (0, 0));
    let over = [(2, called("x")), (60, took_over()), (90, closed())];
    assert_eq!(kept_and_broken(&over).await, (0, 0));
    let late = [(2, called("x")), (60, took_over()), (700, handed_back())];
    assert_eq!(kept_and_broken(&late).await, (0, 1));
    let late = calls(&told(&late).await).await;
    assert_eq!(late[0].late_by(at(3600)), Some(100_000));
}

#[tokio::test]
async fn words_that_never_left_answer_nobody() {
    let begins = [(2, called("x")), (60, took_over()), (70, answers("o1"))];
    let then = async |facts: &[(i64, Fact)]| {
        let all = [&begins[..], facts].concat();
        kept_and_broken(&all).await
    };
    assert_eq!(then(&[]).await, (1, 0));
    assert_eq!(then(&[(73, cancelled("o1"))]).await, (0, 1));
    assert_eq!(then(&[(73, refused("o1"))]).await, (0, 1));
    let anew = [(73, cancelled("o1")), (80, answers("o2"))];
    assert_eq!(then(&anew).await, (1, 0));
    // The second was under way when the first was refused.
    let both = [(72, answers("o2")), (75, refused("o1"))];
    assert_eq!(then(&both).await, (1, 0));
    let journal = told(&[&begins[..], &both].concat()).await;
    assert_eq!(calls(&journal).await[0].answered_at, Some(at(72)));
}

#[tokio::test]
async fn a_failure_that_is_told_after_the_words_arrived_takes_nothing_back() {
    let arrived = Fact::Progressed {
        outgoing: OutgoingId::new("o1"),
        message: MessageId::new("wamid.o1"),
        delivery: Delivery::Delivered,
    };
    let facts = [
        (2, called("x")),
        (60, took_over()),
        (70, answers("o1")),
        (72, arrived),
        (90, refused("o1")),
    ];
    assert_eq!(kept_and_broken(&facts).await, (1, 0));
}

#[tokio::test]
async fn what_is_written_on_the_phone_answers_too() {
    let phone = Fact::PhoneWrote {
        message: Inbound {
            id: MessageId::new("wamid.phone"),
            content: Content::text("Hi!"),
            reply_to: None,
            forwarded: false,
            referral: None,
        },
    };
    assert_eq!(
        kept_and_broken(&[(2, called("x")), (60, phone)]).await,
        (1, 0)
    );
}

/// Calls as they were kept before it was noted what took their place and which words were taken back.
#[tokio::test]
async fn calls_that_were_kept_before_are_counted_right_once_the_journal_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path).await;
    begun(&journal, "rosa").await;
    let facts = [
        ("e1", 2, called("first")),
        (
            "e2",
            60,
            escalated("second", at(300), Trigger::ExplicitRequest),
        ),
        ("t", 70, took_over()),
        ("o", 80, answers("o1")),
        ("w", 83, cancelled("o1")),
    ];
    happens(&journal, "rosa", &facts).await;
    let before = calls(&journal).await;
    journal.close().await;
    let db = raw(&path).await;
    for sql in [
        "update escalations set superseded_by = '', ended_at = 0",
        "update escalations set answered_at = 1 where escalation = 'second'",
        "delete from answers",
        "insert into stale (projection) values ('escalations')",
    ] {
        sqlx::query(sql).execute(&db).await.unwrap();
    }
    db.close().await;
    assert_eq!(calls(&open(&path).await).await, before);
}
