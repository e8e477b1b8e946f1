//! The customer's side over HTTP: the page of a phone, what it shows, what it does.
//!
//! Pages are files in `page/`, built in and served under a policy that lets them load nothing else.
//! Everything that isn't a page here is a Graph call; see [`crate::graph`].

mod deeds;
mod events;
mod pages;
mod view;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::graph;
use crate::live::Live;

/// A picture from a visitor's own disk may be as large as WhatsApp's largest.
const PICTURE_LIMIT: usize = 17 * 1024 * 1024;

/// Every door of the simulator.
pub(crate) fn router(live: Arc<Live>) -> Router {
    Router::new()
        .route("/", get(pages::chooser))
        .route("/page/{file}", get(pages::file))
        .route("/world", get(view::world))
        .route("/customers", post(deeds::become_customer))
        .route("/phone/{customer}", get(pages::phone))
        .route("/phone/{customer}/state", get(view::state))
        .route("/phone/{customer}/events", get(events::events))
        .route("/phone/{customer}/media/{id}", get(view::media))
        .route("/phone/{customer}/write", post(deeds::write))
        .route("/phone/{customer}/file", post(deeds::file))
        .route("/phone/{customer}/played", post(deeds::played))
        .route(
            "/simulator/faults",
            get(deeds::faults)
                .post(deeds::inject)
                .delete(deeds::clear_faults),
        )
        .route("/simulator/webhooks", get(view::webhooks))
        .layer(DefaultBodyLimit::max(PICTURE_LIMIT))
        .layer(axum::middleware::from_fn(pages::same_origin))
        .fallback(graph::call)
        .layer(axum::middleware::from_fn(pages::loopback_only))
        .with_state(live)
}
