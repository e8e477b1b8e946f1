//! Stories at the engine's border: deliveries come in, screens ask, and what is there afterwards is
//! looked at. WhatsApp is answered for by [`graph`], time passes as a story says, and nothing runs by
//! itself but what a story lets run; the stage is in [`stage`].

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "the helpers of tests may panic as tests do"
)]

mod called;
mod checking;
mod closing;
mod graph;
mod in_trouble;
mod judged_afterwards;
mod keyring;
mod meanwhile;
mod numbers_changed;
mod owners;
mod phone;
mod reacting;
mod said_twice;
mod set_aside;
mod stage;
mod stopping;
