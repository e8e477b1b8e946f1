//! Storing a step: events, states, outbox and projections in one transaction. It looks at
//! everything first and writes only when nothing speaks against it. It never decides what a step
//! should contain; that is the engine's. How rows are made is in [`rows`].

mod rows;

use crate::Journal;
use crate::error::CommitError;
use crate::ids::{Seq, WorkId};
use crate::parked::Parked;
use crate::step::{Append, Committed, Step};
use crate::writer::Write;
use crate::{outbox, parked, states};
use async_trait::async_trait;
use conversation::ids::{ConversationId, EventId};
use rows::Prepared;
use sqlx::SqliteConnection;
use std::collections::HashMap;

/// Why a prepared step was not written.
enum Refusal {
    /// These appends are stored as a whole already; without them the step may go on.
    StoredBefore(Vec<ConversationId>),
    /// The caller has to decide again.
    Final(CommitError),
}

/// What only the writer can know of a step that was written.
struct Outcome {
    last: Option<Seq>,
    ready: Vec<Parked>,
}

impl Journal {
    /// Stores a step, durably, or says why not. An append whose events are all stored already
    /// changes nothing and is reported in [`Committed::repeated`]; its work is not added either.
    pub async fn commit(&self, mut step: Step) -> Result<Committed, CommitError> {
        let accounted = rows::accounted(&step);
        let mut repeated = Vec::new();
        loop {
            let (prepared, states) = Prepared::new(&step, &accounted)?;
            match self.write(prepared).await? {
                Ok(Outcome { last, ready }) => {
                    return Ok(Committed {
                        last,
                        states,
                        repeated,
                        ready,
                    });
                }
                Err(Refusal::StoredBefore(conversations)) => {
                    let stored = |id: &ConversationId| conversations.contains(id);
                    step.appends.retain(|append| !stored(&append.conversation));
                    step.work.retain(|work| !stored(&work.conversation));
                    repeated.extend(conversations);
                }
                Err(Refusal::Final(error)) => return Err(error),
            }
        }
    }
}

#[async_trait]
impl Write for Prepared {
    type Answer = Result<Outcome, Refusal>;

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<Self::Answer, sqlx::Error> {
        if let Err(refusal) = self.look(db).await? {
            return Ok(Err(refusal));
        }
        let last = self.write_events(db).await?;
        for state in &self.states {
            states::put(db, state).await?;
        }
        let first = last.map_or(0, |seq| seq.0 - self.event_count + 1);
        self.projections.write(db, first).await?;
        self.write_outbox(db).await?;
        self.write_deliveries(db).await?;
        let ready = match &self.named {
            Some(messages) => parked::ready(db, messages).await?,
            None => Vec::new(),
        };
        Ok(Ok(Outcome { last, ready }))
    }
}

impl Prepared {
    /// Whether anything speaks against writing. Reads only.
    async fn look(&self, db: &mut SqliteConnection) -> Result<Result<(), Refusal>, sqlx::Error> {
        if !self.appends.is_empty() {
            let stored = self.stored_before(db).await?;
            if let Err(refusal) = self.refuse_repetition(&stored) {
                return Ok(Err(refusal));
            }
            let versions = self.versions(db).await?;
            if let Err(refusal) = self.refuse_conflict(&versions) {
                return Ok(Err(refusal));
            }
        }
        for work in &self.cancelled {
            if !outbox::is_free(db, work).await? {
                let work = work.clone();
                return Ok(Err(Refusal::Final(CommitError::UnderWay { work })));
            }
        }
        Ok(Ok(()))
    }

    async fn stored_before(&self, db: &mut SqliteConnection) -> Result<Vec<EventId>, sqlx::Error> {
        let stored = sqlx::query_scalar!(
            "select event from events where event in (select value from json_each(?))",
            self.event_ids
        )
        .fetch_all(db)
        .await?;
        Ok(stored.into_iter().map(EventId::new).collect())
    }

