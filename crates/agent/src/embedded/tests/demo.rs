//! The demo's routine customers, from first message to thanks: each is served by the agent alone.

use super::super::Embedded;
use crate::drafter::{Answer, Ask};
use crate::testing::{agent, ask, customer};
use conversation::language::Language;
use conversation::signal::Strength;

const SCRIPT: &str = include_str!("../../../../simulator/scripts/demo.json");
const CLINIC: &str = include_str!("../../../../simulator/world/clinica.es.md");
const BIKES: &str = include_str!("../../../../simulator/world/bikes.en.md");

/// From this confidence on an answer is sent under the usual autonomy.
const SENT_FROM: Strength = Strength(500);

/// The bursts a customer of the demo writes; each but the first follows an answer.
fn bursts(name: &str) -> Vec<Vec<String>> {
    let script: serde_json::Value = serde_json::from_str(SCRIPT).expect("JSON");
    let parts = script["parts"].as_array().expect("parts");
    let part = parts.iter().find(|part| part["customer"] == name);
    let mut bursts: Vec<Vec<String>> = vec![Vec::new()];
    for step in part.expect("a part")["steps"].as_array().expect("steps") {
        if step["after_answer"].is_number() {
            bursts.push(Vec::new());
        }
        let words = step["say"].as_str().map(str::to_owned);
        bursts.last_mut().expect("a burst").extend(words);
    }
    bursts.retain(|burst| !burst.is_empty());
    bursts
}

/// The agent's answers to the first `most` bursts.
fn served(name: &str, prompt: &str, language: Language, most: usize) -> Vec<String> {
    let embedded = Embedded::new();
    let mut ask: Ask = ask(prompt, language, Vec::new());
    let mut answers = Vec::new();
    for burst in bursts(name).into_iter().take(most) {
        ask.turns.extend(burst.iter().map(|words| customer(words)));
        match embedded.answer(&ask) {
            Answer::Reply {
                text, confidence, ..
            } => {
                assert!(
                    confidence >= SENT_FROM,
                    "{name} {burst:?}: {text} {confidence:?}"
                );
                ask.turns.push(agent(&text));
                answers.push(text);
            }
            Answer::HandOver { signal } => panic!("{name} {burst:?}: {signal:?}"),
        }
    }
    answers
}

#[test]
fn jorge_learns_the_price_and_the_saturday() {
    let answers = served("jorge", CLINIC, Language::Es, 3);
    assert!(
        answers[0].starts_with("¡Hola! ") && answers[0].contains("$750"),
        "{answers:?}"
    );
    assert!(answers[1].contains("14:00"), "{answers:?}");
    assert_eq!(answers[2], "¡Con gusto!");
}

#[test]
fn hannah_learns_the_price_and_the_deposit() {
    let answers = served("hannah", BIKES, Language::En, 2);
    assert!(answers[0].contains("£38 a day"), "{answers:?}");
    assert!(answers[1].contains("deposit of £100"), "{answers:?}");
}

#[test]
fn sofia_has_both_questions_answered_at_once() {
    let answers = served("sofia", CLINIC, Language::Es, 1);
    assert!(answers[0].contains("crédito"), "{answers:?}");
    assert!(answers[0].contains("meses sin intereses"), "{answers:?}");
}

#[test]
fn beto_learns_the_price_before_he_asks_for_a_call() {
    let answers = served("beto", CLINIC, Language::Es, 1);
    assert!(answers[0].contains("$3,900"), "{answers:?}");
}
