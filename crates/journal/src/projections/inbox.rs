//! The list: one row per conversation, made from its state, so that each view is one indexed read.

use super::some;
use crate::Journal;
use crate::error::StoreError;
use conversation::fact::Customer;
use conversation::ids::{ConversationId, CustomerId, Epoch, NumberId, OperatorId};
use conversation::language::Language;
use conversation::queue::Stake;
use conversation::signal::{Reason, Trigger};
use conversation::state::{Answer, Conversation, Holder, LastSaid};
use conversation::time::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// What the list shows of a conversation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListRow {
    /// Which.
    pub conversation: ConversationId,
    /// On which of our numbers.
    pub number: NumberId,
    /// With whom.
    pub customer: Customer,
    /// Who may speak.
    pub holder: Holder,
    /// How often that changed.
    pub epoch: Epoch,
    /// The latest thing said.
    pub last: Option<LastSaid>,
    /// When it was said; else when the conversation began.
    pub last_at: Timestamp,
    /// How many messages of the customer nobody has answered.
    pub unanswered: u32,
    /// The earliest of them.
    pub waiting_since: Option<Timestamp>,
    /// When the 24-hour window closes.
    pub window_ends: Option<Timestamp>,
    /// The open call for a person.
    pub call: Option<ListCall>,
    /// How far the agent is with an answer.
    pub answer: Answer,
    /// The language the customer writes in.
    pub language: Option<Language>,
}

/// The open call for a person, as the list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ListCall {
    /// Why.
    pub trigger: Trigger,
    /// The deciding reason.
    pub reason: Option<Reason>,
    /// By when a person answers.
    pub due_at: Timestamp,
    /// How often it was raised.
    pub level: u32,
}

impl ListRow {
    fn of(state: &Conversation) -> Self {
        Self {
            conversation: state.id.clone(),
            number: state.number.clone(),
            customer: state.customer.clone(),
            holder: state.holder.clone(),
            epoch: state.epoch,
            last: state.last_said.clone(),
            last_at: state.last_said.as_ref().map_or(state.began_at, |l| l.at),
            unanswered: u32::try_from(state.unanswered.len()).unwrap_or(u32::MAX),
            waiting_since: state.waiting_since(),
            window_ends: state.window_ends(),
            call: state.escalation.as_ref().map(|open| ListCall {
                trigger: open.escalation.trigger,
                reason: open.escalation.signals.first().map(|s| s.reason.clone()),
                due_at: open.escalation.due_at,
                level: open.level,
            }),
            answer: state.answer.clone(),
            language: state.language,
        }
    }
}

#[derive(Default)]
pub(crate) struct Changes(BTreeMap<ConversationId, Row>);

#[derive(Serialize)]
struct Row {
    conversation: ConversationId,
    number: NumberId,
    customer: CustomerId,
    holder: &'static str,
    operator: String,
    last_at: Timestamp,
    stake: String,
    shown: ListRow,
}

impl Changes {
    pub(crate) fn finish(&mut self, after: &Conversation) {
        let shown = ListRow::of(after);
        let row = Row {
            conversation: after.id.clone(),
            number: after.number.clone(),
            customer: after.customer.id.clone(),
            holder: holder(&after.holder),
            operator: after
                .operator()
                .map_or_else(String::new, |id| id.as_str().to_owned()),
            last_at: shown.last_at,
            stake: conversation::queue::stake(after).map_or_else(String::new, |s| sortable(&s)),
            shown,
        };
        self.0.insert(after.id.clone(), row);
    }

    pub(crate) fn rows(&self) -> Result<Rows, serde_json::Error> {
        some(&self.0.values().collect::<Vec<_>>()).map(Rows)
    }
}

fn holder(holder: &Holder) -> &'static str {
    match holder {
        Holder::Agent => "agent",
        Holder::Waiting => "waiting",
        Holder::Operator { .. } => "operator",
        Holder::Closed => "closed",
    }
}

/// `stake` as text that sorts like it: fixed-width numbers, gravest trigger first.
fn sortable(stake: &Stake) -> String {
    let grave = Trigger::ALL
        .iter()
        .position(|trigger| *trigger == stake.trigger)
        .unwrap_or(Trigger::ALL.len());
    format!("{:020}:{:020}:{grave}", stake.due_at.0, stake.window_ends.0)
}

pub(crate) struct Rows(Option<String>);

impl Rows {
    pub(crate) async fn write(&self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let Some(rows) = &self.0 else { return Ok(()) };
        sqlx::query!(
            "insert into inbox
                 (conversation, number, customer, holder, operator, last_at, stake, shown)
             select value ->> 'conversation', value ->> 'number', value ->> 'customer',
                 value ->> 'holder', value ->> 'operator', value ->> 'last_at',
                 value ->> 'stake', value -> 'shown'
             from json_each(?) where true
             on conflict (conversation) do update set
                 number = excluded.number, customer = excluded.customer,
                 holder = excluded.holder, operator = excluded.operator,
                 last_at = excluded.last_at, stake = excluded.stake, shown = excluded.shown",
            rows
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

pub(crate) async fn clear(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from inbox").execute(db).await?;
    Ok(())
}

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
            "select stake, last_at, conversation, shown from inbox
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
            "select stake, last_at, conversation, shown from inbox
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
