//! Writes what an operator reads first. It works on this machine, at once, from the customer's own
//! words; it decides nothing and promises nothing.

use crate::drafter::Ask;
use crate::talk::Talk;
use conversation::brief::{Brief, Tone};
use conversation::signal::{Signal, Trigger};

/// The brief of an escalation with these `signals`.
pub fn write(ask: &Ask, signals: &[Signal]) -> Brief {
    let talk = Talk::of(ask);
    Brief {
        wants: talk.words().replace('\n', " "),
        tried: talk
            .answers()
            .next()
            .map(|turn| turn.words.clone())
            .unwrap_or_default(),
        tone: tone(signals),
        facts: Vec::new(),
        suggested_reply: None,
    }
}

fn tone(signals: &[Signal]) -> Tone {
    let annoyed = signals
        .iter()
        .any(|signal| signal.trigger == Trigger::Frustration);
    if annoyed {
        Tone::Annoyed
    } else {
        Tone::Neutral
    }
}
