//! Puts an operator's reaction on a customer's message. It waits like a message; one that is never
//! taken is taken off the screen again, so that nobody believes the customer has it. Unlike a message
//! it may be sent twice: the second takes the place of the first.

use super::outbound;
use super::send::{TRIES, key};
use crate::engine::Engine;
use crate::error::EngineError;
use conversation::effect::Effect;
use conversation::fact::Fact;
use conversation::ids::{MessageId, OperatorId};
use journal::{Tried, Work};
use std::time::Duration;
use whatsapp::client::{self, Attempt, Outbound, SendError, backoff};

/// What an operator wants to stand on a message.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reaction<'a> {
    pub(super) operator: &'a OperatorId,
    pub(super) message: &'a MessageId,
    pub(super) emoji: Option<&'a str>,
}

impl Engine {
    pub(super) async fn react(
        &self,
        work: &Work,
        reaction: Reaction<'_>,
    ) -> Result<(), EngineError> {
        let Some(loaded) = self.journal().load(&work.conversation).await? else {
            return self.finish(&work.id).await;
        };
        let customer = &loaded.conversation.customer;
        let (Some(to), Some(desk)) = (
            outbound::recipient(customer),
            self.houses().desk(&loaded.conversation.number),
        ) else {
            return self.not_given(work, reaction).await;
        };
        if self.is_outdated(work, reaction.message).await? {
            return self.finish(&work.id).await;
        }
        if let Some(at) = self.not_now(&desk.number, customer) {
            return self.later(work, at, Tried::Nothing).await;
        }
        let outgoing = client::Outgoing {
            to,
            content: Outbound::Reaction {
                message_id: reaction.message.as_str().to_owned(),
                emoji: reaction.emoji.map(str::to_owned),
            },
            reply_to: None,
            effect: Some(work.id.as_str().to_owned()),
        };
        let attempt = Attempt {
            number: work.attempt,
            random: self.chance().number(),
        };
        let Err(error) = self.meta().send(&desk.number.id, &outgoing, attempt).await else {
            self.finish(&work.id).await?;
            return self.reached().await;
        };
        tracing::warn!(%error, "a reaction was not taken");
        match error {
            SendError::Retry { after, code: None } => self.wait_for_network(work, after).await,
            SendError::PairLimited { after } => {
                let until = self.now().plus(after);
                self.paces().refused(&desk.number.id, key(customer), until);
                self.later(work, until, Tried::Once).await
            }
            SendError::Throttled { after, .. } => {
                self.paces().silence(&desk.number.id, self.now(), after);
                self.later(work, self.now().plus(after), Tried::Once).await
            }
            SendError::Retry { after, .. } => self.in_vain(work, reaction, after).await,
            SendError::Unclear(_) => {
                self.in_vain(work, reaction, backoff::trouble(attempt))
                    .await
            }
            SendError::ChannelStopped { .. }
            | SendError::WindowClosed
            | SendError::Refused { .. } => self.not_given(work, reaction).await,
        }
    }

    async fn in_vain(
        &self,
        work: &Work,
        reaction: Reaction<'_>,
        after: Duration,
    ) -> Result<(), EngineError> {
        if work.troubles + 1 < TRIES {
            self.later(work, self.now().plus(after), Tried::InVain)
                .await
        } else {
            self.not_given(work, reaction).await
        }
    }

    /// Whether something else is to stand on the message by now.
    async fn is_outdated(&self, work: &Work, message: &MessageId) -> Result<bool, EngineError> {
        let pending = self.journal().pending_of(&work.conversation).await?;
        let mut later = pending
            .iter()
            .skip_while(|other| other.id != work.id)
            .skip(1);
        Ok(later.any(
            |other| matches!(&other.effect, Effect::React { message: on, .. } if on == message),
        ))
    }

    async fn not_given(&self, work: &Work, reaction: Reaction<'_>) -> Result<(), EngineError> {
        if reaction.emoji.is_none() {
            return self.finish(&work.id).await;
        }
        let fact = Fact::OperatorReacted {
            operator: reaction.operator.clone(),
            message: reaction.message.clone(),
            emoji: None,
        };
        self.outcome(&work.conversation, &work.id, fact).await
    }
}
