//! Messages of ours by Meta's id and by ours: a status or a reaction names the one, the outbox the
//! other.

use super::some;
use crate::Journal;
use crate::error::StoreError;
use conversation::fact::{Event, Fact};
use conversation::ids::{ConversationId, MessageId, OutgoingId};
use serde::Serialize;
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

#[derive(Default)]
pub(crate) struct Changes(BTreeMap<OutgoingId, Row>);

#[derive(Serialize)]
struct Row {
    outgoing: OutgoingId,
    conversation: ConversationId,
    message: Option<MessageId>,
}

impl Changes {
    pub(crate) fn note(&mut self, event: &Event) {
        let (outgoing, message) = if let Fact::Queued { outgoing } = &event.fact {
            (&outgoing.id, None)
        } else if let Fact::Accepted { outgoing, message }
        | Fact::Progressed {
            outgoing, message, ..
        } = &event.fact
        {
            (outgoing, Some(message))
        } else {
            return;
        };
        let row = self.0.entry(outgoing.clone()).or_insert_with(|| Row {
            outgoing: outgoing.clone(),
            conversation: event.conversation.clone(),
            message: None,
        });
        row.message = message.cloned().or(row.message.take());
    }

    pub(crate) fn rows(&self) -> Result<Rows, serde_json::Error> {
        some(&self.0.values().collect::<Vec<_>>()).map(Rows)
    }
}

pub(crate) struct Rows(Option<String>);

impl Rows {
    pub(crate) async fn write(&self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let Some(rows) = &self.0 else { return Ok(()) };
        sqlx::query!(
            "insert into sent (outgoing, conversation, message)
             select value ->> 'outgoing', value ->> 'conversation',
                 coalesce(value ->> 'message', '')
             from json_each(?) where true
             on conflict (outgoing) do update set message = excluded.message
                 where excluded.message <> '' and excluded.message <> sent.message",
            rows
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

pub(crate) async fn clear(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from sent").execute(db).await?;
    Ok(())
}

/// A message of ours, and where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// Our id.
    pub outgoing: OutgoingId,
    /// Its conversation.
    pub conversation: ConversationId,
    /// Meta's id, once known.
    pub message: Option<MessageId>,
}

struct SentRow {
    outgoing: String,
    conversation: String,
    message: String,
}

impl SentRow {
    fn read(self) -> Sent {
        Sent {
            outgoing: OutgoingId::new(self.outgoing),
            conversation: ConversationId::new(self.conversation),
            message: (!self.message.is_empty()).then(|| MessageId::new(self.message)),
        }
    }
}

impl Journal {
    /// Our messages with these Meta ids; unknown ones are left out.
    pub async fn sent_by_message(&self, messages: &[MessageId]) -> Result<Vec<Sent>, StoreError> {
        let messages = serde_json::to_string(messages)?;
        let rows = sqlx::query_as!(
            SentRow,
            "select outgoing, conversation, message from sent
             where message <> '' and message in (select value from json_each(?))",
            messages
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(SentRow::read).collect())
    }

    /// Our messages with these ids of ours; unknown ones are left out.
    pub async fn sent_by_outgoing(&self, ids: &[OutgoingId]) -> Result<Vec<Sent>, StoreError> {
        let ids = serde_json::to_string(ids)?;
        let rows = sqlx::query_as!(
            SentRow,
            "select outgoing, conversation, message from sent
             where outgoing in (select value from json_each(?))",
            ids
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows.into_iter().map(SentRow::read).collect())
    }
}
