//! The port to Meta: what the engine asks of WhatsApp. The live one speaks to the Graph API, or to a
//! simulator at another address; a test may put anything in its place.

use crate::ports::{SecretName, Secrets};
use async_trait::async_trait;
use bytes::Bytes;
use conversation::ids::NumberId;
use std::sync::Arc;
use std::time::Duration;
use whatsapp::Secret;
use whatsapp::client::{
    Attempt, Client, DownloadedMedia, Number, NumberInfo, Outgoing, Refusal, SendError, Sent, Stop,
    Subscription, TemplateInfo, TokenInfo,
};

/// How long until a keyring that doesn't answer is asked again.
const KEYRING_PAUSE: Duration = Duration::from_secs(15);

/// What can be asked of WhatsApp.
#[async_trait]
pub trait Meta: Send + Sync {
    /// Sends a message.
    async fn send(
        &self,
        number: &NumberId,
        outgoing: &Outgoing,
        attempt: Attempt,
    ) -> Result<Sent, SendError>;
    /// Shows that an answer is being written, and that the message was read.
    async fn show_typing(
        &self,
        number: &NumberId,
        message: &str,
        attempt: Attempt,
    ) -> Result<(), SendError>;
    /// Shows that the message was read.
    async fn mark_read(
        &self,
        number: &NumberId,
        message: &str,
        attempt: Attempt,
    ) -> Result<(), SendError>;
    /// Hands a file over, to be sent. Returns Meta's id for it.
    async fn upload(
        &self,
        number: &NumberId,
        file: Bytes,
        mime: &str,
        name: &str,
    ) -> Result<String, SendError>;
    /// Fetches a customer's file.
    async fn download(
        &self,
        number: &NumberId,
        media: &str,
        attempt: Attempt,
    ) -> Result<DownloadedMedia, SendError>;
    /// What Meta knows of a number.
    async fn number(&self, number: &NumberId) -> Result<NumberInfo, SendError>;
    /// What a number's token may do.
    async fn token(&self, number: &NumberId) -> Result<TokenInfo, SendError>;
    /// Who gets a business account's deliveries.
    async fn subscriptions(
        &self,
        number: &NumberId,
        waba: &str,
    ) -> Result<Vec<Subscription>, SendError>;
    /// Has a business account's deliveries sent to the token's app.
    async fn subscribe(&self, number: &NumberId, waba: &str) -> Result<(), SendError>;
    /// Has a number's messages delivered to `url`.
    async fn set_webhook(
        &self,
        number: &NumberId,
        url: &str,
        verify_token: &Secret,
    ) -> Result<(), SendError>;
    /// The templates of a business account.
    async fn templates(
        &self,
        number: &NumberId,
        waba: &str,
    ) -> Result<Vec<TemplateInfo>, SendError>;
}

/// The Graph API over HTTP, with the tokens a host keeps.
pub struct LiveMeta {
    client: Client,
    secrets: Arc<dyn Secrets>,
}

impl LiveMeta {
    /// A way to Meta. Opens no connection yet.
    pub fn new(client: Client, secrets: Arc<dyn Secrets>) -> Self {
        Self { client, secrets }
    }

    fn secret(&self, number: &NumberId) -> Result<Secret, SendError> {
        match self.secrets.get(&SecretName::AccessToken(number.clone())) {
            Ok(Some(token)) => Ok(token),
            Ok(None) => Err(no_token("no access token is kept for this number")),
            // Nobody refused anything: it is as good as no network, until the keyring answers.
            Err(error) => {
                tracing::warn!(%error, "the access token can't be read");
                Err(SendError::Retry {
                    after: KEYRING_PAUSE,
                    code: None,
                })
            }
        }
    }

    fn of(&self, number: &NumberId) -> Result<Number, SendError> {
        Ok(self.client.number(number.as_str(), self.secret(number)?))
    }
}

/// Without its token a number stands still, as it does when Meta refuses the token.
fn no_token(text: &str) -> SendError {
    SendError::ChannelStopped {
        code: 190,
        why: Stop::Token,
        text: text.to_owned(),
    }
}

#[async_trait]
impl Meta for LiveMeta {
    async fn send(
        &self,
        number: &NumberId,
        outgoing: &Outgoing,
        attempt: Attempt,
    ) -> Result<Sent, SendError> {
        self.of(number)?.send(outgoing, attempt).await
    }

    async fn show_typing(
        &self,
        number: &NumberId,
        message: &str,
        attempt: Attempt,
    ) -> Result<(), SendError> {
        self.of(number)?.show_typing(message, attempt).await
    }

    async fn mark_read(
        &self,
        number: &NumberId,
        message: &str,
        attempt: Attempt,
    ) -> Result<(), SendError> {
        self.of(number)?.mark_read(message, attempt).await
    }

    async fn upload(
        &self,
        number: &NumberId,
        file: Bytes,
        mime: &str,
        name: &str,
    ) -> Result<String, SendError> {
        self.of(number)?
            .upload(file, mime, name, Attempt::default())
            .await
    }

    async fn download(
        &self,
        number: &NumberId,
        media: &str,
        attempt: Attempt,
    ) -> Result<DownloadedMedia, SendError> {
        self.of(number)?.download(media, attempt).await
    }

    async fn number(&self, number: &NumberId) -> Result<NumberInfo, SendError> {
        self.of(number)?.info(Attempt::default()).await
    }

    async fn token(&self, number: &NumberId) -> Result<TokenInfo, SendError> {
        self.client
            .token_info(&self.secret(number)?, Attempt::default())
            .await
    }

    async fn subscriptions(
        &self,
        number: &NumberId,
        waba: &str,
    ) -> Result<Vec<Subscription>, SendError> {
        self.client
            .account(waba, self.secret(number)?)
            .subscriptions(Attempt::default())
            .await
    }

    async fn subscribe(&self, number: &NumberId, waba: &str) -> Result<(), SendError> {
        self.client
            .account(waba, self.secret(number)?)
            .subscribe(Attempt::default())
            .await
    }

    async fn set_webhook(
        &self,
        number: &NumberId,
        url: &str,
        verify_token: &Secret,
    ) -> Result<(), SendError> {
        let url = url::Url::parse(url).map_err(|error| SendError::Refused {
            code: None,
            refusal: Refusal::Invalid,
            text: format!("{url} is no address: {error}"),
        })?;
        self.of(number)?
            .set_webhook(&url, verify_token, Attempt::default())
            .await
    }

    async fn templates(
        &self,
        number: &NumberId,
        waba: &str,
    ) -> Result<Vec<TemplateInfo>, SendError> {
        self.client
            .account(waba, self.secret(number)?)
            .templates(Attempt::default())
            .await
    }
}
