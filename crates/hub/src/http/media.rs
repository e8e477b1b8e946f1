//! Files from the shelf. A file is only shown as what it is when that is harmless; everything else is
//! offered as a download.

use super::Desk;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use conversation::ids::MediaHash;
use tower::ServiceExt as _;
use tower_http::services::ServeFile;

/// Kinds that a page may show in place. SVG and HTML could carry scripts and are not among them.
const SHOWN: [&str; 8] = [
    "image/jpeg",
    "image/png",
    "image/webp",
    "image/gif",
    "audio/",
    "video/mp4",
    "video/3gpp",
    "application/pdf",
];

pub(super) async fn file(
    State(desk): State<Desk>,
    Path(hash): Path<String>,
    request: Request,
) -> Response {
    let stored = match desk.engine.media(&MediaHash::new(hash)).await {
        Ok(Some(stored)) => stored,
        Ok(None) => return (StatusCode::NOT_FOUND, "This file is not here.").into_response(),
        Err(error) => {
            return (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response();
        }
    };
    let shown = SHOWN.iter().any(|kind| stored.mime.starts_with(kind));
    let mime = if shown {
        stored.mime.as_str()
    } else {
        "application/octet-stream"
    };
    let Ok(mut answer) = ServeFile::new(&stored.path).oneshot(request).await;
    let headers = answer.headers_mut();
    if let Ok(mime) = HeaderValue::from_str(mime) {
        headers.insert(header::CONTENT_TYPE, mime);
    }
    if !shown {
        headers.insert(
            header::CONTENT_DISPOSITION,
            HeaderValue::from_static("attachment"),
        );
    }
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    // The address is the hash of the bytes, so they never change.
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, max-age=31536000, immutable"),
    );
    answer.into_response()
}
