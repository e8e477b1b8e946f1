//! Stored media for the window, at `relevo-media://localhost/<hash>`. Answers byte ranges, so that a
//! long recording can be listened to from the middle.

use conversation::ids::MediaHash;
use engine::Engine;
use std::io::SeekFrom;
use std::ops::RangeInclusive;
use tauri::http::{Request, Response, StatusCode, header};
use tokio::io::{AsyncReadExt, AsyncSeekExt};

/// The scheme.
pub(crate) const SCHEME: &str = "relevo-media";
/// The most that one answer carries; a player asks for the rest.
const LONGEST_ANSWER: u64 = 16 * 1024 * 1024;

/// Answers one request.
pub(crate) async fn answer(engine: &Engine, request: &Request<Vec<u8>>) -> Response<Vec<u8>> {
    match read(engine, request).await {
        Ok(response) => response,
        Err(status) => plain(status),
    }
}

async fn read(
    engine: &Engine,
    request: &Request<Vec<u8>>,
) -> Result<Response<Vec<u8>>, StatusCode> {
    let hash = request.uri().path().trim_matches('/');
    // The hash becomes a file's name: nothing but a hash may come near the disk.
    if hash.is_empty() || !hash.chars().all(|letter| letter.is_ascii_hexdigit()) {
        return Err(StatusCode::NOT_FOUND);
    }
    let found = engine.media(&MediaHash::new(hash)).await.map_err(broken)?;
    let media = found.ok_or(StatusCode::NOT_FOUND)?;
    let asked = request
        .headers()
        .get(header::RANGE)
        .and_then(|range| range.to_str().ok());
    let range = match asked {
        Some(asked) => Some(range_of(asked, media.size).ok_or(StatusCode::RANGE_NOT_SATISFIABLE)?),
        None => None,
    };
    let wanted = range.clone().unwrap_or(0..=media.size.saturating_sub(1));
    let length = if media.size == 0 {
        0
    } else {
        wanted.end() - wanted.start() + 1
    };
    let mut file = tokio::fs::File::open(&media.path).await.map_err(broken)?;
    file.seek(SeekFrom::Start(*wanted.start()))
        .await
        .map_err(broken)?;
    let mut bytes = Vec::new();
    file.take(length)
        .read_to_end(&mut bytes)
        .await
        .map_err(broken)?;
    let mut response = Response::builder()
        .status(if range.is_some() {
            StatusCode::PARTIAL_CONTENT
        } else {
            StatusCode::OK
        })
        .header(header::CONTENT_TYPE, media.mime)
        .header(header::ACCEPT_RANGES, "bytes")
        // What a stranger sent is never run, whatever it says it is.
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox",
        )
        .header(
            header::CACHE_CONTROL,
            "private, max-age=31536000, immutable",
        );
    if let Some(range) = range {
        let content_range = format!("bytes {}-{}/{}", range.start(), range.end(), media.size);
        response = response.header(header::CONTENT_RANGE, content_range);
    }
    if let Some(origin) = page_of_ours(request) {
        response = response.header(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response.body(bytes).map_err(broken)
}

fn broken(error: impl std::fmt::Display) -> StatusCode {
    tracing::warn!(%error, "a medium can't be read");
    StatusCode::INTERNAL_SERVER_ERROR
}

fn plain(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

/// The origin of the asking page, if it is the window's own.
fn page_of_ours(request: &Request<Vec<u8>>) -> Option<&str> {
    let origin = request.headers().get(header::ORIGIN)?.to_str().ok()?;
    let url = tauri::Url::parse(origin).ok()?;
    crate::link::is_ours(&url).then_some(origin)
}

/// The bytes that a `Range` header asks of a file of `size` bytes. Only a single range is understood;
/// players ask for no other.
fn range_of(header: &str, size: u64) -> Option<RangeInclusive<u64>> {
    let (first, last) = header.strip_prefix("bytes=")?.trim().split_once('-')?;
    let end = size.checked_sub(1)?;
    let range = match (first.parse::<u64>().ok(), last.parse::<u64>().ok()) {
        (Some(first), Some(last)) => first..=last.min(end),
        (Some(first), None) if last.is_empty() => first..=end,
        (None, Some(many)) if first.is_empty() && many > 0 => size.saturating_sub(many)..=end,
        _ => return None,
    };
    let cut = *range.start()..=(*range.end()).min(range.start().saturating_add(LONGEST_ANSWER - 1));
    (range.start() <= range.end()).then_some(cut)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_player_gets_the_bytes_it_asks_for() {
        assert_eq!(range_of("bytes=0-99", 1000), Some(0..=99));
        assert_eq!(range_of("bytes=900-", 1000), Some(900..=999));
        assert_eq!(range_of("bytes=-100", 1000), Some(900..=999));
        assert_eq!(range_of("bytes=0-5000", 1000), Some(0..=999));
    }

    #[test]
    fn a_range_outside_the_file_is_refused() {
        assert_eq!(range_of("bytes=1000-", 1000), None);
        assert_eq!(range_of("bytes=9-3", 1000), None);
        assert_eq!(range_of("bytes=0-", 0), None);
        assert_eq!(range_of("bytes=0-1,4-5", 1000), None);
        assert_eq!(range_of("lines=1-2", 1000), None);
    }

    #[test]
    fn one_answer_is_never_larger_than_memory_likes() {
        assert_eq!(range_of("bytes=0-", 1 << 40), Some(0..=LONGEST_ANSWER - 1));
    }
}
