//! Reading everything out: conversation by conversation for an export, and a copy of the whole file
//! for a backup. How an export looks is the hub's; see `relevo export`.

use crate::Journal;
use crate::error::StoreError;
use crate::events::StoredEvent;
use crate::private::make_private_file;
use crate::states::Loaded;
use conversation::ids::ConversationId;
use conversation::thread::PlacedEntry;
use std::path::Path;

/// A conversation with everything in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Exported {
    /// Its state now.
    pub loaded: Loaded,
    /// Its thread.
    pub entries: Vec<PlacedEntry>,
    /// Its events.
    pub events: Vec<StoredEvent>,
}

impl Journal {
    /// Ids of conversations after `after`, in the order of the ids: to walk through all of them.
    pub async fn conversation_ids(
        &self,
        after: Option<&ConversationId>,
        limit: u32,
    ) -> Result<Vec<ConversationId>, StoreError> {
        let after = after.map_or("", ConversationId::as_str);
        let ids = sqlx::query_scalar!(
            "select conversation from states where conversation > ?
             order by conversation limit ?",
            after,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(ids.into_iter().map(ConversationId::new).collect())
    }

    /// One conversation with everything in it; `None` if there is none of that id.
    pub async fn export(&self, id: &ConversationId) -> Result<Option<Exported>, StoreError> {
        let Some(loaded) = self.load(id).await? else {
            return Ok(None);
        };
        let page = self.thread(id, crate::Page::After(0), u32::MAX).await?;
        Ok(Some(Exported {
            loaded,
            entries: page.entries,
            events: self.events_of(id).await?,
        }))
    }

    /// Writes a copy of the database to `target`, as it is at this moment, while work goes on. The
    /// media folder is copied by itself: its files never change.
    pub async fn backup(&self, target: &Path) -> Result<(), StoreError> {
        if target.exists() {
            return Err(StoreError::Io(std::io::Error::new(
                std::io::ErrorKind::AlreadyExists,
                "the backup file exists already",
            )));
        }
        // SQLite fills a file that is there and empty.
        make_private_file(target)?;
        let target = target.to_string_lossy().into_owned();
        let mut reader = self.readers.acquire().await?;
        sqlx::query!("vacuum into ?", target)
            .execute(&mut *reader)
            .await?;
        Ok(())
    }
}
