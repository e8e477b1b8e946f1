//! What operators judged: a correction takes the place of what it corrects.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use conversation::brief::Briefing;
use conversation::fact::{Fact, Mark};
use conversation::ids::EscalationId;
use conversation::signal::Trigger;
use journal::{Journal, Judgement, MarkWord};
use support::*;

fn marked(mark: Mark) -> Fact {
    Fact::Marked {
        operator: ana(),
        mark,
    }
}

fn right(call: &str) -> Fact {
    marked(Mark::Right {
        escalation: EscalationId::new(call),
    })
}

fn needless(call: &str) -> Fact {
    marked(Mark::Needless {
        escalation: EscalationId::new(call),
    })
}

fn missed(trigger: Trigger) -> Fact {
    marked(Mark::Missed { trigger })
}

fn withdrawn(call: Option<&str>) -> Fact {
    marked(Mark::Withdrawn {
        escalation: call.map(EscalationId::new),
    })
}

fn handed_back() -> Fact {
    Fact::HandedBack {
        operator: ana(),
        briefing: Briefing::default(),
    }
}

async fn all(journal: &Journal) -> Vec<Judgement> {
    journal
        .judgements_between(NOON, at(1000), None)
        .await
        .unwrap()
}

fn words(judged: &[Judgement]) -> Vec<(MarkWord, Trigger)> {
    judged
        .iter()
        .map(|one| (one.mark, one.trigger.unwrap()))
        .collect()
}

async fn of_jorge(journal: &Journal) -> Vec<(MarkWord, Trigger)> {
    words(&journal.judgements_of(&conversation("jorge")).await.unwrap())
}

#[tokio::test]
async fn a_call_is_judged_once_however_often_it_is_marked_and_the_last_word_counts() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "jorge").await;
    let call = escalated("e", at(600), Trigger::HighValue);
    let facts = [
        ("x", 2, call),
        ("m1", 3, needless("e")),
        ("m2", 4, right("e")),
        ("m3", 5, right("e")),
    ];
    happens(&journal, "jorge", &facts).await;
    let judged = [(MarkWord::Right, Trigger::HighValue)];
    assert_eq!(words(&all(&journal).await), judged);
    assert_eq!(of_jorge(&journal).await, judged);
}

#[tokio::test]
async fn what_was_missing_is_judged_once_for_each_time_the_agent_had_the_conversation() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "jorge").await;
    let first = [
        ("m1", 2, missed(Trigger::Frustration)),
        ("m2", 3, missed(Trigger::HighValue)),
        ("t", 4, took_over()),
        ("m3", 5, missed(Trigger::HighValue)),
        ("b", 6, handed_back()),
    ];
    happens(&journal, "jorge", &first).await;
    assert!(of_jorge(&journal).await.is_empty(), "it begins afresh");
    happens(
        &journal,
        "jorge",
        &[("m4", 300, missed(Trigger::HighValue))],
    )
    .await;
    let again = (MarkWord::Missed, Trigger::HighValue);
    assert_eq!(words(&all(&journal).await), [again, again]);
    assert_eq!(of_jorge(&journal).await, [again]);
}

#[tokio::test]
async fn a_conversation_that_is_opened_again_is_judged_again() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "jorge").await;
    let facts = [
        ("m1", 2, missed(Trigger::Compliance)),
        ("c", 3, closed()),
        ("m2", 4, missed(Trigger::Compliance)),
        ("r", 5, Fact::Reopened { by: None }),
        ("m3", 6, missed(Trigger::Compliance)),
    ];
    happens(&journal, "jorge", &facts).await;
    assert_eq!(all(&journal).await.len(), 2);
}

#[tokio::test]
async fn what_is_taken_back_is_judged_no_more_and_can_be_said_again() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "jorge").await;
    let call = escalated("e", at(600), Trigger::HighValue);
    let facts = [
        ("x", 2, call),
        ("m1", 3, right("e")),
        ("m2", 4, needless("e")),
        ("m3", 5, withdrawn(Some("e"))),
    ];
    happens(&journal, "jorge", &facts).await;
    assert!(
        all(&journal).await.is_empty(),
        "nor does the older word stand"
    );
    happens(&journal, "jorge", &[("m4", 6, right("e"))]).await;
    let judged = [(MarkWord::Right, Trigger::HighValue)];
    assert_eq!(words(&all(&journal).await), judged);
}

#[tokio::test]
async fn taking_back_what_was_missing_leaves_what_was_missing_before() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "jorge").await;
    let facts = [
        ("m1", 2, missed(Trigger::Frustration)),
        ("t", 3, took_over()),
        ("b", 4, handed_back()),
        ("m2", 5, missed(Trigger::HighValue)),
        ("m3", 6, withdrawn(None)),
    ];
    happens(&journal, "jorge", &facts).await;
    let before = [(MarkWord::Missed, Trigger::Frustration)];
    assert_eq!(words(&all(&journal).await), before);
    assert!(of_jorge(&journal).await.is_empty());
}

/// Marks as they were kept before it was noted where each stands, and one event that can't be read.
#[tokio::test]
async fn what_was_kept_before_marks_could_be_corrected_is_put_right_when_it_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path).await;
    for name in ["jorge", "damaged"] {
        begun(&journal, name).await;
        let id = |n: &str| format!("{name}.{n}");
        let (m1, m2) = (id("m1"), id("m2"));
        let facts = [
            (m1.as_str(), 2, missed(Trigger::Frustration)),
            (m2.as_str(), 3, missed(Trigger::HighValue)),
        ];
        happens(&journal, name, &facts).await;
    }
    journal.close().await;
    let db = raw(&path).await;
    for sql in [
        "update marks set place = 0, stretch = 0",
        "update events set fact = '{\"fact\":\"nonsense\"}' where event = 'damaged.wrote'",
        "insert into stale (projection) values ('escalations')",
    ] {
        sqlx::query(sql).execute(&db).await.unwrap();
    }
    db.close().await;
    let journal = open(&path).await;
    assert_eq!(
        of_jorge(&journal).await,
        [(MarkWord::Missed, Trigger::HighValue)]
    );
    let others = journal.judgements_of(&conversation("damaged")).await;
    assert_eq!(
        others.unwrap().len(),
        2,
        "nothing is lost with what is damaged"
    );
}
