//! WhatsApp Cloud API: what Meta sends us and what we send to Meta.
//!
//! [`wire`] decodes deliveries, [`webhook`] receives them, [`client`] speaks to the Graph API,
//! [`pace`] keeps us below Meta's rate limits and [`check`] counts what a file of bodies holds.
//! It knows nothing of conversations, holders or the journal: the engine maps its items to events.
//! Meta's words stay in here; start reading at [`wire::decode`].

pub mod check;
pub mod client;
pub mod pace;
mod secret;
pub mod webhook;
pub mod wire;

pub use secret::Secret;
