//! Turns away what doesn't belong here: other host names (a page that points its name at loopback),
//! other origins (a page that posts to loopback), and whoever doesn't know the token.

use super::Desk;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use engine::api::{Caller, SeatId};

/// Asked under one of our names, and from a page of ours.
pub(super) async fn is_asked_here(
    State(desk): State<Desk>,
    request: Request<Body>,
    next: Next,
) -> Response {
    let headers = request.headers();
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    if !desk.access.is_ours(host) {
        return (StatusCode::FORBIDDEN, "This address is not served here.").into_response();
    }
    let origin = headers
        .get(header::ORIGIN)
        .and_then(|origin| origin.to_str().ok());
    if let Some(origin) = origin
        && !origin
            .split_once("://")
            .is_some_and(|(_, host)| desk.access.is_ours(host))
    {
        return (
            StatusCode::FORBIDDEN,
            "Pages from elsewhere may not ask here.",
        )
            .into_response();
    }
    next.run(request).await
}

/// Knows the token, by cookie or as a bearer. Who asks travels on as an extension.
pub(super) async fn knows_the_token(
    State(desk): State<Desk>,
    mut request: Request<Body>,
    next: Next,
) -> Response {
    let Some(caller) = caller(&desk, request.headers()) else {
        return (
            StatusCode::UNAUTHORIZED,
            "Open the link with the token again.",
        )
            .into_response();
    };
    request.extensions_mut().insert(caller);
    next.run(request).await
}

fn caller(desk: &Desk, headers: &HeaderMap) -> Option<Caller> {
    by_cookie(desk, headers).or_else(|| by_bearer(desk, headers))
}

fn by_bearer(desk: &Desk, headers: &HeaderMap) -> Option<Caller> {
    let token = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .strip_prefix("Bearer ")?;
    desk.access
        .knows(token)
        .then(|| Caller::at(desk.access.seat().clone()))
}

/// The caller a cookie names: `token.seat`.
fn by_cookie(desk: &Desk, headers: &HeaderMap) -> Option<Caller> {
    let named = desk.access.cookie();
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let ours = cookies.flat_map(|line| line.split(';')).find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == named).then_some(value)
    })?;
    let (token, seat) = ours.split_once('.')?;
    desk.access
        .knows(token)
        .then(|| Caller::at(SeatId::new(seat)))
}
