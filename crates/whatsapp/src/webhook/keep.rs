//! The port behind which deliveries are made durable.
//!
//! The webhook answers 200 when [`Keep::keep`] has returned, so whoever implements it returns only
//! when the bytes are on disk. The journal is behind it; it is wired up by the hosts.

use std::future::Future;

use bytes::Bytes;

/// One POST from Meta, as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawDelivery {
    /// The bytes that were signed.
    pub body: Bytes,
    /// The headers worth keeping, names in small letters.
    pub headers: Vec<(String, String)>,
    /// The name of the app whose secret signed it.
    pub signed_by: String,
}

/// The delivery is not on disk; Meta is asked to send it again.
#[derive(Debug, thiserror::Error)]
#[error("the delivery could not be kept: {0}")]
pub struct KeepError(#[from] pub Box<dyn std::error::Error + Send + Sync>);

/// Makes a delivery durable.
pub trait Keep: Send + Sync + 'static {
    /// Returns `Ok` only when the delivery survives a power cut.
    fn keep(&self, delivery: RawDelivery) -> impl Future<Output = Result<(), KeepError>> + Send;
}
