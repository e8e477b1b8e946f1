//! Putting events right that a delivery can prove: a damaged one is written again under its own
//! number, a lost one goes back into the gap it left. An event without a gap is only reported,
//! since its place among the others is not known.

use super::{Redecoded, Remade};
use crate::error::StoreError;
use crate::events::Origin;
use crate::writer::Write;
use async_trait::async_trait;
use conversation::fact::{Event, Fact};
use conversation::ids::{ConversationId, EventId};
use sqlx::SqliteConnection;

/// Events as their deliveries give them.
pub(super) struct Mend(Vec<Decoded>);

struct Decoded {
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
    type Answer = Redecoded;

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<Redecoded, sqlx::Error> {
        let mut found = Redecoded::default();
        for decoded in &self.0 {
            match state_of(db, decoded).await? {
                State::Same => found.same += 1,
                State::Different => {
                    rewrite(db, decoded).await?;
                    found.mended.push(decoded.event.id.clone());
                }
                State::Gone => {
                    let id: EventId = decoded.event.id.clone();
                    match put_back(db, decoded).await? {
                        true => found.restored.push(id),
                        false => found.missing.push(id),
                    }
                }
            }
        }
        Ok(found)
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

async fn put_back(db: &mut SqliteConnection, decoded: &Decoded) -> Result<bool, sqlx::Error> {
    let Some((seq, version)) = gap(db, &decoded.event.conversation).await? else {
        return Ok(false);
    };
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
    Ok(true)
}

/// The first missing version of a conversation, with a free number between its neighbours.
async fn gap(
    db: &mut SqliteConnection,
    conversation: &ConversationId,
) -> Result<Option<(i64, i64)>, sqlx::Error> {
    let conversation = conversation.as_str();
    let before = sqlx::query!(
        r#"select version as "version!: i64", seq as "seq!: i64" from (
               select 0 as version, 0 as seq
               union all select version, seq from events where conversation = ?1) as known
           where not exists (
                   select 1 from events
                   where conversation = ?1 and events.version = known.version + 1)
               and version < (
                   select max(last) from (
                       select max(version) as last from events where conversation = ?1
                       union all select version from states where conversation = ?1))
           order by version limit 1"#,
        conversation
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(before) = before else {
        return Ok(None);
    };
    let free = sqlx::query_scalar!(
        r#"select seq + 1 as "seq!: i64" from (
               select 0 as seq union all select seq from events) as known
           where seq >= ?1
               and not exists (select 1 from events where events.seq = known.seq + 1)
           order by seq limit 1"#,
        before.seq
    )
    .fetch_one(&mut *db)
    .await?;
    let after = sqlx::query_scalar!(
        "select seq from events where conversation = ? and version > ? order by version limit 1",
        conversation,
        before.version
    )
    .fetch_optional(db)
    .await?;
    let fits = after.is_none_or(|after| free < after);
    Ok(fits.then_some((free, before.version + 1)))
}
