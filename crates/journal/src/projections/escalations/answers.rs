//! When the customer had a person's first words. An answer may be taken back before it leaves, or be
//! refused; then the next one counts, so all that people say while a call is open are kept.

use conversation::fact::Fact;
use conversation::ids::{EscalationId, OutgoingId};
use conversation::state::{Conversation, Holder, Progress, Speaker};
use conversation::time::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;

/// A message of a person that answers a call.
#[derive(Serialize)]
pub(super) struct Answer {
    message: String,
    escalation: EscalationId,
    at: Timestamp,
}

impl Answer {
    /// A person said `message`. It answers the call only if a person is called or holds the
    /// conversation; a word before the call answers nothing.
    pub(super) fn of(before: &Conversation, message: &str, at: Timestamp) -> Option<Self> {
        match &before.holder {
            Holder::Operator { .. } | Holder::Waiting => Some(Self {
                message: message.to_owned(),
                escalation: before.escalation.as_ref()?.escalation.id.clone(),
                at,
            }),
            Holder::Agent | Holder::Closed => None,
        }
    }
}

/// The message of a person that `fact` takes back, if it may still be taken back: a failure that is
/// reported after the message reached the phone means nothing.
pub(super) fn unsaid(
    before: &Conversation,
    outgoing: &OutgoingId,
    fact: &Fact,
) -> Option<OutgoingId> {
    let ours = before.on_its_way(outgoing)?;
    let counts = match fact {
        Fact::NotSent { failure, .. } => ours.progress.yields_to(&Progress::Failed {
            failure: failure.clone(),
        }),
        _ => true,
    };
    let is_persons = matches!(ours.speaker, Speaker::Operator { .. });
    (counts && is_persons).then(|| outgoing.clone())
}

pub(super) async fn write(db: &mut SqliteConnection, answers: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into answers (message, escalation, at)
         select value ->> 'message', value ->> 'escalation', value ->> 'at'
         from json_each(?) where true on conflict do nothing",
        answers
    )
    .execute(&mut *db)
    .await?;
    write_first(db, answers).await
}

pub(super) async fn write_unsaid(
    db: &mut SqliteConnection,
    messages: &str,
) -> Result<(), sqlx::Error> {
    let unsaid = sqlx::query_scalar!(
        r#"update answers set unsaid = 1 where message in (select value from json_each(?))
         returning json_object('escalation', escalation) as "answer!: String""#,
        messages
    )
    .fetch_all(&mut *db)
    .await?;
    write_first(db, &format!("[{}]", unsaid.join(","))).await
}

/// The first answer that still counts, for each call that `answers` names.
async fn write_first(db: &mut SqliteConnection, answers: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "update escalations set answered_at = coalesce((
             select min(answers.at) from answers
             where answers.escalation = escalations.escalation and unsaid = 0), 0)
         where escalation in (select value ->> 'escalation' from json_each(?))",
        answers
    )
    .execute(db)
    .await?;
    Ok(())
}

pub(super) async fn forget(
    db: &mut SqliteConnection,
    conversation: &str,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "delete from answers where escalation in (
             select escalation from escalations where conversation = ?)",
        conversation
    )
    .execute(db)
    .await?;
    Ok(())
}
