//! What Meta's answer to a message of ours tells about whom it went to. In Mexico, Brazil and Argentina
//! people write a phone with other digits than WhatsApp does, and who answers is named by WhatsApp's. It
//! tells nothing of the message itself.

use crate::advance::{Along, NotAdvanced};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::intake::translate;
use conversation::fact::{Customer, Fact};
use conversation::ids::ConversationId;
use journal::Identity;
use std::convert::Infallible;
use whatsapp::client::Sent;

impl Engine {
    /// Keeps how WhatsApp calls the customer, so that the answer is found to be theirs. Whoever is known
    /// by that in another conversation stays there.
    pub(super) async fn learn(&self, id: &ConversationId, sent: &Sent) -> Result<(), EngineError> {
        let Some(loaded) = self.journal().load(id).await? else {
            return Ok(());
        };
        let known = &loaded.conversation.customer;
        let learned = learned(known, sent);
        if learned == *known {
            return Ok(());
        }
        let identity = Identity::of(&loaded.conversation.number, &learned);
        let leads = self.journal().leads(&[identity]).await?;
        if leads.conversations().any(|other| other != id) {
            return Ok(());
        }
        let done = self.advance(id, Along::default(), |now| {
            let customer = self::learned(&now.customer, sent);
            Ok::<_, Infallible>(vec![Fact::CustomerKnown { customer }])
        });
        match done.await {
            Ok(_) | Err(NotAdvanced::Unknown | NotAdvanced::UnderWay) => Ok(()),
            Err(NotAdvanced::Engine(error)) => Err(error),
            Err(NotAdvanced::Refused(never)) => match never {},
        }
    }
}

/// The customer with what the answer says. Whoever has a user id was written to by that, which needs no
/// phone.
fn learned(known: &Customer, sent: &Sent) -> Customer {
    if known.user_id.is_some() {
        return known.clone();
    }
    Customer {
        user_id: sent.user_id.clone(),
        phone: sent
            .wa_id
            .as_deref()
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
            .map(translate::phone)
            .or_else(|| known.phone.clone()),
        ..known.clone()
    }
}
