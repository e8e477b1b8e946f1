//! A small stage for the stories: facts happen to conversations, and the journal keeps them.
#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used)]

use bytes::Bytes;
use conversation::content::{Content, Inbound};
use conversation::effect::Effect;
use conversation::fact::{
    Author, Closer, Customer, Escalation, Event, Fact, Outgoing, TakeOver, Timer, TimerPurpose,
};
use conversation::ids::{
    ConversationId, CustomerId, Epoch, EscalationId, EventId, MessageId, NumberId, OperatorId,
    OutgoingId, TimerId,
};
use conversation::signal::{Reason, Signal, Trigger};
use conversation::time::Timestamp;
use journal::{
    Append, Committed, DeliveryId, Journal, NewDelivery, NewEvent, NewWork, Options, Origin, Step,
    WorkId,
};
use sqlx::SqlitePool;
use std::path::Path;

pub const NOON: Timestamp = Timestamp(1_795_348_800_000);

pub fn at(seconds: i64) -> Timestamp {
    Timestamp(NOON.0 + seconds * 1000)
}

pub fn conversation(name: &str) -> ConversationId {
    ConversationId::new(name)
}

pub fn ana() -> OperatorId {
    OperatorId::new("ana")
}

pub fn number() -> NumberId {
    NumberId::new("551")
}

pub fn customer(name: &str) -> Customer {
    Customer {
        id: CustomerId::new(format!("customer-{name}")),
        user_id: Some(format!("MX.{name}")),
        phone: Some(format!("+52{}", name.len())),
        name: Some(name.to_owned()),
        username: None,
    }
}

pub fn event(conversation: &str, id: &str, at: Timestamp, fact: Fact) -> Event {
    Event {
        id: EventId::new(id),
        conversation: ConversationId::new(conversation),
        at,
        arrived: None,
        fact,
    }
}

pub fn began(name: &str) -> Fact {
    Fact::Began {
        number: number(),
        customer: customer(name),
    }
}

pub fn wrote(wamid: &str, text: &str) -> Fact {
    Fact::CustomerWrote {
        message: Inbound {
            id: MessageId::new(wamid),
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

pub fn outgoing(id: &str, author: Author, text: &str, epoch: u32) -> Outgoing {
    Outgoing {
        id: OutgoingId::new(id),
        author,
        content: Content::text(text),
        reply_to: None,
        epoch: Epoch(epoch),
        sources: Vec::new(),
    }
}

pub fn queued(id: &str, text: &str, epoch: u32) -> Fact {
    Fact::Queued {
        outgoing: outgoing(id, Author::Agent, text, epoch),
    }
}

pub fn accepted(id: &str, wamid: &str) -> Fact {
    Fact::Accepted {
        outgoing: OutgoingId::new(id),
        message: MessageId::new(wamid),
    }
}

pub fn took_over() -> Fact {
    Fact::TookOver {
        operator: ana(),
        how: TakeOver::Button,
    }
}

pub fn closed() -> Fact {
    Fact::Closed { by: Closer::Quiet }
}

pub fn escalated(id: &str, due: Timestamp, trigger: Trigger) -> Fact {
    Fact::Escalated {
        escalation: Escalation {
            id: EscalationId::new(id),
            trigger,
            signals: vec![Signal::guard(trigger, Reason::AskedForPerson)],
            route: vec![ana()],
            called: vec![ana()],
            waiting_since: NOON,
            due_at: due,
            opens_at: None,
        },
    }
}

pub fn send(work: &str, conversation: &str, epoch: u32) -> NewWork {
    NewWork {
        id: WorkId::new(work),
        conversation: ConversationId::new(conversation),
        effect: Effect::Send {
            outgoing: outgoing(work, Author::Agent, "We open at 9.", epoch),
        },
        due_at: NOON,
    }
}

pub fn wait(event: &str, role: &str, purpose: TimerPurpose, due: Timestamp) -> Effect {
    Effect::Wait {
        timer: Timer {
            id: TimerId::of(&EventId::new(event), role),
            purpose,
        },
        due,
    }
}

pub fn delivery(body: &str) -> NewDelivery {
    NewDelivery {
        received_at: NOON,
        headers: "{}".to_owned(),
        body: Bytes::copy_from_slice(body.as_bytes()),
    }
}

pub fn from_delivery(delivery: DeliveryId, item: u32) -> Origin {
    Origin::Delivery { delivery, item }
}

pub async fn open(path: &Path) -> Journal {
    Journal::open(path, Options::default()).await.unwrap()
}

/// The file itself, past the journal.
pub async fn raw(path: &Path) -> SqlitePool {
    let url = format!("sqlite:{}", path.display());
    SqlitePool::connect(&url).await.unwrap()
}

/// An append of local events to what is stored now.
pub async fn append(journal: &Journal, name: &str, facts: &[(&str, i64, Fact)]) -> Append {
    let id = ConversationId::new(name);
    let loaded = journal.load(&id).await.unwrap();
    Append {
        conversation: id,
        expected_version: loaded.as_ref().map_or(0, |loaded| loaded.version),
        before: loaded.map(|loaded| loaded.conversation),
        events: facts
            .iter()
            .map(|(id, seconds, fact)| NewEvent::local(event(name, id, at(*seconds), fact.clone())))
            .collect(),
        effects: Vec::new(),
    }
}

/// Facts happen to one conversation, now.
pub async fn happens(journal: &Journal, name: &str, facts: &[(&str, i64, Fact)]) -> Committed {
    let append = append(journal, name, facts).await;
    let step = Step {
        appends: vec![append],
        ..Step::default()
    };
    journal.commit(step).await.unwrap()
}

/// A conversation in which the customer has written once.
pub async fn begun(journal: &Journal, name: &str) {
    let id = |n: &str| format!("{name}.{n}");
    let (first, second, wamid) = (id("began"), id("wrote"), format!("wamid.{name}.1"));
    let facts = [
        (first.as_str(), 0, began(name)),
        (second.as_str(), 1, wrote(&wamid, "Do you open on Sunday?")),
    ];
    happens(journal, name, &facts).await;
}
