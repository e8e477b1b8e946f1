//! What can be asked about calls for a person and operators' judgements.

use crate::Journal;
use crate::error::StoreError;
use conversation::ids::{ConversationId, EscalationId, NumberId, OperatorId};
use conversation::signal::Trigger;
use conversation::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A call for a person, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// Which.
    pub escalation: EscalationId,
    /// In which conversation.
    pub conversation: ConversationId,
    /// Why.
    pub trigger: Trigger,
    /// When.
    pub at: Timestamp,
    /// Since when the customer waited.
    pub waiting_since: Timestamp,
    /// By when a person was to answer.
    pub due_at: Timestamp,
    /// How often it was raised.
    pub level: u32,
    /// When an alert was first shown.
    pub alerted_at: Option<Timestamp>,
    /// When somebody first opened the brief.
    pub opened_at: Option<Timestamp>,
    /// When somebody took over.
    pub taken_at: Option<Timestamp>,
    /// Who took over.
    pub operator: Option<OperatorId>,
    /// When the customer had a person's first words.
    pub answered_at: Option<Timestamp>,
    /// When it was handed back or closed, or another call took its place.
    pub ended_at: Option<Timestamp>,
    /// The call that took its place while nobody had come, and holds its promise.
    pub superseded_by: Option<EscalationId>,
}

impl Call {
    /// Whether it counts by itself.
    pub fn stands(&self) -> bool {
        self.superseded_by.is_none()
    }

    /// Whether the customer had a person's words in the promised time.
    pub fn was_kept(&self) -> bool {
        self.stands() && self.answered_at.is_some_and(|at| at <= self.due_at)
    }

    /// By how many milliseconds a person was, or is by `now`, too late. A call that ended in time without
    /// words is neither kept nor broken: nobody had to answer it.
    pub fn late_by(&self, now: Timestamp) -> Option<i64> {
        let settled = self.answered_at.or(self.ended_at).unwrap_or(now);
        (self.stands() && settled > self.due_at).then(|| settled.0 - self.due_at.0)
    }
}

/// How an operator judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkWord {
    /// The escalation was right.
    Right,
    /// The escalation was needless.
    Needless,
    /// It should have been handed over.
    Missed,
}

/// A judgement of an operator that stands: the last one of its call, or the last one that said a
/// hand-over was missing while the agent had the conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// In which conversation.
    pub conversation: ConversationId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub operator: OperatorId,
    /// What.
    pub mark: MarkWord,
    /// Which escalation; `None` for a missed one.
    pub escalation: Option<EscalationId>,
    /// The trigger of that escalation; for a missed one the trigger that should have fired.
    pub trigger: Option<Trigger>,
}

struct CallRow {
    escalation: String,
    conversation: String,
    trigger: String,
    at: i64,
    waiting_since: i64,
    due_at: i64,
    level: i64,
    alerted_at: i64,
    opened_at: i64,
    taken_at: i64,
    operator: String,
    answered_at: i64,
    ended_at: i64,
    superseded_by: String,
}

impl CallRow {
    fn read(self) -> Result<Call, StoreError> {
        let happened = |at: i64| (at != 0).then_some(Timestamp(at));
        Ok(Call {
            escalation: EscalationId::new(self.escalation),
            conversation: ConversationId::new(self.conversation),
            trigger: serde_json::from_value(self.trigger.into())?,
            at: Timestamp(self.at),
            waiting_since: Timestamp(self.waiting_since),
            due_at: Timestamp(self.due_at),
            level: u32::try_from(self.level).unwrap_or_default(),
            alerted_at: happened(self.alerted_at),
            opened_at: happened(self.opened_at),
            taken_at: happened(self.taken_at),
            operator: (!self.operator.is_empty()).then(|| OperatorId::new(self.operator)),
            answered_at: happened(self.answered_at),
            ended_at: happened(self.ended_at),
            superseded_by: (!self.superseded_by.is_empty())
                .then(|| EscalationId::new(self.superseded_by)),
        })
    }
}

