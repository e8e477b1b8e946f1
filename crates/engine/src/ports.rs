//! What the engine needs from the world and a host gives: time, ids, secrets, alerts, Meta. Every
//! one of them can be replaced in a test, so nothing in here reads a clock or a network by itself.

use async_trait::async_trait;
use conversation::ids::{ConversationId, EscalationId, EventId, NumberId, OperatorId};
use conversation::signal::{Reason, Trigger};
use conversation::time::Timestamp;
use whatsapp::Secret;

/// The clock.
#[async_trait]
pub trait Clock: Send + Sync {
    /// The time.
    fn now(&self) -> Timestamp;

    /// Comes back at `at`, or at once if that is past.
    async fn sleep_until(&self, at: Timestamp);
}

/// New ids and chance.
pub trait Chance: Send + Sync {
    /// An id no other event has.
    fn event(&self) -> EventId;

    /// Any number, for jitter.
    fn number(&self) -> u64;
}

/// A secret's name in the keyring.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecretName {
    /// The access token of a number.
    AccessToken(NumberId),
    /// The app secret that signs a number's deliveries.
    AppSecret(NumberId),
    /// What Meta repeats when it verifies our webhook.
    VerifyToken,
    /// The key of the language model.
    ModelKey,
}

impl SecretName {
    /// The name as text, for a keyring entry or an environment variable.
    pub fn text(&self) -> String {
        match self {
            Self::AccessToken(number) => format!("access-token/{number}"),
            Self::AppSecret(number) => format!("app-secret/{number}"),
            Self::VerifyToken => "verify-token".to_owned(),
            Self::ModelKey => "model-key".to_owned(),
        }
    }
}

/// Why there is no secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSecret {
    /// This computer has no place for secrets; the message says how to get one.
    #[error("{0}")]
    NoPlace(String),
    /// The place is there but didn't answer, for now: it may be locked.
    #[error("the keyring didn't answer: {0}")]
    Failed(String),
    /// It comes from this variable of the environment, where it has to be changed.
    #[error("it comes from {0}: change it there and start Relevo again")]
    Elsewhere(String),
}

/// Where secrets are kept: the operating system's keyring, or a hub's environment.
pub trait Secrets: Send + Sync {
    /// The secret, if one is kept. Asked for each delivery and each message, so it answers from memory
    /// where it can, and says [`NoSecret::Failed`] soon where it can't.
    fn get(&self, name: &SecretName) -> Result<Option<Secret>, NoSecret>;

    /// Keeps a secret; `None` forgets it.
    fn put(&self, name: &SecretName, secret: Option<Secret>) -> Result<(), NoSecret>;
}

/// A call for a person, as a host shows it: once on each seat, however many of those called sit there.
#[derive(Clone, Debug, PartialEq)]
pub struct AlertCall {
    /// Where.
    pub conversation: ConversationId,
    /// Which call.
    pub escalation: EscalationId,
    /// Who is called.
    pub called: Vec<Called>,
    /// Why.
    pub trigger: Trigger,
    /// Why, more exactly.
    pub reason: Reason,
    /// The customer's initials. A name is shown only where the owner allows contents.
    pub initials: String,
    /// The customer's name and words; only where the owner allows it, and never for compliance.
    pub contents: Option<AlertContents>,
    /// Since when the customer waits.
    pub waiting_since: Timestamp,
    /// By when a person answers.
    pub due_at: Timestamp,
    /// The business's time zone, to name those moments in.
    pub time_zone: String,
    /// 0 the first time; louder each time.
    pub level: u32,
}

/// Somebody who is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// Who.
    pub operator: OperatorId,
    /// Whether it makes no sound: quiet hours, do not disturb, or sounds are off.
    pub quiet: bool,
}

/// What an alert shows of the conversation, where the owner allows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlertContents {
    /// The customer's name.
    pub name: String,
    /// The customer's words.
    pub words: String,
}

/// How far a host got with an alert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// As a native notification.
    Natively,
    /// Only in the window.
    InApp,
    /// Not at all.
    Nowhere,
}

/// How a host calls people.
#[async_trait]
pub trait Alerts: Send + Sync {
    /// Shows a call, and says how it reached those of the called who have a seat here. Comes back once
    /// it is shown, not once it is answered.
    async fn call(&self, call: AlertCall) -> Vec<(OperatorId, Shown)>;

    /// The call is read, answered or over; what is still on the screen goes away.
    async fn settle(&self, escalation: &EscalationId);

    /// What this computer can't do, for the status line.
    fn limits(&self) -> HostLimits;
}

/// What a host can't do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HostLimits {
    /// No notifications.
    pub no_notifications: bool,
    /// No tray.
    pub no_tray: bool,
    /// No keyring.
    pub no_keyring: bool,
    /// There is a keyring, but it is locked or doesn't answer.
    pub keyring_silent: bool,
    /// The port that a tunnel is pointed at is another program's.
    pub port_taken: Option<u16>,
}
