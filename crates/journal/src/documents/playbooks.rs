//! Published playbooks. A published version never changes; a change is a new version, and going
//! back to an old one publishes it again.

use crate::Journal;
use crate::error::StoreError;
use crate::writer::Write;
use async_trait::async_trait;
use conversation::ids::PlaybookId;
use conversation::playbook::Playbook;
use conversation::time::Timestamp;
use sqlx::SqliteConnection;

/// A published version, without its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Its number.
    pub version: u32,
    /// Since when it is in force.
    pub at: Timestamp,
}

struct Publish {
    playbook: Playbook,
    now: Timestamp,
}

#[async_trait]
impl Write for Publish {
    type Answer = Result<Playbook, StoreError>;

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<Self::Answer, sqlx::Error> {
        let id = self.playbook.id.as_str();
        let latest = sqlx::query_scalar!(
            r#"select coalesce(max(version), 0) as "latest!: u32" from playbooks
               where playbook = ?"#,
            id
        )
        .fetch_one(&mut *db)
        .await?;
        let mut published = self.playbook.clone();
        published.version = latest + 1;
        let content = match serde_json::to_string(&published) {
            Ok(content) => content,
            Err(error) => return Ok(Err(error.into())),
        };
        sqlx::query!(
            "insert into playbooks (playbook, version, published_at, content)
             values (?, ?, ?, ?)",
            id,
            published.version,
            self.now.0,
            content
        )
        .execute(db)
        .await?;
        Ok(Ok(published))
    }
}

impl Journal {
    /// Publishes a playbook as its next version, and answers it with that number.
    pub async fn publish_playbook(
        &self,
        playbook: Playbook,
        now: Timestamp,
    ) -> Result<Playbook, StoreError> {
        self.write(Publish { playbook, now }).await?
    }

    /// A published playbook: the version asked for, or the latest.
    pub async fn playbook(
        &self,
        id: &PlaybookId,
        version: Option<u32>,
    ) -> Result<Option<Playbook>, StoreError> {
        let id = id.as_str();
        let content = sqlx::query_scalar!(
            "select content from playbooks
             where playbook = ?1 and (?2 is null or version = ?2)
             order by version desc limit 1",
            id,
            version
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(content
            .map(|content| serde_json::from_str(&content))
            .transpose()?)
    }

    /// The latest version of every playbook.
    pub async fn playbooks(&self) -> Result<Vec<Playbook>, StoreError> {
        let contents = sqlx::query_scalar!(
            "select content from playbooks where (playbook, version) in (
                 select playbook, max(version) from playbooks group by playbook)
             order by playbook"
        )
        .fetch_all(&self.readers)
        .await?;
        contents
            .iter()
            .map(|content| Ok(serde_json::from_str(content)?))
            .collect()
    }

    /// The versions of a playbook, newest first.
    pub async fn playbook_versions(&self, id: &PlaybookId) -> Result<Vec<Published>, StoreError> {
        let id = id.as_str();
        let rows = sqlx::query!(
            r#"select version as "version: u32", published_at from playbooks
               where playbook = ? order by version desc"#,
            id
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| Published {
                version: row.version,
                at: Timestamp(row.published_at),
            })
            .collect())
    }
}
