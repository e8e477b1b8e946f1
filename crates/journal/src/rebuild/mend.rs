//! Putting events right that a delivery can prove: a damaged one is written again under its own
//! number, a lost one goes back into the gap it left, once it is known which are lost. An event
//! without a gap is only reported, since its place among the others is not known.

use super::Remade;
use super::places::{self, Gap};
use crate::error::StoreError;
use crate::events::Origin;
use crate::writer::Write;
use async_trait::async_trait;
use conversation::fact::{Event, Fact};
use conversation::ids::{ConversationId, EventId};
use sqlx::SqliteConnection;
use std::collections::{HashMap, VecDeque};
use std::ops::Range;

/// Events as their deliveries give them, to compare with those that are stored.
pub(super) struct Mend(Vec<Decoded>);

/// What comparing found.
#[derive(Default)]
pub(super) struct Mended {
    pub(super) same: u64,
    pub(super) mended: Vec<EventId>,
    pub(super) gone: Vec<Decoded>,
}

/// Events that are gone, in the order of their deliveries.
pub(super) struct PutBack(pub(super) Vec<Decoded>);

/// An event as its delivery gives it, ready to be stored.
#[derive(Clone)]
pub(super) struct Decoded {
    event: Event,
    fact: String,
    asked: String,
    delivery: i64,
    item: u32,
}

impl Mend {
    pub(super) fn new(events: Vec<(Origin, Remade)>) -> Result<Self, StoreError> {
        let decoded = |(origin, remade): (Origin, Remade)| {
            let Remade { event, asked, .. } = remade;
            let asked = match asked.as_slice() {
                [] => String::new(),
                asked => serde_json::to_string(asked)?,
            };
            let (delivery, item) = match origin {
                Origin::Delivery { delivery, item } => (delivery.0, item),
                Origin::Local => (0, 0),
            };
            Ok(Decoded {
                fact: serde_json::to_string(&event.fact)?,
                event,
                asked,
                delivery,
                item,
            })
        };
        let events: Result<_, StoreError> = events.into_iter().map(decoded).collect();
        events.map(Self)
    }
}

#[async_trait]
impl Write for Mend {
    type Answer = Mended;

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<Mended, sqlx::Error> {
        let mut found = Mended::default();
        for decoded in &self.0 {
            match state_of(db, decoded).await? {
                State::Same => found.same += 1,
                State::Different => {
                    rewrite(db, decoded).await?;
                    found.mended.push(decoded.event.id.clone());
                }
                State::Gone => found.gone.push(decoded.clone()),
            }
        }
        Ok(found)
    }
}

#[async_trait]
impl Write for PutBack {
    type Answer = (Vec<EventId>, Vec<EventId>);

    /// Those that are back, and those without a place.
    async fn write(&mut self, db: &mut SqliteConnection) -> Result<Self::Answer, sqlx::Error> {
        let mut gaps_of: HashMap<&ConversationId, VecDeque<Gap>> = HashMap::new();
        let (mut found, mut gaps) = (Vec::new(), Vec::new());
        let (mut restored, mut missing) = (Vec::new(), Vec::new());
        for decoded in &self.0 {
            let conversation = &decoded.event.conversation;
            if !gaps_of.contains_key(conversation) {
                gaps_of.insert(conversation, gaps_in(db, conversation).await?.into());
            }
            match gaps_of.get_mut(conversation).and_then(VecDeque::pop_front) {
                Some(gap) => {
                    found.push(decoded);
                    gaps.push(gap);
                }
                None => missing.push(decoded.event.id.clone()),
            }
        }
        let places = places::choose(&gaps, free_numbers(db).await?);
        for ((decoded, gap), place) in found.into_iter().zip(gaps).zip(places) {
            let id = decoded.event.id.clone();
            match place {
                Some(seq) => {
                    put_back(db, decoded, seq, gap.version).await?;
                    restored.push(id);
                }
                None => missing.push(id),
            }
        }
        Ok((restored, missing))
    }
}

enum State {
    Same,
    Different,
    Gone,
}

async fn state_of(db: &mut SqliteConnection, decoded: &Decoded) -> Result<State, sqlx::Error> {
    let id = decoded.event.id.as_str();
    let row = sqlx::query!(
        "select conversation, at, fact from events where event = ?",
        id
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else {
        return Ok(State::Gone);
    };
    let fact: Option<Fact> = serde_json::from_str(&row.fact).ok();
    let event = &decoded.event;
    let same = row.conversation == event.conversation.as_str()
        && row.at == event.at.0
        && fact.as_ref() == Some(&event.fact);
    Ok(if same { State::Same } else { State::Different })
}

async fn rewrite(db: &mut SqliteConnection, decoded: &Decoded) -> Result<(), sqlx::Error> {
    let (id, at) = (decoded.event.id.as_str(), decoded.event.at.0);
    sqlx::query!(
        "update events set at = ?, fact = ?, delivery = ?, item = ? where event = ?",
        at,
        decoded.fact,
        decoded.delivery,
        decoded.item,
        id
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn put_back(
    db: &mut SqliteConnection,
    decoded: &Decoded,
    seq: i64,
    version: i64,
) -> Result<(), sqlx::Error> {
    let event = &decoded.event;
    let (id, conversation) = (event.id.as_str(), event.conversation.as_str());
    sqlx::query!(
        "insert into events (seq, event, conversation, version, at, delivery, item, fact, asked)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        seq,
        id,
        conversation,
        version,
        event.at.0,
        decoded.delivery,
        decoded.item,
        decoded.fact,
        decoded.asked
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What a conversation misses.
async fn gaps_in(
    db: &mut SqliteConnection,
    conversation: &ConversationId,
) -> Result<Vec<Gap>, sqlx::Error> {
    let conversation = conversation.as_str();
    let known = sqlx::query!(
        "select version, seq from events where conversation = ? order by version",
        conversation
    )
    .fetch_all(&mut *db)
    .await?;
    let last = sqlx::query_scalar!(
        "select version from states where conversation = ?",
        conversation
    )
    .fetch_optional(db)
    .await?;
    let known: Vec<_> = known.iter().map(|row| (row.version, row.seq)).collect();
    Ok(places::missing(&known, last.unwrap_or_default()))
}

/// The numbers no event has, the last of them without an end.
async fn free_numbers(db: &mut SqliteConnection) -> Result<Vec<Range<i64>>, sqlx::Error> {
    let rows = sqlx::query!(
        r#"select first as "first!: i64", next as "next: i64" from (
               select seq + 1 as first, lead(seq) over (order by seq) as next from (
                   select 0 as seq union all select seq from events))
           where next is null or next > first
           order by first"#
    )
    .fetch_all(db)
    .await?;
    let ranges = rows.iter();
    Ok(ranges
        .map(|row| row.first..row.next.unwrap_or(i64::MAX))
        .collect())
}
