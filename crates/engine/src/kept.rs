//! Small named documents, read, kept and changed. A change is read, made and kept before the next one
//! begins, so that of two people who change different things at once neither undoes the other's. What
//! the documents are is in [`crate::documents`].

use crate::engine::Engine;
use crate::error::EngineError;
use journal::{DocumentError, DocumentKind};
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Engine {
    pub(crate) async fn kept<T: DeserializeOwned>(
        &self,
        kind: DocumentKind,
        id: &str,
    ) -> Result<Option<T>, EngineError> {
        Ok(self
            .journal()
            .document(kind, id)
            .await?
            .map(|document| document.content))
    }

    /// Keeps a document as it is given, whatever was there: for what has one writer, or where the last
    /// word counts.
    pub(crate) async fn keep<T: Serialize>(
        &self,
        kind: DocumentKind,
        id: &str,
        content: &T,
    ) -> Result<(), EngineError> {
        self.keep_over(kind, id, content, None).await?;
        Ok(())
    }

    /// Keeps a document if it still is in the version that its writer saw. Returns whether it is kept.
    pub(crate) async fn keep_over<T: Serialize>(
        &self,
        kind: DocumentKind,
        id: &str,
        content: &T,
        seen: Option<u64>,
    ) -> Result<bool, EngineError> {
        let _turn = self.turns().changing.lock().await;
        self.put(kind, id, content, seen).await
    }

    /// Has `change` make of a document what it is from now on. Returns what was kept; `None` if
    /// `change` wants nothing kept.
    pub(crate) async fn change<T: Serialize + DeserializeOwned>(
        &self,
        kind: DocumentKind,
        id: &str,
        change: impl FnOnce(Option<T>) -> Option<T>,
    ) -> Result<Option<T>, EngineError> {
        let _turn = self.turns().changing.lock().await;
        let after = change(self.kept(kind, id).await?);
        if let Some(after) = &after {
            self.put(kind, id, after, None).await?;
        }
        Ok(after)
    }

    /// Forgets a document; one that isn't there is no error.
    pub(crate) async fn forget(&self, kind: DocumentKind, id: &str) -> Result<(), EngineError> {
        let _turn = self.turns().changing.lock().await;
        Ok(self.journal().remove_document(kind, id).await?)
    }

    async fn put<T: Serialize>(
        &self,
        kind: DocumentKind,
        id: &str,
        content: &T,
        seen: Option<u64>,
    ) -> Result<bool, EngineError> {
        let now = self.now();
        match self
            .journal()
            .put_document(kind, id, content, now, seen)
            .await
        {
            Ok(_) => Ok(true),
            Err(DocumentError::Changed { .. }) => Ok(false),
            Err(DocumentError::Store(error)) => Err(error.into()),
        }
    }
}

/// Whose turn it is to change something that everybody shares.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    /// A document.
    changing: tokio::sync::Mutex<()>,
    /// What is prepared from documents. The last one to prepare it must be the last one who read.
    pub(crate) preparing: tokio::sync::Mutex<()>,
}
