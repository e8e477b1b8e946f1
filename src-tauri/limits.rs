//! What this computer can't do. Looked at again and again, because a notification service or a tray
//! may come up after Relevo, or crash.

use crate::keyring::Keyring;
use crate::native;
use crate::remembered::Remembered;
use engine::ports::HostLimits;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

/// The limits as they were when last looked at.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    no_notifications: AtomicBool,
    no_tray: AtomicBool,
    no_keyring: AtomicBool,
    keyring_silent: AtomicBool,
    /// 0 as long as the usual port is ours.
    port_taken: AtomicU16,
    /// What whoever looks was last told.
    told: Mutex<HostLimits>,
}

impl Limits {
    /// The limits now.
    pub(crate) fn now(&self) -> HostLimits {
        HostLimits {
            no_notifications: self.no_notifications.load(Relaxed),
            no_tray: self.no_tray.load(Relaxed),
            no_keyring: self.no_keyring.load(Relaxed),
            keyring_silent: self.keyring_silent.load(Relaxed),
            port_taken: Some(self.port_taken.load(Relaxed)).filter(|port| *port != 0),
        }
    }

    /// What came out when a notification was last shown.
    pub(crate) fn note_notifications(&self, worked: bool) {
        self.no_notifications.store(!worked, Relaxed);
    }

    /// Which port of ours another program has, if one has it.
    pub(crate) fn note_port(&self, taken: Option<u16>) {
        self.port_taken.store(taken.unwrap_or_default(), Relaxed);
    }

    /// Looks at everything again; says whether something changed since the last look. Blocks on the
    /// session bus.
    pub(crate) fn look(&self, keyring: &Remembered<Keyring>) -> bool {
        self.note_notifications(native::can_notify());
        self.no_tray.store(!tray_is_there(), Relaxed);
        self.no_keyring.store(!keyring.place().is_there(), Relaxed);
        keyring.ask_again();
        self.keyring_silent.store(keyring.is_silent(), Relaxed);
        let now = self.now();
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *told, now);
        if now != before {
            tracing::info!(?now, "what this computer can't do");
        }
        now != before
    }
}

/// Whether something shows tray icons. The icon's own builder can't tell.
#[cfg(all(unix, not(target_os = "macos")))]
fn tray_is_there() -> bool {
    status_notifier_watcher().unwrap_or(false) || old_tray().unwrap_or(false)
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn tray_is_there() -> bool {
    true
}

/// The tray of today's desktops: a watcher on the session bus with somebody who shows the icons.
#[cfg(all(unix, not(target_os = "macos")))]
fn status_notifier_watcher() -> Option<bool> {
    const WATCHER: &str = "org.kde.StatusNotifierWatcher";
    let bus = zbus::blocking::Connection::session().ok()?;
    let watcher = zbus::blocking::proxy::Builder::<zbus::blocking::Proxy<'_>>::new(&bus)
        .destination(WATCHER)
        .ok()?
        .path("/StatusNotifierWatcher")
        .ok()?
        .interface(WATCHER)
        .ok()?
        .cache_properties(zbus::proxy::CacheProperties::No)
        .build()
        .ok()?;
    watcher.get_property("IsStatusNotifierHostRegistered").ok()
}

/// The tray of older desktops: a window that owns the tray's selection on the X server.
#[cfg(all(unix, not(target_os = "macos")))]
fn old_tray() -> Option<bool> {
    use x11rb::connection::Connection;
    use x11rb::protocol::xproto::ConnectionExt;
    let (x, screen) = x11rb::connect(None).ok()?;
    let name = format!("_NET_SYSTEM_TRAY_S{screen}");
    let atom = x
        .intern_atom(true, name.as_bytes())
        .ok()?
        .reply()
        .ok()?
        .atom;
    let owner = x.get_selection_owner(atom).ok()?.reply().ok()?.owner;
    x.flush().ok()?;
    Some(owner != x11rb::NONE)
}
