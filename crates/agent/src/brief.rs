//! Writes what an operator reads first. It works on this machine, at once, from the customer's own
//! words; it decides nothing and promises nothing.

mod collect;
mod reply;
mod wants;

use crate::drafter::Ask;
use crate::talk::Talk;
use conversation::brief::{Brief, Tone};
use conversation::language::Language;
use conversation::signal::{ComplianceKind, Reason, Signal, Trigger};
use triggers::text::{Text, TokenKind};

/// The brief of an escalation with these `signals`, the deciding one first, in the language of the
/// operator who reads it. The suggested reply is in the customer's.
pub fn write(ask: &Ask, signals: &[Signal], reader: Language) -> Brief {
    let ask = without_meanwhile(ask);
    let talk = Talk::of(&ask);
    let said = wants::said(&talk, signals.first());
    let wants = wants::wants(&said, signals.first(), reader);
    let facts = collect::facts(&ask, &wants);
    Brief {
        tried: wants::tried(&said, reader),
        tone: tone(&talk, signals),
        suggested_reply: reply::suggest(&ask, &talk, signals.first(), &facts),
        wants,
        facts,
        said: Some(said),
    }
}

/// The sentence said while a conversation waits announces a person; it answers nothing, and what the
/// customer wrote before it is still unanswered.
fn without_meanwhile(ask: &Ask) -> Ask {
    let mut ask = ask.clone();
    ask.turns
        .retain(|turn| !turn.id.as_str().ends_with(MEANWHILE));
    ask
}

/// How the id of that sentence ends, as the rules give it.
const MEANWHILE: &str = ".meanwhile";

const HURRIED: &str = " urgent urgently asap hurry quickly now immediately urgente urge urgentemente \
    rapido rapidito prisa ya apurado pressa logo agora rapidamente corriendo ";
const WORRIED: &str = " worried scared afraid nervous anxious preocupado preocupada asustado asustada \
    miedo nervioso nerviosa angustia preocupa medo nervosa nervoso assustada assustado ";
const FRIENDLY: &str = " please thanks thank lovely gracias porfa favor porfavor amable bendiciones \
    obrigado obrigada gentileza abraco saludos cheers ";

fn tone(talk: &Talk<'_>, signals: &[Signal]) -> Tone {
    let frustration = signals
        .iter()
        .find(|signal| signal.trigger == Trigger::Frustration);
    if let Some(signal) = frustration {
        let angry = matches!(signal.reason, Reason::Anger | Reason::ThreatensToLeave);
        return if angry || shouts(talk) {
            Tone::Angry
        } else {
            Tone::Annoyed
        };
    }
    let unwell = signals.iter().any(|signal| {
        matches!(
            signal.reason,
            Reason::Compliance {
                kind: ComplianceKind::Symptoms
                    | ComplianceKind::Emergency
                    | ComplianceKind::Safety
                    | ComplianceKind::SelfHarm
            }
        )
    });
    let text = Text::new(&talk.words());
    let has = |list: &str| text.words().any(|word| list.contains(&format!(" {word} ")));
    if unwell || has(WORRIED) {
        Tone::Worried
    } else if has(HURRIED) {
        Tone::Hurried
    } else if has(FRIENDLY) {
        Tone::Friendly
    } else {
        Tone::Neutral
    }
}

/// Whether most of the words are written in capitals.
fn shouts(talk: &Talk<'_>) -> bool {
    let text = Text::new(&talk.words());
    let words = text
        .tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word);
    let (shouted, all) = words.fold((0, 0), |(shouted, all), token| {
        (shouted + u32::from(token.shouted), all + 1)
    });
    all >= 3 && shouted * 2 > all
}

#[cfg(test)]
mod tests;
