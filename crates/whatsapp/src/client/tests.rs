//! What the client promises the outbox.
