//! How fast the journal keeps and commits on this machine. Run it with
//! `cargo run --release -p journal --example throughput [FOLDER [STEPS]]`; the folder decides which
//! disk is measured, the big steps (of 400 messages each) how full the journal is when it is read.
#![allow(clippy::unwrap_used)]

use bytes::Bytes;
use conversation::content::{Content, Inbound};
use conversation::fact::{Author, Customer, Event, Fact, Outgoing};
use conversation::ids::{
    ConversationId, CustomerId, Epoch, EventId, MessageId, NumberId, OutgoingId,
};
use conversation::state::Conversation;
use conversation::time::Timestamp;
use journal::{Append, Journal, NewDelivery, NewEvent, Options, Page, Query, Step, View};
use std::sync::Arc;
use std::time::{Duration, Instant};

const CALLERS: usize = 64;
const KEEPS: usize = 40_000;
const STEPS: usize = 12_000;
const BIG_STEPS: usize = 120;
const IN_BATCH: usize = 200;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let folder = tempfile::tempdir_in(folder).unwrap();
    let path = folder.path().join("journal.db");
    let journal = Journal::open(&path, Options::default()).await.unwrap();
    keep(&journal).await;
    single_steps(&journal).await;
    let big = std::env::args()
        .nth(2)
        .map_or(BIG_STEPS, |n| n.parse().unwrap());
    big_steps(&journal, big).await;
    reads(&journal).await;
    let started = Instant::now();
    let rebuilt = journal.rebuild().await.unwrap();
    report(
        "rebuild, events",
        rebuilt.events as usize,
        started.elapsed(),
    );
    journal.close().await;
    let started = Instant::now();
    let journal = Journal::open(&path, Options::default()).await.unwrap();
    println!("open: {:?}", started.elapsed());
    journal.close().await;
}

fn report(what: &str, count: usize, took: Duration) {
    let rate = count as f64 / took.as_secs_f64();
    println!("{what}: {count} in {took:.2?} = {rate:.0}/s");
}

/// Webhook bodies of usual size, from many connections at once.
async fn keep(journal: &Journal) {
    let body = Bytes::from(vec![b'x'; 900]);
    let started = Instant::now();
    let callers: Vec<_> = (0..CALLERS)
        .map(|_| {
            let (journal, body) = (journal.clone(), body.clone());
            tokio::spawn(async move {
                for _ in 0..KEEPS / CALLERS {
                    let delivery = NewDelivery {
                        received_at: Timestamp(1),
                        headers: "{}".to_owned(),
                        body: body.clone(),
                    };
                    journal.keep(delivery).await.unwrap();
                }
            })
        })
        .collect();
    for caller in callers {
        caller.await.unwrap();
    }
    report("keep", KEEPS, started.elapsed());
}

/// A customer's message and its answer per step, from many conversations at once.
async fn single_steps(journal: &Journal) {
    let started = Instant::now();
    let callers: Vec<_> = (0..CALLERS)
        .map(|caller| {
            let journal = journal.clone();
            tokio::spawn(async move {
                let mut talk = Talk::begin(format!("single-{caller}"));
                for _ in 0..STEPS / CALLERS {
                    let step = Step {
                        appends: vec![talk.next()],
                        ..Step::default()
                    };
                    let committed = journal.commit(step).await.unwrap();
                    talk.take(committed.states.into_iter().next().map(|l| l.conversation));
                }
            })
        })
        .collect();
    for caller in callers {
        caller.await.unwrap();
    }
    report("commit, one turn each", STEPS, started.elapsed());
}

/// Many customers' messages and their answers in one step, as a full webhook brings them.
async fn big_steps(journal: &Journal, times: usize) {
    let mut talks: Vec<Talk> = (0..IN_BATCH)
        .map(|n| Talk::begin(format!("batch-{n}")))
        .collect();
    let started = Instant::now();
    for _ in 0..times {
        let step = Step {
            appends: talks.iter_mut().map(Talk::next).collect(),
            ..Step::default()
        };
        let committed = journal.commit(step).await.unwrap();
        for (talk, loaded) in talks.iter_mut().zip(committed.states) {
            talk.take(Some(loaded.conversation));
        }
    }
    let count = times * IN_BATCH;
    report("commit, 200 turns each", count, started.elapsed());
}

async fn reads(journal: &Journal) {
    let journal = Arc::new(journal.clone());
    let times = 200;
    let started = Instant::now();
    for _ in 0..times {
        journal.list(&View::All, None, None, 50).await.unwrap();
    }
    println!("list, 50 rows: {:?}", started.elapsed() / times);
    let id = ConversationId::new("batch-7");
    let started = Instant::now();
    for _ in 0..times {
        journal.thread(&id, Page::Latest, 60).await.unwrap();
    }
    println!("thread, 60 entries: {:?}", started.elapsed() / times);
    let query = Query {
        text: "sunday op".to_owned(),
        limit: 30,
        ..Query::default()
    };
    let started = Instant::now();
    for _ in 0..times {
        journal.search(&query).await.unwrap();
    }
    println!("search: {:?}", started.elapsed() / times);
}

/// A conversation that goes on and on.
struct Talk {
    id: ConversationId,
    state: Option<Conversation>,
    version: u64,
}

impl Talk {
    fn begin(name: String) -> Self {
        Self {
            id: ConversationId::new(name),
            state: None,
            version: 0,
        }
    }

    fn next(&mut self) -> Append {
        let mut events = Vec::new();
        if self.state.is_none() {
            events.push(self.event(0, self.began()));
        }
        let nth = self.version + events.len() as u64;
        events.push(self.event(nth, self.wrote(nth)));
        events.push(self.event(nth + 1, self.answered(nth)));
        let append = Append {
            conversation: self.id.clone(),
            expected_version: self.version,
            before: self.state.clone(),
            events,
            effects: Vec::new(),
        };
        self.version += append.events.len() as u64;
        append
    }

    fn take(&mut self, state: Option<Conversation>) {
        self.state = state;
    }

    fn event(&self, nth: u64, fact: Fact) -> NewEvent {
        let id = format!("{}.{nth}", self.id);
        let at = Timestamp(1_795_348_800_000 + i64::try_from(nth).unwrap() * 1000);
        NewEvent::local(Event {
            id: EventId::new(id),
            conversation: self.id.clone(),
            at,
            arrived: None,
            fact,
        })
    }

    fn began(&self) -> Fact {
        Fact::Began {
            number: NumberId::new("551"),
            customer: Customer {
                id: CustomerId::new(format!("customer-{}", self.id)),
                user_id: Some(format!("MX.{}", self.id)),
                phone: None,
                name: Some(format!("Rosa {}", self.id)),
                username: None,
            },
        }
    }

    fn answered(&self, nth: u64) -> Fact {
        Fact::Queued {
            outgoing: Outgoing {
                id: OutgoingId::new(format!("{}.{nth}.answer", self.id)),
                author: Author::Agent,
                content: Content::text("Yes, from 9 to 1. A cleaning costs 600 pesos."),
                reply_to: None,
                epoch: Epoch::default(),
                sources: Vec::new(),
            },
        }
    }

    fn wrote(&self, nth: u64) -> Fact {
        Fact::CustomerWrote {
            message: Inbound {
                id: MessageId::new(format!("wamid.{}.{nth}", self.id)),
                content: Content::text(format!(
                    "Hello, do you open on Sunday {nth}, and what does a cleaning cost?"
                )),
                reply_to: None,
                forwarded: false,
                referral: None,
            },
            signals: Vec::new(),
            language: None,
            courtesy: false,
        }
    }
}
