//! Puts a notification on the screen by the system's own means and hears which button was pressed.
//! What it says is decided in [`crate::notice`].

use crate::notice::Notice;
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub(crate) use elsewhere::{OnScreen, can_notify, show};
#[cfg(all(unix, not(target_os = "macos")))]
pub(crate) use freedesktop::{OnScreen, can_notify, show};
use notify_rust::Notification;
use std::path::PathBuf;

/// What an operator answered to a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// "Take over".
    TakeOver,
    /// "In 5 minutes".
    PutOff,
    /// Clicked the notification itself.
    Open,
}

/// Files of ours that a notification points at.
#[derive(Clone, Debug)]
pub(crate) struct Files {
    /// The picture.
    pub(crate) icon: PathBuf,
    /// The sound; `None` makes none.
    pub(crate) sound: Option<PathBuf>,
}

/// How the sound of a notification came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SoundBy {
    /// The system plays it.
    System,
    /// Nobody plays it, so we have to.
    Nobody,
}

fn worded(notice: &Notice, files: &Files) -> Notification {
    let mut notification = Notification::new();
    notification
        .appname("Relevo")
        .summary(&notice.title)
        .body(&notice.body);
    if let Some(icon) = files.icon.to_str() {
        notification.icon(icon);
    }
    notification
}

/// Linux and the BSDs: org.freedesktop.Notifications, with buttons.
#[cfg(all(unix, not(target_os = "macos")))]
mod freedesktop {
    use super::{Answer, Files, SoundBy, worded};
    use crate::notice::{Loudness, Notice};
    use notify_rust::{
        Hint, Notification, NotificationHandle, NotificationResponse, Timeout, Urgency,
    };
    use std::sync::Arc;
    use tauri::async_runtime::{JoinHandle, spawn, spawn_blocking};

    const TAKE_OVER: &str = "take_over";
    const PUT_OFF: &str = "put_off";
    const OPEN: &str = "default";

    /// A notification that is up.
    pub(crate) struct OnScreen {
        handle: Arc<NotificationHandle>,
        hearing: JoinHandle<()>,
        pub(crate) sound_by: SoundBy,
    }

    impl OnScreen {
        /// By which the next one may take its place.
        pub(crate) fn id(&self) -> u32 {
            self.handle.id()
        }

        /// Stops hearing it: another one took its place.
        pub(crate) fn give_place(self) {
            self.hearing.abort();
        }

        /// Takes it off the screen.
        pub(crate) async fn close(self) {
            self.hearing.abort();
            self.handle.close_async().await;
        }
    }

    /// Whether a notification service answers; asking also starts one that waits to be asked.
    pub(crate) fn can_notify() -> bool {
        notify_rust::get_server_information().is_ok()
    }

    /// Shows `notice`, in the place of `instead_of` if that is still up. `answered` hears the answer.
    pub(crate) async fn show(
        notice: &Notice,
        files: &Files,
        instead_of: Option<u32>,
        answered: impl FnOnce(Answer) + Send + 'static,
    ) -> Result<OnScreen, String> {
        let abilities = spawn_blocking(notify_rust::get_capabilities)
            .await
            .map_err(|error| error.to_string())?
            .map_err(|error| error.to_string())?;
        let (mut notification, sound_by) = fitted(notice, files, &abilities);
        if let Some(id) = instead_of {
            notification.id(id);
        }
        let shown = notification.show_async().await;
        let handle = Arc::new(shown.map_err(|error| error.to_string())?);
        let heard = Arc::clone(&handle);
        let hearing = spawn(async move {
            let hear = |response: &NotificationResponse| {
                if let Some(answer) = answer(response) {
                    answered(answer);
                }
            };
            heard.wait_for_action_async(hear).await;
        });
        Ok(OnScreen {
            handle,
            hearing,
            sound_by,
        })
    }

