//! Speaks to Meta's Graph API.
pub mod backoff {
    //! How long to wait.
}
pub mod codes {
    //! Error codes.
}
