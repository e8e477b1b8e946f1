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
use journal::{Tried, Work};
use std::time::Duration;
use whatsapp::client::{self, Attempt, Recipient, Refusal, SendError, Sent};

/// How often a message is tried while Meta has trouble. Without a network it waits for as long as it
/// takes.
pub(super) const TRIES: u32 = 8;

/// How long a message waits before a standing channel is looked at again, unless somebody puts the
/// number in order before.
const CHANNEL_PAUSE: Duration = Duration::from_secs(300);

/// How long a message waits before the keyring is asked again.
const KEYRING_PAUSE: Duration = Duration::from_secs(15);

/// The longest a message waits before the network is tried again.
const OFFLINE_PAUSE: Duration = Duration::from_secs(15);

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
        let Some(desk) = self.houses().desk(&loaded.conversation.number) else {
            let gone = translate::of_error(&no_longer_connected());
            return self.fail(work, &outgoing.id, gone).await;
        };
        // Who switches the agent off means also what it wrote before and has not said yet.
        if outgoing.author == Author::Agent && desk.house.agent == AgentSwitch::Off {
            let fact = Fact::Withdrawn {
                outgoing: outgoing.id.clone(),
                why: Withdrawal::AgentOff,
            };
            return self.tell(work, fact).await;
        }
        let customer = &loaded.conversation.customer;
        let Some(to) = outbound::recipient(customer) else {
            return self
                .fail(work, &outgoing.id, SendFailure::Unreachable)
                .await;
        };
        // What a person said keeps until the number is in order. An answer of the agent's doesn't: until
        // then nobody would answer the customer, so it fails, and a person is called.
        if let (Author::Agent, Some((code, _))) = (&outgoing.author, &desk.number.stopped) {
            let failure = SendFailure::ChannelStopped { code: *code };
            return self.fail(work, &outgoing.id, failure).await;
        }
        if let Some(at) = self.not_now(&desk.number, customer) {
            return self.later(work, at, Tried::Nothing).await;
        }
        match self.hand_over(&desk, to, outgoing, work).await {
            Ok(sent) => {
                let fact = Fact::Accepted {
                    outgoing: outgoing.id.clone(),
                    message: MessageId::new(&sent.id),
                };
                self.tell(work, fact).await?;
                self.learn(&work.conversation, &sent).await?;
                self.reached().await
            }
            Err(error) => {
                self.not_taken(work, &outgoing.id, &desk.number, customer, error)
                    .await
            }
        }
    }

    /// When `customer`'s turn on `number` is, if it isn't now.
    pub(super) fn not_now(&self, number: &Number, customer: &Customer) -> Option<Timestamp> {
        if number.stopped.is_some() {
            return Some(self.now().plus(CHANNEL_PAUSE));
        }
        if self.token_is_out_of_reach(number) {
            return Some(self.now().plus(KEYRING_PAUSE));
        }
        match self.paces().ask(number, key(customer), self.now()) {
            Turn::Now => None,
            Turn::At(at) => Some(at),
        }
    }

    /// Whether the place of the number's token doesn't answer. Then WhatsApp isn't asked, and neither
    /// the number nor the network is to blame.
    fn token_is_out_of_reach(&self, number: &Number) -> bool {
        let name = SecretName::AccessToken(number.id.clone());
        self.ports().secrets.get(&name).is_err()
    }

    /// WhatsApp was reached. After a time without it, what waited for that waits no longer.
    pub(super) async fn reached(&self) -> Result<(), EngineError> {
        if self.note_online(true) {
            self.hurry().await?;
        }
        Ok(())
    }

    /// Hands a message to Meta; a file goes up before it.
    async fn hand_over(
        &self,
        desk: &Desk,
        to: Recipient,
        outgoing: &Outgoing,
        work: &Work,
    ) -> Result<Sent, SendError> {
        let attempt = Attempt {
            number: work.attempt,
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
        self.may_leave(work, &outgoing.id);
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
        if !matches!(error, SendError::Unclear(_)) {
            self.never_left(work);
        }
        // Without a code nobody answered: it never left, and goes out when the network is back.
        if let SendError::Retry { after, code: None } = error {
            return self.wait_for_network(work, after).await;
        }
        let is_a_limit = matches!(
            error,
            SendError::Retry { .. } | SendError::PairLimited { .. } | SendError::Throttled { .. }
        );
        if is_a_limit {
            self.reached().await?;
        }
        match error {
            SendError::Retry { after, .. } if work.troubles + 1 < TRIES => {
                self.later(work, self.now().plus(after), Tried::InVain)
                    .await
            }
            SendError::Retry { .. } => self.fail(work, outgoing, SendFailure::GaveUp).await,
            SendError::PairLimited { after } => {
                let until = self.now().plus(after);
                self.paces().refused(&number.id, key(customer), until);
                self.later(work, until, Tried::Once).await
            }
            SendError::Throttled { after, .. } => {
                self.paces().silence(&number.id, self.now(), after);
                self.later(work, self.now().plus(after), Tried::Once).await
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
                self.tell(work, fact).await
            }
        }
    }

    /// The first failure may be a hiccup; after that the network is looked for at an even pace, and
    /// whoever finds it first frees the others.
    pub(super) async fn wait_for_network(
        &self,
        work: &Work,
        after: Duration,
    ) -> Result<(), EngineError> {
        let pause = match self.is_online() {
            true => after.min(OFFLINE_PAUSE),
            false => OFFLINE_PAUSE,
        };
        let at = self.now().plus(pause);
        let waits = self.later(work, at, Tried::Nothing).await;
        // A screen that is told now asks at once, and must find this one among what waits.
        self.note_online(false);
        waits
    }

    pub(super) async fn later(
        &self,
        work: &Work,
        at: Timestamp,
        tried: Tried,
    ) -> Result<(), EngineError> {
        Ok(self.journal().release(&work.id, at, tried).await?)
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
        self.tell(work, fact).await
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
}

/// A number that was removed here, which sends nothing any more.
fn no_longer_connected() -> SendError {
    SendError::Refused {
        code: None,
        refusal: Refusal::NumberMissing,
        text: "the number is no longer connected".to_owned(),
    }
}

/// What Meta's pair limit counts by.
pub(super) fn key(customer: &Customer) -> &str {
    customer
        .user_id
        .as_deref()
        .or(customer.phone.as_deref())
        .unwrap_or_default()
}
