//! The rules of a conversation: who may speak, when the agent hands over, and what must happen
//! then.
//!
//! Everything here is pure: no async, no clock, no I/O, no randomness. Time is `event.at`, ids come
//! from the event, so every rule can be tested, simulated and replayed. The way in is
//! [`decide`](decide::decide); the way a state comes about is
//! [`Conversation::apply`](state::Conversation::apply).

pub mod brief;
pub mod command;
pub mod content;
pub mod decide;
pub mod effect;
pub mod fact;
pub mod hours;
pub mod ids;
pub mod language;
pub mod playbook;
pub mod queue;
pub mod sentence;
pub mod signal;
pub mod state;
pub mod team;
pub mod thread;
pub mod time;
pub mod words;
