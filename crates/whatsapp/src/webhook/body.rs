//! Reads a body up to the most that Meta sends.
//!
//! A body that is too large is still read to its end, within reason, before it is refused: a
//! sender that is cut off in the middle of writing sees a broken connection instead of the 413.

use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use bytes::BytesMut;
use futures::StreamExt;

/// Meta's payloads are at most 3 MB.
pub const MOST_BYTES: usize = 3 * 1024 * 1024;

/// Beyond this a sender is not worth listening to.
const PATIENCE_BYTES: usize = 8 * MOST_BYTES;

/// Meta's own servers need milliseconds; who needs longer holds the connection on purpose.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) async fn read(body: Body) -> Result<Bytes, StatusCode> {
    match tokio::time::timeout(PATIENCE, collect(body)).await {
        Ok(read) => read,
        Err(_) => Err(StatusCode::REQUEST_TIMEOUT),
    }
}

async fn collect(body: Body) -> Result<Bytes, StatusCode> {
    let mut chunks = body.into_data_stream();
    let mut kept = BytesMut::new();
    let mut seen = 0;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        seen += chunk.len();
        if seen > PATIENCE_BYTES {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        if seen > MOST_BYTES {
            kept.clear();
        } else {
            kept.extend_from_slice(&chunk);
        }
    }
    if seen > MOST_BYTES {
        Err(StatusCode::PAYLOAD_TOO_LARGE)
    } else {
        Ok(kept.freeze())
    }
}
