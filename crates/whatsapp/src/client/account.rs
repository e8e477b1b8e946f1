//! A business account: which apps get its webhooks, and which templates it has.
//!
//! These calls count against the hourly quota of the account (200, or 5,000 with a registered
//! number), so they belong behind a button or a slow clock.

use serde_json::Value;

use super::answer::{How, ask};
use super::backoff::Attempt;
use super::error::SendError;
use super::template::{self, TemplateInfo};
use super::{Client, wish};
use crate::Secret;

/// One business account.
#[derive(Debug, Clone)]
pub struct BusinessAccount {
    client: Client,
    waba: String,
    token: Secret,
}

/// An app that gets the account's webhooks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Meta's id of the app.
    pub app_id: Option<String>,
    /// What the app is called.
    pub name: Option<String>,
    /// Where its webhooks go instead of the app's own address.
    pub callback: Option<String>,
}

/// More templates than an account may have; it ends a listing that runs in circles.
const MOST_PAGES: usize = 100;

impl BusinessAccount {
    pub(super) fn new(client: Client, waba: String, token: Secret) -> Self {
        Self {
            client,
            waba,
            token,
        }
    }

    /// The apps that get this account's webhooks.
    pub async fn subscriptions(&self, attempt: Attempt) -> Result<Vec<Subscription>, SendError> {
        let answer = self.get("subscribed_apps", &[], attempt).await?;
        Ok(wish::data(&answer).map(subscription).collect())
    }

    /// Has this account's webhooks sent to the token's app.
    pub async fn subscribe(&self, attempt: Attempt) -> Result<(), SendError> {
        let url = self.client.url(&[&self.waba, "subscribed_apps"]);
        let request = self
            .client
            .http
            .post(url)
            .timeout(self.client.config.timeout);
        ask(request, &self.token, How::harmless(attempt))
            .await
            .map(drop)
    }

    /// Every template of the account, approved or not.
    pub async fn templates(&self, attempt: Attempt) -> Result<Vec<TemplateInfo>, SendError> {
        let mut all = vec![];
        let mut after = String::new();
        for _ in 0..MOST_PAGES {
            let query = [
                ("fields", template::FIELDS),
                ("limit", "100"),
                ("after", &after),
            ];
            // An empty cursor is not the same as none.
            let query = if after.is_empty() {
                &query[..2]
            } else {
                &query[..]
            };
            let answer = self.get("message_templates", query, attempt).await?;
            all.extend(wish::data(&answer).filter_map(TemplateInfo::read));
            match next_page(&answer) {
                Some(cursor) => after = cursor,
                None => break,
            }
        }
        Ok(all)
    }

    /// The phone numbers of the account, by Meta's id and as people write them.
    pub async fn numbers(&self, attempt: Attempt) -> Result<Vec<(String, String)>, SendError> {
        let query = [("fields", "id,display_phone_number"), ("limit", "100")];
        let answer = self.get("phone_numbers", &query, attempt).await?;
        Ok(wish::data(&answer)
            .filter_map(|number| {
                let written = wish::text(number, "display_phone_number").unwrap_or_default();
                Some((wish::text(number, "id")?, written))
            })
            .collect())
    }

    async fn get(
        &self,
        edge: &str,
        query: &[(&str, &str)],
        attempt: Attempt,
    ) -> Result<Value, SendError> {
        let url = self.client.url(&[&self.waba, edge]);
        let request = self
            .client
            .http
            .get(url)
            .query(query)
            .timeout(self.client.config.timeout);
        ask(request, &self.token, How::harmless(attempt)).await
    }
}

fn next_page(answer: &Value) -> Option<String> {
    answer.pointer("/paging/next")?;
    wish::text(answer.pointer("/paging/cursors")?, "after")
}

fn subscription(from: &Value) -> Subscription {
    let app = from.get("whatsapp_business_api_data").unwrap_or(from);
    Subscription {
        app_id: wish::text(app, "id"),
        name: wish::text(app, "name"),
        callback: wish::text(from, "override_callback_uri"),
    }
}
