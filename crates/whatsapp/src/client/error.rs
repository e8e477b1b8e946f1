//! Why Meta did not do what we asked, by what the outbox does about it.
//!
//! Which code leads to which variant stands in [`super::codes`].

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// Each variant is handled differently by the outbox.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Meta has trouble: ask again after the pause.
    #[error("Meta can't take it now (code {code:?}), again after {after:?}")]
    Retry {
        /// The pause.
        after: Duration,
        /// Meta's code, if it was Meta who answered.
        code: Option<u32>,
    },
    /// Too many messages to this customer: only this conversation waits.
    #[error("too many messages to this customer, again after {after:?}")]
    PairLimited {
        /// The pause for this customer.
        after: Duration,
    },
    /// Too much from this number: everything of this number waits.
    #[error("too much from this number (code {code}), again after {after:?}")]
    Throttled {
        /// The pause for the number.
        after: Duration,
        /// Meta's code.
        code: u32,
    },
    /// The customer wrote too long ago: a template or a person.
    #[error("the 24-hour window is closed: only a template may be sent")]
    WindowClosed,
    /// It will never be taken as it is: tell the operator.
    #[error("refused ({refusal:?}, code {code:?}): {text}")]
    Refused {
        /// Meta's code; `None` if it never left.
        code: Option<u32>,
        /// What is wrong.
        refusal: Refusal,
        /// For people.
        text: String,
    },
    /// Nothing can be sent from this number: stop it and alert.
    #[error("the channel stands still ({why:?}, code {code}): {text}")]
    ChannelStopped {
        /// Meta's code.
        code: u32,
        /// What has to be put in order.
        why: Stop,
        /// For people.
        text: String,
    },
    /// Nobody knows whether it went out: never send it again; a status webhook may settle it.
    #[error("it is not known whether it went out: {0}")]
    Unclear(String),
}

/// What is wrong with something that is never sent again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The request itself.
    Invalid,
    /// The customer can't be reached on WhatsApp.
    Undeliverable,
    /// The customer is blocked by the business.
    Blocked,
    /// The customer wants no marketing: never again.
    OptedOut,
    /// Meta holds marketing back from this customer for now.
    MarketingHeldBack,
    /// This kind of message needs the phone number and not the user id.
    NeedsPhone,
    /// The file.
    Media,
    /// The template or its parameters.
    Template,
    /// The form (Flow) behind it.
    Flow,
    /// The number is not registered or no longer exists.
    NumberMissing,
    /// Something in the business's account is not set up for it.
    NotSetUp,
    /// It was tried as often as makes sense.
    GaveUp,
    /// A code that we don't know.
    Unknown,
}

/// Why a number stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    /// The access token is missing, wrong or has run out.
    Token,
    /// The token may not do this.
    Permission,
    /// Meta restricted or locked the account.
    Policy,
    /// No valid payment method.
    Payment,
    /// Customers complained too much.
    Quality,
    /// The display name is not approved.
    DisplayName,
    /// The number's registration is broken.
    Registration,
}
