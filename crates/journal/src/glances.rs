//! Small things a screen wants to know at a glance: how much there is, when something last came, what
//! waits to leave.

use crate::Journal;
use crate::error::StoreError;
use crate::projections::inbox::list::View;
use conversation::fact::Customer;
use conversation::ids::{ConversationId, MessageId, NumberId};
use conversation::thread::{EntryKey, PlacedEntry};
use conversation::time::Timestamp;
use std::collections::HashMap;

/// Conversations of a number in which messages of customers are looked for.
const TALKS: u32 = 500;

/// Messages looked at in each of them, and conversations in which the latest delivery is looked for.
const LATEST: u32 = 40;

/// How much is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Bytes of the database.
    pub bytes: u64,
    /// Conversations.
    pub conversations: u64,
    /// Messages, of whomever.
    pub messages: u64,
}

/// A message of a customer, with who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerMessage {
    /// In which conversation.
    pub conversation: ConversationId,
    /// Who wrote it.
    pub customer: Customer,
    /// Meta's id.
    pub message: MessageId,
    /// When.
    pub at: Timestamp,
    /// The words.
    pub words: String,
}

impl Journal {
    /// How much is kept.
    pub async fn size(&self) -> Result<Size, StoreError> {
        let row = sqlx::query!(
            r#"select (select count(*) from states) as "conversations!: i64",
                   (select coalesce(sum(value), 0) from hours where measure in (
                       'customer_messages', 'agent_messages', 'operator_messages'))
                       as "messages!: i64""#
        )
        .fetch_one(&self.readers)
        .await?;
        let file = tokio::fs::metadata(self.path()).await;
        Ok(Size {
            bytes: file.map(|file| file.len()).unwrap_or_default(),
            conversations: u64::try_from(row.conversations).unwrap_or_default(),
            messages: u64::try_from(row.messages).unwrap_or_default(),
        })
    }

    /// How many items of deliveries since `from` could not be stored and were set aside.
    pub async fn undecided_since(&self, from: Timestamp) -> Result<u64, StoreError> {
        let count = sqlx::query_scalar!(
            "select count(*) from set_aside join deliveries using (delivery)
             where set_aside.why = 'undecided' and deliveries.received_at >= ?",
            from.0
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// When the latest delivery with something of `number` came; `None` if none ever did. Only its
    /// latest conversations are looked at, since what comes is said in one of them.
    pub async fn last_delivery_to(
        &self,
        number: &NumberId,
    ) -> Result<Option<Timestamp>, StoreError> {
        let page = self.list(&View::All, Some(number), None, LATEST).await?;
        let talks: Vec<_> = page.rows.iter().map(|row| &row.conversation).collect();
        let talks = serde_json::to_string(&talks)?;
        let at = sqlx::query_scalar!(
            r#"select max(came.received_at) as "at: i64" from json_each(?1) as asked
               join events as told on told.seq = (
                   select seq from events where conversation = asked.value and delivery <> 0
                   order by version desc limit 1)
               join deliveries as came on came.delivery = told.delivery"#,
            talks
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(at.map(Timestamp))
    }

    /// How many messages of ours wait to leave.
    pub async fn waiting_sends(&self) -> Result<u32, StoreError> {
        let count = sqlx::query_scalar!(
            r#"select count(*) as "count!: u32" from work where kind = 'send' and claimed_at = 0"#
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(count)
    }

    /// One entry of a thread.
    pub async fn entry(
        &self,
        conversation: &ConversationId,
        key: &EntryKey,
    ) -> Result<Option<PlacedEntry>, StoreError> {
        let id = conversation.as_str();
        let row = sqlx::query!(
            "select place, at, entry from entries where conversation = ? and key = ?",
            id,
            key.0
        )
        .fetch_optional(&self.readers)
        .await?;
        row.map(|row| {
            Ok(PlacedEntry {
                place: row.place,
                at: Timestamp(row.at),
                key: key.clone(),
                entry: serde_json::from_str(&row.entry)?,
            })
        })
        .transpose()
    }

    /// The latest messages with words that customers wrote to one of `numbers`, newest first, at most
    /// `limit`. Of each number only the latest conversations are looked at, and the latest part of each,
    /// so that it costs the same however much there is.
    pub async fn latest_customer_messages(
        &self,
        numbers: &[NumberId],
        limit: u32,
    ) -> Result<Vec<CustomerMessage>, StoreError> {
        let mut customers = HashMap::new();
        for number in numbers {
            let page = self.list(&View::All, Some(number), None, TALKS).await?;
            let rows = page.rows.into_iter();
            customers.extend(rows.map(|row| (row.conversation, row.customer)));
        }
        let conversations = serde_json::to_string(&customers.keys().collect::<Vec<_>>())?;
        let rows = sqlx::query!(
            "select said.conversation, said.key, said.at, said.text
             from json_each(?1) as asked join entries as said on said.place in (
                 select place from entries
                 where entries.conversation = asked.value and kind = 'message' and text <> ''
                 order by place desc limit ?2)
             where said.entry ->> '$.author.author' = 'customer'
             order by said.place desc limit ?3",
            conversations,
            LATEST,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        let of_customer = rows.into_iter().filter_map(|row| {
            let conversation = ConversationId::new(row.conversation);
            Some(CustomerMessage {
                customer: customers.get(&conversation)?.clone(),
                conversation,
                message: MessageId::new(row.key),
                at: Timestamp(row.at),
                words: row.text,
            })
        });
        Ok(of_customer.collect())
    }
}
