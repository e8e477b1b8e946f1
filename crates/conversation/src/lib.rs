//! The rules of a conversation: pure, without clock, network or disk.
