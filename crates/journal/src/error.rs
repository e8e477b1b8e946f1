//! What can go wrong in the store, by what the caller does about it.

use conversation::ids::{ConversationId, EventId};
use std::path::PathBuf;

use crate::ids::WorkId;

/// Why a journal could not be opened. Each message says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// A newer Relevo wrote it. Opening it with this one could lose what only the newer one knows.
    #[error(
        "{path} was written by a newer Relevo (schema {found}, this one knows {known}). \
         Install the newer version, or choose another data folder."
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// The newest migration applied to it.
        found: i64,
        /// The newest migration this program has.
        known: i64,
    },
    /// The file is damaged.
    #[error(
        "{path} is damaged: {detail}. Nothing was changed. Copy the folder away first; then put \
         the latest backup in its place, or save what is readable with `sqlite3 {path} .recover`."
    )]
    Corrupt {
        /// The file.
        path: PathBuf,
        /// What SQLite found.
        detail: String,
    },
    /// It is a database, but not one of ours.
    #[error("{path} is a database of another program. Choose another data folder.")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// Another process has it open. Two writers would both send.
    #[error(
        "{path} is in use by another Relevo on this machine. Quit that one first (look for it in \
         the tray), or choose another data folder."
    )]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// The folder or file can't be read or written.
    #[error("{path} can't be opened: {source}. Check that the folder exists and is yours.")]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Anything else SQLite reports.
    #[error("{path} can't be opened: {source}")]
    Database {
        /// The file.
        path: PathBuf,
        /// Why.
        source: sqlx::Error,
    },
}

/// Why a read or a write failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room on the disk: nothing was stored, so nothing may be promised.
    #[error("the disk is full; free some space, Relevo goes on by itself")]
    Full,
    /// The file is damaged, or a row in it makes no sense.
    #[error("the journal is damaged: {0}. Quit Relevo, and put the latest backup in its place")]
    Damaged(String),
    /// The journal was closed, or was opened only to read.
    #[error("the journal takes no more writes")]
    Closed,
    /// Anything else; trying again is sensible.
    #[error("the journal did not answer: {0}")]
    Database(sqlx::Error),
    /// A file beside the database could not be read or written.
    #[error("a media file can't be read or written: {0}")]
    Io(#[from] std::io::Error),
}

/// SQLite's primary result codes that mean something to a caller.
/// <https://www.sqlite.org/rescode.html>
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const NOT_A_DATABASE: i32 = 26;

/// The primary result code of a database error, without SQLite's extension bits.
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code: i32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}

/// Whether SQLite says that the file is damaged or no database at all.
pub(crate) fn means_damage(error: &sqlx::Error) -> bool {
    matches!(primary_code(error), Some(CORRUPT | NOT_A_DATABASE))
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        if means_damage(&error) {
            return Self::Damaged(error.to_string());
        }
        if primary_code(&error) == Some(FULL) {
            return Self::Full;
        }
        if let sqlx::Error::Decode(what) = error {
            return Self::Damaged(what.to_string());
        }
        Self::Database(error)
    }
}

/// Stored JSON is written by this crate alone, so what can't be read back is damage.
impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// The caller gave events without the state they go on from.
impl From<crate::fold::Headless> for StoreError {
    fn from(error: crate::fold::Headless) -> Self {
        Self::Damaged(error.to_string())
    }
}

/// Why a step was not stored. Nothing of it was.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// Somebody appended first: load again, decide again.
    #[error("{conversation} has {actual} events, not {expected}")]
    Conflict {
        /// Where.
        conversation: ConversationId,
        /// How many events the step assumed.
        expected: u64,
        /// How many there are.
        actual: u64,
    },
    /// Some of an append's events are stored already, others are not: leave these out and decide
    /// again. (An append that is stored as a whole is no error; it changes nothing.)
    #[error("{conversation}: {} of the events are stored already", events.len())]
    Repeated {
        /// Where.
        conversation: ConversationId,
        /// The events that are stored.
        events: Vec<EventId>,
    },
    /// What was to be cancelled is under way or gone.
    #[error("{work} is under way and can't be cancelled")]
    UnderWay {
        /// Which work.
        work: WorkId,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
