//! The list: one row per conversation, made from its state, so that each view is one indexed read.

pub(crate) mod list;

use super::some;
use conversation::excerpt::excerpt;
use conversation::fact::Customer;
use conversation::ids::{
    ConversationId, CustomerId, Epoch, EscalationId, MessageId, NumberId, OperatorId,
};
use conversation::language::Language;
use conversation::queue::Stake;
use conversation::signal::{Reason, Trigger};
use conversation::state::{Answer, Conversation, Holder, LastSaid, OpenEscalation};
use conversation::thread::Segment;
use conversation::time::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// Rows made in one go when the list is filled anew.
const AT_ONCE: i64 = 500;

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
    /// The latest of them that wants an answer.
    #[serde(default)]
    pub owed: Option<MessageId>,
    /// How many of them no operator has seen.
    pub unread: u32,
    /// The earliest unanswered one.
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
    /// Which.
    pub escalation: EscalationId,
    /// Why.
    pub trigger: Trigger,
    /// The deciding reason.
    pub reason: Option<Reason>,
    /// By when a person answers.
    pub due_at: Timestamp,
    /// How often it was raised.
    pub level: u32,
    /// The customer's words, those that speak for the call marked.
    pub excerpt: Vec<Segment>,
    /// Since when the customer waits.
    pub waiting_since: Timestamp,
    /// When the call was made.
    pub called_at: Timestamp,
    /// Who put it off, and until when.
    pub put_off: Option<(OperatorId, Timestamp)>,
}

impl ListRow {
    /// The row of a conversation.
    pub fn of(state: &Conversation) -> Self {
        Self {
            conversation: state.id.clone(),
            number: state.number.clone(),
            customer: state.customer.clone(),
            holder: state.holder.clone(),
            epoch: state.epoch,
            last: state.last_said.clone(),
            last_at: state.last_said.as_ref().map_or(state.began_at, |l| l.at),
            unanswered: u32::try_from(state.unanswered.len()).unwrap_or(u32::MAX),
            owed: state.latest_owed().cloned(),
            unread: state.unread,
            waiting_since: state.waiting_since(),
            window_ends: state.window_ends(),
            call: state.escalation.as_ref().map(|open| call(state, open)),
            answer: state.answer.clone(),
            language: state.language,
        }
    }
}

fn call(state: &Conversation, open: &OpenEscalation) -> ListCall {
    let escalation = &open.escalation;
    ListCall {
        escalation: escalation.id.clone(),
        trigger: escalation.trigger,
        reason: escalation.signals.first().map(|s| s.reason.clone()),
        due_at: escalation.due_at,
        level: open.level,
        excerpt: excerpt(state, &escalation.signals),
        waiting_since: escalation.waiting_since,
        called_at: state.held_since,
        put_off: open.put_off.clone(),
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

/// Fills the list from the states where it is empty: a migration empties it when a row gets more to
/// show, and a row is made from the state alone.
pub(crate) async fn fill_if_empty(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let is_filled = sqlx::query_scalar!(r#"select exists(select 1 from inbox) as "is: bool""#)
        .fetch_one(&mut *db)
        .await?;
    if is_filled {
        return Ok(());
    }
    let mut after = String::new();
    loop {
        let rows = sqlx::query!(
            "select conversation, state from states where conversation > ?
             order by conversation limit ?",
            after,
            AT_ONCE
        )
        .fetch_all(&mut *db)
        .await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        after.clone_from(&last.conversation);
        let mut changes = Changes::default();
        for row in &rows {
            changes.finish(&serde_json::from_str(&row.state).map_err(unreadable)?);
        }
        changes.rows().map_err(unreadable)?.write(db).await?;
    }
}

fn unreadable(error: serde_json::Error) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}

pub(crate) async fn clear(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from inbox").execute(db).await?;
    Ok(())
}
