//! Sends a message, once. What Meta answers decides what happens next: later again, never again, or
//! nobody knows.

use super::outbound;
use super::pace::Turn;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::house::{Desk, Number};
use crate::intake::translate;
use crate::ports::SecretName;
use bytes::Bytes;
use conversation::content::Content;
use conversation::fact::{Author, Customer, Fact, Outgoing, SendFailure, Withdrawal};
use conversation::ids::{MediaHash, MessageId, OutgoingId};
use conversation::playbook::AgentSwitch;
use conversation::time::Timestamp;
use journal::Work;
use std::time::Duration;
use whatsapp::client::{self, Attempt, Outbound, Recipient, Refusal, SendError, Sent};

/// How often a message is tried while Meta has trouble. Without a network it waits for as long as it
/// takes.
const TRIES: u32 = 8;

/// How long a message waits before a standing channel is looked at again.
const CHANNEL_PAUSE: Duration = Duration::from_secs(15);

/// What to show the customer without saying anything.
#[derive(Clone, Copy, Debug)]
pub(super) enum Show {
    Typing,
    Read,
}

impl Engine {
    pub(super) async fn send(&self, work: &Work, outgoing: &Outgoing) -> Result<(), EngineError> {
        let Some(loaded) = self.journal().load(&work.conversation).await? else {
            return self.finish(&work.id).await;
        };
        let desk = self.desk_of(&loaded.conversation);
        // Who switches the agent off means also what it wrote before and has not said yet.
        if outgoing.author == Author::Agent && desk.house.agent == AgentSwitch::Off {
            let fact = Fact::Withdrawn {
                outgoing: outgoing.id.clone(),
                why: Withdrawal::AgentOff,
            };
            return self.outcome(&work.conversation, &work.id, fact).await;
        }
        let customer = &loaded.conversation.customer;
        let Some(to) = outbound::recipient(customer) else {
            return self
                .fail(work, &outgoing.id, SendFailure::Unreachable)
                .await;
        };
        if let Some((code, _)) = desk.number.stopped {
            return self.stands_still(work, outgoing, code).await;
        }
        if self.token_is_out_of_reach(&desk.number) {
            return self
                .later(work, self.now().plus(CHANNEL_PAUSE), work.attempt)
                .await;
        }
        if let Turn::At(at) = self.paces().ask(&desk.number, key(customer), self.now()) {
            return self.later(work, at, work.attempt).await;
        }
        match self.hand_over(&desk, to, outgoing, work.attempt).await {
            Ok(sent) => {
                self.note_online(true);
                let fact = Fact::Accepted {
                    outgoing: outgoing.id.clone(),
                    message: MessageId::new(&sent.id),
                };
                self.outcome(&work.conversation, &work.id, fact).await?;
                self.learn(&work.conversation, &sent).await
            }
            Err(error) => {
                self.not_taken(work, &outgoing.id, &desk.number, customer, error)
                    .await
            }
        }
    }

    /// What a person said keeps until the number is in order. An answer of the agent's doesn't: until then
    /// nobody would answer the customer, so it fails, and a person is called.
    async fn stands_still(
        &self,
        work: &Work,
        outgoing: &Outgoing,
        code: u32,
    ) -> Result<(), EngineError> {
        match outgoing.author {
            Author::Agent => {
                let failure = SendFailure::ChannelStopped { code };
                self.fail(work, &outgoing.id, failure).await
            }
            Author::Operator { .. } => {
                let later = self.now().plus(CHANNEL_PAUSE);
                self.later(work, later, work.attempt).await
            }
        }
    }

    /// Whether the place of the number's token doesn't answer. Then WhatsApp isn't asked, and neither
    /// the number nor the network is to blame.
    fn token_is_out_of_reach(&self, number: &Number) -> bool {
        let name = SecretName::AccessToken(number.id.clone());
        self.ports().secrets.get(&name).is_err()
    }

    /// Hands a message to Meta; a file goes up before it.
    async fn hand_over(
        &self,
        desk: &Desk,
        to: Recipient,
        outgoing: &Outgoing,
        number: u32,
    ) -> Result<Sent, SendError> {
        let attempt = Attempt {
            number,
            random: self.chance().number(),
        };
        let uploaded = self.put_up(desk, &outgoing.content).await?;
        let content =
            outbound::content(&outgoing.content, uploaded).ok_or_else(|| SendError::Refused {
                code: None,
                refusal: Refusal::Invalid,
                text: "a business can't send this kind of message".to_owned(),
            })?;
        let message = client::Outgoing {
            to,
            content,
            reply_to: outgoing.reply_to.as_ref().map(|id| id.as_str().to_owned()),
            effect: Some(outgoing.id.as_str().to_owned()),
        };
        self.meta().send(&desk.number.id, &message, attempt).await
    }

