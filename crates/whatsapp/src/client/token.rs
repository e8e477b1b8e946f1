//! What a token may do, asked before a number is connected.
//!
//! The token is looked at, never stored or shown.

use serde_json::Value;

use super::answer::{How, ask};
use super::backoff::Attempt;
use super::error::SendError;
use super::{Client, wish};
use crate::Secret;

/// What Meta says about an access token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenInfo {
    /// False when it has run out or was withdrawn.
    pub is_valid: bool,
    /// The app it belongs to.
    pub app_id: Option<String>,
    /// When it runs out, in seconds since 1970; `None` for never.
    pub expires_at: Option<i64>,
    /// What it may do.
    pub scopes: Vec<String>,
}

impl TokenInfo {
    /// The permissions that Relevo needs and the token lacks.
    pub fn missing(&self) -> Vec<&'static str> {
        const NEEDED: [&str; 2] = [
            "whatsapp_business_messaging",
            "whatsapp_business_management",
        ];
        NEEDED
            .into_iter()
            .filter(|needed| !self.scopes.iter().any(|scope| scope == needed))
            .collect()
    }

    fn read(answer: &Value) -> Self {
        let data = answer.get("data").unwrap_or(&Value::Null);
        Self {
            is_valid: data.get("is_valid") == Some(&Value::Bool(true)),
            app_id: wish::text(data, "app_id"),
            expires_at: data
                .get("expires_at")
                .and_then(Value::as_i64)
                .filter(|at| *at > 0),
            scopes: wish::texts(data, "scopes"),
        }
    }
}

impl Client {
    /// Asks what `token` may do.
    pub async fn token_info(
        &self,
        token: &Secret,
        attempt: Attempt,
    ) -> Result<TokenInfo, SendError> {
        let url = self.url(&["debug_token"]);
        let request = self.http.get(url).query(&[("input_token", token.expose())]);
        let request = request.timeout(self.config.timeout);
        let answer = ask(request, token, How::harmless(attempt)).await?;
        Ok(TokenInfo::read(&answer))
    }
}
