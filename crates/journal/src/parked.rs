//! Parked statuses and reactions: Meta may report on a message before it has answered our request to
//! send it, so what is about an unknown message waits here, for a week at most, until [`crate::Journal::commit`] says it is ready.

use crate::Journal;
use crate::error::StoreError;
use crate::events::Origin;
use crate::ids::{DeliveryId, ParkedId};
use crate::step::{AsideReason, NewParked};
use conversation::ids::{ConversationId, MessageId, OutgoingId};
use conversation::time::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;

/// How long a status may wait for its message, in milliseconds.
const LONGEST_WAIT: i64 = 7 * 24 * 3600 * 1000;

/// A parked status whose message is known now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parked {
    /// Its number; give it back in [`crate::Step::matched`].
    pub id: ParkedId,
    /// The message, by Meta's id.
    pub message: MessageId,
    /// The message, by ours.
    pub outgoing: OutgoingId,
    /// The conversation it belongs to.
    pub conversation: ConversationId,
    /// Where the status came from.
    pub origin: Origin,
    /// When it was true.
    pub at: Timestamp,
    /// The status as it was parked.
    pub status: String,
}

#[derive(Serialize)]
pub(crate) struct ParkedRow<'a> {
    message: &'a MessageId,
    delivery: DeliveryId,
    item: u32,
    at: Timestamp,
    status: &'a str,
}

pub(crate) fn rows(parked: &[NewParked]) -> Vec<ParkedRow<'_>> {
    parked
        .iter()
        .map(|new| ParkedRow {
            message: &new.message,
            delivery: new.delivery,
            item: new.item,
            at: new.at,
            status: &new.status,
        })
        .collect()
}

pub(crate) async fn add(db: &mut SqliteConnection, rows: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into parked (message, delivery, item, at, status)
         select value ->> 'message', value ->> 'delivery', value ->> 'item', value ->> 'at',
             value ->> 'status'
         from json_each(?) where true on conflict do nothing",
        rows
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Sets aside what has waited a week longer than the newest: it is about what another program sent from
/// the same number, and no answer to a request of ours comes so late.
pub(crate) async fn set_old_aside(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let latest = sqlx::query_scalar!(r#"select max(at) as "at: i64" from parked"#)
        .fetch_one(&mut *db)
        .await?;
    let before = latest.unwrap_or_default().saturating_sub(LONGEST_WAIT);
    let why = AsideReason::Unsupported.word();
    sqlx::query!(
        "insert into set_aside (delivery, item, why, what)
         select delivery, item, ?, 'about a message that was not sent from here'
         from parked where at < ? on conflict do nothing",
        why,
        before
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("delete from parked where at < ?", before)
        .execute(db)
        .await?;
    Ok(())
}

pub(crate) async fn leave(db: &mut SqliteConnection, numbers: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "delete from parked where n in (select value from json_each(?))",
        numbers
    )
    .execute(db)
    .await?;
    Ok(())
}

struct ReadyRow {
    n: i64,
    message: String,
    outgoing: String,
    conversation: String,
    delivery: i64,
    item: i64,
    at: i64,
    status: String,
}

impl ReadyRow {
    fn read(self) -> Parked {
        Parked {
            id: ParkedId(self.n),
            message: MessageId::new(self.message),
            outgoing: OutgoingId::new(self.outgoing),
            conversation: ConversationId::new(self.conversation),
            origin: Origin::Delivery {
                delivery: DeliveryId(self.delivery),
                item: u32::try_from(self.item).unwrap_or_default(),
            },
            at: Timestamp(self.at),
            status: self.status,
        }
    }
}

/// Waiting statuses about `messages` (a JSON array) that are known by now, oldest first.
pub(crate) async fn ready(
    db: &mut SqliteConnection,
    messages: &str,
) -> Result<Vec<Parked>, sqlx::Error> {
    let rows = sqlx::query_as!(
        ReadyRow,
        "select parked.n, parked.message, sent.outgoing, sent.conversation, parked.delivery,
             parked.item, parked.at, parked.status
         from parked join sent on sent.message = parked.message and sent.message <> ''
         where parked.message in (select value from json_each(?))
         order by parked.n",
        messages
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(ReadyRow::read).collect())
}

impl Journal {
    /// Parked statuses whose message is known: to be asked once at start, since a crash may have
    /// come between knowing and matching.
    pub async fn ready_parked(&self) -> Result<Vec<Parked>, StoreError> {
        let rows = sqlx::query_as!(
            ReadyRow,
            "select parked.n, parked.message, sent.outgoing, sent.conversation, parked.delivery,
                 parked.item, parked.at, parked.status
             from parked join sent on sent.message = parked.message and sent.message <> ''
             order by parked.n"
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(ReadyRow::read).collect())
    }
}
