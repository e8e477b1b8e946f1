//! The icon beside the clock: how many wait, whether somebody is late, and a short menu.

use crate::glance::Glance;
use crate::tray_icon::{Panel, picture};
use crate::words::{self, words};
use crate::{quit, switches, window};
use conversation::playbook::AgentSwitch;
use conversation::team::Presence;
use tauri::menu::{CheckMenuItem, Menu, MenuEvent, MenuItem, PredefinedMenuItem};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Wry};

const OPEN: &str = "open";
const AGENT: &str = "agent";
const AWAY: &str = "away";
const QUIT: &str = "quit";

/// The tray icon with the items whose words and ticks change.
pub(crate) struct Tray {
    icon: TrayIcon<Wry>,
    open: MenuItem<Wry>,
    agent: CheckMenuItem<Wry>,
    away: CheckMenuItem<Wry>,
    quit: MenuItem<Wry>,
}

impl Tray {
    /// Puts the icon up. On a system without a tray this succeeds and shows nothing.
    pub(crate) fn put_up(app: &AppHandle, glance: &Glance) -> tauri::Result<Self> {
        let words = words(glance.language);
        let open = MenuItem::with_id(app, OPEN, words.open, true, None::<&str>)?;
        let agent =
            CheckMenuItem::with_id(app, AGENT, words.agent_answers, true, true, None::<&str>)?;
        let away = CheckMenuItem::with_id(app, AWAY, words.away, false, false, None::<&str>)?;
        let quit = MenuItem::with_id(app, QUIT, words.quit, true, None::<&str>)?;
        let line = PredefinedMenuItem::separator(app)?;
        let menu = Menu::with_items(app, &[&open, &line, &agent, &away, &line, &quit])?;
        let icon = TrayIconBuilder::with_id("relevo")
            .icon(picture(glance, Panel::of(app))?)
            .menu(&menu)
            .on_menu_event(chosen)
            .build(app)?;
        let tray = Self {
            icon,
            open,
            agent,
            away,
            quit,
        };
        tray.show(app, glance)?;
        Ok(tray)
    }

    /// Shows `glance`.
    pub(crate) fn show(&self, app: &AppHandle, glance: &Glance) -> tauri::Result<()> {
        let words = words(glance.language);
        self.icon.set_icon(Some(picture(glance, Panel::of(app))?))?;
        self.icon.set_tooltip(Some(words::waiting(
            glance.language,
            glance.waiting,
            glance.late,
        )))?;
        // Beside the icon on panels that show a label; the icon itself counts only to nine.
        self.icon
            .set_title((glance.waiting > 0).then(|| glance.waiting.to_string()))?;
        self.open.set_text(words.open)?;
        self.agent.set_text(words.agent_answers)?;
        self.agent.set_checked(glance.agent == AgentSwitch::On)?;
        self.away.set_text(words.away)?;
        self.away.set_enabled(glance.presence.is_some())?;
        self.away
            .set_checked(glance.presence == Some(Presence::Away))?;
        self.quit.set_text(words.quit)
    }
}

fn chosen(app: &AppHandle, event: MenuEvent) {
    match event.id().as_ref() {
        OPEN => window::show(app),
        AGENT => switches::turn_agent(app),
        AWAY => switches::turn_away(app),
        QUIT => quit::ask(app),
        other => tracing::warn!(other, "the tray has no such item"),
    }
}
