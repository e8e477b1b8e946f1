//! Writes what an operator reads first. It works on this machine, at once, from the customer's own
//! words; it decides nothing and promises nothing.

mod collect;
mod reply;
mod wants;

use crate::drafter::Ask;
use crate::talk::Talk;
use conversation::brief::{Brief, Tone};
use conversation::signal::{ComplianceKind, Reason, Signal, Trigger};
use triggers::text::{Text, TokenKind};

/// The brief of an escalation with these `signals`, the deciding one first.
pub fn write(ask: &Ask, signals: &[Signal]) -> Brief {
    let talk = Talk::of(ask);
    Brief {
        wants: wants::wants(ask, &talk, signals.first()),
        tried: wants::tried(&talk, ask.playbook.language),
        tone: tone(&talk, signals),
        facts: collect::facts(ask),
        suggested_reply: reply::suggest(ask, &talk, signals.first()),
    }
}

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
