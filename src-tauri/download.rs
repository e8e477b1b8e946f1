//! A file from the page, saved to the person's downloads folder. It says where the file went, and says
//! it too when it did not get there. It saves nothing but what the page made from a stored medium.

use crate::glance::Glance;
use crate::remark;
use crate::words::words;
use std::path::Path;
use tauri::AppHandle;
use tauri::webview::DownloadEvent;

/// Lets a download begin, or says how it ended. The name is free already: the webview numbers files of
/// the same name.
pub(crate) fn follow(app: &AppHandle, event: DownloadEvent<'_>) -> bool {
    match event {
        DownloadEvent::Requested { url, destination } => {
            let ours = url.scheme() == "blob";
            tracing::debug!(%ours, to = %destination.display(), "a file is to be saved");
            ours
        }
        DownloadEvent::Finished { path, success, .. } => {
            say(app, path.as_deref(), success);
            true
        }
        _ => false,
    }
}

fn say(app: &AppHandle, path: Option<&Path>, success: bool) {
    let words = words(Glance::last(app).language);
    let title = if success {
        words.saved_title
    } else {
        words.not_saved_title
    };
    // macOS keeps the path to itself.
    let text = match (success, path) {
        (true, Some(path)) => path.display().to_string(),
        (true, None) => words.saved_text.to_owned(),
        (false, _) => words.not_saved_text.to_owned(),
    };
    tauri::async_runtime::spawn(async move { remark::say(title, &text).await });
}
