//! Passes on what changes: to the window as it comes, to tray, title and badge as one glance.

use crate::autostart::Autostart;
use crate::glance::Glance;
use crate::keyring::Keyring;
use crate::limits::Limits;
use crate::remembered::Remembered;
use crate::seat::Seat;
use crate::tray::Tray;
use crate::window;
use engine::api::types::{Changed, Topic};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tauri::async_runtime::{JoinHandle, spawn};
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::Notify;
use tokio::sync::broadcast::error::RecvError;

/// The name under which the page hears of changes.
const CHANGED: &str = "changed";
/// Glances are at least this far apart, however much happens.
const BETWEEN_GLANCES: Duration = Duration::from_millis(150);
/// How often a glance is taken without a change, since time passes too; and how often the limits are
/// looked at, since services come and go.
const AT_LEAST_EVERY: Duration = Duration::from_secs(15);

/// What passes on, until it is stopped.
pub(crate) struct Feed([JoinHandle<()>; 2]);

impl Feed {
    /// Starts passing on.
    pub(crate) fn start(app: &AppHandle) -> Self {
        let something = Arc::new(Notify::new());
        Self([
            spawn(pass_on(app.clone(), Arc::clone(&something))),
            spawn(keep_looking(app.clone(), something)),
        ])
    }

    /// Stops, so that nobody asks an engine that is ending.
    pub(crate) fn stop(&self) {
        self.0.iter().for_each(JoinHandle::abort);
    }
}

async fn pass_on(app: AppHandle, something: Arc<Notify>) {
    let mut feed = app.state::<Seat>().engine().listen();
    loop {
        let changed = match feed.recv().await {
            Ok(changed) => changed,
            Err(RecvError::Lagged(_)) => everything(),
            Err(RecvError::Closed) => return,
        };
        tell(&app, &changed);
        something.notify_one();
    }
}

async fn keep_looking(app: AppHandle, something: Arc<Notify>) {
    let mut limits_at = Instant::now();
    loop {
        look(&app).await;
        tokio::time::sleep(BETWEEN_GLANCES).await;
        // Comes back at a change or without one; the glance is taken either way.
        let _ = tokio::time::timeout(AT_LEAST_EVERY, something.notified()).await;
        if limits_at.elapsed() >= AT_LEAST_EVERY {
            look_at_limits(&app).await;
            limits_at = Instant::now();
        }
    }
}

/// Looks at the house, and shows it if it looks otherwise than before: tray and title are drawn on the
/// window's thread, and most changes are none of theirs.
pub(crate) async fn look(app: &AppHandle) {
    let seat = app.state::<Seat>().inner().clone();
    match Glance::of(&seat).await {
        Ok(glance) => {
            app.state::<Autostart>().follow(app, glance.autostart);
            if is_news(app, glance) {
                show(app);
            }
        }
        Err(error) => tracing::warn!(%error, "the house can't be looked at"),
    }
}

/// Keeps a glance as the last one; says whether it differs from the one before.
fn is_news(app: &AppHandle, glance: Glance) -> bool {
    let last = app.state::<Mutex<Glance>>();
    let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
    let is_news = *last != glance;
    *last = glance;
    is_news
}

/// Shows the last glance in tray, title and badge.
pub(crate) fn show(app: &AppHandle) {
    let glance = Glance::last(app);
    let tray = app.state::<Tray>().show(app, &glance);
    if let Err(error) = tray.and_then(|()| window::count(app, &glance)) {
        tracing::warn!(%error, "the count can't be shown");
    }
}

async fn look_at_limits(app: &AppHandle) {
    let (limits, keyring) = (
        app.state::<Arc<Limits>>().inner().clone(),
        app.state::<Arc<Remembered<Keyring>>>().inner().clone(),
    );
    let looked = move || (limits.look(&keyring), keyring.came_back());
    let Ok((changed, came_back)) = tauri::async_runtime::spawn_blocking(looked).await else {
        return;
    };
    let engine = app.state::<Seat>().engine().clone();
    // The model may have been put in place without its key.
    if came_back && let Err(error) = engine.reload_model().await {
        tracing::warn!(%error, "the language model could not be put in place");
    }
    if changed {
        tell(
            app,
            &Changed {
                conversations: Vec::new(),
                topics: vec![Topic::Status],
            },
        );
    }
}

fn tell(app: &AppHandle, changed: &Changed) {
    if let Err(error) = app.emit_to(window::LABEL, CHANGED, changed) {
        tracing::warn!(%error, "the window was not told of a change");
    }
}

/// What a listener is told who missed something.
fn everything() -> Changed {
    use Topic::{Inbox, Numbers, Playbooks, Settings, Status, Team};
    Changed {
        conversations: Vec::new(),
        topics: vec![Inbox, Status, Playbooks, Numbers, Team, Settings],
    }
}
