//! Fetches a customer's file while its address lives, and puts it on the shelf.

use crate::because;
use crate::engine::Engine;
use crate::error::EngineError;
use conversation::fact::Fact;
use conversation::ids::MessageId;
use journal::{Tried, Work};
use std::time::Duration;
use whatsapp::client::{Attempt, DownloadedMedia, Refusal, SendError};

/// How often a file is tried before it counts as lost. With the pause below that is longer than the seven
/// days for which Meta keeps it; once it is gone there, Meta says so.
const TRIES: u32 = 200;

/// The pause while the number stands still, or after trouble that lasts longer than minutes.
const LASTING_TROUBLE: Duration = Duration::from_secs(60 * 60);

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
        let fetched = self
            .meta()
            .download(&loaded.conversation.number, remote, attempt)
            .await;
        match fetched.map_err(|error| (pause(&error), error)) {
            Ok(file) => self.shelve(work, message, file).await,
            Err((Some(after), _)) if work.attempt < TRIES => Ok(self
                .journal()
                .release(&work.id, self.now().plus(after), Tried::Once)
                .await?),
            Err((_, error)) => {
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

/// When it is worth another try: whatever isn't about the file itself passes, and Meta keeps the file.
fn pause(error: &SendError) -> Option<Duration> {
    match error {
        SendError::Retry { after, .. }
        | SendError::PairLimited { after }
        | SendError::Throttled { after, .. } => Some(*after),
        SendError::ChannelStopped { .. }
        | SendError::Refused {
            refusal: Refusal::GaveUp,
            ..
        } => Some(LASTING_TROUBLE),
        SendError::Refused { .. } | SendError::WindowClosed | SendError::Unclear(_) => None,
    }
}
