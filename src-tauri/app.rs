//! Puts the shell together: plugins, the engine with this computer's ports, tray and window; and takes
//! it apart again when Relevo ends.

use crate::alerts::DesktopAlerts;
use crate::glance::{self, Glance};
use crate::host::Host;
use crate::keyring::Keyring;
use crate::limits::Limits;
use crate::seat::Seat;
use crate::sound::Sounds;
use crate::tray::Tray;
use crate::words::words;
use crate::{Arguments, bridge, feed, link, media, window};
use anyhow::Context;
use engine::host::SystemClock;
use engine::ports::{Alerts, Secrets};
use journal::Journal;
use rfd::{MessageDialog, MessageLevel};
use std::path::{Path, PathBuf};
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
            let journal = context.app_handle().state::<Journal>().inner().clone();
            tauri::async_runtime::spawn(async move {
                responder.respond(media::answer(&journal, &request).await);
            });
        })
        .setup(move |app| {
            if let Err(error) = set_up(app, &arguments) {
                cannot_start(&error);
                std::process::exit(1);
            }
            Ok(())
        })
        .build(tauri::generate_context!())
        .context("while putting the window's frame together")?;
    app.run(|app, event| match event {
        RunEvent::Exit => end(app),
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
    Builder::default()
        .plugin(single.build())
        .plugin(
            tauri_plugin_autostart::Builder::new()
                .arg("--quiet")
                .build(),
        )
        .plugin(
            tauri_plugin_window_state::Builder::new()
                .with_state_flags(kept)
                .build(),
        )
        .plugin(tauri_plugin_deep_link::init())
}

fn set_up(app: &App, arguments: &Arguments) -> anyhow::Result<()> {
    let handle = app.handle();
    let folder = handle
        .path()
        .app_data_dir()
        .context("this system names no folder for data")?;
    let limits = Arc::new(Limits::default());
    let keyring = Arc::new(Keyring::new(KEYRING_SERVICE));
    limits.look(&keyring);
    let alerts = Arc::new(alerts(handle, &limits)?);
    let secrets: Arc<dyn Secrets> = keyring.clone();
    let host = tauri::async_runtime::block_on(open(arguments, &folder, secrets, alerts))?;
    app.manage(limits);
    app.manage(keyring);
    app.manage(host.journal.clone());
    app.manage(Seat::at(host.engine.clone()));
    app.manage(Running::new(Some(host)));
    let before = Glance::before();
    app.manage(Tray::put_up(handle, &before)?);
    app.manage(Mutex::new(before));
    let asked = arguments.link.as_ref().and_then(|text| link::on_command_line([text]));
    let conversation = asked.as_ref().and_then(link::conversation);
    window::open(handle, conversation.as_deref(), !arguments.quiet)?;
    feed::start(handle);
    let opener = handle.clone();
    handle.deep_link().on_open_url(move |event| {
        event
            .urls()
            .iter()
            .for_each(|url| window::follow(&opener, url));
    });
    Ok(())
}

fn alerts(app: &AppHandle, limits: &Arc<Limits>) -> anyhow::Result<DesktopAlerts> {
    let folder = app
        .path()
        .app_cache_dir()
        .context("this system names no folder for passing files")?;
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("while making the folder {}", folder.display()))?;
    let sounds = Sounds::in_folder(&folder).context("while writing the alert's sounds")?;
    let icon = icon_file(&folder).context("while writing the alert's picture")?;
    Ok(DesktopAlerts::new(
        app.clone(),
        Arc::new(SystemClock),
        Arc::clone(limits),
        sounds,
        Some(icon),
    ))
}

/// A notification names its picture by a file, wherever Relevo is installed.
fn icon_file(folder: &Path) -> std::io::Result<PathBuf> {
    let file = folder.join("relevo.png");
    std::fs::write(&file, include_bytes!("../icons/128x128.png"))?;
    Ok(file)
}

async fn open(
    _arguments: &Arguments,
    folder: &Path,
    keyring: Arc<dyn Secrets>,
    alerts: Arc<dyn Alerts>,
) -> anyhow::Result<Host> {
    Host::open(folder, keyring, alerts).await
}

/// Says on the screen why there is no window.
fn cannot_start(error: &anyhow::Error) {
    tracing::error!("{error:#}");
    MessageDialog::new()
        .set_level(MessageLevel::Error)
        .set_title(words(glance::system_language()).cannot_start)
        .set_description(format!("{error:#}"))
        .show();
}

fn end(app: &AppHandle) {
    let running = app
        .state::<Running>()
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    if let Some(host) = running {
        tauri::async_runtime::block_on(host.end());
    }
}
