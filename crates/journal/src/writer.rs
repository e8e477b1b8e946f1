//! The one writer: every change goes through its queue, and whatever waits there is committed as
//! one group, so that one `fsync` serves many. It never answers before the commit is on disk. A
//! job either writes all it wants or nothing: it looks first, and only then writes.

use crate::error::StoreError;
use async_trait::async_trait;
use sqlx::{Connection, SqliteConnection};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;

/// Jobs in one group at most. A bigger group saves no more `fsync`s worth having and makes the
/// first job in it wait.
const GROUP: usize = 512;

/// Jobs that may wait. A full queue holds its callers back, which is how a flood is slowed down.
const QUEUE: usize = 4096;

/// A change of the store. It may run twice: when one job of a group fails, the group is rolled
/// back and each of its jobs gets a transaction of its own.
#[async_trait]
pub(crate) trait Write: Send + 'static {
    /// What the caller gets once it is on disk. A refusal is an answer; it must not have written.
    type Answer: Send + 'static;

    /// Writes within the group's transaction.
    async fn write(&mut self, db: &mut SqliteConnection) -> Result<Self::Answer, sqlx::Error>;
}

/// A job with its caller, whatever it answers.
#[async_trait]
trait Job: Send {
    async fn run(&mut self, db: &mut SqliteConnection) -> Result<(), sqlx::Error>;
    fn reply(self: Box<Self>, outcome: Result<(), StoreError>);
}

struct Asked<W: Write> {
    write: W,
    answer: Option<W::Answer>,
    caller: oneshot::Sender<Result<W::Answer, StoreError>>,
}

#[async_trait]
impl<W: Write> Job for Asked<W> {
    async fn run(&mut self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        self.answer = Some(self.write.write(db).await?);
        Ok(())
    }

    fn reply(self: Box<Self>, outcome: Result<(), StoreError>) {
        let Self { answer, caller, .. } = *self;
        let answer = outcome.and_then(|()| answer.ok_or(StoreError::Closed));
        // A caller that stopped waiting is no reason to undo what is on disk.
        let _ = caller.send(answer);
    }
}

/// The way to the writer. Cloning it is cheap.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    queue: mpsc::Sender<Box<dyn Job>>,
}

impl Writer {
    /// Starts the writer on its own connection. The task ends, with the connection closed, when
    /// the last `Writer` is gone.
    pub(crate) fn start(db: SqliteConnection) -> (Self, JoinHandle<()>) {
        let (queue, jobs) = mpsc::channel(QUEUE);
        (Self { queue }, tokio::spawn(work(db, jobs)))
    }

    /// Has `write` stored, and answers once it is on disk.
    pub(crate) async fn submit<W: Write>(&self, write: W) -> Result<W::Answer, StoreError> {
        let (caller, answer) = oneshot::channel();
        let job = Box::new(Asked {
            write,
            answer: None,
            caller,
        });
        self.queue.send(job).await.map_err(|_| StoreError::Closed)?;
        answer.await.map_err(|_| StoreError::Closed)?
    }
}

async fn work(mut db: SqliteConnection, mut jobs: mpsc::Receiver<Box<dyn Job>>) {
    let mut group = Vec::with_capacity(GROUP);
    while jobs.recv_many(&mut group, GROUP).await > 0 {
        match together(&mut db, &mut group).await {
            Ok(()) => group.drain(..).for_each(|job| job.reply(Ok(()))),
            Err(error) if group.len() > 1 => {
                tracing::warn!(%error, jobs = group.len(), "a group was rolled back; each job goes alone");
                for mut job in group.drain(..) {
                    let outcome = together(&mut db, std::slice::from_mut(&mut job)).await;
                    job.reply(outcome.map_err(StoreError::from));
                }
            }
            Err(error) => {
                if let Some(job) = group.pop() {
                    job.reply(Err(error.into()));
                }
            }
        }
    }
    // The log goes into the file, so that the file alone is the journal and can be copied.
    let folded = sqlx::query("pragma wal_checkpoint(truncate)")
        .execute(&mut db)
        .await;
    if let Err(error) = folded {
        tracing::warn!(%error, "the log stays beside the database until the next start");
    }
    if let Err(error) = db.close().await {
        tracing::warn!(%error, "the writer's connection did not close cleanly");
    }
}

/// Runs `jobs` in one transaction. Dropping the transaction on an error rolls it back.
async fn together(db: &mut SqliteConnection, jobs: &mut [Box<dyn Job>]) -> Result<(), sqlx::Error> {
    let mut transaction = db.begin_with("BEGIN IMMEDIATE").await?;
    for job in jobs {
        job.run(&mut transaction).await?;
    }
    transaction.commit().await
}
