//! The one window: opening it, bringing it forward, its title and badge, and what closing means.

use crate::glance::Glance;
use crate::limits::Limits;
use crate::words::words;
use crate::{download, link, quit, remark};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, Emitter, Manager, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};

/// The window's label; its capability names it too.
pub(crate) const LABEL: &str = "inbox";
/// Tells the page which conversation somebody asked for from outside.
const OPEN: &str = "open";
/// Tells the page of an address that no browser opened.
const NOT_OPENED: &str = "not_opened";
/// What fails later than this has opened. Some systems first say themselves that there is no browser.
const BROWSER_OPENS_WITHIN: Duration = Duration::from_secs(30);
/// The file whose presence says that the operator knows where a closed window goes.
const SAID_IT_STAYS: &str = "said-it-stays";

/// Opens the window, at a conversation if one was asked for. Hidden when the system started Relevo.
pub(crate) fn open(
    app: &AppHandle,
    conversation: Option<&str>,
    visible: bool,
) -> tauri::Result<WebviewWindow> {
    let page = match conversation {
        Some(id) => format!("index.html#/c/{id}"),
        None => "index.html".to_owned(),
    };
    let (saver, leaver, opener) = (app.clone(), app.clone(), app.clone());
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::App(PathBuf::from(page)))
        .title("Relevo")
        .inner_size(1280.0, 800.0)
        .min_inner_size(900.0, 600.0)
        .visible(visible)
        .on_navigation(move |url| stays_inside(&leaver, url))
        .on_new_window(move |url, _| {
            open_outside(&opener, url);
            NewWindowResponse::Deny
        })
        .on_download(move |_, event| download::follow(&saver, event))
        .build()?;
    let app = app.clone();
    window.on_window_event(move |event| match event {
        WindowEvent::CloseRequested { api, .. } => {
            api.prevent_close();
            close(&app);
        }
        WindowEvent::ThemeChanged(_) => crate::feed::show(&app),
        _ => {}
    });
    Ok(window)
}

/// Brings the window forward.
pub(crate) fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    let shown = window
        .show()
        .and_then(|()| window.unminimize())
        .and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "the window did not come forward");
    }
}

/// Brings the window forward with a conversation open in it.
pub(crate) fn show_conversation(app: &AppHandle, conversation: &str) {
    show(app);
    if let Err(error) = app.emit_to(LABEL, OPEN, conversation) {
        tracing::warn!(%error, "the window was not told which conversation to open");
    }
}

/// Follows a link such as `relevo://c/<conversation>`; any other link just brings the window forward.
pub(crate) fn follow(app: &AppHandle, url: &Url) {
    match link::conversation(url) {
        Some(conversation) => show_conversation(app, &conversation),
        None => show(app),
    }
}

/// Shows how many wait, in the title and on the taskbar.
pub(crate) fn count(app: &AppHandle, glance: &Glance) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(LABEL) else {
        return Ok(());
    };
    window.set_title(&title(glance.waiting))?;
    badge(&window, glance)
}

#[cfg(not(target_os = "windows"))]
fn badge(window: &WebviewWindow, glance: &Glance) -> tauri::Result<()> {
    window.set_badge_count((glance.waiting > 0).then_some(i64::from(glance.waiting)))
}

/// Windows has no count on the taskbar, but a small picture.
#[cfg(target_os = "windows")]
fn badge(window: &WebviewWindow, glance: &Glance) -> tauri::Result<()> {
    use crate::tray_icon::{Panel, picture};
    let overlay = if glance.waiting > 0 {
        Some(picture(glance, Panel::Dark)?)
    } else {
        None
    };
    window.set_overlay_icon(overlay)
}

fn title(waiting: u32) -> String {
    if waiting == 0 {
        "Relevo".to_owned()
    } else {
        format!("({waiting}) Relevo")
    }
}

/// Closing keeps Relevo in the tray. Without a tray nothing would bring it back, so it is quitting.
fn close(app: &AppHandle) {
    if app.state::<Arc<Limits>>().now().no_tray {
        quit::ask(app);
        return;
    }
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    if let Err(error) = window.hide() {
        tracing::warn!(%error, "the window did not hide");
    }
    say_once_that_it_stays(app);
}

fn say_once_that_it_stays(app: &AppHandle) {
    let Ok(folder) = app.path().app_config_dir() else {
        return;
    };
    let said = folder.join(SAID_IT_STAYS);
    if said.exists() {
        return;
    }
    let language = Glance::last(app).language;
    tauri::async_runtime::spawn(async move {
        let words = words(language);
        remark::say(words.stays_title, words.stays_in_tray).await;
        if let Err(error) =
            std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&said, ""))
        {
            tracing::debug!(%error, "it will be said again next time");
        }
    });
}

/// The window shows Relevo and nothing else; an address in a message opens in the browser.
fn stays_inside(app: &AppHandle, url: &Url) -> bool {
    let ours = link::is_ours(url);
    if !ours {
        open_outside(app, url.clone());
    }
    ours
}

/// Opens an address in the browser; where none opens, the page offers it to be copied.
fn open_outside(app: &AppHandle, url: Url) {
    if !link::may_open_outside(&url) {
        tracing::warn!(
            scheme = url.scheme(),
            "an address of this kind is not opened"
        );
        return;
    }
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let Err(error) = open::that_detached_with_timeout(url.as_str(), BROWSER_OPENS_WITHIN)
        else {
            return;
        };
        tracing::warn!(%error, "no browser opened");
        if let Err(error) = app.emit_to(LABEL, NOT_OPENED, url.as_str()) {
            tracing::warn!(%error, "the window was not told which address didn't open");
        }
    });
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn the_title_counts_who_waits() {
        assert_eq!(title(0), "Relevo");
        assert_eq!(title(3), "(3) Relevo");
    }
}
