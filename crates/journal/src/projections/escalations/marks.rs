//! Operators' judgements as rows. Of several on one call all are kept, and the last one counts; what is
//! taken back is gone, here and only here: the journal still tells it.

use super::asked::MarkWord;
use crate::projections::{Place, some};
use conversation::fact::{Event, Mark};
use conversation::ids::{ConversationId, EscalationId, EventId, NumberId, OperatorId};
use conversation::signal::Trigger;
use conversation::state::Conversation;
use conversation::time::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;

#[derive(Default)]
pub(super) struct Changes {
    made: Vec<Made>,
    withdrawn: Vec<Withdrawn>,
}

#[derive(Serialize)]
struct Made {
    event: EventId,
    place: i64,
    conversation: ConversationId,
    number: NumberId,
    at: Timestamp,
    operator: OperatorId,
    mark: MarkWord,
    escalation: Option<EscalationId>,
    trigger: Option<Trigger>,
}

#[derive(Serialize)]
struct Withdrawn {
    place: i64,
    conversation: ConversationId,
    escalation: Option<EscalationId>,
}

impl Changes {
    pub(super) fn note(
        &mut self,
        before: &Conversation,
        event: &Event,
        place: Place,
        operator: &OperatorId,
        mark: &Mark,
    ) {
        let (word, escalation, trigger) = match mark {
            Mark::Right { escalation } => (MarkWord::Right, Some(escalation.clone()), None),
            Mark::Needless { escalation } => (MarkWord::Needless, Some(escalation.clone()), None),
            Mark::Missed { trigger } => (MarkWord::Missed, None, Some(*trigger)),
            Mark::Withdrawn { escalation } => {
                self.withdrawn.push(Withdrawn {
                    place: place.0,
                    conversation: before.id.clone(),
                    escalation: escalation.clone(),
                });
                return;
            }
        };
        self.made.push(Made {
            event: event.id.clone(),
            place: place.0,
            conversation: before.id.clone(),
            number: before.number.clone(),
            at: event.at,
            operator: operator.clone(),
            mark: word,
            escalation,
            trigger,
        });
    }

    pub(super) fn rows(&self) -> Result<Rows, serde_json::Error> {
        Ok(Rows {
            made: some(&self.made)?,
            withdrawn: some(&self.withdrawn)?,
        })
    }
}

pub(super) struct Rows {
    made: Option<String>,
    withdrawn: Option<String>,
}

impl Rows {
    /// What is taken back in the same step as it was said must be there already.
    pub(super) async fn write(
        &self,
        db: &mut SqliteConnection,
        base: i64,
    ) -> Result<(), sqlx::Error> {
        if let Some(made) = &self.made {
            write_made(&mut *db, made, base).await?;
        }
        if let Some(withdrawn) = &self.withdrawn {
            take_back(db, withdrawn, base).await?;
        }
        Ok(())
    }
}

/// What was missing was missing in one stretch of the agent: since the last line that says it got the
/// conversation. A call is one call, whenever it is judged.
async fn write_made(db: &mut SqliteConnection, marks: &str, base: i64) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into marks
             (event, place, stretch, conversation, number, at, operator, mark, escalation, trigger)
         select value ->> 'event', ?1 + (value ->> 'place'),
             case value ->> 'mark' when 'missed' then coalesce((
                 select max(entries.place) from entries
                 where entries.conversation = value ->> 'conversation' and entries.kind = 'line'
                     and entries.place < ?1 + (value ->> 'place')
                     and entries.entry ->> '$.what.line' in ('handed_back', 'reopened')
                 ), 0) else 0 end,
             value ->> 'conversation', value ->> 'number', value ->> 'at', value ->> 'operator',
             value ->> 'mark', coalesce(value ->> 'escalation', ''),
             coalesce(value ->> 'trigger', '')
         from json_each(?2) where true on conflict do nothing",
        base,
        marks
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What was said to be missing in an earlier stretch of the agent stays said.
async fn take_back(
    db: &mut SqliteConnection,
    withdrawn: &str,
    base: i64,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "delete from marks where event in (
             select marks.event from json_each(?2) as undone join marks
                 on marks.conversation = undone.value ->> 'conversation'
                 and marks.escalation = coalesce(undone.value ->> 'escalation', '')
                 and marks.place < ?1 + (undone.value ->> 'place')
             where marks.mark <> 'missed' or not exists (
                 select 1 from entries
                 where entries.conversation = marks.conversation and entries.kind = 'line'
                     and entries.place > marks.place
                     and entries.place < ?1 + (undone.value ->> 'place')
                     and entries.entry ->> '$.what.line' in ('handed_back', 'reopened')))",
        base,
        withdrawn
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets the judgements of one conversation.
pub(super) async fn forget(
    db: &mut SqliteConnection,
    conversation: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from marks where conversation = ?", conversation)
        .execute(db)
        .await?;
    Ok(())
}

pub(super) async fn clear(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from marks").execute(db).await?;
    Ok(())
}
