//! A passing remark on the screen, without buttons and without a sound.

use notify_rust::Notification;
use tauri::async_runtime::spawn_blocking;

/// Says it. Where there are no notifications it goes unsaid: nothing depends on a remark.
pub(crate) async fn say(title: &str, text: &str) {
    let mut remark = Notification::new();
    remark.appname("Relevo").summary(title).body(text);
    let said = spawn_blocking(move || remark.show().map(drop)).await;
    if !matches!(said, Ok(Ok(()))) {
        tracing::debug!("a remark went unsaid");
    }
}
