//! The client against a Graph API on loopback.

mod connecting;
mod files;
mod graph;
mod sending;
