//! Quitting. While the agent is on it is asked first, because then nobody answers. A signal is not asked
//! back: whoever sends one means it.

use crate::glance::Glance;
use crate::words::words;
use conversation::playbook::AgentSwitch;
use engine::host::told_to_stop;
use rfd::{AsyncMessageDialog, MessageButtons, MessageDialogResult, MessageLevel};
use tauri::AppHandle;

/// Quits, after asking if the agent is on.
pub(crate) fn ask(app: &AppHandle) {
    let glance = Glance::last(app);
    match glance.agent {
        AgentSwitch::Off => app.exit(0),
        AgentSwitch::On => ask_first(app, &glance),
    }
}

/// Quits as soon as the process is told to stop, so that all is closed properly.
pub(crate) fn when_told(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        told_to_stop().await;
        app.exit(0);
    });
}

fn ask_first(app: &AppHandle, glance: &Glance) {
    let words = words(glance.language);
    let buttons =
        MessageButtons::OkCancelCustom(words.quit.to_owned(), words.keep_running.to_owned());
    let question = AsyncMessageDialog::new()
        .set_level(MessageLevel::Warning)
        .set_title(words.quit_title)
        .set_description(words.quit_text)
        .set_buttons(buttons);
    let handle = app.clone();
    // Dialogs belong to the main thread; the answer is awaited beside it.
    let asked = app.run_on_main_thread(move || {
        let answer = question.show();
        tauri::async_runtime::spawn(async move {
            if means_quit(&answer.await, words.quit) {
                handle.exit(0);
            }
        });
    });
    if let Err(error) = asked {
        tracing::warn!(%error, "it could not be asked whether to quit");
    }
}

/// Systems answer a button of our own by its words, or as plain "ok".
fn means_quit(answer: &MessageDialogResult, quit: &str) -> bool {
    match answer {
        MessageDialogResult::Ok | MessageDialogResult::Yes => true,
        MessageDialogResult::Custom(button) => button == quit,
        MessageDialogResult::No | MessageDialogResult::Cancel => false,
    }
}
