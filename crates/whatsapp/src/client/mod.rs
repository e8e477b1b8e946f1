//! Speaks to Meta's Graph API, for one number at a time.
//!
//! [`Number`] sends, fetches and asks; every refusal comes back as a [`SendError`] whose variants
//! are what the outbox does next. It keeps no queue, no clock and no memory of what it sent, and
//! it tries nothing twice by itself: the outbox decides, with [`backoff`] and [`crate::pace`].
//! Start reading at `send.rs`; codes are in [`codes`].

mod account;
mod answer;
pub mod backoff;
mod block;
mod body;
pub mod codes;
mod error;
mod limits;
mod media;
mod number;
mod outgoing;
mod send;
mod template;
#[cfg(test)]
mod tests;
mod token;
mod wish;

use std::time::Duration;

use reqwest::Url;

use crate::Secret;

pub use account::{BusinessAccount, Subscription};
pub use backoff::Attempt;
pub use error::{Refusal, SendError, Stop};
pub use limits::{Invalid, check};
pub use media::{DownloadedMedia, MediaInfo};
pub use number::{NumberInfo, Quality};
pub use outgoing::{
    Button, Buttons, Header, List, MediaOut, Outbound, Outgoing, Params, Recipient, Row, Section,
    Template, TemplateButton,
};
pub use send::Sent;
pub use template::{TemplateInfo, TemplateInfoButton};
pub use token::TokenInfo;

/// The Graph version we are written against.
pub const GRAPH_VERSION: &str = "v26.0";

/// Where Meta is.
pub const GRAPH_URL: &str = "https://graph.facebook.com";

/// How we name ourselves. Meta's file host answers a request without a name with an error page.
const NAME: &str = concat!("relevo/", env!("CARGO_PKG_VERSION"));

/// Where the Graph API is and how long we wait for it.
#[derive(Debug, Clone)]
pub struct Config {
    /// Without the version.
    pub base_url: Url,
    /// Such as `v26.0`; empty for a base that has it already.
    pub version: String,
    /// For any call but files.
    pub timeout: Duration,
    /// For uploading or downloading a file, besides what its bytes take.
    pub file_timeout: Duration,
}

/// The slowest line on which a file still gets through, in bytes a second.
const SLOWEST_LINE: u64 = 32 * 1024;

impl Config {
    /// How long a file of so many bytes may be on its way. One that was given up on a slow line would
    /// begin from its first byte again, and again.
    fn time_for(&self, bytes: u64) -> Duration {
        self.file_timeout + Duration::from_secs(bytes / SLOWEST_LINE)
    }

    /// Meta's own address, or another for tests, and the version if it is not the usual one.
    pub fn new(base_url: Option<&str>, version: Option<&str>) -> Result<Self, NotAGraph> {
        let base_url = base_url.unwrap_or(GRAPH_URL);
        let url = Url::parse(base_url).map_err(|_| NotAGraph::Address(base_url.to_owned()))?;
        if url.cannot_be_a_base() {
            return Err(NotAGraph::Address(base_url.to_owned()));
        }
        Ok(Self {
            base_url: url,
            version: version
                .unwrap_or(GRAPH_VERSION)
                .trim_matches('/')
                .to_owned(),
            timeout: Duration::from_secs(30),
            file_timeout: Duration::from_secs(180),
        })
    }
}

/// Why there can be no client.
#[derive(Debug, thiserror::Error)]
pub enum NotAGraph {
    /// The configured address is none.
    #[error("`{0}` is no address of a Graph API")]
    Address(String),
    /// This machine has no working TLS.
    #[error("no HTTP client could be made: {0}")]
    Http(#[from] reqwest::Error),
}

/// The way to the Graph API; cheap to clone, shared by all numbers.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    config: Config,
}

impl Client {
    /// Opens no connection yet.
    pub fn new(config: Config) -> Result<Self, NotAGraph> {
        let mut builder = reqwest::Client::builder()
            .user_agent(NAME)
            .connect_timeout(Duration::from_secs(10))
            // A redirect would carry the access token somewhere else.
            .redirect(reqwest::redirect::Policy::none());
        if is_loopback(&config.base_url) {
            builder = builder.no_proxy();
        }
        Ok(Self {
            http: builder.build()?,
            config,
        })
    }

    /// One business number, with the token that may speak for it.
    pub fn number(&self, phone_number_id: impl Into<String>, token: Secret) -> Number {
        Number {
            client: self.clone(),
            id: phone_number_id.into(),
            token,
        }
    }

    /// One business account, with the token that may manage it.
    pub fn account(&self, waba: impl Into<String>, token: Secret) -> BusinessAccount {
        BusinessAccount::new(self.clone(), waba.into(), token)
    }

    /// `{base}/{version}/{parts…}`, each part escaped.
    fn url(&self, parts: &[&str]) -> Url {
        let mut url = self.config.base_url.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty();
            if !self.config.version.is_empty() {
                path.push(&self.config.version);
            }
            path.extend(parts);
        }
        url
    }
}

/// One business number.
#[derive(Debug, Clone)]
pub struct Number {
    client: Client,
    id: String,
    token: Secret,
}

impl Number {
    /// Meta's id of the number.
    pub fn id(&self) -> &str {
        &self.id
    }
}

fn is_loopback(url: &Url) -> bool {
    matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
}
