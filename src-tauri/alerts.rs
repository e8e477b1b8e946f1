//! Calls the operator of this seat: a native notification with its actions, a sound, and the taskbar.
//! One notification per escalation: calling again replaces it, an answer takes it off.

use crate::glance::Glance;
use crate::limits::Limits;
use crate::native::{self, Answer, Files, OnScreen, SoundBy};
use crate::notice::{Loudness, Manner, Notice};
use crate::seat::Seat;
use crate::sound::{self, Sounds};
use crate::window;
use crate::words;
use anyhow::Context;
use conversation::ids::{ConversationId, EscalationId, OperatorId};
use conversation::language::Language;
use engine::api::types::{ApiError, ErrorCode};
use engine::host::SystemClock;
use engine::ports::{AlertCall, Alerts, Called, Clock, HostLimits, Shown};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tauri::{AppHandle, Manager, UserAttentionType};

/// The picture of every alert.
const ICON: &[u8] = include_bytes!("../icons/128x128.png");

/// Whose calls are shown here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calls {
    /// Those of the operator who sits here.
    OwnOnly,
    /// Everybody's: in the demo one visitor plays the whole team.
    All,
}

/// The alerts of this desktop.
pub(crate) struct DesktopAlerts {
    app: AppHandle,
    limits: Arc<Limits>,
    sounds: Sounds,
    icon: PathBuf,
    calls: Calls,
    up: Mutex<BTreeMap<EscalationId, Up>>,
}

/// How far the notification of a call is.
enum Up {
    /// On its way to the screen.
    Coming,
    /// The call was settled while it was on its way: it goes as soon as it is there.
    Unwanted,
    /// On the screen.
    There(OnScreen),
}

impl DesktopAlerts {
    /// Gets ready to call: writes the sounds and the picture to where the system finds them.
    pub(crate) fn ready(
        app: &AppHandle,
        limits: &Arc<Limits>,
        calls: Calls,
    ) -> anyhow::Result<Self> {
        let folder = app
            .path()
            .app_cache_dir()
            .context("this system names no folder for passing files")?;
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("while making the folder {}", folder.display()))?;
        let icon = folder.join("relevo.png");
        std::fs::write(&icon, ICON).context("while writing the alert's picture")?;
        Ok(Self {
            app: app.clone(),
            limits: Arc::clone(limits),
            sounds: Sounds::in_folder(&folder).context("while writing the alert's sounds")?,
            icon,
            calls,
            up: Mutex::default(),
        })
    }

    /// Those of `called` whose calls are shown here. As long as nobody chose who sits here, all are: a
    /// call that nobody hears is worse than one too many.
    async fn here(&self, mut called: Vec<Called>) -> Vec<Called> {
        if let Some(seated) = self.seated().await {
            called.retain(|one| one.operator == seated);
        }
        called
    }

    async fn seated(&self) -> Option<OperatorId> {
        if self.calls == Calls::All {
            return None;
        }
        let seat = self.app.try_state::<Seat>()?;
        seat.session().await.ok()?.operator
    }

    fn up(&self) -> MutexGuard<'_, BTreeMap<EscalationId, Up>> {
        self.up.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that a notification is coming. Returns the one whose place it takes.
    fn announce(&self, escalation: &EscalationId) -> Option<OnScreen> {
        match self.up().insert(escalation.clone(), Up::Coming) {
            Some(Up::There(shown)) => Some(shown),
            Some(Up::Coming | Up::Unwanted) | None => None,
        }
    }

    /// Keeps what is on the screen of a call now. Returns what has to go: the call was settled meanwhile.
    fn arrived(&self, escalation: &EscalationId, shown: Option<OnScreen>) -> Option<OnScreen> {
        let mut up = self.up();
        let (now, gone) = match (up.remove(escalation), shown) {
            (Some(Up::Coming), shown) => (shown, None),
            (Some(Up::There(other)), None) => (Some(other), None),
            (Some(Up::There(other)), Some(shown)) => (Some(shown), Some(other)),
            (Some(Up::Unwanted) | None, shown) => (None, shown),
        };
        if let Some(now) = now {
            up.insert(escalation.clone(), Up::There(now));
        }
        gone
    }

    /// Takes a call off. Returns what is on the screen of it.
    fn take_down(&self, escalation: &EscalationId) -> Option<OnScreen> {
        let mut up = self.up();
        match up.remove(escalation)? {
            Up::There(shown) => Some(shown),
            Up::Coming | Up::Unwanted => {
                up.insert(escalation.clone(), Up::Unwanted);
                None
            }
        }
    }

    async fn put_up(
        &self,
        call: &AlertCall,
        language: Language,
        notice: &Notice,
    ) -> Result<SoundBy, String> {
        let files = Files {
            icon: self.icon.clone(),
            sound: self.sounds.of(notice.loudness).map(ToOwned::to_owned),
        };
        let before = self.announce(&call.escalation);
        let instead_of = before.as_ref().map(OnScreen::id);
        let (app, conversation) = (self.app.clone(), call.conversation.clone());
        let answered = move |answer| {
            tauri::async_runtime::spawn(act(app, conversation, language, answer));
        };
        let (up, outcome) = match native::show(notice, &files, instead_of, answered).await {
            Ok(shown) => {
                if let Some(before) = before {
                    before.give_place();
                }
                let sound_by = shown.sound_by;
                (Some(shown), Ok(sound_by))
            }
            // What is up stays up, and its buttons are still heard.
            Err(error) => (before, Err(error)),
        };
        if let Some(unwanted) = self.arrived(&call.escalation, up) {
            unwanted.close().await;
        }
        outcome
    }

    async fn show(&self, call: &AlertCall, manner: Manner) -> Shown {
        let notice = Notice::of(call, manner, SystemClock.now());
        self.wave(notice.loudness);
        match self.put_up(call, manner.language, &notice).await {
            Ok(sound_by) => {
                self.limits.note_notifications(true);
                if sound_by == SoundBy::Nobody {
                    self.sound(notice.loudness);
                }
                Shown::Natively
            }
            Err(error) => {
                tracing::warn!(error, "no notification could be shown");
                self.limits.note_notifications(false);
                self.sound(notice.loudness);
                Shown::InApp
            }
        }
    }

    fn sound(&self, loudness: Loudness) {
        if let Some(file) = self.sounds.of(loudness).map(ToOwned::to_owned) {
            tauri::async_runtime::spawn(async move { sound::play(&file).await });
        }
    }

    /// Has the taskbar show that Relevo wants something.
    fn wave(&self, loudness: Loudness) {
        let how = match loudness {
            Loudness::Silent => return,
            Loudness::Normal => UserAttentionType::Informational,
            Loudness::Insistent => UserAttentionType::Critical,
        };
        if let Some(window) = self.app.get_webview_window(window::LABEL)
            && let Err(error) = window.request_user_attention(Some(how))
        {
            tracing::debug!(%error, "the taskbar shows no attention");
        }
    }
}

