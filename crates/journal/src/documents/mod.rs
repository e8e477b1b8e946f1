//! What people write down besides conversations: small named documents as JSON, with a version by
//! which a writer who names the one it saw notices that somebody else was there since. Published
//! playbooks are in [`playbooks`], files in [`media`]. Secrets are never here.

pub(crate) mod media;
pub(crate) mod playbooks;

use crate::Journal;
use crate::error::StoreError;
use crate::writer::Write;
use async_trait::async_trait;
use conversation::time::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::SqliteConnection;

/// What kind of document it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// The people of the business.
    Team,
    /// One of the business's WhatsApp numbers, without its secrets.
    Number,
    /// Settings of the app.
    Settings,
    /// A reply kept for reuse.
    CannedReply,
    /// What an operator has typed and not sent.
    OperatorDraft,
    /// A playbook that is being edited.
    PlaybookDraft,
    /// A desktop or browser on which an operator works.
    Seat,
}

impl DocumentKind {
    fn word(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Number => "number",
            Self::Settings => "settings",
            Self::CannedReply => "canned_reply",
            Self::OperatorDraft => "operator_draft",
            Self::PlaybookDraft => "playbook_draft",
            Self::Seat => "seat",
        }
    }
}

/// A stored document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document<T> {
    /// Its name within its kind.
    pub id: String,
    /// How often it was changed, from 1.
    pub version: u64,
    /// When it was last changed.
    pub changed_at: Timestamp,
    /// What it says.
    pub content: T,
}

/// Why a document was not stored.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// Somebody else changed it meanwhile: show both.
    #[error("somebody else changed it meanwhile")]
    Changed {
        /// The version it has now; 0 if it is gone.
        actual: u64,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

struct Put {
    kind: &'static str,
    id: String,
    content: String,
    now: Timestamp,
    expected: Option<u64>,
}

#[async_trait]
impl Write for Put {
    /// The new version, or the one that is there instead of the expected one.
    type Answer = Result<u64, u64>;

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<Self::Answer, sqlx::Error> {
        let found = sqlx::query_scalar!(
            "select version from documents where kind = ? and id = ?",
            self.kind,
            self.id
        )
        .fetch_optional(&mut *db)
        .await?;
        let actual = u64::try_from(found.unwrap_or(0)).unwrap_or_default();
        if self.expected.is_some_and(|expected| expected != actual) {
            return Ok(Err(actual));
        }
        sqlx::query!(
            "insert into documents (kind, id, version, changed_at, content) values (?, ?, 1, ?, ?)
             on conflict (kind, id) do update set version = version + 1,
                 changed_at = excluded.changed_at, content = excluded.content",
            self.kind,
            self.id,
            self.now.0,
            self.content
        )
        .execute(db)
        .await?;
        Ok(Ok(actual + 1))
    }
}

struct Remove {
    kind: &'static str,
    id: String,
}

#[async_trait]
impl Write for Remove {
    type Answer = ();

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "delete from documents where kind = ? and id = ?",
            self.kind,
            self.id
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

struct DocumentRow {
    id: String,
    version: i64,
    changed_at: i64,
    content: String,
}

impl DocumentRow {
    fn read<T: DeserializeOwned>(self) -> Result<Document<T>, StoreError> {
        Ok(Document {
            id: self.id,
            version: u64::try_from(self.version).unwrap_or_default(),
            changed_at: Timestamp(self.changed_at),
            content: serde_json::from_str(&self.content)?,
        })
    }
}

impl Journal {
    /// Stores a document and answers its new version. With `expected`, only if that is the version
    /// it has now (0: only if there is none).
    pub async fn put_document<T: Serialize>(
        &self,
        kind: DocumentKind,
        id: &str,
        content: &T,
        now: Timestamp,
        expected: Option<u64>,
    ) -> Result<u64, DocumentError> {
        let put = Put {
            kind: kind.word(),
            id: id.to_owned(),
            content: serde_json::to_string(content).map_err(StoreError::from)?,
            now,
            expected,
        };
        self.write(put)
            .await?
            .map_err(|actual| DocumentError::Changed { actual })
    }

    /// One document.
    pub async fn document<T: DeserializeOwned>(
        &self,
        kind: DocumentKind,
        id: &str,
    ) -> Result<Option<Document<T>>, StoreError> {
        let kind = kind.word();
        let row = sqlx::query_as!(
            DocumentRow,
            "select id, version, changed_at, content from documents where kind = ? and id = ?",
            kind,
            id
        )
        .fetch_optional(&self.readers)
        .await?;
        row.map(DocumentRow::read).transpose()
    }

    /// All documents of a kind, by id.
    pub async fn documents<T: DeserializeOwned>(
        &self,
        kind: DocumentKind,
    ) -> Result<Vec<Document<T>>, StoreError> {
        let kind = kind.word();
        let rows = sqlx::query_as!(
            DocumentRow,
            "select id, version, changed_at, content from documents where kind = ? order by id",
            kind
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(DocumentRow::read).collect()
    }

    /// Removes a document; one that isn't there is no error.
    pub async fn remove_document(&self, kind: DocumentKind, id: &str) -> Result<(), StoreError> {
        self.write(Remove {
            kind: kind.word(),
            id: id.to_owned(),
        })
        .await
    }
}
