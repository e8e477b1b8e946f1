//! What the pages show, as JSON: the world for the chooser, one chat for a phone.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Json, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::chat::{ChatKey, Content, Line};
use crate::customer::{Customer, CustomerId};
use crate::live::Live;
use crate::state;
use crate::world::{Business, TryThis};

/// Which chat a page is about. Without a number it is the one they wrote in last.
#[derive(Debug, Deserialize)]
pub(super) struct Which {
    pub(super) number: Option<String>,
    pub(super) lang: Option<String>,
}

/// Finds the chat that a page means.
pub(super) fn key_of(live: &Live, customer: &str, which: &Which) -> Result<ChatKey, StatusCode> {
    let who = CustomerId::new(customer);
    live.read(|state| {
        let number = which.number.clone().or_else(|| last_number(state, &who));
        let number = number.ok_or(StatusCode::NOT_FOUND)?;
        state
            .chat_key(&number, &who)
            .map_err(|_| StatusCode::NOT_FOUND)
    })
}

/// The number a customer wrote to last, else one from their own country, else any.
fn last_number(state: &state::State, who: &CustomerId) -> Option<String> {
    let theirs = state.chats.iter().filter(|(key, _)| key.customer == *who);
    let last = theirs.max_by_key(|(_, chat)| chat.lines.last().map(|line| line.at_millis));
    let customer = state.customer(who)?;
    let at_home = || {
        let mut businesses = state.numbers.values().map(|number| &number.business);
        businesses.find(|business| customer.wa_id().starts_with(&business.country_code))
    };
    last.map(|(key, _)| key.number.clone())
        .or_else(|| at_home().map(|business| business.phone_number_id.clone()))
        .or_else(|| state.numbers.keys().next().cloned())
}

#[derive(Serialize)]
struct Phone<'a> {
    me: &'a Customer,
    business: Shown<'a>,
    now_millis: i64,
    typing: bool,
    lines: Vec<&'a Line>,
    try_these: &'a [TryThis],
    inbox_url: Option<&'a str>,
    other_side: bool,
}

#[derive(Serialize)]
struct Shown<'a> {
    number: &'a str,
    name: &'a str,
    phone: &'a str,
    language: &'a str,
    time_zone: &'a str,
}

impl<'a> Shown<'a> {
    fn of(business: &'a Business) -> Self {
        Self {
            number: &business.phone_number_id,
            name: &business.name,
            phone: &business.phone,
            language: &business.language,
            time_zone: &business.time_zone,
        }
    }
}

/// `GET /phone/{customer}/state`.
pub(super) async fn state(
    State(live): State<Arc<Live>>,
    Path(customer): Path<String>,
    Query(which): Query<Which>,
) -> Result<Json<Value>, StatusCode> {
    let key = key_of(&live, &customer, &which)?;
    let now = live.now();
    live.read(|state| {
        let me = state.customer(&key.customer).ok_or(StatusCode::NOT_FOUND)?;
        let number = state
            .numbers
            .get(&key.number)
            .ok_or(StatusCode::NOT_FOUND)?;
        let chat = state.chats.get(&key);
        let lines = chat.map(|chat| chat.lines.as_slice()).unwrap_or_default();
        let phone = Phone {
            me,
            business: Shown::of(&number.business),
            now_millis: now,
            typing: chat.is_some_and(|chat| chat.is_typing(now)),
            lines: lines.iter().filter(|line| is_shown(line)).collect(),
            try_these: &number.business.try_these,
            inbox_url: live.inbox_url.get().map(String::as_str),
            other_side: live.other_side.is_some(),
        };
        let shown = serde_json::to_value(phone);
        shown
            .map(Json)
            .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
    })
}

/// Reactions stick to their message, and what never left the business never came to this phone.
fn is_shown(line: &Line) -> bool {
    use crate::chat::{Author, Tick};
    let reaction = matches!(line.content, Content::Reaction { .. });
    let under_way = line.author == Author::Business
        && matches!(line.tick, Tick::Accepted | Tick::Sent | Tick::Failed);
    !reaction && !under_way
}

/// `GET /phone/{customer}/media/{id}`: a file in one of their own chats.
pub(super) async fn media(
    State(live): State<Arc<Live>>,
    Path((customer, id)): Path<(String, String)>,
) -> Response {
    let who = CustomerId::new(customer);
    let now = live.now();
    let found = live.read(|state| {
        let theirs = state.chats.iter().filter(|(key, _)| key.customer == who);
        let mut lines = theirs.flat_map(|(_, chat)| &chat.lines);
        lines.find(|line| is_file(line, &id))?;
        state.media_at(&id, now).cloned()
    });
    match found {
        Some(media) => ([(CONTENT_TYPE, media.mime)], media.bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn is_file(line: &Line, wanted: &str) -> bool {
    matches!(&line.content, Content::Media(file) if file.id.as_deref() == Some(wanted))
}

/// `GET /world`: the businesses, and the customers with what was said last.
pub(super) async fn world(State(live): State<Arc<Live>>) -> Json<Value> {
    live.read(|state| {
        let businesses: Vec<Shown<'_>> = state
            .numbers
            .values()
            .map(|number| Shown::of(&number.business))
            .collect();
        let customers = state.customers.values().map(|customer| {
            let number = last_number(state, &customer.id);
            let key = number.as_ref().map(|number| ChatKey {
                number: number.clone(),
                customer: customer.id.clone(),
            });
            let chat = key.and_then(|key| state.chats.get(&key));
            let last = chat.and_then(|chat| chat.lines.iter().rfind(|line| is_shown(line)));
            json!({ "id": customer.id, "name": customer.name, "number": number, "last": last })
        });
        let customers: Vec<Value> = customers.collect();
        Json(json!({
            "businesses": businesses,
            "customers": customers,
            "inbox_url": live.inbox_url.get(),
        }))
    })
}

/// `GET /simulator/webhooks`: how many went which way.
pub(super) async fn webhooks(State(live): State<Arc<Live>>) -> Json<Value> {
    Json(json!(live.outgoing.tally()))
}
