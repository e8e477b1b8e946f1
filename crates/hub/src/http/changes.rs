//! What changed, as server-sent events. A browser that fell behind is told that everything may have
//! changed.

use super::Desk;
use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use engine::api::types::{Changed, Topic};
use futures::{Stream, StreamExt as _};
use std::convert::Infallible;
use tokio_stream::wrappers::BroadcastStream;

/// Has nginx pass every change on at once, where its usual way is to wait for some kilobytes.
const UNBUFFERED: [(&str, &str); 1] = [("x-accel-buffering", "no")];

pub(super) async fn feed(State(desk): State<Desk>) -> impl IntoResponse {
    (
        UNBUFFERED,
        Sse::new(changes(desk)).keep_alive(KeepAlive::default()),
    )
}

fn changes(desk: Desk) -> impl Stream<Item = Result<Event, Infallible>> {
    let changes = BroadcastStream::new(desk.engine.listen()).map(|change| {
        let change = change.unwrap_or_else(|_| everything());
        Ok(Event::default()
            .event("changed")
            .json_data(change)
            .unwrap_or_default())
    });
    changes.take_until(desk.until_closing())
}

fn everything() -> Changed {
    let topics = vec![
        Topic::Inbox,
        Topic::Status,
        Topic::Playbooks,
        Topic::Numbers,
        Topic::Team,
        Topic::Settings,
    ];
    Changed {
        conversations: Vec::new(),
        topics,
    }
}
