//! What a simulator is started with.
//!
//! Plain data and two ports: the clock, and what the host tells about the other side of a chat. It
//! reads no file and no environment; see [`crate::world`] for a world to start with.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use serde::Serialize;

use crate::clock::{Clock, SystemClock};
use crate::customer::Customer;
use crate::ids;
use crate::world::{self, Business};

/// The secrets of the Meta app that the businesses are connected to.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// The id of the app.
    pub app_id: String,
    /// What a client shows as `Authorization: Bearer …`.
    pub access_token: String,
    /// What webhooks are signed with.
    pub app_secret: String,
    /// What the webhook is asked for before it is believed.
    pub verify_token: String,
}

impl Credentials {
    /// Secrets that nobody has seen before.
    #[must_use]
    pub fn random() -> Self {
        Self {
            app_id: ids::object_id(),
            access_token: format!("SIM{}", ids::secret()),
            app_secret: ids::secret(),
            verify_token: ids::secret(),
        }
    }
}

impl fmt::Debug for Credentials {
    /// Secrets stay out of every log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("app_id", &self.app_id)
            .finish_non_exhaustive()
    }
}

/// How a message that can't be delivered is refused: closed window, unknown recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Refusal {
    /// Accepted first, reported as failed by webhook, which is what Meta mostly does.
    #[default]
    Later,
    /// Refused in the answer to the send.
    AtOnce,
}

/// How long a message is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// From accepting to the status `sent`.
    pub sent_millis: u32,
    /// From `sent` to `delivered`.
    pub delivered_millis: u32,
    /// From `read` to `played`, for voice notes.
    pub played_millis: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            sent_millis: 150,
            delivered_millis: 350,
            played_millis: 4_000,
        }
    }
}

/// Everything a simulator needs to start.
#[derive(Clone)]
pub struct Config {
    /// The port on 127.0.0.1; 0 takes any free one.
    pub port: u16,
    /// The businesses that have a number here.
    pub businesses: Vec<Business>,
    /// The customers that exist from the start.
    pub customers: Vec<Customer>,
    /// The secrets of the app.
    pub credentials: Credentials,
    /// What webhooks are signed with that tell of numbers of another app, by phone number id.
    pub app_secrets: BTreeMap<String, String>,
    /// The app that the accounts deliver to until ours subscribes: that of another tool, by id. With
    /// none they deliver to ours from the start.
    pub subscribed_before: Option<String>,
    /// Where webhooks go until somebody configures another address. Until there is one, they are
    /// tried again and again as if the receiver were down.
    pub webhook: Option<String>,
    /// What the time is.
    pub clock: Arc<dyn Clock>,
    /// How undeliverable messages are refused.
    pub refusal: Refusal,
    /// How fast statuses follow.
    pub pace: Pace,
    /// Messages a second that one number may send.
    pub throughput: usize,
    /// What the phone page tells about the other side; without it that column isn't shown.
    pub other_side: Option<Arc<dyn OtherSide>>,
    /// Where "Open the inbox" on the phone page leads; without it the link isn't shown.
    pub inbox_url: Option<String>,
}

impl Config {
    /// No businesses, no customers, the computer's clock, fresh secrets, any port.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            port: 0,
            businesses: Vec::new(),
            customers: Vec::new(),
            credentials: Credentials::random(),
            app_secrets: BTreeMap::new(),
            subscribed_before: None,
            webhook: None,
            clock: Arc::new(SystemClock),
            refusal: Refusal::default(),
            pace: Pace::default(),
            throughput: 80,
            other_side: None,
            inbox_url: None,
        }
    }

    /// The demo's world: two businesses and the eight customers that scripts play.
    #[must_use]
    pub fn demo() -> Self {
        Self {
            businesses: world::businesses(),
            customers: world::customers(),
            ..Self::empty()
        }
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("port", &self.port)
            .field("businesses", &self.businesses)
            .field("customers", &self.customers)
            .field("credentials", &self.credentials)
            .field("webhook", &self.webhook)
            .finish_non_exhaustive()
    }
}

/// Who acts in a step on the other side, which decides how its dot is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The agent.
    Agent,
    /// Nobody yet: a person was called.
    Waiting,
    /// A person.
    Operator,
    /// Nobody any more.
    Closed,
}

/// A piece of what the customer wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuotePart {
    /// The words.
    pub text: String,
    /// True where these words were the reason.
    pub marked: bool,
}

/// One thing that happened on the other side of a chat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherSideStep {
    /// What happened, such as "Lupita took the conversation".
    pub title: String,
    /// More about it, such as "Waited 1 min 50 s of 10".
    pub detail: String,
    /// When.
    pub at_millis: i64,
    /// Who acts.
    pub kind: StepKind,
    /// The customer's words that led to it.
    pub quote: Option<Vec<QuotePart>>,
}

/// Tells the phone page what the customer doesn't notice. The host answers it.
#[async_trait]
pub trait OtherSide: Send + Sync {
    /// The steps of one conversation, oldest first. `number` is the business's phone number id.
    async fn other_side(&self, number: &str, customer: &Customer, lang: &str)
    -> Vec<OtherSideStep>;
}
