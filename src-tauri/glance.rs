//! What the shell shows at a glance, outside the window's page: tray, title, badge. Asked anew
//! whenever the engine says that something changed.

use crate::seat::Seat;
use conversation::language::Language;
use conversation::playbook::AgentSwitch;
use conversation::team::Presence;
use engine::api::types::{ApiError, Session, Status};
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager};

/// The house in six facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Glance {
    /// Conversations that wait for a person.
    pub(crate) waiting: u32,
    /// Of those, past their promise.
    pub(crate) late: u32,
    /// Whether the agent answers.
    pub(crate) agent: AgentSwitch,
    /// Whether the operator of this seat wants to be called; `None` until one is chosen.
    pub(crate) presence: Option<Presence>,
    /// The language of this seat.
    pub(crate) language: Language,
    /// Whether Relevo should start with the computer.
    pub(crate) autostart: bool,
}

impl Glance {
    /// Before the first look.
    pub(crate) fn before() -> Self {
        Self {
            waiting: 0,
            late: 0,
            agent: AgentSwitch::On,
            presence: None,
            language: system_language(),
            autostart: false,
        }
    }

    /// What was seen when the house was last looked at.
    pub(crate) fn last(app: &AppHandle) -> Self {
        app.try_state::<Mutex<Self>>()
            .map_or_else(Self::before, |last| {
                last.lock().unwrap_or_else(PoisonError::into_inner).clone()
            })
    }

    /// The house as it is now.
    pub(crate) async fn of(seat: &Seat) -> Result<Self, ApiError> {
        Ok(Self::from(&seat.status().await?, &seat.session().await?))
    }

    fn from(status: &Status, session: &Session) -> Self {
        let operator = session
            .team
            .iter()
            .find(|person| Some(&person.id) == session.operator.as_ref());
        Self {
            waiting: status.counts.needs_person,
            late: status.counts.late,
            agent: status.agent,
            presence: operator.map(|person| person.presence),
            language: session.language.unwrap_or_else(system_language),
            autostart: session.settings.autostart,
        }
    }
}

/// The system's language, if Relevo speaks it.
pub(crate) fn system_language() -> Language {
    sys_locale::get_locale()
        .and_then(|tag| Language::from_tag(&tag))
        .unwrap_or_default()
}
