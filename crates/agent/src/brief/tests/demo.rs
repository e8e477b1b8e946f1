//! The briefs of the demo's customers: what a visitor sees first.

use super::super::write;
use crate::drafter::Ask;
use crate::testing::{agent, ask, customer, meanwhile};
use conversation::brief::{Brief, FactLabel, Tone};
use conversation::language::Language;
use conversation::signal::{ComplianceKind, OpportunityKind, Reason, Signal, Trigger};
use conversation::state::Turn;

const SCRIPT: &str = include_str!("../../../../simulator/scripts/demo.json");
const CLINIC: &str = include_str!("../../../../simulator/world/clinica.es.md");
const BIKES: &str = include_str!("../../../../simulator/world/bikes.en.md");

/// What a customer of the demo writes, in order; reactions are left out.
fn says(name: &str) -> Vec<Turn> {
    let script: serde_json::Value = serde_json::from_str(SCRIPT).expect("JSON");
    let parts = script["parts"].as_array().expect("parts");
    let part = parts.iter().find(|part| part["customer"] == name);
    let steps = part.expect("a part")["steps"].as_array().expect("steps");
    steps
        .iter()
        .filter_map(|step| step["say"].as_str())
        .map(customer)
        .collect()
}

fn clinic(turns: Vec<Turn>) -> Ask {
    ask(CLINIC, Language::Es, turns)
}

fn bikes(turns: Vec<Turn>) -> Ask {
    ask(BIKES, Language::En, turns)
}

fn values(brief: &Brief, label: FactLabel) -> Vec<&str> {
    let facts = brief.facts.iter().filter(|fact| fact.label == label);
    facts.map(|fact| fact.value.as_str()).collect()
}

#[test]
fn priya_wants_her_question_answered_not_her_greeting() {
    let mut turns = says("priya");
    turns.push(meanwhile("Let me get someone from the team for this."));
    let reason = Reason::NotInPlaybook {
        topic: "ship to Ireland".to_owned(),
        nearest: None,
    };
    let signal = Signal::guard(Trigger::OutOfScope, reason);
    let brief = write(&bikes(turns), &[signal], Language::En);
    assert_eq!(
        brief.wants,
        "Asks something the playbook doesn't answer: “I'm moving to Dublin, do you ship to Ireland?”"
    );
    assert_eq!(
        brief.tried, "",
        "a colleague was announced, nothing was answered"
    );
    assert_eq!(
        values(&brief, FactLabel::Open),
        Vec::<&str>::new(),
        "it stands above"
    );
}

#[test]
fn marcus_is_not_asked_for_the_number_he_gave() {
    let mut turns = says("marcus");
    turns.truncate(2);
    turns.push(meanwhile(
        "Gladly. For which company or occasion is it, how many, and by when?",
    ));
    let kind = OpportunityKind::Company;
    let signal = Signal::guard(Trigger::HighValue, Reason::Opportunity { kind });
    let brief = write(&bikes(turns), &[signal], Language::En);
    assert_eq!(values(&brief, FactLabel::Quantity), ["25 hybrid bikes"]);
    assert_eq!(values(&brief, FactLabel::When), ["on a Friday in May"]);
    let reply = brief.suggested_reply.expect("a reply");
    assert!(!reply.to_lowercase().contains("how many"), "{reply}");
    assert!(!reply.contains("for when"), "{reply}");
    assert!(reply.contains("25 hybrid bikes"), "{reply}");
}

#[test]
fn beto_wants_a_call_and_was_told_a_price() {
    let mut turns = says("beto");
    turns.insert(
        1,
        agent("Brackets metálicos: $3,900 de enganche y $1,100 al mes."),
    );
    let signal = Signal::guard(Trigger::ExplicitRequest, Reason::AskedForCall);
    let brief = write(&clinic(turns), &[signal], Language::Es);
    assert_eq!(
        brief.wants,
        "Quiere que le llamen: «mejor que me llame alguien, no me gusta escribir»"
    );
    assert_eq!(
        brief.tried,
        "El agente respondió: «Brackets metálicos: $3,900 de enganche y $1,100 al mes.»"
    );
    let reply = brief.suggested_reply.expect("a reply");
    assert!(
        reply.contains("llamada") && reply.contains("hora"),
        "{reply}"
    );
}

#[test]
fn carmens_anger_is_said_of_nobodys_sex() {
    let signal = Signal::guard(Trigger::Frustration, Reason::Anger);
    let brief = write(&clinic(says("carmen")), &[signal], Language::Es);
    assert!(
        brief.wants.starts_with("Muestra molestia"),
        "{}",
        brief.wants
    );
    assert!(
        brief
            .wants
            .contains("ya van tres veces que pido mi factura"),
        "{}",
        brief.wants
    );
    assert_eq!(brief.tone, Tone::Angry);
}

#[test]
fn mariela_is_asked_how_she_feels_and_told_nothing_medical() {
    let kind = ComplianceKind::Symptoms;
    let signal = Signal::guard(Trigger::Compliance, Reason::Compliance { kind });
    let brief = write(&clinic(says("mariela")), &[signal], Language::Es);
    assert_eq!(brief.tone, Tone::Worried);
    assert!(brief.wants.contains("fiebre"), "{}", brief.wants);
    let reply = brief.suggested_reply.expect("a reply");
    assert!(reply.contains("¿cómo te sientes"), "{reply}");
}
