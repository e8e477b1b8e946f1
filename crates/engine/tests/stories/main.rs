//! Stories at the engine's border: deliveries come in, screens ask, and what is there afterwards is
//! looked at. WhatsApp is answered for by [`graph`], time stands still, and nothing runs by itself
//! but what a story lets run; the stage is in [`stage`].

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "the helpers of tests may panic as tests do"
)]

mod checking;
mod closing;
mod graph;
mod judged_afterwards;
mod keyring;
mod meanwhile;
mod numbers_changed;
mod owners;
mod phone;
mod said_twice;
mod set_aside;
mod stage;
mod stopping;