    /// Uploads a file that is on this machine. Returns Meta's id for it.
    async fn put_up(&self, desk: &Desk, content: &Content) -> Result<Option<String>, SendError> {
        let Content::Media(media) = content else {
            return Ok(None);
        };
        if media.remote.is_some() {
            return Ok(media.remote.clone());
        }
        let Some(hash) = &media.stored else {
            return Ok(None);
        };
        let bytes = self.file(hash).await?;
        let name = media.filename.clone().unwrap_or_else(|| "file".to_owned());
        let id = self
            .meta()
            .upload(&desk.number.id, bytes, &media.mime, &name)
            .await?;
        Ok(Some(id))
    }

    async fn file(&self, hash: &MediaHash) -> Result<Bytes, SendError> {
        let missing = |text: String| SendError::Refused {
            code: None,
            refusal: Refusal::Media,
            text,
        };
        let stored = self
            .journal()
            .media(hash)
            .await
            .map_err(|error| missing(error.to_string()))?;
        let stored =
            stored.ok_or_else(|| missing("the file is no longer on this machine".to_owned()))?;
        let bytes = tokio::fs::read(&stored.path)
            .await
            .map_err(|error| missing(error.to_string()))?;
        Ok(Bytes::from(bytes))
    }

    async fn not_taken(
        &self,
        work: &Work,
        outgoing: &OutgoingId,
        number: &Number,
        customer: &Customer,
        error: SendError,
    ) -> Result<(), EngineError> {
        tracing::warn!(%error, %outgoing, "a message was not taken");
        match error {
            // Without a code nobody answered: it never left, and goes out when the network is back.
            SendError::Retry { after, code: None } => {
                let waits = self
                    .later(work, self.now().plus(after), work.attempt + 1)
                    .await;
                // A screen that is told now asks at once, and must find this one among what waits.
                self.note_online(false);
                waits
            }
            SendError::Retry {
                after,
                code: Some(_),
            } if work.attempt + 1 < TRIES => {
                self.later(work, self.now().plus(after), work.attempt + 1)
                    .await
            }
            SendError::Retry { .. } => self.fail(work, outgoing, SendFailure::GaveUp).await,
            SendError::PairLimited { after } => {
                let until = self.now().plus(after);
                self.paces().refused(&number.id, key(customer), until);
                self.later(work, until, work.attempt + 1).await
            }
            SendError::Throttled { after, .. } => {
                self.paces().silence(&number.id, self.now(), after);
                self.later(work, self.now().plus(after), work.attempt + 1)
                    .await
            }
            SendError::ChannelStopped { code, ref text, .. } => {
                self.stop_channel(&number.id, code, text).await?;
                self.fail(work, outgoing, translate::of_error(&error)).await
            }
            SendError::WindowClosed | SendError::Refused { .. } => {
                self.fail(work, outgoing, translate::of_error(&error)).await
            }
            SendError::Unclear(_) => {
                let fact = Fact::Unclear {
                    outgoing: outgoing.clone(),
                };
                self.outcome(&work.conversation, &work.id, fact).await
            }
        }
    }

    async fn later(&self, work: &Work, at: Timestamp, attempt: u32) -> Result<(), EngineError> {
        Ok(self.journal().release(&work.id, at, attempt).await?)
    }

    async fn fail(
        &self,
        work: &Work,
        outgoing: &OutgoingId,
        failure: SendFailure,
    ) -> Result<(), EngineError> {
        let fact = Fact::NotSent {
            outgoing: outgoing.clone(),
            failure,
        };
        self.outcome(&work.conversation, &work.id, fact).await
    }

    /// Ticks and typing are courtesies: one that fails is not worth a second try.
    pub(super) async fn show(
        &self,
        work: &Work,
        message: &str,
        show: Show,
    ) -> Result<(), EngineError> {
        if let Some(loaded) = self.journal().load(&work.conversation).await? {
            let number = &loaded.conversation.number;
            let attempt = Attempt::first(self.chance().number());
            let shown = match show {
                Show::Typing => self.meta().show_typing(number, message, attempt).await,
                Show::Read => self.meta().mark_read(number, message, attempt).await,
            };
            if let Err(error) = shown {
                tracing::debug!(%error, "ticks or typing could not be shown");
            }
        }
        self.finish(&work.id).await
    }

    pub(super) async fn react(
        &self,
        work: &Work,
        message: &MessageId,
        emoji: Option<&str>,
    ) -> Result<(), EngineError> {
        if let Some(loaded) = self.journal().load(&work.conversation).await?
            && let Some(to) = outbound::recipient(&loaded.conversation.customer)
        {
            let outgoing = client::Outgoing {
                to,
                content: Outbound::Reaction {
                    message_id: message.as_str().to_owned(),
                    emoji: emoji.map(str::to_owned),
                },
                reply_to: None,
                effect: Some(work.id.as_str().to_owned()),
            };
            let attempt = Attempt::first(self.chance().number());
            if let Err(error) = self
                .meta()
                .send(&loaded.conversation.number, &outgoing, attempt)
                .await
            {
                tracing::warn!(%error, "a reaction was not taken");
            }
        }
        self.finish(&work.id).await
    }
}

/// What Meta's pair limit counts by.
fn key(customer: &Customer) -> &str {
    customer
        .user_id
        .as_deref()
        .or(customer.phone.as_deref())
        .unwrap_or_default()
}
