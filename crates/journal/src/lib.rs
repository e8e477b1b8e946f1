//! The local store: deliveries, events, outbox, projections and search in SQLite.
