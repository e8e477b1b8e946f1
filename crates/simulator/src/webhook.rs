//! Telling the business: webhooks out, signed, tried until somebody answers 200.
//!
//! Notices of one chat are posted one after the other, chats at the same time. It never looks into a
//! notice; bodies are made in [`body`], signatures in [`sign`], posting is in [`post`].

pub(crate) mod body;
mod post;
mod sign;

use serde_json::Value;

pub(crate) use body::{Inbound, InboundBody};
pub use post::WebhookTally;
pub(crate) use post::{Outgoing, Post};

use crate::chat::ChatKey;
use crate::world::Business;

/// One thing to tell a business: a message, or how far one of theirs has come.
#[derive(Debug, Clone)]
pub(crate) struct Notice {
    pub(crate) chat: ChatKey,
    pub(crate) waba: String,
    /// The customer's message that is told about; it gets its second tick by it.
    pub(crate) line: Option<String>,
    pub(crate) value: Value,
}

impl Notice {
    pub(crate) fn new(
        chat: &ChatKey,
        business: &Business,
        line: Option<String>,
        value: Value,
    ) -> Self {
        Self {
            chat: chat.clone(),
            waba: business.waba_id.clone(),
            line,
            value,
        }
    }
}
