//! What can be asked of the list: pages of a view, counts, single rows.

use super::ListRow;
use crate::Journal;
use crate::error::StoreError;
use conversation::ids::{ConversationId, NumberId, OperatorId};
use serde::{Deserialize, Serialize};

/// What the list shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum View {
    /// What waits for a person, by what is at stake.
    NeedsPerson,
    /// What one operator holds.
    Mine(OperatorId),
    /// What any operator holds.
    WithOperators,
    /// What the agent holds.
    WithAgent,
    /// Everything.
    All,
    /// What is done.
    Closed,
}

/// Where the next page begins: after the last row of the page before. It stays right while rows
/// come and go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListMark {
    stake: String,
    last_at: i64,
    conversation: String,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPage {
    /// The rows, in the order of the view.
    pub rows: Vec<ListRow>,
    /// Where the next page begins; `None` when this is the last.
    pub next: Option<ListMark>,
}

/// How many conversations each view has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListCounts {
    /// Waiting for a person.
    pub needs_person: u64,
    /// Held by the operator who asks.
    pub mine: u64,
    /// Held by any operator.
    pub with_operators: u64,
    /// Held by the agent.
    pub with_agent: u64,
    /// Done.
    pub closed: u64,
}

struct InboxRow {
    stake: String,
    last_at: i64,
    conversation: String,
    shown: String,
}

impl ListPage {
    fn of(rows: Vec<InboxRow>, limit: u32) -> Result<Self, StoreError> {
        let full = rows.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
        let next = rows.last().filter(|_| full).map(|row| ListMark {
            stake: row.stake.clone(),
            last_at: row.last_at,
            conversation: row.conversation.clone(),
        });
        let rows = rows
            .iter()
            .map(|row| serde_json::from_str(&row.shown))
            .collect::<Result<_, _>>()?;
        Ok(Self { rows, next })
    }
}

impl Journal {
    /// A page of the list. `number` keeps one of the business's numbers.
    pub async fn list(
        &self,
        view: &View,
        number: Option<&NumberId>,
        after: Option<&ListMark>,
        limit: u32,
    ) -> Result<ListPage, StoreError> {
        let number = number.map_or("", NumberId::as_str);
        let rows = match view {
            View::NeedsPerson => self.waiting(number, after, limit).await?,
            View::Mine(operator) => {
                let operator = operator.as_str();
                self.held("operator", operator, number, after, limit)
                    .await?
            }
            View::WithAgent => self.held("agent", "", number, after, limit).await?,
            View::Closed => self.held("closed", "", number, after, limit).await?,
            View::WithOperators => self.with_operators(number, after, limit).await?,
            View::All => self.everything(number, after, limit).await?,
        };
        ListPage::of(rows, limit)
    }

    /// How many conversations each view has, for `operator`.
    pub async fn list_counts(
        &self,
        operator: &OperatorId,
        number: Option<&NumberId>,
    ) -> Result<ListCounts, StoreError> {
        let number = number.map_or("", NumberId::as_str);
        let rows = sqlx::query!(
            r#"select holder, operator, count(*) as "count!: i64" from inbox
               where ?1 = '' or number = ?1 group by holder, operator"#,
            number
        )
        .fetch_all(&self.readers)
        .await?;
        let mut counts = ListCounts::default();
        for row in rows {
            let count = u64::try_from(row.count).unwrap_or_default();
            match row.holder.as_str() {
                "waiting" => counts.needs_person += count,
                "agent" => counts.with_agent += count,
                "closed" => counts.closed += count,
                _ => {
                    counts.with_operators += count;
                    if row.operator == operator.as_str() {
                        counts.mine += count;
                    }
                }
            }
        }
        Ok(counts)
    }

    /// The rows of these conversations, in no particular order: for one that changed.
    pub async fn list_rows(&self, ids: &[ConversationId]) -> Result<Vec<ListRow>, StoreError> {
        let ids = serde_json::to_string(ids)?;
        let rows = sqlx::query_scalar!(
            "select shown from inbox where conversation in (select value from json_each(?))",
            ids
        )
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|shown| Ok(serde_json::from_str(shown)?))
            .collect()
    }

    async fn waiting(
        &self,
        number: &str,
        after: Option<&ListMark>,
        limit: u32,
    ) -> Result<Vec<InboxRow>, StoreError> {
        let (stake, id) = after.map_or(("", ""), |mark| (&mark.stake, &mark.conversation));
        let rows = sqlx::query_as!(
            InboxRow,
            "select stake, last_at, conversation, shown from inbox indexed by inbox_waiting
             where holder = 'waiting' and (stake, conversation) > (?1, ?2)
                 and (?3 = '' or number = ?3)
             order by stake, conversation limit ?4",
            stake,
            id,
            number,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows)
    }

    async fn held(
        &self,
        holder: &str,
        operator: &str,
        number: &str,
        after: Option<&ListMark>,
        limit: u32,
    ) -> Result<Vec<InboxRow>, StoreError> {
        let (last_at, id) = newest_first(after);
        let rows = sqlx::query_as!(
            InboxRow,
            "select stake, last_at, conversation, shown from inbox
             where holder = ?1 and operator = ?2 and (last_at, conversation) < (?3, ?4)
                 and (?5 = '' or number = ?5)
             order by last_at desc, conversation desc limit ?6",
            holder,
            operator,
            last_at,
            id,
            number,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows)
    }

    async fn with_operators(
        &self,
        number: &str,
        after: Option<&ListMark>,
        limit: u32,
    ) -> Result<Vec<InboxRow>, StoreError> {
        let (last_at, id) = newest_first(after);
        let rows = sqlx::query_as!(
            InboxRow,
            "select stake, last_at, conversation, shown from inbox indexed by inbox_held
             where holder = 'operator' and (last_at, conversation) < (?1, ?2)
                 and (?3 = '' or number = ?3)
             order by last_at desc, conversation desc limit ?4",
            last_at,
            id,
            number,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows)
    }

    async fn everything(
        &self,
        number: &str,
        after: Option<&ListMark>,
        limit: u32,
    ) -> Result<Vec<InboxRow>, StoreError> {
        let (last_at, id) = newest_first(after);
        let rows = sqlx::query_as!(
            InboxRow,
            "select stake, last_at, conversation, shown from inbox
             where (last_at, conversation) < (?1, ?2) and (?3 = '' or number = ?3)
             order by last_at desc, conversation desc limit ?4",
            last_at,
            id,
            number,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows)
    }
}

fn newest_first(after: Option<&ListMark>) -> (i64, &str) {
    // Greater than any id: ids are text, and this is the last code point.
    after.map_or((i64::MAX, "\u{10ffff}"), |mark| {
        (mark.last_at, &mark.conversation)
    })
}