#[async_trait::async_trait]
impl Alerts for DesktopAlerts {
    async fn call(&self, mut call: AlertCall) -> Vec<(OperatorId, Shown)> {
        let here = self.here(std::mem::take(&mut call.called)).await;
        if here.is_empty() {
            return Vec::new();
        }
        let manner = Manner {
            // The window follows the system's language where none is chosen, so the alert does too.
            language: Glance::last(&self.app).language,
            quiet: here.iter().all(|one| one.quiet),
        };
        let shown = self.show(&call, manner).await;
        here.into_iter().map(|one| (one.operator, shown)).collect()
    }

    async fn settle(&self, escalation: &EscalationId) {
        let shown = self.take_down(escalation);
        if let Some(shown) = shown {
            shown.close().await;
        }
    }

    fn limits(&self) -> HostLimits {
        self.limits.now()
    }
}

/// Does what the operator answered, and opens the conversation where there is something to read.
async fn act(app: AppHandle, conversation: ConversationId, language: Language, answer: Answer) {
    let Some(seat) = app.try_state::<Seat>().map(|seat| seat.inner().clone()) else {
        return;
    };
    let done = match answer {
        Answer::TakeOver => seat.take_over(&conversation).await.map(drop),
        Answer::PutOff => match seat.put_off(&conversation).await {
            Ok(_) => return,
            Err(error) => Err(error),
        },
        Answer::Open => Ok(()),
    };
    window::show_conversation(&app, conversation.as_str());
    if let Err(error) = done {
        tracing::warn!(%error, ?answer, "the alert's action was not done");
        if let Some(name) = who_was_faster(&seat, &error).await {
            crate::remark::say("Relevo", &words::taken_by(language, &name)).await;
        }
    }
}

/// The name of the operator who took it first, if that is why.
async fn who_was_faster(seat: &Seat, error: &ApiError) -> Option<String> {
    if error.code != ErrorCode::AlreadyTaken {
        return None;
    }
    let about = error.about.as_deref()?;
    let team = seat.session().await.ok()?.team;
    team.into_iter()
        .find(|person| person.id.as_str() == about)
        .map(|person| person.name)
}
