//! The simulator as its clients meet it: over HTTP on a free port, on a clock that a test moves.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of tests may panic as tests do"
)]

mod account;
mod faults;
mod media;
mod phone;
mod scripts;
mod sending;
mod support;
mod webhooks;
