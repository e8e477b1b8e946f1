//! Scripted customers as data: who writes what to whom, and when.
//!
//! A script is a JSON file; `scripts/demo.json` is the demo's. Playing one is in [`play`]; a script
//! never knows what the business will answer, only that it did.

pub(crate) mod play;

use serde::Deserialize;

use crate::chat::Place;
use crate::customer::CustomerId;

/// A script that can't be read.
#[derive(Debug, thiserror::Error)]
#[error("the script can't be read: {0}")]
pub struct ScriptError(#[from] serde_json::Error);

/// Everyone who writes by themselves.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Script {
    /// What the script is for.
    pub about: String,
    /// The parts, one for each customer.
    pub parts: Vec<Part>,
}

/// What one customer does.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Who.
    pub customer: CustomerId,
    /// To which business, by its key.
    pub to: String,
    /// What this part is there to show: `routine` or the name of a trigger.
    pub shows: String,
    /// What they do, in order.
    pub steps: Vec<Step>,
}

/// One thing they do.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Step {
    /// When.
    #[serde(flatten)]
    pub when: When,
    /// What.
    pub say: Say,
}

/// When a step is due, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// This long after the script started.
    At(f64),
    /// This long after the business answered what the customer last wrote. Reactions are no
    /// writing: nobody answers them.
    AfterAnswer(f64),
    /// This long after their own previous step.
    Then(f64),
}

/// What is written.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Say {
    /// Words.
    Words(String),
    /// Anything else.
    Other(Other),
}

/// What isn't words.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Other {
    /// The sample picture with words under it.
    Picture(String),
    /// The sample voice note.
    VoiceNote,
    /// An emoji on the last message of the business.
    React(String),
    /// A place.
    Location(Place),
}

impl Script {
    /// Reads a script.
    ///
    /// # Errors
    /// Where it isn't JSON or has fields that no script has.
    pub fn from_json(text: &str) -> Result<Self, ScriptError> {
        Ok(serde_json::from_str(text)?)
    }

    /// The demo: eight customers in the first two minutes.
    ///
    /// # Errors
    /// As [`Script::from_json`]; the shipped file is read in a test.
    pub fn demo() -> Result<Self, ScriptError> {
        Self::from_json(include_str!("../scripts/demo.json"))
    }
}

#[cfg(test)]
mod tests;
