//! What a call is answered with when nothing is wrong with it.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Json, Response};
use bytes::Bytes;
use serde_json::Value;

/// Put on an answer that the client must never get; the server then closes the connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DropAnswer;

/// The answer to a call.
#[derive(Debug)]
pub(crate) enum Answer {
    /// JSON, as nearly always.
    Json(Value),
    /// JSON that gets lost on the way.
    Lost(Value),
    /// A file.
    File {
        mime: String,
        filename: Option<String>,
        bytes: Bytes,
    },
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self {
            Self::Json(value) => Json(value).into_response(),
            Self::Lost(value) => {
                let mut response = Json(value).into_response();
                response.extensions_mut().insert(DropAnswer);
                response
            }
            Self::File {
                mime,
                filename,
                bytes,
            } => {
                let mut response = ([(CONTENT_TYPE, mime)], Body::from(bytes)).into_response();
                let named = filename.map(|name| format!("inline; filename=\"{name}\""));
                if let Some(Ok(value)) = named.map(|named| named.parse()) {
                    response.headers_mut().insert(CONTENT_DISPOSITION, value);
                }
                response
            }
        }
    }
}
