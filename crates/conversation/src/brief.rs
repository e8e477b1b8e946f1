//! What an operator reads first. The agent writes it; these are its parts.

use serde::{Deserialize, Serialize};

/// The brief of an escalation. The reasons stand in the escalation's signals.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Brief {
    /// What the customer wants, in one sentence.
    pub wants: String,
    /// What was tried, in one sentence; empty if nothing was.
    pub tried: String,
    /// The customer's tone.
    pub tone: Tone,
    /// Collected facts.
    pub facts: Vec<BriefFact>,
    /// A reply the operator can use; `None` where a suggestion would be a guess.
    pub suggested_reply: Option<String>,
    /// What `wants` and `tried` quote, so that a screen can say them in its reader's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "typescript", ts(optional))]
    pub said: Option<BriefSaid>,
}

/// The words a brief quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BriefSaid {
    /// The customer's, for what they want; empty where there are none, as for a photo.
    pub asked: String,
    /// How often the agent answered.
    pub answers: u32,
    /// Its last answer; empty if there is none.
    pub answered: String,
}

/// One collected fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct BriefFact {
    /// What it is about.
    pub label: FactLabel,
    /// The customer's words for it.
    pub value: String,
}

/// What a collected fact is about; the screen names it in the reader's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum FactLabel {
    /// A name given in the chat.
    Name,
    /// A day or hour.
    When,
    /// A place or branch.
    Place,
    /// A product, service or treatment.
    Subject,
    /// An order, invoice or account number.
    Reference,
    /// How many.
    Quantity,
    /// An amount of money.
    Amount,
    /// A phone number or e-mail address.
    Contact,
    /// A question still open.
    Open,
}

/// The customer's tone, coarse on purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Tone {
    /// Friendly.
    Friendly,
    /// Nothing particular.
    #[default]
    Neutral,
    /// In a hurry.
    Hurried,
    /// Worried.
    Worried,
    /// Annoyed.
    Annoyed,
    /// Angry.
    Angry,
}

/// What an operator tells the agent when handing back. It marks the end of the human stretch, so
/// the agent neither repeats it nor stays silent because of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Briefing {
    /// Facts the agent may use.
    pub facts: Vec<String>,
    /// Promises made to the customer.
    pub promises: Vec<String>,
    /// What the agent must not speak of.
    pub avoid: Vec<String>,
}
