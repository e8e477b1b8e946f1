//! What Meta knows about a number, and where it sends the number's webhooks.
//!
//! For connecting a number and for its page in the settings; nothing here is needed to send.

use reqwest::Url;
use serde_json::{Value, json};

use super::answer::{How, ask};
use super::backoff::Attempt;
use super::error::SendError;
use super::limits::Invalid;
use super::{Number, wish};
use crate::{Secret, pace};

/// A number, as Meta sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberInfo {
    /// Meta's id.
    pub id: String,
    /// As people write it.
    pub display_phone_number: Option<String>,
    /// The name that customers see.
    pub verified_name: Option<String>,
    /// Whether that name is approved.
    pub name_status: Option<String>,
    /// How customers rate what it sends.
    pub quality: Quality,
    /// `CLOUD_API` when it is ready for us.
    pub platform_type: Option<String>,
    /// `CONNECTED` when it may send.
    pub status: Option<String>,
    /// `STANDARD` or `HIGH`.
    pub throughput: Option<String>,
    /// True when the number also lives in the Business app on a phone.
    pub on_phone: bool,
    /// Where webhooks of this number go, if it has its own address.
    pub own_webhook: Option<String>,
    /// Where they go because of the account or the app.
    pub inherited_webhook: Option<String>,
}

/// How customers rate a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quality {
    /// All is well.
    Green,
    /// Some complain.
    Yellow,
    /// Many complain; Meta may restrict it.
    Red,
    /// Too little was sent to tell.
    Unknown,
}

const FIELDS: &str = "id,display_phone_number,verified_name,name_status,quality_rating,\
    platform_type,status,throughput,is_on_biz_app,webhook_configuration";

impl NumberInfo {
    /// How many messages a second it may send.
    pub fn per_second(&self) -> u32 {
        match self.throughput.as_deref() {
            _ if self.on_phone => pace::COEXISTENCE_PER_SECOND,
            Some("HIGH") => 1_000,
            Some(_) | None => pace::DEFAULT_PER_SECOND,
        }
    }

    fn read(answer: &Value) -> Self {
        let text = |key| wish::text(answer, key);
        let webhook = answer.get("webhook_configuration").unwrap_or(&Value::Null);
        Self {
            id: text("id").unwrap_or_default(),
            display_phone_number: text("display_phone_number"),
            verified_name: text("verified_name"),
            name_status: text("name_status"),
            quality: quality(&text("quality_rating").unwrap_or_default()),
            platform_type: text("platform_type"),
            status: text("status"),
            throughput: answer
                .get("throughput")
                .and_then(|inner| wish::text(inner, "level")),
            on_phone: answer.get("is_on_biz_app") == Some(&Value::Bool(true)),
            own_webhook: wish::text(webhook, "phone_number"),
            inherited_webhook: wish::text(webhook, "whatsapp_business_account")
                .or_else(|| wish::text(webhook, "application")),
        }
    }
}

fn quality(rating: &str) -> Quality {
    match rating {
        "GREEN" => Quality::Green,
        "YELLOW" => Quality::Yellow,
        "RED" => Quality::Red,
        _ => Quality::Unknown,
    }
}

impl Number {
    /// What Meta knows about the number; it fails if the token may not speak for it.
    pub async fn info(&self, attempt: Attempt) -> Result<NumberInfo, SendError> {
        let url = self.client.url(&[&self.id]);
        let request = self.client.http.get(url).query(&[("fields", FIELDS)]);
        let request = request.timeout(self.client.config.timeout);
        let answer = ask(request, &self.token, How::harmless(attempt)).await?;
        Ok(NumberInfo::read(&answer))
    }

    /// Has this number's webhooks sent to `url`. Meta asks there at once, with the verify token.
    pub async fn set_webhook(
        &self,
        url: &Url,
        verify_token: &Secret,
        attempt: Attempt,
    ) -> Result<(), SendError> {
        let is = url.as_str().chars().count();
        if is > 200 {
            return Err(Invalid::TooLong {
                what: "the webhook's address",
                is,
                most: 200,
            }
            .into());
        }
        self.configure_webhook(url.as_str(), verify_token.expose(), attempt)
            .await
    }

    /// Sends this number's webhooks where the account's or the app's go.
    pub async fn clear_webhook(&self, attempt: Attempt) -> Result<(), SendError> {
        self.configure_webhook("", "", attempt).await
    }

    async fn configure_webhook(
        &self,
        address: &str,
        verify_token: &str,
        attempt: Attempt,
    ) -> Result<(), SendError> {
        let mut configuration = json!({ "override_callback_uri": address });
        if !verify_token.is_empty() {
            configuration["verify_token"] = verify_token.into();
        }
        let url = self.client.url(&[&self.id]);
        let request = self
            .client
            .http
            .post(url)
            .timeout(self.client.config.timeout);
        let request = request.json(&json!({ "webhook_configuration": configuration }));
        ask(request, &self.token, How::harmless(attempt))
            .await
            .map(drop)
    }
}
