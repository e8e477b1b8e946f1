//! Building again what can be built again: projections and states from events, and events from the
//! raw deliveries. It changes nothing that is right; what only people did (take-overs, notes,
//! marks) stands in events alone and is never made up.

mod mend;
mod places;
mod renew;

pub(crate) use renew::renew_stale;

use crate::Journal;
use crate::error::StoreError;
use crate::events::{EventRow, StoredEvent};
use crate::fold::{Link, fold};
use crate::ids::DeliveryId;
use crate::projections::{self, Changes, Place};
use crate::states::{self, Loaded, StateRow};
use crate::writer::Write;
use crate::{Delivery, Origin};
use async_trait::async_trait;
use conversation::effect::Effect;
use conversation::fact::Event;
use conversation::ids::{ConversationId, EventId};
use sqlx::SqliteConnection;
use std::collections::HashMap;

/// Events taken in at a time: enough to make the statements pay, few enough to hold in memory.
const BATCH: u32 = 2000;

/// Deliveries read at a time.
const DELIVERIES: u32 = 500;

/// What rebuilding projections went through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Events taken in.
    pub events: u64,
    /// Conversations they belong to.
    pub conversations: u64,
}

/// What comparing the events with their deliveries found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redecoded {
    /// Deliveries decoded again.
    pub deliveries: u64,
    /// Events that are as their delivery says.
    pub same: u64,
    /// Events that were damaged and are right again.
    pub mended: Vec<EventId>,
    /// Events that were gone and are back in their place.
    pub restored: Vec<EventId>,
    /// Events that a delivery gives and that have no place among the stored ones.
    pub missing: Vec<EventId>,
}

impl Journal {
    /// Drops every projection and state and builds them again from the events, in one transaction.
    pub async fn rebuild(&self) -> Result<Rebuilt, StoreError> {
        self.write(Rebuild).await
    }

    /// Decodes every delivery again and puts damaged or lost events right. `decode` gives the
    /// events of a delivery with their items, as the intake would.
    pub async fn rebuild_events(
        &self,
        mut decode: impl FnMut(&Delivery) -> Vec<Remade>,
    ) -> Result<Redecoded, StoreError> {
        let mut found = Redecoded::default();
        let mut gone = Vec::new();
        let mut after: Option<DeliveryId> = None;
        loop {
            let deliveries = self.deliveries_after(after, DELIVERIES).await?;
            let Some(last) = deliveries.last() else {
                break;
            };
            after = Some(last.id);
            found.deliveries += deliveries.len() as u64;
            let decoded = deliveries.iter().flat_map(|delivery| {
                let origin = |item| Origin::Delivery {
                    delivery: delivery.id,
                    item,
                };
                let remade = decode(delivery).into_iter();
                remade.map(move |remade| (origin(remade.item), remade))
            });
            let mend = mend::Mend::new(decoded.collect())?;
            let outcome = self.write(mend).await?;
            found.same += outcome.same;
            found.mended.extend(outcome.mended);
            gone.extend(outcome.gone);
        }
        // Which number belongs to whom shows only when every lost event is known.
        if !gone.is_empty() {
            (found.restored, found.missing) = self.write(mend::PutBack(gone)).await?;
        }
        Ok(found)
    }
}

/// An event made again from an item of a delivery.
#[derive(Clone, Debug, PartialEq)]
pub struct Remade {
    /// Which item, from 0.
    pub item: u32,
    /// The event.
    pub event: Event,
    /// What its conversation waits for since. It is stored only where the event is put back: else
    /// what stands there is kept.
    pub asked: Vec<Effect>,
}

impl Remade {
    /// An event because of which nothing is waited for.
    pub fn new(item: u32, event: Event) -> Self {
        Self {
            item,
            event,
            asked: Vec::new(),
        }
    }
}

struct Rebuild;

#[async_trait]
impl Write for Rebuild {
    type Answer = Rebuilt;

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<Rebuilt, sqlx::Error> {
        projections::clear(db).await?;
        sqlx::query!("delete from states").execute(&mut *db).await?;
        let mut rebuilt = Rebuilt::default();
        let mut after = 0;
        loop {
            let rows = sqlx::query_as!(
                EventRow,
                r#"select seq, event, conversation, version, at, delivery, item, fact, asked,
                     (select received_at from deliveries
                         where deliveries.delivery = events.delivery) as "received: i64"
                 from events where seq > ? order by seq limit ?"#,
                after,
                BATCH
            )
            .fetch_all(&mut *db)
            .await?;
            let Some(last) = rows.last() else {
                break;
            };
            after = last.seq;
            rebuilt.events += rows.len() as u64;
            take_in(db, rows).await?;
        }
        let conversations = sqlx::query_scalar!("select count(*) from states")
            .fetch_one(db)
            .await?;
        rebuilt.conversations = u64::try_from(conversations).unwrap_or_default();
        Ok(rebuilt)
    }
}

async fn take_in(db: &mut SqliteConnection, rows: Vec<EventRow>) -> Result<(), sqlx::Error> {
    let events: Vec<StoredEvent> = rows
        .into_iter()
        .map(EventRow::read)
        .collect::<Result<_, _>>()
        .map_err(decode)?;
    let mut states = stored_states(db, &events).await?;
    let mut changes = Changes::default();
    for stored in &events {
        let id = &stored.event.conversation;
        let link = Link {
            event: &stored.event,
            asked: &stored.asked,
            place: Place(stored.seq.0),
        };
        let before = states.remove(id).map(|loaded| loaded.conversation);
        let after = fold(before, [link], &mut changes).map_err(decode)?;
        states.extend(after.map(|conversation| {
            let version = stored.version;
            (
                id.clone(),
                Loaded {
                    conversation,
                    version,
                },
            )
        }));
    }
    for loaded in states.values() {
        changes.finish(&loaded.conversation);
        let row = StateRow::of(loaded).map_err(decode)?;
        states::put(db, &row).await?;
    }
    // The places are sequence numbers already.
    changes.rows().map_err(decode)?.write(db, 0).await
}

async fn stored_states(
    db: &mut SqliteConnection,
    events: &[StoredEvent],
) -> Result<HashMap<ConversationId, Loaded>, sqlx::Error> {
    let ids: Vec<_> = events.iter().map(|e| &e.event.conversation).collect();
    let ids = serde_json::to_string(&ids).map_err(decode)?;
    let rows = sqlx::query!(
        "select conversation, version, state from states
         where conversation in (select value from json_each(?))",
        ids
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let loaded = Loaded {
                conversation: serde_json::from_str(&row.state).map_err(decode)?,
                version: u64::try_from(row.version).unwrap_or_default(),
            };
            Ok((ConversationId::new(row.conversation), loaded))
        })
        .collect()
}

/// What can't be read rolls everything back and is reported as damage.
fn decode(error: impl std::error::Error + Send + Sync + 'static) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}
