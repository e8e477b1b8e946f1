//! Has a customer's message read on this machine, before any language model is asked.

use crate::house::Desk;
use conversation::content::{Content, Inbound};
use conversation::fact::Fact;
use conversation::ids::MessageId;
use conversation::language::Language;
use conversation::state::{Conversation, Speaker, Turn};
use conversation::time::Timestamp;
use triggers::{By, Reader, Reading, Tongue};

/// Turns a reader looks back: enough for "third time", not the whole life.
const LOOK_BACK: usize = 24;

/// The fact that the customer wrote `message`, with what the reader found in it.
pub(crate) fn wrote(
    conversation: &Conversation,
    message: Inbound,
    at: Timestamp,
    desk: &Desk,
    reader: &Reader,
) -> Fact {
    let Some(words) = message.content.words() else {
        return Fact::CustomerWrote {
            message,
            signals: Vec::new(),
            language: None,
            courtesy: false,
        };
    };
    let last = Turn {
        speaker: Speaker::Customer,
        at,
        id: message.id.clone(),
        words: words.to_owned(),
    };
    let reading = reading(&conversation.turns, &last, desk, reader);
    Fact::CustomerWrote {
        signals: reading.signals,
        language: reading.tongue.and_then(ours),
        courtesy: reading.courtesy,
        message,
    }
}

/// The fact that the customer changed `message`, with what the reader found in it: its new words in the
/// place of the old.
pub(crate) fn edited(
    conversation: &Conversation,
    message: MessageId,
    content: Content,
    at: Timestamp,
    desk: &Desk,
    reader: &Reader,
) -> Fact {
    let Some(words) = content.words() else {
        return Fact::CustomerEdited {
            message,
            content,
            signals: Vec::new(),
            courtesy: Some(false),
        };
    };
    let turns = &conversation.turns;
    let place = turns.iter().position(|turn| turn.id == message);
    let before = turns
        .get(..place.unwrap_or(turns.len()))
        .unwrap_or_default();
    let last = Turn {
        speaker: Speaker::Customer,
        at,
        id: message.clone(),
        words: words.to_owned(),
    };
    let reading = reading(before, &last, desk, reader);
    Fact::CustomerEdited {
        signals: reading.signals,
        courtesy: Some(reading.courtesy),
        message,
        content,
    }
}

/// The language, if it is one Relevo has words in.
fn ours(tongue: Tongue) -> Option<Language> {
    match tongue {
        Tongue::Known(language) => Some(language),
        Tongue::Other => None,
    }
}

fn reading(before: &[Turn], last: &Turn, desk: &Desk, reader: &Reader) -> Reading {
    let skip = before.len().saturating_sub(LOOK_BACK);
    let thread: Vec<_> = before.iter().skip(skip).chain([last]).map(turn).collect();
    reader.read(&thread, &desk.guide)
}

fn turn(turn: &Turn) -> triggers::Turn<'_> {
    triggers::Turn {
        by: by(&turn.speaker),
        at: turn.at,
        id: &turn.id,
        text: &turn.words,
    }
}

fn by(speaker: &Speaker) -> By {
    match speaker {
        Speaker::Customer => By::Customer,
        Speaker::Agent => By::Agent,
        Speaker::Operator { .. } => By::Operator,
    }
}