    fn refuse_repetition(&self, stored: &[EventId]) -> Result<(), Refusal> {
        let mut whole = Vec::new();
        for append in &self.appends {
            let events: Vec<EventId> = append
                .events
                .iter()
                .filter(|event| stored.contains(event))
                .cloned()
                .collect();
            let conversation = append.conversation.clone();
            if !events.is_empty() && events.len() == append.events.len() {
                whole.push(conversation);
            } else if !events.is_empty() {
                return Err(Refusal::Final(CommitError::Repeated {
                    conversation,
                    events,
                }));
            }
        }
        match whole.is_empty() {
            true => Ok(()),
            false => Err(Refusal::StoredBefore(whole)),
        }
    }

    async fn versions(
        &self,
        db: &mut SqliteConnection,
    ) -> Result<HashMap<String, i64>, sqlx::Error> {
        let rows = sqlx::query!(
            "select conversation, version from states
             where conversation in (select value from json_each(?))",
            self.conversation_ids
        )
        .fetch_all(db)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| (row.conversation, row.version))
            .collect())
    }

    fn refuse_conflict(&self, versions: &HashMap<String, i64>) -> Result<(), Refusal> {
        for append in &self.appends {
            let actual = versions.get(append.conversation.as_str()).copied();
            let actual = u64::try_from(actual.unwrap_or(0)).unwrap_or_default();
            if actual != append.expected {
                return Err(Refusal::Final(CommitError::Conflict {
                    conversation: append.conversation.clone(),
                    expected: append.expected,
                    actual,
                }));
            }
        }
        Ok(())
    }

    async fn write_events(&self, db: &mut SqliteConnection) -> Result<Option<Seq>, sqlx::Error> {
        if self.appends.is_empty() {
            return Ok(None);
        }
        let done = sqlx::query!(
            "insert into events
                 (event, conversation, version, at, delivery, item, fact, asked)
             select value ->> 'event', value ->> 'conversation', value ->> 'version',
                 value ->> 'at', value ->> 'delivery', value ->> 'item', value -> 'fact',
                 coalesce(value -> 'asked', '')
             from json_each(?)",
            self.events
        )
        .execute(db)
        .await?;
        Ok(Some(Seq(done.last_insert_rowid())))
    }

    async fn write_outbox(&self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        if let Some(leaving) = &self.leaving {
            sqlx::query!(
                "delete from work where work in (select value from json_each(?))",
                leaving
            )
            .execute(&mut *db)
            .await?;
        }
        if let Some(work) = &self.work {
            outbox::add(db, work).await?;
        }
        Ok(())
    }

    async fn write_deliveries(&self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        for delivery in &self.deliveries {
            sqlx::query!(
                "update deliveries set decoded = 1, items = ?, accounted = ? where delivery = ?",
                delivery.items,
                delivery.accounted,
                delivery.delivery
            )
            .execute(&mut *db)
            .await?;
        }
        if let Some(aside) = &self.set_aside {
            sqlx::query!(
                "insert into set_aside (delivery, item, why, what)
                 select value ->> 'delivery', value ->> 'item', value ->> 'why', value ->> 'what'
                 from json_each(?) where true on conflict do nothing",
                aside
            )
            .execute(&mut *db)
            .await?;
        }
        if let Some(rows) = &self.parked {
            parked::add(db, rows).await?;
            parked::set_old_aside(db).await?;
        }
        if let Some(matched) = &self.matched {
            parked::leave(db, matched).await?;
        }
        Ok(())
    }
}

/// What [`Prepared`] must remember of an append besides its rows.
struct Expected {
    conversation: ConversationId,
    expected: u64,
    events: Vec<EventId>,
}

impl Expected {
    fn of(append: &Append) -> Self {
        Self {
            conversation: append.conversation.clone(),
            expected: append.expected_version,
            events: append
                .events
                .iter()
                .map(|new| new.event.id.clone())
                .collect(),
        }
    }
}

/// Ids of work that leaves the outbox, done or taken back.
fn leaving(step: &Step) -> Vec<&WorkId> {
    step.finished.iter().chain(&step.cancelled).collect()
}
