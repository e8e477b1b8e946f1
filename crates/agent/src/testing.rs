//! Asks for the tests of this crate.

use crate::drafter::Ask;
use conversation::ids::{MessageId, PlaybookId};
use conversation::language::Language;
use conversation::playbook::Playbook;
use conversation::state::{Speaker, Turn};
use conversation::time::Timestamp;
use std::sync::Arc;
use triggers::{Guide, GuideSource};

pub(crate) fn ask(prompt: &str, language: Language, turns: Vec<Turn>) -> Ask {
    let mut playbook = Playbook::blank(PlaybookId::new("p"), "Lumbre", language);
    playbook.prompt = prompt.to_owned();
    let guide = Guide::new(&GuideSource::of_prompt(prompt));
    Ask {
        playbook: Arc::new(playbook),
        guide: Arc::new(guide),
        turns,
        language: None,
        briefing: None,
        customer: None,
    }
}

pub(crate) fn customer(words: &str) -> Turn {
    turn(Speaker::Customer, words)
}

pub(crate) fn agent(words: &str) -> Turn {
    turn(Speaker::Agent, words)
}

/// The one sentence said while a conversation waits.
pub(crate) fn meanwhile(words: &str) -> Turn {
    Turn {
        id: MessageId::new("event-7.meanwhile"),
        ..turn(Speaker::Agent, words)
    }
}

fn turn(speaker: Speaker, words: &str) -> Turn {
    Turn {
        speaker,
        at: Timestamp::from_seconds(1_700_000_000),
        id: MessageId::new(words),
        words: words.to_owned(),
    }
}
