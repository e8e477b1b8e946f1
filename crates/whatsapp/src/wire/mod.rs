//! What Meta's webhooks say, as plain Rust types.
//!
//! [`decode`] reads one body and never fails on what it doesn't know: every message, status or
//! account notice is decoded alone, and what can't be understood is kept as
//! [`Item::Unsupported`]. It never decides anything; the engine maps items to events.
//! The walk through the body is in `envelope.rs` and `value.rs`, the reading of loose JSON in `loose.rs`.

mod account;
mod cards;
mod content;
mod customer;
mod echo;
mod envelope;
mod failure;
mod field;
mod item;
mod loose;
mod media;
mod message;
mod order;
mod raw;
mod referral;
mod reply;
mod status;
mod system;
#[cfg(test)]
mod tests;
mod value;

pub use account::{Account, Call, Choice, Preference};
pub use cards::{Card, CardPhone, Location};
pub use content::Content;
pub use customer::Customer;
pub use echo::Echo;
pub use envelope::{NotAWebhook, decode};
pub use failure::Failure;
pub use field::Field;
pub use item::{Item, Origin, Unsupported};
pub use media::{Media, MediaKind};
pub use message::{Context, Message, ReferredProduct};
pub use order::{Order, OrderLine};
pub use raw::item_with_id;
pub use referral::Referral;
pub use reply::Reply;
pub use status::{Pricing, State, Status};
pub use system::{System, SystemKind};

pub(crate) use loose::id as loose_id;
