//! The browser form: the API list over HTTP, changes as server-sent events, media, and the inbox
//! itself. Loopback only unless told otherwise; every request shows its token, and `Host` and
//! `Origin` are checked.

mod access;
mod api;
mod changes;
mod guard;
mod media;
mod page;

pub use access::Access;

use anyhow::Result;
use axum::Router;
use axum::middleware;
use axum::routing::{get, post};
use engine::Engine;
use engine::host::told_to_stop;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Uploads are base64 in JSON: WhatsApp's largest document, and a third more.
const LARGEST_REQUEST: usize = 140 << 20;

/// How long requests that are under way may hold up the end.
const GRACE: Duration = Duration::from_secs(5);

/// Comes back when the process is told to end.
type Told = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A server over an engine.
pub struct Server {
    engine: Engine,
    access: Access,
    closing: Arc<watch::Sender<bool>>,
    told: Told,
}

/// What every handler may look at.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) engine: Engine,
    pub(crate) access: Arc<Access>,
    closing: Arc<watch::Sender<bool>>,
}

impl Desk {
    /// Comes back once the server is about to end. What would go on for ever ends then: a browser
    /// that stays open must not hold the server up.
    async fn until_closing(self) {
        // The sender lives in `self`, so that waiting only ends by closing.
        let _ = self.closing.subscribe().wait_for(|closing| *closing).await;
    }
}

impl Server {
    /// Serves `engine` to whoever `access` lets in. From here on it can be told to end.
    pub fn new(engine: Engine, access: Access) -> Self {
        let closing = Arc::new(watch::Sender::new(false));
        Self {
            engine,
            access,
            closing,
            told: Box::pin(told_to_stop()),
        }
    }

    /// All routes. Only Meta's webhook is outside the guard: it has a signature of its own.
    pub fn router(self) -> Router {
        self.parts().0
    }

    fn parts(self) -> (Router, Told) {
        let webhook = self.engine.webhook();
        let desk = Desk {
            engine: self.engine,
            access: Arc::new(self.access),
            closing: self.closing,
        };
        let known = Router::new()
            .route("/api/changes", get(changes::feed))
            .route("/api/{name}", post(api::call))
            .route("/media/{hash}", get(media::file))
            .layer(axum::extract::DefaultBodyLimit::max(LARGEST_REQUEST))
            .route_layer(middleware::from_fn_with_state(
                desk.clone(),
                guard::knows_the_token,
            ));
        let router = Router::new()
            .route("/enter", post(api::enter))
            .merge(known)
            .fallback(page::serve)
            .layer(middleware::from_fn_with_state(
                desk.clone(),
                guard::is_asked_here,
            ))
            .with_state(desk)
            .merge(webhook);
        (router, self.told)
    }

    /// Serves until Ctrl+C, or until the service is told to end. What is under way then may end, for
    /// as long as nobody tells it again and at most for a few seconds: a request that was only begun, by a
    /// phone that fell asleep or by anybody, never ends by itself.
    ///
    /// # Errors
    /// If the socket fails.
    pub async fn serve(self, listener: TcpListener) -> Result<()> {
        let closing = Arc::clone(&self.closing);
        let mut closes = closing.subscribe();
        let (router, told) = self.parts();
        let told = async move {
            told.await;
            closing.send_replace(true);
        };
        let over = async move {
            // The sender goes only with the server.
            let _ = closes.wait_for(|closing| *closing).await;
            tokio::select! {
                () = tokio::time::sleep(GRACE) => {}
                () = told_to_stop() => {}
            }
        };
        let serve = axum::serve(listener, router).with_graceful_shutdown(told);
        tokio::select! {
            served = serve.into_future() => served?,
            () = over => tracing::info!("a request was still under way"),
        }
        Ok(())
    }
}
