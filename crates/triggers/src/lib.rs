//! Reads what a customer wrote, on this machine and in microseconds, and answers with signals and
//! their evidence.
//!
//! Everything here is pure: no async, no clock, no I/O, no randomness. The way in is
//! [`Reader::read`] with a [`Guide`], which is a playbook prepared for reading. The same index of the
//! playbook's facts serves the embedded answerer ([`Guide::search`]). Rules are data in `rules/`,
//! weights are data in `weights/`, made by the program `train` of this crate; `MODEL.md` says what
//! they were made of and what they reach.

pub mod courtesy;
pub mod facts;
pub mod guide;
pub mod language;
pub mod reader;
pub mod rules;
pub mod search;
pub mod text;

pub use courtesy::is_courtesy;
pub use facts::Fact;
pub use guide::{Guide, GuideSource, RuleIssue};
pub use language::{Tongue, language_of};
pub use reader::{By, Reader, Reading, Turn};
pub use search::Hit;
