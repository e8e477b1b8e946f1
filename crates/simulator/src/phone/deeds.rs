//! What the pages do: write, send a file, listen to a voice note, become a customer, break things.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Json, Response};
use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Value, json};

use super::view::{Which, key_of};
use crate::chat::{Author, Place, Tick};
use crate::customer::{MediaKind, WriteError, Written};
use crate::faults::Fault;
use crate::live::Live;
use crate::sample;

/// A deed of the customer as the page words it.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Deed {
    Text {
        body: String,
        reply_to: Option<String>,
    },
    SamplePicture,
    SampleVoiceNote,
    Location(Place),
    Contact {
        name: String,
        phone: String,
    },
    Reaction {
        to: String,
        emoji: Option<String>,
    },
    Choice {
        of: String,
        id: String,
    },
    Edit {
        of: String,
        body: String,
    },
    Revoke {
        of: String,
    },
}

impl From<Deed> for Written {
    fn from(deed: Deed) -> Self {
        match deed {
            Deed::Text { body, reply_to } => Self::Text { body, reply_to },
            Deed::SamplePicture => sample::picture(None),
            Deed::SampleVoiceNote => sample::voice_note(),
            Deed::Location(place) => Self::Location(place),
            Deed::Contact { name, phone } => Self::Contacts {
                cards: vec![(name, phone)],
            },
            Deed::Reaction { to, emoji } => Self::Reaction { to, emoji },
            Deed::Choice { of, id } => Self::Choice { of, id },
            Deed::Edit { of, body } => Self::Edit { of, body },
            Deed::Revoke { of } => Self::Revoke { of },
        }
    }
}

fn written(outcome: Result<String, WriteError>) -> Response {
    match outcome {
        Ok(id) => Json(json!({ "id": id })).into_response(),
        Err(error) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            Json(json!({ "error": error.to_string() })),
        )
            .into_response(),
    }
}

/// `POST /phone/{customer}/write`.
pub(super) async fn write(
    State(live): State<Arc<Live>>,
    Path(customer): Path<String>,
    Query(which): Query<Which>,
    Json(deed): Json<Deed>,
) -> Result<Response, StatusCode> {
    let key = key_of(&live, &customer, &which)?;
    if matches!(&deed, Deed::Text { body, .. } | Deed::Edit { body, .. } if body.trim().is_empty())
    {
        return Err(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let outcome = live
        .change(|state, now| state.customer_writes(&key.number, &key.customer, deed.into(), now));
    Ok(written(outcome))
}

/// How a file is sent.
#[derive(Debug, Deserialize)]
pub(super) struct Labels {
    caption: Option<String>,
    filename: Option<String>,
}

/// `POST /phone/{customer}/file`: the body is the file itself.
pub(super) async fn file(
    State(live): State<Arc<Live>>,
    Path(customer): Path<String>,
    Query(which): Query<Which>,
    Query(labels): Query<Labels>,
    headers: HeaderMap,
    bytes: Bytes,
) -> Result<Response, StatusCode> {
    let key = key_of(&live, &customer, &which)?;
    let mime = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let mime = mime.unwrap_or("application/octet-stream").to_owned();
    let kind = kind_of(&mime);
    let filename = labels.filename.filter(|_| kind == MediaKind::Document);
    let file = Written::Media {
        kind,
        mime,
        bytes,
        caption: labels.caption,
        filename,
        voice: false,
    };
    let outcome =
        live.change(|state, now| state.customer_writes(&key.number, &key.customer, file, now));
    Ok(written(outcome))
}

fn kind_of(mime: &str) -> MediaKind {
    match mime.split('/').next() {
        Some("image") if mime != "image/svg+xml" => MediaKind::Image,
        Some("video") => MediaKind::Video,
        Some("audio") => MediaKind::Audio,
        _ => MediaKind::Document,
    }
}

/// Which voice note.
#[derive(Debug, Deserialize)]
pub(super) struct Played {
    id: String,
}

/// `POST /phone/{customer}/played`: a voice note of the business was listened to.
pub(super) async fn played(
    State(live): State<Arc<Live>>,
    Path(customer): Path<String>,
    Query(which): Query<Which>,
    Json(played): Json<Played>,
) -> Result<StatusCode, StatusCode> {
    let key = key_of(&live, &customer, &which)?;
    live.change(|state, now| {
        let line = state.chats.get(&key).and_then(|chat| chat.line(&played.id));
        let line = line.ok_or(StatusCode::NOT_FOUND)?;
        if line.is_voice_note() && line.author == Author::Business {
            state.advance(&key, &played.id, Tick::Played, None, now);
        }
        Ok(StatusCode::NO_CONTENT)
    })
}

/// Who a visitor wants to be.
#[derive(Debug, Deserialize)]
pub(super) struct Newcomer {
    name: String,
    number: String,
}

/// `POST /customers`.
pub(super) async fn become_customer(
    State(live): State<Arc<Live>>,
    Json(newcomer): Json<Newcomer>,
) -> Result<Json<Value>, StatusCode> {
    let visitor = live.change(|state, _| state.new_visitor(&newcomer.name, &newcomer.number));
    let visitor = visitor.ok_or(StatusCode::UNPROCESSABLE_ENTITY)?;
    let url = format!("/phone/{}?number={}", visitor.id, newcomer.number);
    Ok(Json(json!({ "customer": visitor, "url": url })))
}

/// `GET /simulator/faults`.
pub(super) async fn faults(State(live): State<Arc<Live>>) -> Json<Vec<Fault>> {
    Json(live.read(|state| state.faults.pending()))
}

/// `POST /simulator/faults`.
pub(super) async fn inject(State(live): State<Arc<Live>>, Json(fault): Json<Fault>) -> StatusCode {
    live.change(|state, _| state.faults.inject(fault));
    StatusCode::NO_CONTENT
}

/// `DELETE /simulator/faults`.
pub(super) async fn clear_faults(State(live): State<Arc<Live>>) -> StatusCode {
    live.change(|state, _| state.faults.clear());
    StatusCode::NO_CONTENT
}
