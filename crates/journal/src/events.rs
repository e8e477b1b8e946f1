//! Events: what happened, in the order it was stored. They are appended by
//! [`crate::Journal::commit`] and read here; nothing changes or deletes them.

use crate::Journal;
use crate::error::StoreError;
use crate::ids::{DeliveryId, Seq};
use conversation::effect::Effect;
use conversation::fact::Event;
use conversation::ids::{ConversationId, EventId};
use conversation::thread::Rail;
use conversation::time::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::SqliteExecutor;
use std::collections::HashSet;

/// Where an event comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// Decoded from an item of a delivery: it can be made again from the raw bytes.
    Delivery {
        /// Which delivery.
        delivery: DeliveryId,
        /// Which of its items, from 0.
        item: u32,
    },
    /// Made here: by an operator, a timer, an outcome, or decided from another event.
    Local,
}

/// An event with its place in the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredEvent {
    /// Its place among all events.
    pub seq: Seq,
    /// Its place in its conversation, from 1.
    pub version: u64,
    /// The event.
    pub event: Event,
    /// Where it comes from.
    pub origin: Origin,
    /// What the state waits for since: drafts and timers asked for when it was decided.
    pub asked: Vec<Effect>,
}

/// An event as its row has it.
pub(crate) struct EventRow {
    pub(crate) seq: i64,
    pub(crate) event: String,
    pub(crate) conversation: String,
    pub(crate) version: i64,
    pub(crate) at: i64,
    pub(crate) delivery: i64,
    pub(crate) item: i64,
    pub(crate) fact: String,
    pub(crate) asked: String,
    /// When its delivery came.
    pub(crate) received: Option<i64>,
}

impl EventRow {
    pub(crate) fn read(self) -> Result<StoredEvent, StoreError> {
        let origin = match self.delivery {
            0 => Origin::Local,
            delivery => Origin::Delivery {
                delivery: DeliveryId(delivery),
                item: u32::try_from(self.item).unwrap_or_default(),
            },
        };
        let asked = match self.asked.as_str() {
            "" => Vec::new(),
            json => serde_json::from_str(json)?,
        };
        Ok(StoredEvent {
            seq: Seq(self.seq),
            version: u64::try_from(self.version).unwrap_or_default(),
            event: Event {
                id: EventId::new(self.event),
                conversation: ConversationId::new(self.conversation),
                at: Timestamp(self.at),
                arrived: self.received.filter(|came| *came > self.at).map(Timestamp),
                fact: serde_json::from_str(&self.fact)?,
            },
            origin,
            asked,
        })
    }
}

/// The rows of one conversation, oldest first.
pub(crate) async fn rows_of(
    db: impl SqliteExecutor<'_>,
    conversation: &str,
) -> Result<Vec<EventRow>, sqlx::Error> {
    sqlx::query_as!(
        EventRow,
        r#"select seq, event, conversation, version, at, delivery, item, fact, asked,
             (select received_at from deliveries
                 where deliveries.delivery = events.delivery) as "received: i64"
         from events where conversation = ? order by version"#,
        conversation
    )
    .fetch_all(db)
    .await
}

impl Journal {
    /// Events after `after`, in the order they were stored.
    pub async fn events_after(
        &self,
        after: Seq,
        limit: u32,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        let rows = sqlx::query_as!(
            EventRow,
            r#"select seq, event, conversation, version, at, delivery, item, fact, asked,
                 (select received_at from deliveries
                     where deliveries.delivery = events.delivery) as "received: i64"
             from events where seq > ? order by seq limit ?"#,
            after.0,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(EventRow::read).collect()
    }

    /// All events of one conversation, oldest first.
    pub async fn events_of(
        &self,
        conversation: &ConversationId,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        let rows = rows_of(&self.readers, conversation.as_str()).await?;
        rows.into_iter().map(EventRow::read).collect()
    }

    /// One event.
    pub async fn event(&self, id: &EventId) -> Result<Option<StoredEvent>, StoreError> {
        let id = id.as_str();
        let row = sqlx::query_as!(
            EventRow,
            r#"select seq, event, conversation, version, at, delivery, item, fact, asked,
                 (select received_at from deliveries
                     where deliveries.delivery = events.delivery) as "received: i64"
             from events where event = ?"#,
            id
        )
        .fetch_optional(&self.readers)
        .await?;
        row.map(EventRow::read).transpose()
    }

    /// The latest events of one conversation, oldest first, and who held it just before them.
    pub async fn latest_events_of(
        &self,
        conversation: &ConversationId,
        limit: u32,
    ) -> Result<(Rail, Vec<StoredEvent>), StoreError> {
        let conversation = conversation.as_str();
        let mut rows = sqlx::query_as!(
            EventRow,
            r#"select seq, event, conversation, version, at, delivery, item, fact, asked,
                 (select received_at from deliveries
                     where deliveries.delivery = events.delivery) as "received: i64"
             from events where conversation = ? order by version desc limit ?"#,
            conversation,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        rows.reverse();
        let first = rows.first().map_or(i64::MAX, |row| row.seq);
        // A change of holder is an entry, so the next entry knows who held it at the first event.
        let rail = sqlx::query_scalar!(
            "select rail from entries where conversation = ? and place >= ?
             order by place limit 1",
            conversation,
            first
        )
        .fetch_optional(&self.readers)
        .await?;
        let rail = match rail {
            Some(json) => serde_json::from_str(&json)?,
            None => Rail::default(),
        };
        let events = rows.into_iter().map(EventRow::read);
        Ok((rail, events.collect::<Result<_, _>>()?))
    }

    /// Which of `ids` are stored already: what a repeated webhook brought before.
    pub async fn known_events(&self, ids: &[EventId]) -> Result<HashSet<EventId>, StoreError> {
        let asked = serde_json::to_string(ids)?;
        let known = sqlx::query_scalar!(
            "select event from events where event in (select value from json_each(?))",
            asked
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(known.into_iter().map(EventId::new).collect())
    }
}
