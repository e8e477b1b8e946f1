//! Small things a screen wants to know at a glance: how much there is, when something last came, what
//! waits to leave.

use crate::Journal;
use crate::error::StoreError;
use conversation::fact::Customer;
use conversation::ids::{ConversationId, MessageId};
use conversation::thread::{Entry, EntryKey, MessageAuthor, PlacedEntry};
use conversation::time::Timestamp;
use std::collections::HashMap;

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

    /// When the latest delivery came; `None` if none ever did.
    pub async fn last_delivery_at(&self) -> Result<Option<Timestamp>, StoreError> {
        let at = sqlx::query_scalar!(
            "select received_at from deliveries order by delivery desc limit 1"
        )
        .fetch_optional(&self.readers)
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

    /// The latest messages of customers that have words, newest first. `look_at` is how many
    /// messages, of whomever, are looked through.
    pub async fn latest_customer_messages(
        &self,
        look_at: u32,
    ) -> Result<Vec<CustomerMessage>, StoreError> {
        let rows = sqlx::query!(
            "select conversation, key, at, text, entry from entries
             where kind = 'message' and text <> '' order by place desc limit ?",
            look_at
        )
        .fetch_all(&self.readers)
        .await?;
        let ids: Vec<_> = rows
            .iter()
            .map(|row| ConversationId::new(row.conversation.clone()))
            .collect();
        let customers: HashMap<_, _> = self
            .list_rows(&ids)
            .await?
            .into_iter()
            .map(|row| (row.conversation, row.customer))
            .collect();
        let mut messages = Vec::with_capacity(rows.len());
        for row in rows {
            let conversation = ConversationId::new(row.conversation);
            if let Some(customer) = customers.get(&conversation)
                && is_customers(&serde_json::from_str(&row.entry)?)
            {
                messages.push(CustomerMessage {
                    conversation,
                    customer: customer.clone(),
                    message: MessageId::new(row.key),
                    at: Timestamp(row.at),
                    words: row.text,
                });
            }
        }
        Ok(messages)
    }
}

fn is_customers(entry: &Entry) -> bool {
    match entry {
        Entry::Message(message) => message.author == MessageAuthor::Customer,
        Entry::Line(_) | Entry::Note(_) => false,
    }
}
