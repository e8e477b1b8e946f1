//! The agent's own "I should hand over", as a signal. It decides nothing; `conversation` does.

use crate::drafter::Answer;
use crate::talk::{Talk, says_something};
use conversation::signal::{Evidence, Reason, Signal, Source, Strength, TextSpan, Trigger};
use conversation::state::Turn;

/// A hand-over because of the unanswered messages. `version` names the answerer.
pub(crate) fn hand_over(
    talk: &Talk<'_>,
    trigger: Trigger,
    reason: Reason,
    version: String,
) -> Answer {
    Answer::HandOver {
        signal: Box::new(Signal {
            trigger,
            strength: Strength(800),
            threshold: Strength(500),
            reason,
            evidence: evidence(talk),
            source: Source::Agent,
            version,
        }),
    }
}

/// The unanswered messages that say something; all of them where none does.
fn evidence(talk: &Talk<'_>) -> Vec<Evidence> {
    let said: Vec<&Turn> = talk
        .burst
        .iter()
        .filter(|turn| says_something(&turn.words))
        .collect();
    if said.is_empty() {
        return talk.burst.iter().map(whole).collect();
    }
    said.into_iter().map(whole).collect()
}

/// A whole message as evidence.
fn whole(turn: &Turn) -> Evidence {
    Evidence {
        message: turn.id.clone(),
        span: TextSpan {
            start: 0,
            end: short(turn.words.len()),
        },
        quote: turn.words.clone(),
    }
}

/// A text longer than 4 GiB can't be stored, so cutting off is never seen.
pub(crate) fn short(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
