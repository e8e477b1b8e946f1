//! Starting with the computer, as the settings say it.

use tauri::AppHandle;
use tauri_plugin_autostart::ManagerExt;

/// Makes the system do what the settings want.
pub(crate) fn follow(app: &AppHandle, wanted: bool) {
    let system = app.autolaunch();
    // The plugin can't tell on every system; then nothing is touched.
    let Ok(is_on) = system.is_enabled() else {
        return;
    };
    let done = match (wanted, is_on) {
        (true, false) => system.enable(),
        (false, true) => system.disable(),
        (true, true) | (false, false) => Ok(()),
    };
    if let Err(error) = done {
        tracing::warn!(%error, wanted, "starting with the computer could not be set");
    }
}
