//! What a customer writes, alone or in a thread, said to the reader that ships with Relevo. It asserts nothing.

use conversation::ids::MessageId;
use conversation::signal::{Source, Trigger};
use conversation::time::Timestamp;
use triggers::{By, Guide, GuideSource, Reader, Reading, Turn};

/// What is read of `text`, the first message of a conversation.
#[allow(dead_code, reason = "each test program takes what it needs")]
pub(crate) fn read(text: &str, guide: &Guide) -> Reading {
    read_last(&[(By::Customer, text)], guide)
}

/// What is read of the last line of a talk in which the customer's lines come ten seconds after one another.
pub(crate) fn read_last(talk: &[(By, &str)], guide: &Guide) -> Reading {
    let id = MessageId::new("m");
    let turns = (0..).zip(talk).map(|(number, (by, text))| Turn {
        by: *by,
        at: Timestamp::from_seconds(10 * number),
        id: &id,
        text,
    });
    let thread: Vec<Turn<'_>> = turns.collect();
    let reader = Reader::embedded().expect("rules and weights are built in");
    reader.read(&thread, guide)
}

/// Those of `texts`, each the first message of a conversation, for which it isn't so that a rule alone, without
/// the trained heads, speaks for `trigger`.
#[allow(dead_code, reason = "each test program takes what it needs")]
pub(crate) fn unlike<'a>(texts: &[&'a str], trigger: Trigger, spoken_for: bool) -> Vec<&'a str> {
    let guide = Guide::new(&GuideSource::of_prompt("We open at 9. Cleaning costs 20."));
    let speaks = |text: &str| {
        let mut signals = read(text, &guide).signals.into_iter();
        signals.any(|signal| signal.trigger == trigger && signal.source == Source::Rule)
    };
    let texts = texts.iter().copied();
    texts.filter(|text| speaks(text) != spoken_for).collect()
}
