//! Puts the shell together: plugins, the engine with this computer's ports, tray and window; and takes
//! it apart again when Relevo ends.

use crate::alerts::{Calls, DesktopAlerts};
use crate::autostart::Autostart;
use crate::feed::Feed;
use crate::glance::{self, Glance};
use crate::host::Host;
use crate::keyring::Keyring;
use crate::limits::Limits;
use crate::remembered::Remembered;
use crate::seat::Seat;
use crate::tray::Tray;
use crate::words::words;
use crate::{Arguments, bridge, link, media, quit, window};
use anyhow::Context;
use engine::ports::{Alerts, Secrets};
use rfd::{AsyncMessageDialog, MessageLevel};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use tauri::{App, AppHandle, Builder, Manager, RunEvent, Wry};
use tauri_plugin_deep_link::DeepLinkExt;
use tauri_plugin_window_state::StateFlags;

/// Under this name Relevo's secrets stand in the keyring.
const KEYRING_SERVICE: &str = "app.relevo.desktop";
/// The demo is a program of its own to the session bus: both may run side by side.
const DEMO_BUS_NAME: &str = "app.relevo.demo";

/// The running engine, until Relevo ends.
type Running = Mutex<Option<Host>>;

/// Runs until the operator quits.
pub(crate) fn run(arguments: Arguments) -> anyhow::Result<()> {
    let app = with_plugins(&arguments)
        .invoke_handler(tauri::generate_handler![bridge::api])
        .register_asynchronous_uri_scheme_protocol(media::SCHEME, |context, request, responder| {
            let seat = context.app_handle().state::<Seat>().inner().clone();
            tauri::async_runtime::spawn(async move {
                responder.respond(media::answer(seat.engine(), &request).await);
            });
        })
        .setup(move |app| {
            if let Err(error) = set_up(app, &arguments) {
                cannot_start(app.handle(), &error);
            }
            Ok(())
        })
        .build(tauri::generate_context!())
        .context("while putting the window's frame together")?;
    app.run(|app, event| match event {
        RunEvent::ExitRequested { api, code, .. } => {
            if let Some(host) = take_host(app) {
                api.prevent_exit();
                end_first(app, host, code.unwrap_or_default());
            }
        }
        // Some systems end without asking.
        RunEvent::Exit => {
            if let Some(host) = take_host(app) {
                tauri::async_runtime::block_on(host.end());
            }
        }
        // A click on the icon in macOS's dock.
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(app),
        _ => {}
    });
    Ok(())
}

fn with_plugins(arguments: &Arguments) -> Builder<Wry> {
    let mut single =
        tauri_plugin_single_instance::Builder::new().callback(|app, command_line, _| {
            match link::on_command_line(&command_line) {
                Some(url) => window::follow(app, &url),
                None => window::show(app),
            }
        });
    if arguments.demo {
        single = single.dbus_id(DEMO_BUS_NAME);
    }
    // Whether the window is seen is decided at each start, not by how the last one ended.
    let kept = StateFlags::all() & !StateFlags::VISIBLE;
    let mut builder = Builder::default();
    // Only the session bus tells the demo from the owner's own Relevo. Where there is none, the demo
    // would bring that one forward instead of opening.
    if !arguments.demo || cfg!(all(unix, not(target_os = "macos"))) {
        builder = builder.plugin(single.build());
    }
    // The system has one entry for Relevo, and the demo's settings are nobody's wish.
    if !arguments.demo {
        let autostart = tauri_plugin_autostart::Builder::new();
        builder = builder.plugin(autostart.arg("--quiet").build());
    }
    builder
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(kept)
                .build(),
        )
        .plugin(tauri_plugin_deep_link::init())
}

fn set_up(app: &App, arguments: &Arguments) -> anyhow::Result<()> {
    let handle = app.handle();
    quit::when_told(handle);
    let folder = handle
        .path()
        .app_data_dir()
        .context("this system names no folder for data")?;
    let limits = Arc::new(Limits::default());
    let keyring = Arc::new(Remembered::new(Keyring::new(KEYRING_SERVICE)));
    limits.look(&keyring);
    let calls = if arguments.demo {
        Calls::All
    } else {
        Calls::OwnOnly
    };
    let alerts = Arc::new(DesktopAlerts::ready(handle, &limits, calls)?);
    let secrets: Arc<dyn Secrets> = keyring.clone();
    let host = tauri::async_runtime::block_on(open(arguments, &folder, secrets, alerts, &limits))?;
    app.manage(limits);
    app.manage(keyring);
    app.manage(Seat::at(host.engine().clone(), host.seat()));
    app.manage(Running::new(Some(host)));
    let before = Glance::before();
    app.manage(Tray::put_up(handle, &before)?);
    app.manage(Mutex::new(before));
    app.manage(Autostart::default());
    let asked = arguments
        .link
        .as_ref()
        .and_then(|text| link::on_command_line([text]));
    let conversation = asked.as_ref().and_then(link::conversation);
    window::open(handle, conversation.as_deref(), !arguments.quiet)?;
    app.manage(Feed::start(handle));
    let opener = handle.clone();
    handle.deep_link().on_open_url(move |event| {
        event
            .urls()
            .iter()
            .for_each(|url| window::follow(&opener, url));
    });
    Ok(())
}

/// The demo world, or this computer's own.
async fn open(
    arguments: &Arguments,
    folder: &Path,
    secrets: Arc<dyn Secrets>,
    alerts: Arc<dyn Alerts>,
    limits: &Arc<Limits>,
) -> anyhow::Result<Host> {
    if arguments.demo {
        return Host::demo(alerts, arguments.alone).await;
    }
    Host::own(folder, secrets, alerts, limits.clone()).await
}

/// Says on the screen why there is no window, and ends once that is read.
fn cannot_start(app: &AppHandle, error: &anyhow::Error) {
    tracing::error!("{error:#}");
    let said = AsyncMessageDialog::new()
        .set_level(MessageLevel::Error)
        .set_title(words(glance::system_language()).cannot_start)
        .set_description(format!("{error:#}"))
        .show();
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        said.await;
        app.exit(1);
    });
}

/// Ends the engine while the main thread goes on: what is under way may wait for the tray or the
/// window, which only that thread can touch. Then asks once more to end.
fn end_first(app: &AppHandle, host: Host, code: i32) {
    if let Some(feed) = app.try_state::<Feed>() {
        feed.stop();
    }
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        host.end().await;
        app.exit(code);
    });
}

/// The host, for whoever ends it.
fn take_host(app: &AppHandle) -> Option<Host> {
    let running = app.try_state::<Running>()?;
    let mut running = running.lock().unwrap_or_else(PoisonError::into_inner);
    running.take()
}
