//! The tray's two switches: the agent, and whether this operator is away.

use crate::glance::Glance;
use crate::seat::Seat;
use crate::{feed, window};
use conversation::playbook::AgentSwitch;
use conversation::team::Presence;
use engine::api::types::ApiError;
use std::future::Future;
use tauri::{AppHandle, Manager};

/// Turns the agent on if it is off, and off if it is on.
pub(crate) fn turn_agent(app: &AppHandle) {
    turn(app, |seat, glance| async move {
        let to = match glance.agent {
            AgentSwitch::On => AgentSwitch::Off,
            AgentSwitch::Off => AgentSwitch::On,
        };
        seat.set_agent(to).await.map(drop)
    });
}

/// Says that this operator is away, or back.
pub(crate) fn turn_away(app: &AppHandle) {
    turn(app, |seat, glance| async move {
        let to = match glance.presence {
            Some(Presence::Away) => Presence::Available,
            Some(Presence::Available | Presence::DoNotDisturb) | None => Presence::Away,
        };
        seat.set_presence(to).await.map(drop)
    });
}

fn turn<F>(app: &AppHandle, act: impl FnOnce(Seat, Glance) -> F + Send + 'static)
where
    F: Future<Output = Result<(), ApiError>> + Send,
{
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let seat = app.state::<Seat>().inner().clone();
        let done = match Glance::of(&seat).await {
            Ok(glance) => act(seat, glance).await,
            Err(error) => Err(error),
        };
        if let Err(error) = done {
            tracing::warn!(%error, "the switch was not turned");
            window::show(&app);
        }
        // The menu ticks itself when it is clicked; what counts is what the engine says.
        feed::look(&app).await;
        feed::show(&app);
    });
}
