//! Fetches a customer's file while its address lives, and puts it on the shelf.

use crate::because;
use crate::engine::Engine;
use crate::error::EngineError;
use conversation::fact::Fact;
use conversation::ids::MessageId;
use journal::Work;
use whatsapp::client::{Attempt, DownloadedMedia, SendError};

/// How often a file is tried before it counts as lost. Meta keeps it for seven days.
const TRIES: u32 = 12;

impl Engine {
    pub(super) async fn fetch(
        &self,
        work: &Work,
        message: &MessageId,
        remote: &str,
    ) -> Result<(), EngineError> {
        let Some(loaded) = self.journal().load(&work.conversation).await? else {
            return self.finish(&work.id).await;
        };
        let attempt = Attempt {
            number: work.attempt,
            random: self.chance().number(),
        };
        match self
            .meta()
            .download(&loaded.conversation.number, remote, attempt)
            .await
        {
            Ok(file) => self.shelve(work, message, file).await,
            Err(SendError::Retry { after, .. } | SendError::Throttled { after, .. })
                if work.attempt < TRIES =>
            {
                Ok(self
                    .journal()
                    .release(&work.id, self.now().plus(after), work.attempt + 1)
                    .await?)
            }
            Err(error) => {
                let fact = Fact::MediaLost {
                    message: message.clone(),
                    why: error.to_string(),
                    cause: Some(because::loss(&error)),
                };
                self.outcome(&work.conversation, &work.id, fact).await
            }
        }
    }

    async fn shelve(
        &self,
        work: &Work,
        message: &MessageId,
        file: DownloadedMedia,
    ) -> Result<(), EngineError> {
        let mime = file
            .mime_type
            .unwrap_or_else(|| "application/octet-stream".to_owned());
        let size = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        let hash = self
            .journal()
            .put_media(file.bytes, &mime, self.now())
            .await?
            .hash;
        let fact = Fact::MediaStored {
            message: message.clone(),
            hash,
            mime,
            size,
        };
        self.outcome(&work.conversation, &work.id, fact).await
    }
}