struct JudgementRow {
    conversation: String,
    at: i64,
    operator: String,
    mark: String,
    escalation: String,
    trigger: String,
}

impl JudgementRow {
    fn read(self) -> Result<Judgement, StoreError> {
        let escalation = (!self.escalation.is_empty()).then(|| EscalationId::new(self.escalation));
        let trigger = match self.trigger.is_empty() {
            true => None,
            false => Some(serde_json::from_value(self.trigger.into())?),
        };
        Ok(Judgement {
            conversation: ConversationId::new(self.conversation),
            at: Timestamp(self.at),
            operator: OperatorId::new(self.operator),
            mark: serde_json::from_value(self.mark.into())?,
            escalation,
            trigger,
        })
    }
}

impl Journal {
    /// The calls for a person in one conversation, newest first.
    pub async fn calls_of(&self, conversation: &ConversationId) -> Result<Vec<Call>, StoreError> {
        let conversation = conversation.as_str();
        let rows = sqlx::query_as!(
            CallRow,
            "select escalation, conversation, trigger, at, waiting_since, due_at, level,
                 alerted_at, opened_at, taken_at, operator, answered_at, ended_at,
                 superseded_by
             from escalations where conversation = ? order by at desc",
            conversation
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(CallRow::read).collect()
    }

    /// The calls for a person in `from..to`, oldest first.
    pub async fn calls_between(
        &self,
        from: Timestamp,
        to: Timestamp,
        number: Option<&NumberId>,
    ) -> Result<Vec<Call>, StoreError> {
        let number = number.map_or("", NumberId::as_str);
        let rows = sqlx::query_as!(
            CallRow,
            "select escalation, conversation, trigger, at, waiting_since, due_at, level,
                 alerted_at, opened_at, taken_at, operator, answered_at, ended_at,
                 superseded_by
             from escalations where at >= ?1 and at < ?2 and (?3 = '' or number = ?3)
             order by at",
            from.0,
            to.0,
            number
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(CallRow::read).collect()
    }

    /// Operators' judgements in `from..to` that stand, oldest first.
    pub async fn judgements_between(
        &self,
        from: Timestamp,
        to: Timestamp,
        number: Option<&NumberId>,
    ) -> Result<Vec<Judgement>, StoreError> {
        let number = number.map_or("", NumberId::as_str);
        let rows = sqlx::query_as!(
            JudgementRow,
            r#"select conversation, at, operator, mark, escalation,
                 coalesce(nullif(trigger, ''), (select called.trigger from escalations as called
                     where called.escalation = marks.escalation), '') as "trigger!: String"
             from marks
             where at >= ?1 and at < ?2 and (?3 = '' or number = ?3)
                 and not exists (select 1 from marks as later
                     where later.conversation = marks.conversation
                         and later.escalation = marks.escalation
                         and later.stretch = marks.stretch and later.place > marks.place)
             order by at, place"#,
            from.0,
            to.0,
            number
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(JudgementRow::read).collect()
    }

    /// Operators' judgements of one conversation that stand now, oldest first: of each of its calls,
    /// and of what was missing since the agent last got it.
    pub async fn judgements_of(
        &self,
        conversation: &ConversationId,
    ) -> Result<Vec<Judgement>, StoreError> {
        let conversation = conversation.as_str();
        let rows = sqlx::query_as!(
            JudgementRow,
            r#"select conversation, at, operator, mark, escalation,
                 coalesce(nullif(trigger, ''), (select called.trigger from escalations as called
                     where called.escalation = marks.escalation), '') as "trigger!: String"
             from marks
             where conversation = ?1
                 and not exists (select 1 from marks as later
                     where later.conversation = marks.conversation
                         and later.escalation = marks.escalation
                         and later.stretch = marks.stretch and later.place > marks.place)
                 and not exists (select 1 from entries
                     where mark = 'missed' and entries.conversation = ?1
                         and entries.kind = 'line' and entries.place > marks.place
                         and entries.entry ->> '$.what.line' in ('handed_back', 'reopened'))
             order by place"#,
            conversation
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(JudgementRow::read).collect()
    }
}
