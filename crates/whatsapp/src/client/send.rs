//! Sends messages, marks them read, shows that someone types.
//!
//! A success means that Meta accepted it, not that it arrived: that, statuses tell. Meta has no
//! key against doing something twice, so a lost answer is [`SendError::Unclear`].

use serde_json::{Value, json};

use super::answer::{How, Twice, ask};
use super::backoff::Attempt;
use super::error::SendError;
use super::limits::check;
use super::outgoing::Outgoing;
use super::{Number, body};

/// Meta has accepted a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Meta's id (`wamid.…`), under which the statuses will come.
    pub id: String,
    /// The customer's phone as WhatsApp knows it; it may differ from what we wrote.
    pub wa_id: Option<String>,
    /// The customer's user id.
    pub user_id: Option<String>,
    /// `accepted`, or `held_for_quality_assessment` and the like for templates.
    pub status: Option<String>,
}

impl Number {
    /// Sends one message.
    pub async fn send(&self, outgoing: &Outgoing, attempt: Attempt) -> Result<Sent, SendError> {
        check(outgoing)?;
        let how = How {
            twice: Twice::Forbidden,
            attempt,
        };
        let answer = self.post_message(&body::message(outgoing), how).await?;
        // The message is accepted; only its id is lost, which the first status brings.
        sent(&answer).ok_or_else(|| SendError::Unclear("Meta's answer names no message".to_owned()))
    }

    /// Shows the customer two blue ticks on this message and all before it.
    pub async fn mark_read(&self, message_id: &str, attempt: Attempt) -> Result<(), SendError> {
        let body = read(message_id);
        self.post_message(&body, How::harmless(attempt))
            .await
            .map(drop)
    }

    /// Marks as read and shows that someone types, until we answer or 25 seconds are over.
    pub async fn show_typing(&self, message_id: &str, attempt: Attempt) -> Result<(), SendError> {
        let mut body = read(message_id);
        body["typing_indicator"] = json!({ "type": "text" });
        self.post_message(&body, How::harmless(attempt))
            .await
            .map(drop)
    }

    async fn post_message(&self, body: &Value, how: How) -> Result<Value, SendError> {
        let url = self.client.url(&[&self.id, "messages"]);
        let request = self
            .client
            .http
            .post(url)
            .timeout(self.client.config.timeout)
            .json(body);
        ask(request, &self.token, how).await
    }
}

fn read(message_id: &str) -> Value {
    json!({ "messaging_product": "whatsapp", "status": "read", "message_id": message_id })
}

fn sent(answer: &Value) -> Option<Sent> {
    let text = |path: &str| {
        answer
            .pointer(path)
            .and_then(Value::as_str)
            .map(str::to_owned)
    };
    Some(Sent {
        id: text("/messages/0/id").filter(|id| !id.is_empty())?,
        wa_id: text("/contacts/0/wa_id"),
        user_id: text("/contacts/0/user_id"),
        status: text("/messages/0/message_status"),
    })
}
