//! Joins rules, store, wire and agent: intake, outbox, ports, and the API a screen asks.
pub mod api;
