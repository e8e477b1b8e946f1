//! What screens read: built from events in the transaction that stores them, never a source of
//! truth. Each file is one projection: what an event changes in it (pure), its statements, and
//! what can be asked of it. All of them can be dropped and built again; see [`crate::rebuild`].

pub(crate) mod customers;
pub(crate) mod entries;
pub(crate) mod escalations;
pub(crate) mod identities;
pub(crate) mod inbox;
pub(crate) mod insights;
pub(crate) mod search;
pub(crate) mod sent;

use conversation::fact::Event;
use conversation::state::Conversation;
use sqlx::SqliteConnection;

/// Where an event stands among those that are written together. Its sequence number is not known
/// before it is written, but the distance to its neighbours is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place(pub(crate) i64);

/// Everything that a number of events change in the projections.
#[derive(Default)]
pub(crate) struct Changes {
    customers: customers::Changes,
    entries: entries::Changes,
    escalations: escalations::Changes,
    identities: identities::Changes,
    inbox: inbox::Changes,
    insights: insights::Changes,
    sent: sent::Changes,
}

impl Changes {
    /// Notes what `event` changes. `before` is the state before it.
    pub(crate) fn note(&mut self, before: &Conversation, event: &Event, place: Place) {
        self.customers.note(event);
        self.entries.note(before, event, place);
        self.escalations.note(before, event, place);
        self.identities.note(before, event);
        self.insights.note(before, event);
        self.sent.note(event);
    }

    /// Notes the state after the last event of a conversation.
    pub(crate) fn finish(&mut self, after: &Conversation) {
        self.inbox.finish(after);
    }

    /// The rows as JSON, made before the writer is asked.
    pub(crate) fn rows(&self) -> Result<Rows, serde_json::Error> {
        Ok(Rows {
            customers: self.customers.rows()?,
            entries: self.entries.rows()?,
            escalations: self.escalations.rows()?,
            identities: self.identities.rows()?,
            inbox: self.inbox.rows()?,
            insights: self.insights.rows()?,
            sent: self.sent.rows()?,
        })
    }
}

impl Changes {
    /// Writes what is noted of calls alone, where the other projections are as they should be. Places
    /// must be sequence numbers.
    pub(crate) async fn write_escalations(
        &self,
        db: &mut SqliteConnection,
    ) -> Result<(), sqlx::Error> {
        let rows = self.escalations.rows();
        let rows = rows.map_err(|error| sqlx::Error::Decode(Box::new(error)))?;
        rows.write(db, 0).await
    }
}

/// Rows for every projection, ready to be written.
pub(crate) struct Rows {
    customers: customers::Rows,
    entries: entries::Rows,
    escalations: escalations::Rows,
    identities: identities::Rows,
    inbox: inbox::Rows,
    insights: insights::Rows,
    sent: sent::Rows,
}

impl Rows {
    /// Writes them. `base` plus an event's [`Place`] is its sequence number.
    pub(crate) async fn write(
        &self,
        db: &mut SqliteConnection,
        base: i64,
    ) -> Result<(), sqlx::Error> {
        self.customers.write(db).await?;
        self.entries.write(db, base).await?;
        self.escalations.write(db, base).await?;
        self.identities.write(db).await?;
        self.inbox.write(db).await?;
        self.insights.write(db).await?;
        self.sent.write(db).await
    }
}

/// Empties every projection.
pub(crate) async fn clear(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    customers::clear(db).await?;
    entries::clear(db).await?;
    escalations::clear(db).await?;
    identities::clear(db).await?;
    inbox::clear(db).await?;
    insights::clear(db).await?;
    sent::clear(db).await
}

/// A JSON array, or nothing if there is nothing in it: then its statement is skipped.
pub(crate) fn some<T: serde::Serialize>(rows: &[T]) -> Result<Option<String>, serde_json::Error> {
    match rows {
        [] => Ok(None),
        rows => serde_json::to_string(rows).map(Some),
    }
}
