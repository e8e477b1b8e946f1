//! Blocks and unblocks customers.
//!
//! Meta allows it only for customers who wrote in the last 24 hours.

use reqwest::Method;
use serde_json::{Value, json};

use super::Number;
use super::answer::{How, ask};
use super::backoff::Attempt;
use super::error::{Refusal, SendError};
use super::limits::{Invalid, plus_phone};
use super::outgoing::Recipient;

impl Number {
    /// Takes no more messages from this customer.
    pub async fn block(&self, customer: &Recipient, attempt: Attempt) -> Result<(), SendError> {
        self.blocking(Method::POST, customer, attempt).await
    }

    /// Takes messages from this customer again.
    pub async fn unblock(&self, customer: &Recipient, attempt: Attempt) -> Result<(), SendError> {
        self.blocking(Method::DELETE, customer, attempt).await
    }

    async fn blocking(
        &self,
        method: Method,
        customer: &Recipient,
        attempt: Attempt,
    ) -> Result<(), SendError> {
        let who = match customer {
            Recipient::Phone(phone) => json!({ "user": plus_phone(phone).ok_or(Invalid::Phone)? }),
            Recipient::UserId(id) => json!({ "user_id": id }),
        };
        let url = self.client.url(&[&self.id, "block_users"]);
        let body = json!({ "messaging_product": "whatsapp", "block_users": [who] });
        let request = self
            .client
            .http
            .request(method, url)
            .timeout(self.client.config.timeout)
            .json(&body);
        let answer = ask(request, &self.token, How::harmless(attempt)).await?;
        match answer.pointer("/block_users/failed_users/0") {
            Some(failed) => Err(not_blocked(failed)),
            None => Ok(()),
        }
    }
}

fn not_blocked(failed: &Value) -> SendError {
    let error = failed.pointer("/errors/0").unwrap_or(&Value::Null);
    let code = error
        .get("code")
        .and_then(Value::as_u64)
        .and_then(|code| u32::try_from(code).ok());
    let text = error
        .get("message")
        .and_then(Value::as_str)
        .unwrap_or("Meta gives no reason");
    SendError::Refused {
        code,
        refusal: Refusal::Invalid,
        text: text.to_owned(),
    }
}
