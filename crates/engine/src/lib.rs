//! Joins rules, store, wire and agent: intake, outbox, ports and the API the UI asks.
