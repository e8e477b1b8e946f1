//! What a page of the list and of a thread costs with 10,000 conversations and a thread of 5,000
//! messages, against a yardstick of the same run: one row read by its primary key. Run it with
//! `cargo run --release -p journal --example pages [CONVERSATIONS [MESSAGES]]`.
//!
//! It fails where a page costs more than a yardstick for each of its rows, also a page from the middle.
//! On two cores a page of the list took 0.5 to 0.7 ms, a page of the thread 0.3 to 0.5 ms, the
//! yardstick 0.03 ms; the states of the same rows, which the list no longer reads, 3.6 ms.
#![allow(clippy::unwrap_used)]

use conversation::content::{Content, Inbound};
use conversation::fact::{Customer, Escalation, Event, Fact};
use conversation::ids::{
    ConversationId, CustomerId, EscalationId, EventId, MessageId, NumberId, OperatorId,
};
use conversation::signal::{Reason, Signal, Trigger};
use conversation::time::Timestamp;
use journal::{Append, Journal, NewEvent, Options, Page, Step, View};
use std::time::{Duration, Instant};

/// Rows of a page of the list, and entries of a page of a thread.
const ROWS: u32 = 60;

/// Times each read is measured; the median counts.
const TIMES: usize = 101;

/// A page may cost this many yardsticks for each of its rows, and is never blamed below a millisecond.
const YARDSTICKS_PER_ROW: f64 = 1.0;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let given = |n: usize, usual: usize| {
        let text = std::env::args().nth(n);
        text.map_or(usual, |text| text.parse().unwrap())
    };
    let (conversations, messages) = (given(1, 10_000), given(2, 5_000));
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = Journal::open(&path, Options::default()).await.unwrap();
    let started = Instant::now();
    for first in (0..conversations).step_by(AT_ONCE) {
        let some = first..conversations.min(first + AT_ONCE);
        store(&journal, some.map(|n| told(n, 4, n % 5 == 0)).collect()).await;
    }
    store(&journal, vec![told(conversations, messages, false)]).await;
    println!("made in {:.1?}", started.elapsed());
    let all_kept = measure(&journal, conversations, messages).await;
    journal.close().await;
    assert!(all_kept, "a page costs more than its bound");
}

async fn measure(journal: &Journal, conversations: usize, messages: usize) -> bool {
    let one = [id(conversations / 2)];
    let yardstick = median(async || drop(journal.list_rows(&one).await.unwrap())).await;
    println!("yardstick, one row by its key: {yardstick:.1?}");
    let bound = yardstick
        .mul_f64(YARDSTICKS_PER_ROW * f64::from(ROWS))
        .max(Duration::from_millis(1));
    let mut kept = true;
    let mut report = |what: &str, took: Duration| {
        println!("{what}: {took:.1?} (bound {bound:.1?})");
        kept &= took <= bound;
    };
    let mine = View::Mine(OperatorId::new("ana"));
    for (what, view) in [
        ("all", View::All),
        ("needs a person", View::NeedsPerson),
        ("with the agent", View::WithAgent),
        ("mine, none", mine),
    ] {
        let took =
            median(async || drop(journal.list(&view, None, None, ROWS).await.unwrap())).await;
        report(&format!("list, {what}"), took);
    }
    let mut mark = None;
    for _ in 0..conversations / ROWS as usize / 2 {
        let page = journal
            .list(&View::All, None, mark.as_ref(), ROWS)
            .await
            .unwrap();
        mark = page.next;
    }
    let took = median(async || {
        drop(
            journal
                .list(&View::All, None, mark.as_ref(), ROWS)
                .await
                .unwrap(),
        );
    })
    .await;
    report("list, all, from the middle", took);
    let operator = OperatorId::new("ana");
    let took = median(async || {
        journal.list_counts(&operator, None).await.unwrap();
    })
    .await;
    println!("counts of all views: {took:.1?}");
    let long = id(conversations);
    let latest = journal.thread(&long, Page::Latest, ROWS).await.unwrap();
    let took =
        median(async || drop(journal.thread(&long, Page::Latest, ROWS).await.unwrap())).await;
    report("thread, latest", took);
    let half = i64::try_from(messages / 2).unwrap();
    let middle = latest.entries[0].place - half;
    let took = median(async || {
        drop(
            journal
                .thread(&long, Page::Before(middle), ROWS)
                .await
                .unwrap(),
        );
    })
    .await;
    report("thread, from the middle", took);
    let page = journal.list(&View::All, None, None, ROWS).await.unwrap();
    let ids: Vec<_> = page.rows.into_iter().map(|row| row.conversation).collect();
    let took = median(async || drop(journal.load_many(&ids).await.unwrap())).await;
    println!("the states of the first page's rows, for comparison: {took:.1?}");
    kept
}

async fn median(read: impl AsyncFn()) -> Duration {
    let mut took = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let started = Instant::now();
        read().await;
        took.push(started.elapsed());
    }
    took.sort_unstable();
    took[TIMES / 2]
}

fn id(n: usize) -> ConversationId {
    ConversationId::new(format!("c{n:06}"))
}

/// Conversations that are told and stored in one step.
const AT_ONCE: usize = 200;

/// A conversation with so many messages of the customer; some wait for a person.
fn told(n: usize, messages: usize, calls: bool) -> Append {
    let mut events = vec![event(n, 0, began(n))];
    events.extend((1..=messages).map(|m| event(n, m, wrote(n, m))));
    if calls {
        events.push(event(n, messages + 1, escalated(n)));
    }
    Append {
        conversation: id(n),
        expected_version: 0,
        before: None,
        events: events.into_iter().map(NewEvent::local).collect(),
        effects: Vec::new(),
    }
}

async fn store(journal: &Journal, appends: Vec<Append>) {
    let step = Step {
        appends,
        ..Step::default()
    };
    journal.commit(step).await.unwrap();
}

fn event(n: usize, m: usize, fact: Fact) -> Event {
    let at = i64::try_from(n * 10_000 + m * 1_000).unwrap();
    Event {
        id: EventId::new(format!("c{n}.{m}")),
        conversation: id(n),
        at: Timestamp(1_795_194_000_000 + at),
        arrived: None,
        fact,
    }
}

fn began(n: usize) -> Fact {
    Fact::Began {
        number: NumberId::new("710000000000142"),
        customer: Customer {
            id: CustomerId::new(format!("customer-{n}")),
            user_id: None,
            phone: Some(format!("+52818{n:07}")),
            name: Some(format!("Customer {n}")),
            username: None,
        },
    }
}

fn wrote(n: usize, m: usize) -> Fact {
    let text = format!("message {m}: could you tell me what it costs to have a tooth whitened?");
    Fact::CustomerWrote {
        message: Inbound {
            id: MessageId::new(format!("wamid.{n}.{m}")),
            content: Content::text(text),
            reply_to: None,
            forwarded: false,
            referral: None,
        },
        signals: Vec::new(),
        language: None,
        courtesy: false,
    }
}

fn escalated(n: usize) -> Fact {
    let ana = OperatorId::new("ana");
    let due = i64::try_from(n).unwrap();
    Fact::Escalated {
        escalation: Escalation {
            id: EscalationId::new(format!("c{n}.call")),
            trigger: Trigger::HighValue,
            signals: vec![Signal::guard(Trigger::HighValue, Reason::AgentUnsure)],
            route: vec![ana.clone()],
            called: vec![ana],
            waiting_since: Timestamp(1_795_194_000_000),
            due_at: Timestamp(1_795_194_600_000 + due),
            opens_at: None,
        },
    }
}
