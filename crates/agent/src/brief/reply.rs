//! A first reply the operator can send as it is: short, human, in the customer's language. It asks
//! only for what the talk doesn't hold yet, and holds no diagnosis, no decision, no promise, and no
//! fact about the business but its name. Where any sentence would be a guess, there is none.

mod words;

use crate::drafter::Ask;
use crate::talk::{Talk, language};
use conversation::brief::{BriefFact, FactLabel};
use conversation::language::Language;
use conversation::signal::{ComplianceKind, Reason, Signal, Trigger};

pub(super) fn suggest(
    ask: &Ask,
    talk: &Talk<'_>,
    deciding: Option<&Signal>,
    facts: &[BriefFact],
) -> Option<String> {
    let language = language(ask, &talk.words());
    let body = body(deciding?, language, facts)?;
    let name = ask.customer.as_deref().and_then(first_name);
    let hello = words::hello(language, name);
    Some(hello + &body.replace("{business}", &ask.playbook.business))
}

/// A name as people write it; WhatsApp names can be anything.
fn first_name(name: &str) -> Option<&str> {
    let first = name.split_whitespace().next()?;
    let is_name = first.chars().count() >= 2
        && first.chars().all(char::is_alphabetic)
        && first.chars().next().is_some_and(char::is_uppercase);
    is_name.then_some(first)
}

fn body(signal: &Signal, language: Language, facts: &[BriefFact]) -> Option<String> {
    let fixed = match signal.trigger {
        Trigger::Compliance => compliance(&signal.reason, language)?,
        Trigger::ExplicitRequest if signal.reason == Reason::AskedForCall => {
            return Some(words::call(language, holds(facts, FactLabel::When)).to_owned());
        }
        Trigger::ExplicitRequest => words::here(language),
        Trigger::Frustration => words::sorry(language),
        Trigger::HighValue => return Some(opportunity(language, facts)),
        Trigger::OutOfScope => out_of_scope(&signal.reason, language)?,
    };
    Some(fixed.to_owned())
}

/// Says what was understood, and asks for how many and when, unless that was said.
fn opportunity(language: Language, facts: &[BriefFact]) -> String {
    let known: Vec<&str> = [FactLabel::Quantity, FactLabel::When]
        .into_iter()
        .filter_map(|label| facts.iter().find(|fact| fact.label == label))
        .map(|fact| fact.value.as_str())
        .collect();
    let asked = words::missing(
        language,
        !holds(facts, FactLabel::Quantity),
        !holds(facts, FactLabel::When),
    );
    let noted = match known.as_slice() {
        [] => String::new(),
        known => words::noted(language, &known.join(", ")),
    };
    format!("{} {noted}{asked}", words::thanks(language))
}

fn holds(facts: &[BriefFact], label: FactLabel) -> bool {
    facts.iter().any(|fact| fact.label == label)
}

fn out_of_scope(reason: &Reason, language: Language) -> Option<&'static str> {
    match reason {
        // What was sent, or what was lost, only the operator can see.
        Reason::Unreadable { .. } | Reason::NotSent | Reason::WindowClosed => None,
        Reason::AsksForDecision | Reason::OwnMatter => Some(words::looking(language)),
        Reason::AskedForPerson
        | Reason::AskedForCall
        | Reason::AskedForManager
        | Reason::RefusesMachine
        | Reason::Repeated { .. }
        | Reason::Anger
        | Reason::Sarcasm
        | Reason::GivesUp
        | Reason::ThreatensToLeave
        | Reason::Impatience
        | Reason::Mood
        | Reason::NotInPlaybook { .. }
        | Reason::Opportunity { .. }
        | Reason::Compliance { .. }
        | Reason::OwnerRule { .. }
        | Reason::AgentSaysSo { .. }
        | Reason::AgentUnsure
        | Reason::AgentFailed { .. }
        | Reason::TooManyTurns { .. }
        | Reason::AgentOff
        | Reason::HolderLeft
        | Reason::SuggestOnly => Some(words::checking(language)),
    }
}

fn compliance(reason: &Reason, language: Language) -> Option<&'static str> {
    let Reason::Compliance { kind } = reason else {
        return Some(words::careful(language));
    };
    match kind {
        // Words for somebody in such distress must be the operator's own.
        ComplianceKind::SelfHarm => None,
        ComplianceKind::Emergency | ComplianceKind::Safety => Some(words::danger(language)),
        ComplianceKind::Symptoms => Some(words::symptoms(language)),
        ComplianceKind::Legal
        | ComplianceKind::Privacy
        | ComplianceKind::Fraud
        | ComplianceKind::MoneyAdvice
        | ComplianceKind::Other => Some(words::careful(language)),
    }
}
