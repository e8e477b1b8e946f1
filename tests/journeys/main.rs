//! Journeys through the whole of Relevo: hub, engine and journal against the simulated WhatsApp, over
//! HTTP on loopback. Each story is one test; none waits for a time to pass and none needs a network. How a story gets
//! its world, its clock and its killable process is in [`world`], [`clock`] and [`process`].

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "the helpers of tests may panic as tests do"
)]

mod agent;
mod baton;
mod businesses;
mod clock;
mod command_line;
mod crash;
mod damage;
mod demo;
mod door;
mod drafter;
mod media;
mod process;
mod rebuilding;
mod sending;
mod serving;
mod thread;
mod told;
mod webhooks;
mod world;
