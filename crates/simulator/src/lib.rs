//! A WhatsApp on loopback: Graph API, customers with phones, scripts and faults.
//!
//! It stands in for Meta in the demo and in tests, and it stands alone: it knows nothing of the rest
//! of Relevo and writes Meta's JSON by itself, so that it judges the client and doesn't share its
//! mistakes. Nothing ever leaves this computer. Start with [`Simulator`]; the two doors are `graph`
//! (what a business calls) and `phone` (what a customer sees).

mod agenda;
mod chat;
mod clock;
mod config;
mod customer;
mod deeds;
mod faults;
mod graph;
mod ids;
mod limits;
mod live;
mod phone;
mod sample;
pub mod script;
mod server;
mod simulator;
mod state;
mod webhook;
pub mod world;

pub use chat::{Author, Chat, Choice, ChoiceKind, Content, File, Line, Place, Tick};
pub use clock::{Clock, Sleep, SteppedClock, SystemClock};
pub use config::{
    Config, Credentials, OtherSide, OtherSideStep, Pace, QuotePart, Refusal, StepKind,
};
pub use customer::{Customer, CustomerId, MediaKind, Reads, WriteError, Written};
pub use faults::Fault;
pub use graph::Unverified;
pub use script::Script;
pub use simulator::{Simulator, StartError};
pub use webhook::WebhookTally;
