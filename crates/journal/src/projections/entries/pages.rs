//! Reading a thread: pages by place, notes, lines, counts, and where an entry stands.

use crate::Journal;
use crate::error::StoreError;
use conversation::ids::ConversationId;
use conversation::thread::{EntryKey, PlacedEntry, Rail};
use conversation::time::Timestamp;

/// Where a page of a thread begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The newest entries.
    Latest,
    /// The entries just before a place.
    Before(i64),
    /// The entries just after a place.
    After(i64),
}

/// A page of a thread, oldest entry first.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreadPage {
    /// The entries.
    pub entries: Vec<PlacedEntry>,
    /// Who held the conversation just before the first of them.
    pub rail: Rail,
}

/// How many messages are from whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SaidBy {
    /// From the customer.
    pub customer: u32,
    /// From the agent.
    pub agent: u32,
    /// From people, on the phone app too.
    pub operators: u32,
}

struct EntryRow {
    place: i64,
    key: String,
    at: i64,
    rail: String,
    entry: String,
}

impl ThreadPage {
    fn of(rows: Vec<EntryRow>) -> Result<Self, StoreError> {
        let rail = match rows.first() {
            Some(row) => serde_json::from_str(&row.rail)?,
            None => Rail::default(),
        };
        let placed = |row: EntryRow| -> Result<PlacedEntry, StoreError> {
            Ok(PlacedEntry {
                place: row.place,
                at: Timestamp(row.at),
                key: EntryKey(row.key),
                entry: serde_json::from_str(&row.entry)?,
            })
        };
        let entries = rows.into_iter().map(placed).collect::<Result<_, _>>()?;
        Ok(Self { entries, rail })
    }
}

impl Journal {
    /// A page of a conversation's thread.
    pub async fn thread(
        &self,
        conversation: &ConversationId,
        page: Page,
        limit: u32,
    ) -> Result<ThreadPage, StoreError> {
        let rows = match page {
            Page::Latest => self.entries_before(conversation, i64::MAX, limit).await?,
            Page::Before(place) => self.entries_before(conversation, place, limit).await?,
            Page::After(place) => self.entries_after(conversation, place, limit).await?,
        };
        ThreadPage::of(rows)
    }

    /// The entries around a place: as many before it as after it.
    pub async fn thread_around(
        &self,
        conversation: &ConversationId,
        place: i64,
        limit: u32,
    ) -> Result<ThreadPage, StoreError> {
        let half = limit.div_ceil(2);
        let mut rows = self.entries_before(conversation, place, half).await?;
        rows.extend(self.entries_after(conversation, place - 1, half).await?);
        ThreadPage::of(rows)
    }

    /// The place of an entry, by its key or by Meta's id of its message.
    pub async fn place_of(
        &self,
        conversation: &ConversationId,
        key: &EntryKey,
    ) -> Result<Option<i64>, StoreError> {
        let conversation = conversation.as_str();
        let place = sqlx::query_scalar!(
            r#"select place as "place!" from entries where conversation = ?1 and key = ?2
               union all
               select place from entries
               where conversation = ?1 and message = ?2 and message <> ''
               limit 1"#,
            conversation,
            key.0
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(place)
    }

    /// The notes among operators in one conversation, newest first.
    pub async fn notes_of(
        &self,
        conversation: &ConversationId,
        limit: u32,
    ) -> Result<Vec<PlacedEntry>, StoreError> {
        let conversation = conversation.as_str();
        let rows = sqlx::query_as!(
            EntryRow,
            "select place, key, at, rail, entry from entries
             where conversation = ? and kind = 'note' order by place desc limit ?",
            conversation,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(ThreadPage::of(rows)?.entries)
    }

    /// The lines that tell what happened to the baton in one conversation, oldest first.
    pub async fn lines_of(
        &self,
        conversation: &ConversationId,
    ) -> Result<Vec<PlacedEntry>, StoreError> {
        let conversation = conversation.as_str();
        let rows = sqlx::query_as!(
            EntryRow,
            "select place, key, at, rail, entry from entries
             where conversation = ? and kind = 'line' order by place",
            conversation
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(ThreadPage::of(rows)?.entries)
    }

    /// How many messages of one conversation are from whom. What was taken back was never said.
    pub async fn said_in(&self, conversation: &ConversationId) -> Result<SaidBy, StoreError> {
        let conversation = conversation.as_str();
        let rows = sqlx::query!(
            r#"select entry ->> '$.author.author' as "author!: String",
                   count(*) as "count!: u32"
               from entries where conversation = ? and kind = 'message' group by 1"#,
            conversation
        )
        .fetch_all(&self.readers)
        .await?;
        let mut said = SaidBy::default();
        for row in rows {
            match row.author.as_str() {
                "customer" => said.customer += row.count,
                "agent" => said.agent += row.count,
                _ => said.operators += row.count,
            }
        }
        Ok(said)
    }

    async fn entries_before(
        &self,
        conversation: &ConversationId,
        place: i64,
        limit: u32,
    ) -> Result<Vec<EntryRow>, StoreError> {
        let conversation = conversation.as_str();
        let mut rows = sqlx::query_as!(
            EntryRow,
            "select place, key, at, rail, entry from entries
             where conversation = ? and place < ? order by place desc limit ?",
            conversation,
            place,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        rows.reverse();
        Ok(rows)
    }

    async fn entries_after(
        &self,
        conversation: &ConversationId,
        place: i64,
        limit: u32,
    ) -> Result<Vec<EntryRow>, StoreError> {
        let conversation = conversation.as_str();
        let rows = sqlx::query_as!(
            EntryRow,
            "select place, key, at, rail, entry from entries
             where conversation = ? and place > ? order by place limit ?",
            conversation,
            place,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows)
    }
}