    /// The notification as a service with these abilities can show it, and who makes its sound.
    fn fitted(notice: &Notice, files: &Files, abilities: &[String]) -> (Notification, SoundBy) {
        let can = |ability: &str| abilities.iter().any(|one| one == ability);
        let mut notification = worded(notice, files);
        if can("body-markup") {
            notification.body(&escaped(&notice.body));
        }
        notification
            .hint(Hint::Category("im.received".to_owned()))
            .hint(Hint::DesktopEntry("Relevo".to_owned()))
            .timeout(Timeout::Never)
            .urgency(urgency(notice.loudness));
        if can("actions") {
            notification
                .action(TAKE_OVER, notice.take_over)
                .action(PUT_OFF, notice.put_off)
                // Last, because some systems draw a button for it too.
                .action(OPEN, notice.open);
        }
        let sound_by = match files.sound.as_ref().and_then(|path| path.to_str()) {
            Some(sound) if can("sound") => {
                notification.hint(Hint::SoundFile(sound.to_owned()));
                SoundBy::System
            }
            Some(_) => SoundBy::Nobody,
            None => {
                notification.hint(Hint::SuppressSound(true));
                SoundBy::System
            }
        };
        (notification, sound_by)
    }

    fn urgency(loudness: Loudness) -> Urgency {
        match loudness {
            Loudness::Silent | Loudness::Normal => Urgency::Normal,
            Loudness::Insistent => Urgency::Critical,
        }
    }

    fn answer(response: &NotificationResponse) -> Option<Answer> {
        match response {
            NotificationResponse::Default => Some(Answer::Open),
            NotificationResponse::Action(action) if action == TAKE_OVER => Some(Answer::TakeOver),
            NotificationResponse::Action(action) if action == PUT_OFF => Some(Answer::PutOff),
            // Closed, by the operator or by the system: the call stays open and comes again.
            _ => None,
        }
    }

    /// A customer's words are no markup.
    fn escaped(text: &str) -> String {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use notify_rust::CloseReason;

        #[test]
        fn a_closed_notification_is_no_answer() {
            assert_eq!(
                answer(&NotificationResponse::Closed(CloseReason::Dismissed)),
                None
            );
            let pressed = NotificationResponse::Action(TAKE_OVER.to_owned());
            assert_eq!(answer(&pressed), Some(Answer::TakeOver));
        }

        #[test]
        fn a_customer_cannot_draw_in_a_notification() {
            assert_eq!(escaped("<b>R&D</b>"), "&lt;b&gt;R&amp;D&lt;/b&gt;");
        }

        #[test]
        fn a_service_without_sound_leaves_the_sound_to_us() {
            let sound = Some("/call.wav".into());
            let files = Files {
                icon: "/relevo.png".into(),
                sound,
            };
            let notice = Notice {
                title: "Compliance".to_owned(),
                body: "MC".to_owned(),
                take_over: "Take over",
                put_off: "In 5 minutes",
                open: "Open Relevo",
                loudness: Loudness::Normal,
            };
            let by = |abilities: &[&str]| {
                let abilities: Vec<_> = abilities.iter().map(ToString::to_string).collect();
                fitted(&notice, &files, &abilities)
            };
            assert_eq!(by(&["actions"]).1, SoundBy::Nobody);
            assert_eq!(by(&["sound"]).1, SoundBy::System);
            assert!(
                by(&["sound"]).0.actions.is_empty(),
                "no buttons where none can be pressed"
            );
            assert_eq!(by(&["actions"]).0.actions[0], TAKE_OVER);
        }
    }
}

/// macOS and Windows: shown without buttons; the answer is given in the window.
#[cfg(not(all(unix, not(target_os = "macos"))))]
mod elsewhere {
    use super::{Answer, Files, SoundBy, worded};
    use crate::notice::Notice;
    use tauri::async_runtime::spawn_blocking;

    /// A notification that is up; these systems take it off by themselves.
    pub(crate) struct OnScreen {
        pub(crate) sound_by: SoundBy,
    }

    impl OnScreen {
        pub(crate) fn id(&self) -> u32 {
            0
        }

        pub(crate) fn give_place(self) {}

        pub(crate) async fn close(self) {}
    }

    /// Both systems always have a notification centre.
    pub(crate) fn can_notify() -> bool {
        true
    }

    pub(crate) async fn show(
        notice: &Notice,
        files: &Files,
        _instead_of: Option<u32>,
        _answered: impl FnOnce(Answer) + Send + 'static,
    ) -> Result<OnScreen, String> {
        let notification = worded(notice, files).finalize();
        spawn_blocking(move || {
            notification
                .show()
                .map(drop)
                .map_err(|error| error.to_string())
        })
        .await
        .map_err(|error| error.to_string())??;
        let sound_by = if files.sound.is_some() {
            SoundBy::Nobody
        } else {
            SoundBy::System
        };
        Ok(OnScreen { sound_by })
    }
}
