//! The agent: answers from the playbook, embedded or through a language model, and writes briefs.
//!
//! It never sends and never decides who speaks: it gets an [`Ask`] and gives an [`Answer`]; what
//! becomes of it is decided in `conversation`. Start reading at [`drafter`]; [`embedded`] answers
//! without any model.

pub mod brief;
mod days;
pub mod drafter;
pub mod embedded;
mod grounding;
mod pieces;
pub mod remote;
mod signals;
mod talk;
#[cfg(test)]
mod testing;
mod words;

pub use drafter::{Answer, Ask, Drafter, NoAnswer};
pub use embedded::Embedded;
pub use remote::{Key, Provider, Remote, RemoteConfig};
