//! The local store: deliveries, events, outbox, projections and search in SQLite. All SQL of the
//! project is here, and nothing but storing: what a step contains is decided in `conversation` and
//! put together in `engine`.
//!
//! The way in is [`Journal::open`]. What goes in:
//!
//! - [`Journal::keep`] — a webhook POST, durable before it answers.
//! - [`Journal::commit`] — a [`Step`]: events of several conversations (each with the version it
//!   expects), new work, finished work, understood deliveries; all of it or nothing.
//! - [`Journal::claim_due`], [`Journal::release`], [`Journal::recover`] — the outbox and its fence.
//!
//! What comes out: [`Journal::load`] and the other queries, which read from their own connections
//! and never wait for the writer. Screens read projections; see `projections/`.

mod commit;
mod deliveries;
mod documents;
mod error;
mod events;
mod export;
mod fold;
mod glances;
mod ids;
mod open;
mod outbox;
mod parked;
mod private;
mod projections;
mod rebuild;
mod states;
mod step;
mod verify;
mod writer;

pub use deliveries::{Delivery, NewDelivery};
pub use documents::media::StoredMedia;
pub use documents::playbooks::Published;
pub use documents::{Document, DocumentError, DocumentKind};
pub use error::{CommitError, OpenError, StoreError};
pub use events::{Origin, StoredEvent};
pub use export::Exported;
pub use glances::{CustomerMessage, Size};
pub use ids::{DeliveryId, ParkedId, Seq, WorkId};
pub use open::Options;
pub use outbox::work::{Claim, Room, Tried, Work, WorkKind};
pub use parked::Parked;
pub use private::make_private_folder;
pub use projections::entries::pages::{Page, SaidBy, ThreadPage};
pub use projections::escalations::asked::{Call, Judgement, MarkWord};
pub use projections::identities::leads::{Identity, Leads};
pub use projections::inbox::list::{ListCounts, ListMark, ListPage, View};
pub use projections::inbox::{ListCall, ListRow};
pub use projections::insights::DayNumbers;
pub use projections::search::{Found, Hit, Query};
pub use projections::sent::Sent;
pub use rebuild::{Rebuilt, Redecoded, Remade};
pub use states::Loaded;
pub use step::{
    Append, AsideReason, Committed, Decoded, NewEvent, NewParked, NewWork, SetAside, Step,
};
pub use verify::Check;

use sqlx::SqlitePool;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::task::JoinHandle;

/// An open journal. Cloning it is cheap; all clones share one writer and one pool of readers.
#[derive(Clone, Debug)]
pub struct Journal {
    path: PathBuf,
    readers: SqlitePool,
    own: Arc<Own>,
}

/// What the process that may write has: the writer and the lock.
#[derive(Debug)]
struct Own {
    writer: Mutex<Option<writer::Writer>>,
    task: Mutex<Option<JoinHandle<()>>>,
    lock: Option<open::Lock>,
    /// Kept so that a temporary journal's folder goes when the journal goes.
    _folder: Option<tempfile::TempDir>,
}

impl Journal {
    /// Opens the journal at `path` for this process alone, creating it if it isn't there.
    pub async fn open(path: impl AsRef<Path>, options: Options) -> Result<Self, OpenError> {
        Self::opened(path.as_ref(), &options, None).await
    }

    /// Opens a journal in a folder of its own, which goes with the last clone: for tests and
    /// try-outs.
    pub async fn temporary() -> Result<Self, OpenError> {
        let folder = tempfile::tempdir().map_err(|source| OpenError::Io {
            path: std::env::temp_dir(),
            source,
        })?;
        let path = folder.path().join("journal.db");
        Self::opened(&path, &Options::default(), Some(folder)).await
    }

    /// Opens the journal at `path` to read it, also while another process writes. Every write is
    /// answered with [`StoreError::Closed`].
    pub async fn open_to_read(path: impl AsRef<Path>) -> Result<Self, OpenError> {
        let path = path.as_ref();
        let readers = open::open_readers(path, Options::default().readers).await?;
        open::refuse_what_we_cannot_read(path, &readers).await?;
        Ok(Self {
            path: path.to_owned(),
            readers,
            own: Arc::new(Own {
                writer: Mutex::new(None),
                task: Mutex::new(None),
                lock: None,
                _folder: None,
            }),
        })
    }

    async fn opened(
        path: &Path,
        options: &Options,
        folder: Option<tempfile::TempDir>,
    ) -> Result<Self, OpenError> {
        let opened = open::open(path, options).await?;
        let (writer, task) = writer::Writer::start(opened.writer);
        Ok(Self {
            path: path.to_owned(),
            readers: opened.readers,
            own: Arc::new(Own {
                writer: Mutex::new(Some(writer)),
                task: Mutex::new(Some(task)),
                lock: Some(opened.lock),
                _folder: folder,
            }),
        })
    }

    /// Where the database is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Ends properly: what waits is written, the log is folded into the file, and the next start
    /// knows that nothing has to be checked. Later writes are answered with
    /// [`StoreError::Closed`].
    pub async fn close(&self) {
        let writer = take(&self.own.writer);
        let task = take(&self.own.task);
        drop(writer);
        self.readers.close().await;
        if let Some(task) = task
            && let Err(error) = task.await
        {
            tracing::error!(%error, "the writer ended badly");
            return;
        }
        if let Some(lock) = &self.own.lock
            && let Err(error) = lock.release()
        {
            tracing::warn!(%error, "the lock file could not be emptied");
        }
    }

    /// Has something written, and answers once it is on disk.
    async fn write<W: writer::Write>(&self, write: W) -> Result<W::Answer, StoreError> {
        let writer = self
            .own
            .writer
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        match writer {
            Some(writer) => writer.submit(write).await,
            None => Err(StoreError::Closed),
        }
    }
}

fn take<T>(slot: &Mutex<Option<T>>) -> Option<T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner).take()
}
