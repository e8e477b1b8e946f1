//! What makes a phone's page live: a stream of "this changed, ask again", and the other side.
//!
//! While the stream is open the customer looks at the chat. The page closes it when it is hidden.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures::Stream;
use futures::stream::unfold;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::view::{Which, key_of};
use crate::chat::ChatKey;
use crate::config::OtherSideStep;
use crate::live::Live;

/// How often the host is asked about the other side.
const OTHER_SIDE_MILLIS: i64 = 1_000;

/// An open page.
struct Watching {
    live: Arc<Live>,
    key: ChatKey,
    lang: String,
    changes: Receiver<ChatKey>,
    told: Option<Vec<OtherSideStep>>,
    ask_at: i64,
}

impl Watching {
    fn start(live: Arc<Live>, key: ChatKey, lang: String) -> Self {
        let changes = live.watch();
        live.change(|state, now| {
            state.chat_mut(&key).looking += 1;
            state.customer_looks(&key, now);
        });
        let ask_at = live.now();
        Self {
            live,
            key,
            lang,
            changes,
            told: None,
            ask_at,
        }
    }

    /// The next thing the page should hear of; none when the simulator is gone.
    async fn next(&mut self) -> Option<Event> {
        let live = Arc::clone(&self.live);
        loop {
            tokio::select! {
                changed = self.changes.recv() => match changed {
                    Ok(changed) if changed != self.key => {}
                    Ok(_) | Err(RecvError::Lagged(_)) => {
                        return Some(Event::default().event("chat").data("changed"));
                    }
                    Err(RecvError::Closed) => return None,
                },
                () = live.clock.sleep_until(self.ask_at), if live.other_side.is_some() => {
                    self.ask_at = live.now() + OTHER_SIDE_MILLIS;
                    if let Some(event) = self.other_side().await {
                        return Some(event);
                    }
                }
            }
        }
    }

    /// The steps on the other side, where they are not the same as before.
    async fn other_side(&mut self) -> Option<Event> {
        let other_side = self.live.other_side.clone()?;
        let customer = self
            .live
            .read(|state| state.customer(&self.key.customer).cloned())?;
        let steps = other_side
            .other_side(&self.key.number, &customer, &self.lang)
            .await;
        if self.told.as_ref() == Some(&steps) {
            return None;
        }
        let event = Event::default()
            .event("other-side")
            .json_data(&steps)
            .ok()?;
        self.told = Some(steps);
        Some(event)
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.live.change(|state, _| {
            let chat = state.chat_mut(&self.key);
            chat.looking = chat.looking.saturating_sub(1);
        });
    }
}

/// `GET /phone/{customer}/events`.
pub(super) async fn events(
    State(live): State<Arc<Live>>,
    Path(customer): Path<String>,
    Query(which): Query<Which>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, StatusCode> {
    let key = key_of(&live, &customer, &which)?;
    let lang = which.lang.unwrap_or_else(|| "en".to_owned());
    let watching = Watching::start(live, key, lang);
    let stream = unfold(watching, |mut watching| async move {
        let event = watching.next().await?;
        Some((Ok(event), watching))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::default()))
}
