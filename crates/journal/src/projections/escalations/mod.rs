//! Every call for a person and what became of it, and operators' judgements: for the insights, the
//! history beside a thread, and the proof that every escalation was alerted.

mod answers;
pub(crate) mod asked;
mod marks;

use super::{Place, some};
use answers::Answer;
use conversation::fact::{AlertChannel, Author, Escalation, Event, Fact};
use conversation::ids::{ConversationId, EscalationId, NumberId, OperatorId, OutgoingId};
use conversation::signal::Trigger;
use conversation::state::{Conversation, Holder};
use conversation::time::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

#[derive(Default)]
pub(crate) struct Changes {
    opened: Vec<Opened>,
    later: BTreeMap<EscalationId, Later>,
    answers: Vec<Answer>,
    unsaid: Vec<OutgoingId>,
    marks: marks::Changes,
}

#[derive(Serialize)]
struct Opened {
    escalation: EscalationId,
    conversation: ConversationId,
    number: NumberId,
    trigger: Trigger,
    at: Timestamp,
    waiting_since: Timestamp,
    due_at: Timestamp,
}

/// What is learned of an escalation later. Times only count the first time.
#[derive(Default, Serialize)]
struct Later {
    level: Option<u32>,
    alerted_at: Option<Timestamp>,
    opened_at: Option<Timestamp>,
    taken_at: Option<Timestamp>,
    operator: Option<OperatorId>,
    ended_at: Option<Timestamp>,
    superseded_by: Option<EscalationId>,
}

impl Changes {
    pub(crate) fn note(&mut self, before: &Conversation, event: &Event, place: Place) {
        let at = event.at;
        let open = before.escalation.as_ref().map(|open| &open.escalation.id);
        match &event.fact {
            Fact::Escalated { escalation } => self.open(before, escalation, at),
            Fact::Raised {
                escalation, level, ..
            } => self.later(escalation).level = Some(*level),
            Fact::AlertShown {
                escalation, how, ..
            } => match how {
                AlertChannel::Notification | AlertChannel::InApp => {
                    self.later(escalation).alerted_at.get_or_insert(at);
                }
                AlertChannel::Failed => {}
            },
            Fact::AlertOpened { escalation, .. } => {
                self.later(escalation).opened_at.get_or_insert(at);
            }
            Fact::TookOver { operator, .. } => {
                if let Some(id) = open {
                    self.taken(id, operator, at);
                }
            }
            Fact::Queued { outgoing } if matches!(outgoing.author, Author::Operator { .. }) => {
                let answer = Answer::of(before, outgoing.id.as_str(), at);
                self.answers.extend(answer);
            }
            Fact::PhoneWrote { message } => {
                self.answers
                    .extend(Answer::of(before, message.id.as_str(), at));
            }
            Fact::Withdrawn { outgoing, .. } | Fact::NotSent { outgoing, .. } => {
                self.unsaid
                    .extend(answers::unsaid(before, outgoing, &event.fact));
            }
            Fact::HandedBack { .. }
            | Fact::TurnEnded { .. }
            | Fact::Closed { .. }
            | Fact::Reopened { .. } => {
                if let Some(id) = open {
                    self.later(id).ended_at.get_or_insert(at);
                }
            }
            Fact::Marked { operator, mark } => {
                self.marks.note(before, event, place, operator, mark);
            }
            Fact::Began { .. }
            | Fact::CustomerKnown { .. }
            | Fact::CustomerWrote { .. }
            | Fact::CustomerReacted { .. }
            | Fact::PhoneEdited { .. }
            | Fact::PhoneRevoked { .. }
            | Fact::PhoneReacted { .. }
            | Fact::CustomerEdited { .. }
            | Fact::CustomerRevoked { .. }
            | Fact::MediaStored { .. }
            | Fact::MediaLost { .. }
            | Fact::Queued { .. }
            | Fact::Accepted { .. }
            | Fact::Unclear { .. }
            | Fact::Progressed { .. }
            | Fact::OperatorReacted { .. }
            | Fact::Drafted { .. }
            | Fact::AgentAsked { .. }
            | Fact::DraftFailed { .. }
            | Fact::DraftDropped { .. }
            | Fact::PutOff { .. }
            | Fact::Briefed { .. }
            | Fact::Passed { .. }
            | Fact::TurnWarned { .. }
            | Fact::OperatorLeft { .. }
            | Fact::Noted { .. }
            | Fact::TimerFired { .. }
            | Fact::Seen { .. }
            | Fact::AnswerStopped { .. } => {}
        }
    }

