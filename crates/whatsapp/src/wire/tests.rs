//! What decoding promises, one sentence each.
