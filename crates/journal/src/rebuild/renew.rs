//! Builds again, while the journal is opened, what a migration gave another meaning. Only the
//! conversations that stand in it are read, so that nobody waits for the whole of a large journal; one
//! whose events can't be read keeps its rows until `relevo rebuild` has mended them.

use super::decode;
use crate::events::{EventRow, StoredEvent, rows_of};
use crate::fold::{Link, fold};
use crate::projections::{Changes, Place, escalations};
use sqlx::{Connection, SqliteConnection};

/// Renews what is stale, in one transaction.
pub(crate) async fn renew_stale(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    let is_stale = sqlx::query_scalar!(
        r#"select exists(select 1 from stale where projection = 'escalations') as "is: bool""#
    )
    .fetch_one(&mut *transaction)
    .await?;
    if is_stale {
        renew_escalations(&mut transaction).await?;
        sqlx::query!("delete from stale where projection = 'escalations'")
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await
}

async fn renew_escalations(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let conversations = sqlx::query_scalar!(
        r#"select conversation as "conversation!: String" from escalations
           union select conversation from marks"#
    )
    .fetch_all(&mut *db)
    .await?;
    for conversation in conversations {
        match noted(db, &conversation).await {
            Ok(changes) => {
                escalations::forget(db, &conversation).await?;
                // The places are sequence numbers already.
                changes.write_escalations(db).await?;
            }
            Err(sqlx::Error::Decode(error)) => {
                tracing::warn!(%error, conversation, "what became of its calls stays as it was");
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// What the events of one conversation change.
async fn noted(db: &mut SqliteConnection, conversation: &str) -> Result<Changes, sqlx::Error> {
    let rows = rows_of(db, conversation).await?;
    let events: Vec<StoredEvent> = rows
        .into_iter()
        .map(EventRow::read)
        .collect::<Result<_, _>>()
        .map_err(decode)?;
    let links = events.iter().map(|stored| Link {
        event: &stored.event,
        asked: &stored.asked,
        place: Place(stored.seq.0),
    });
    let mut changes = Changes::default();
    fold(None, links, &mut changes).map_err(decode)?;
    Ok(changes)
}
