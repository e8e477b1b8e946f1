//! Playing a script: every customer in a task of their own, on the simulator's clock.

use std::sync::Arc;

use tokio::sync::broadcast::error::RecvError;

use super::{Other, Part, Say, When};
use crate::chat::{ChatKey, Content};
use crate::customer::Written;
use crate::live::Live;
use crate::sample;

/// Plays one part to its end.
pub(crate) async fn part(live: Arc<Live>, key: ChatKey, part: Part, started_at: i64) {
    let (mut last_wrote_at, mut last_step_at) = (started_at, started_at);
    for step in part.steps {
        let due_at = match step.when {
            When::At(seconds) => started_at + millis(seconds),
            When::AfterAnswer(seconds) => {
                answered_at(&live, &key, last_wrote_at).await + millis(seconds)
            }
            When::Then(seconds) => last_step_at + millis(seconds),
        };
        live.clock.sleep_until(due_at).await;
        let Some(written) = written(&live, &key, step.say) else {
            continue;
        };
        last_step_at = live.now();
        if !matches!(written, Written::Reaction { .. }) {
            last_wrote_at = last_step_at;
        }
        let wrote = live
            .change(|state, now| state.customer_writes(&key.number, &key.customer, written, now));
        if let Err(error) = wrote {
            tracing::warn!(%error, customer = %key.customer, "a script asked for the impossible");
        }
    }
}

fn millis(seconds: f64) -> i64 {
    // Scripts last minutes, far within what both number types hold.
    #[allow(clippy::cast_possible_truncation)]
    let millis = (seconds * 1_000.0).round() as i64;
    millis
}

fn written(live: &Live, key: &ChatKey, say: Say) -> Option<Written> {
    let written = match say {
        Say::Words(words) => Written::text(words),
        Say::Other(Other::Picture(caption)) => sample::picture(Some(caption)),
        Say::Other(Other::VoiceNote) => sample::voice_note(),
        Say::Other(Other::React(emoji)) => {
            let last = live.read(|state| {
                let mut lines = state.chats.get(key)?.from_business();
                lines
                    .rfind(|line| !is_reaction(&line.content))
                    .map(|line| line.id.clone())
            });
            Written::Reaction {
                to: last?,
                emoji: Some(emoji),
            }
        }
        Say::Other(Other::Location(place)) => Written::Location(place),
    };
    Some(written)
}

fn is_reaction(content: &Content) -> bool {
    matches!(content, Content::Reaction { .. })
}

/// Waits for the first thing the business writes after `since`, and says when that was.
async fn answered_at(live: &Live, key: &ChatKey, since: i64) -> i64 {
    let mut changes = live.watch();
    loop {
        let answered = live.read(|state| {
            let chat = state.chats.get(key)?;
            let mut answers = chat
                .from_business()
                .filter(|line| !is_reaction(&line.content));
            answers
                .find(|line| line.at_millis >= since)
                .map(|line| line.at_millis)
        });
        if let Some(at) = answered {
            return at;
        }
        loop {
            match changes.recv().await {
                Ok(changed) if changed != *key => {}
                // Having missed some changes, one looks as if there had been one.
                Ok(_) | Err(RecvError::Lagged(_)) => break,
                // The simulator is gone, and the part with it.
                Err(RecvError::Closed) => std::future::pending().await,
            }
        }
    }
}
