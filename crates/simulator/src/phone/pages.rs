//! The pages' files and the headers they are served with.

use axum::extract::{Path, Request};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, ORIGIN, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Everything comes from the simulator itself and nothing may be written into a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// `GET /`: whose phone?
pub(super) async fn chooser() -> Response {
    page(HTML, include_str!("../../page/chooser.html"))
}

/// `GET /phone/{customer}`.
pub(super) async fn phone() -> Response {
    page(HTML, include_str!("../../page/phone.html"))
}

/// `GET /page/{file}`.
pub(super) async fn file(Path(name): Path<String>) -> Response {
    match name.as_str() {
        "phone.css" => page(CSS, include_str!("../../page/phone.css")),
        "stage.css" => page(CSS, include_str!("../../page/stage.css")),
        "bubbles.css" => page(CSS, include_str!("../../page/bubbles.css")),
        "chooser.css" => page(CSS, include_str!("../../page/chooser.css")),
        "base.css" => page(CSS, include_str!("../../page/base.css")),
        "phone.js" => page(SCRIPT, include_str!("../../page/phone.js")),
        "bubbles.js" => page(SCRIPT, include_str!("../../page/bubbles.js")),
        "other-side.js" => page(SCRIPT, include_str!("../../page/other-side.js")),
        "composer.js" => page(SCRIPT, include_str!("../../page/composer.js")),
        "chooser.js" => page(SCRIPT, include_str!("../../page/chooser.js")),
        "dom.js" => page(SCRIPT, include_str!("../../page/dom.js")),
        "icons.js" => page(SCRIPT, include_str!("../../page/icons.js")),
        "mark.svg" => page("image/svg+xml", include_str!("../../page/mark.svg")),
        "inter.woff2" => font(),
        "text.js" => page(SCRIPT, include_str!("../../page/text.js")),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Inter, so that the page looks the same on every computer; its licence lies beside it.
fn font() -> Response {
    let kind = [
        (CONTENT_TYPE, "font/woff2"),
        (CACHE_CONTROL, "max-age=86400"),
    ];
    (kind, include_bytes!("../../page/inter.woff2").as_slice()).into_response()
}

fn page(kind: &'static str, body: &'static str) -> Response {
    let headers = [
        (CONTENT_TYPE, kind),
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (REFERRER_POLICY, "no-referrer"),
        (CACHE_CONTROL, "no-cache"),
    ];
    (headers, body).into_response()
}

/// Lets nobody in who asks under another name than this computer's: a website could have its own name
/// lead here, and would then read as if it were one of ours.
pub(super) async fn loopback_only(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST);
    if host.is_none_or(|host| host.to_str().is_ok_and(is_loopback)) {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

fn is_loopback(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        Some(_) | None => host,
    };
    matches!(name, "127.0.0.1" | "localhost" | "[::1]")
}

/// Lets no other website write in a customer's name: a browser says where a page came from.
pub(super) async fn same_origin(request: Request, next: Next) -> Response {
    let reads = request.method() == Method::GET;
    let origin = request
        .headers()
        .get(ORIGIN)
        .and_then(|value| value.to_str().ok());
    let host = request
        .headers()
        .get(HOST)
        .and_then(|value| value.to_str().ok());
    let own = match (origin, host) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin.strip_prefix("http://") == Some(host),
        (Some(_), None) => false,
    };
    if reads || own {
        next.run(request).await
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}
