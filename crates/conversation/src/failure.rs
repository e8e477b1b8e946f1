//! Why something did not come about, as data. A screen words it in its own language; the English text
//! that stands beside it in an event is for logs, and all that events of before have.

use serde::{Deserialize, Serialize};

/// Why the agent gave no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AgentFailure {
    /// The language model took longer than a customer may wait.
    TookTooLong {
        /// How long we waited.
        seconds: u32,
    },
    /// The language model can't be reached or is overloaded.
    Unreachable {
        /// What its provider said.
        said: String,
    },
    /// The provider refused: a wrong key, an unknown model, no credit.
    Refused {
        /// What it said.
        said: String,
    },
    /// It answered, but not in a form that can be used.
    Unusable,
    /// An operator stopped the answer, and then nobody wrote.
    Stopped,
}

/// What is wrong with something Meta won't take as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum RefusalCause {
    /// The request itself.
    Invalid,
    /// The customer can't be reached on WhatsApp.
    Undeliverable,
    /// The customer is blocked by the business.
    Blocked,
    /// The customer wants no marketing.
    OptedOut,
    /// Meta holds marketing back from this customer for now.
    MarketingHeldBack,
    /// This kind of message needs the phone number.
    NeedsPhone,
    /// The file.
    Media,
    /// The template or its parameters.
    Template,
    /// The form behind it.
    Form,
    /// The number is not registered or no longer exists.
    NumberMissing,
    /// Something in the business's account is not set up for it.
    NotSetUp,
    /// It was tried as often as makes sense.
    GaveUp,
    /// A code that came after us.
    Unknown,
}

/// Why the bytes of a medium are not to be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum MediaLoss {
    /// Meta no longer has them, or they can't be used.
    Gone,
    /// They could not be fetched for as long as it made sense to try.
    Unreachable,
    /// The number itself is not in order.
    ChannelStopped {
        /// Meta's code.
        code: u32,
    },
}