    fn open(&mut self, before: &Conversation, escalation: &Escalation, at: Timestamp) {
        self.opened.push(Opened {
            escalation: escalation.id.clone(),
            conversation: before.id.clone(),
            number: before.number.clone(),
            trigger: escalation.trigger,
            at,
            waiting_since: escalation.waiting_since,
            due_at: escalation.due_at,
        });
        if let Some(open) = &before.escalation {
            let old = self.later(&open.escalation.id);
            old.ended_at.get_or_insert(at);
            // Nobody had come; the new call holds the promise of the old one.
            if before.holder == Holder::Waiting {
                old.superseded_by.get_or_insert(escalation.id.clone());
            }
        }
    }

    fn later(&mut self, escalation: &EscalationId) -> &mut Later {
        self.later.entry(escalation.clone()).or_default()
    }

    fn taken(&mut self, escalation: &EscalationId, operator: &OperatorId, at: Timestamp) {
        let later = self.later(escalation);
        later.taken_at.get_or_insert(at);
        later.operator.get_or_insert(operator.clone());
    }

    pub(crate) fn rows(&self) -> Result<Rows, serde_json::Error> {
        let later: Vec<_> = self
            .later
            .iter()
            .map(|(escalation, later)| Patch { escalation, later })
            .collect();
        Ok(Rows {
            opened: some(&self.opened)?,
            later: some(&later)?,
            answers: some(&self.answers)?,
            unsaid: some(&self.unsaid)?,
            marks: self.marks.rows()?,
        })
    }
}

#[derive(Serialize)]
struct Patch<'a> {
    escalation: &'a EscalationId,
    #[serde(flatten)]
    later: &'a Later,
}

pub(crate) struct Rows {
    opened: Option<String>,
    later: Option<String>,
    answers: Option<String>,
    unsaid: Option<String>,
    marks: marks::Rows,
}

impl Rows {
    /// Writes them, after the thread's entries. `base` plus an event's [`Place`] is its sequence number.
    pub(crate) async fn write(
        &self,
        db: &mut SqliteConnection,
        base: i64,
    ) -> Result<(), sqlx::Error> {
        if let Some(opened) = &self.opened {
            sqlx::query!(
                "insert into escalations
                     (escalation, conversation, number, trigger, at, waiting_since, due_at)
                 select value ->> 'escalation', value ->> 'conversation', value ->> 'number',
                     value ->> 'trigger', value ->> 'at', value ->> 'waiting_since',
                     value ->> 'due_at'
                 from json_each(?) where true on conflict do nothing",
                opened
            )
            .execute(&mut *db)
            .await?;
        }
        if let Some(later) = &self.later {
            write_later(db, later).await?;
        }
        if let Some(answers) = &self.answers {
            answers::write(db, answers).await?;
        }
        if let Some(unsaid) = &self.unsaid {
            answers::write_unsaid(db, unsaid).await?;
        }
        self.marks.write(db, base).await
    }
}

async fn write_later(db: &mut SqliteConnection, later: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update escalations set
             level = coalesce(new.raised, escalations.level),
             alerted_at = coalesce(nullif(alerted_at, 0), new.alerted, 0),
             opened_at = coalesce(nullif(opened_at, 0), new.opened, 0),
             operator = coalesce(nullif(escalations.operator, ''), new.who, ''),
             taken_at = coalesce(nullif(taken_at, 0), new.taken, 0),
             ended_at = coalesce(nullif(ended_at, 0), new.ended, 0),
             superseded_by = coalesce(nullif(superseded_by, ''), new.instead, '')
         from (select value ->> 'escalation' as id, value ->> 'level' as raised,
                   value ->> 'alerted_at' as alerted, value ->> 'opened_at' as opened,
                   value ->> 'taken_at' as taken, value ->> 'operator' as who,
                   value ->> 'ended_at' as ended, value ->> 'superseded_by' as instead
               from json_each(?)) as new
         where escalations.escalation = new.id",
        later
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets the calls and marks of one conversation.
pub(crate) async fn forget(
    db: &mut SqliteConnection,
    conversation: &str,
) -> Result<(), sqlx::Error> {
    answers::forget(db, conversation).await?;
    sqlx::query!(
        "delete from escalations where conversation = ?",
        conversation
    )
    .execute(&mut *db)
    .await?;
    marks::forget(db, conversation).await
}

pub(crate) async fn clear(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from answers")
        .execute(&mut *db)
        .await?;
    sqlx::query!("delete from escalations")
        .execute(&mut *db)
        .await?;
    marks::clear(db).await
}
