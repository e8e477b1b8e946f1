//! Reads what a customer wrote, on this machine and in microseconds, and answers with signals and
//! their evidence.
//!
//! Everything here is pure: no async, no clock, no I/O, no randomness. The way in is
//! [`Reader::read`] with a [`Guide`], which is a playbook prepared for reading. The same index of the
//! playbook's facts serves the embedded answerer ([`Guide::search`]). Rules are data in `rules/`, compiled
//! by the build script; weights are data in `weights/`, made by the program `train` of this crate;
//! `MODEL.md` says what they were made of and what they reach.

mod answers;
mod asks;
mod bytes;
pub mod courtesy;
pub mod facts;
mod features;
pub mod guide;
pub mod intents;
pub mod language;
pub mod learn;
mod meaning;
pub mod measure;
pub mod model;
pub mod reader;
mod rows;
pub mod rules;
mod scope;
pub mod search;
mod table;
pub mod text;
mod trees;
pub mod values;

pub use asks::{Ask, AskChances, Asks};
pub use courtesy::is_courtesy;
pub use facts::Fact;
pub use guide::{Guide, GuideSource, RuleIssue, check_rule};
pub use language::{Tongue, language_of};
pub use model::{Weights, WeightsFault};
pub use reader::{By, Reader, ReaderFault, Reading, RuleAlone, SURE, Turn};
pub use search::Hit;
pub use trees::Trees;
