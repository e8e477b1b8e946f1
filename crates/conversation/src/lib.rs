//! The rules of a conversation: who may speak, when the agent hands over, and what must happen
//! then.
//!
//! Everything here is pure: no async, no clock, no I/O, no randomness (`clippy.toml` holds the
//! list). Time is `event.at`, ids come from the event, people and playbook come in as a
//! [`House`](playbook::House). So every rule can be tested, simulated and replayed; playing the
//! archive against a changed playbook is a loop over [`decide::step`].
//!
//! # How a decision is made
//!
//! ```text
//!  Event ──► decide(state before, event, house) ──► effects ──┬── Record(fact) ──► the next event,
//!    │                                                        │                    decided in turn
//!    └─────► apply(event) ──► state after ◄── expect(effects) └── work for the outbox
//! ```
//!
//! 1. Something happened: an [`Event`](fact::Event) with one [`Fact`](fact::Fact). A customer's
//!    message carries the signals that `triggers` read in it; what an operator does is first turned
//!    into facts, or refused, by [`command`].
//! 2. [`decide::decide`] looks at the state *before* the event and answers with
//!    [`Effect`](effect::Effect)s. It changes nothing.
//! 3. [`Conversation::apply`](state::Conversation::apply) takes the fact into the state;
//!    [`expect`](state::Conversation::expect) notes which draft and which waits are now awaited, so
//!    that a late one can be told from a current one. Nothing is ever cancelled: what nobody awaits
//!    any more means nothing when it comes.
//! 4. An [`Effect::Record`](effect::Effect::Record) is a fact that follows at once: it becomes an
//!    event of its own and goes through 2 and 3. [`decide::step`] does all of this and returns what
//!    must be stored together. The rest is work for the outbox, and its outcome is an event again.
//!
//! Whoever holds the baton is the [`Holder`](state::Holder). Each change of holder counts an
//! [`Epoch`](ids::Epoch) and forgets everything awaited; the outbox compares
//! [`Effect::fence`](effect::Effect::fence) when it claims. That is why the agent can't speak after
//! a person took over, whatever is still under way.
//!
//! # What always holds (tested over random stories in `decide/tests/always/`)
//!
//! - The agent says nothing while an operator holds the conversation, and at most one sentence
//!   while it waits.
//! - While it waits, exactly one escalation is open.
//! - What a customer says while nobody has taken over is under way to an answer, is a call for a
//!   person, or was no more than thanks. It is also not lost when a message of ours fails later:
//!   what that message answered is unanswered again, unless a person has answered it since.
//! - The epoch never decreases, and a state rebuilt from its events equals the one that was lived.
//!
//! # Where to add a rule
//!
//! | what changes | where |
//! |---|---|
//! | what a customer's message leads to | `decide/customer.rs` |
//! | when the agent answers, or rather calls a person | `decide/answer.rs`, `reasons_against` |
//! | what happens on an escalation, a take-over, a hand-back | `decide/handover.rs` |
//! | whom an escalation calls | `decide/route.rs` |
//! | what happens when nobody comes | `decide/call.rs` |
//! | how a person's turn ends | `decide/turn.rs` |
//! | what a failed or doubtful send leads to | `decide/sending.rs` |
//! | what an operator may do | [`command`] |
//! | a new kind of fact | [`fact`], then the compiler leads to `decide/mod.rs`, `state/apply.rs` and `thread/project.rs` |
//! | a line or a mark in the thread | [`thread`] |
//!
//! Facts and effects are stored: their form is for ever (`tests/stored_forms.rs` holds one of
//! each). Add variants, or fields with `#[serde(default)]`; never change what one means.

// A new fact or effect must lead to every rule that may concern it. A test picks out one of many.
#![cfg_attr(not(test), deny(clippy::wildcard_enum_match_arm))]

pub mod brief;
pub mod command;
pub mod content;
pub mod decide;
pub mod effect;
pub mod excerpt;
pub mod fact;
pub mod failure;
pub mod hours;
pub mod ids;
pub mod language;
pub mod playbook;
pub mod queue;
pub mod sentence;
pub mod signal;
pub mod state;
#[cfg(test)]
mod story;
pub mod team;
pub mod thread;
pub mod time;
pub mod words;
