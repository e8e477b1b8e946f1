//! Starting with the computer, as the settings say it. Nothing happens where the plugin isn't: the demo
//! must not touch what the owner's own Relevo told the system.

use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager};
use tauri_plugin_autostart::AutoLaunchManager;

/// What the system was last told; nothing yet since this start.
#[derive(Debug, Default)]
pub(crate) struct Autostart(Mutex<Option<bool>>);

impl Autostart {
    /// Makes the system do what the settings want: once at each start, so that an entry names the
    /// program where it is now, and whenever the setting changes.
    pub(crate) fn follow(&self, app: &AppHandle, wanted: bool) {
        let Some(system) = app.try_state::<AutoLaunchManager>() else {
            return;
        };
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if told.replace(wanted) == Some(wanted) {
            return;
        }
        let done = match wanted {
            true => system.enable(),
            false => system.disable(),
        };
        if let Err(error) = done {
            tracing::warn!(%error, wanted, "starting with the computer could not be set");
        }
    }
}
