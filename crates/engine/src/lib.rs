//! Joins rules, store, wire and agent. The only place where they meet, and without a rule of its
//! own: what a message leads to is decided in `conversation`.
//!
//! The way of a message: [`Engine::webhook`] keeps a delivery, `intake` turns it into events, the
//! rules ask for effects, `outbox` performs them, and each outcome is an event on the same road. What
//! a screen can ask is declared once in [`api`]; what the world gives comes in through [`ports`].

mod advance;
pub mod api;
mod because;
mod changes;
mod documents;
mod door;
mod engine;
mod error;
mod first;
pub mod host;
mod house;
mod intake;
mod kept;
mod leaving;
mod marks;
pub mod meta;
mod model;
mod name;
mod outbox;
mod places;
pub mod ports;
mod rebuild;
mod rehearsal;
mod replay;
mod running;
mod stepping;

pub use door::WEBHOOK_PATH;
pub use engine::{Engine, Ports};
pub use error::EngineError;
pub use house::{Desk, Houses, Number};
pub use running::Running;
