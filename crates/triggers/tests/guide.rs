//! A guide holds the owner's words: facts, rules in three forms, sensitivity.

mod said;

use conversation::language::Language;
use conversation::playbook::{OwnerRule, Pattern, Sensitivity, Verdict};
use conversation::signal::{Reason, Strength, Trigger};
use said::read;
use std::collections::BTreeMap;
use triggers::{
    Guide, GuideSource, Reading, RuleAlone, RuleIssue, Tongue, check_rule, language_of,
};

const PROMPT: &str = "HOURS\nWe open Monday to Friday from 9 to 18.\n\n- Bike rental 15 euros a day\n\
    - Helmet 3 euros\nWe don't repair e-bikes.";

fn read_with(
    rules: &[OwnerRule],
    sensitivity: &BTreeMap<Trigger, Sensitivity>,
    text: &str,
) -> Reading {
    let source = GuideSource {
        rules,
        sensitivity,
        ..GuideSource::of_prompt(PROMPT)
    };
    read(text, &Guide::new(&source))
}

fn rule(trigger: Trigger, verdict: Verdict, pattern: Pattern) -> OwnerRule {
    OwnerRule {
        trigger,
        verdict,
        pattern,
    }
}

#[test]
fn facts_are_verbatim_pieces_of_the_prompt() {
    let guide = Guide::new(&GuideSource::of_prompt(PROMPT));
    assert!(guide.facts().len() >= 4);
    for fact in guide.facts() {
        assert_eq!(PROMPT.get(fact.span.clone()), Some(fact.text.as_str()));
    }
}

#[test]
fn a_question_finds_its_fact() {
    let guide = Guide::new(&GuideSource::of_prompt(PROMPT));
    let hits = guide.search("how much is it to rent a bike?");
    assert!(
        hits.first()
            .is_some_and(|hit| hit.fact.text.contains("15 euros")),
        "{hits:?}"
    );
    assert!(hits.iter().all(|hit| hit.score >= 0.0));
}

#[test]
fn an_owners_words_hand_over_whatever_their_case_and_accents() {
    let always = rule(
        Trigger::Compliance,
        Verdict::Always,
        Pattern::Words("alérgico, allergic".into()),
    );
    let reading = read_with(&[always], &BTreeMap::new(), "Soy ALERGICO al latex");
    let signal = reading.deciding().expect("the rule fires");
    assert!(matches!(signal.reason, Reason::OwnerRule { .. }));
    assert_eq!(
        signal.evidence.first().map(|e| e.quote.as_str()),
        Some("ALERGICO")
    );
}

#[test]
fn never_silences_its_trigger() {
    let never = rule(
        Trigger::ExplicitRequest,
        Verdict::Never,
        Pattern::Words("agent orange".into()),
    );
    let loud = read_with(
        &[],
        &BTreeMap::new(),
        "i want to talk to an agent orange person",
    );
    assert!(
        loud.signals
            .iter()
            .any(|s| s.trigger == Trigger::ExplicitRequest)
    );
    let silent = read_with(
        &[never],
        &BTreeMap::new(),
        "i want to talk to an agent orange person",
    );
    assert!(
        !silent
            .signals
            .iter()
            .any(|s| s.trigger == Trigger::ExplicitRequest)
    );
}

#[test]
fn a_plain_sentence_matches_by_meaning() {
    let pattern =
        Pattern::Sentence("always hand over when someone mentions an allergic reaction".into());
    let always = rule(Trigger::Compliance, Verdict::Always, pattern);
    let reading = read_with(
        &[always],
        &BTreeMap::new(),
        "my son had an alergic reaction to the soap",
    );
    assert!(
        reading
            .signals
            .iter()
            .any(|s| matches!(s.reason, Reason::OwnerRule { .. }))
    );
}

#[test]
fn a_plain_sentence_is_not_carried_by_a_word_that_tells_little() {
    let read = |text| {
        let pattern = Pattern::Sentence("siempre pasar cuando preguntan por el precio".into());
        let always = rule(Trigger::HighValue, Verdict::Always, pattern);
        let reading = read_with(&[always], &BTreeMap::new(), text);
        let mut reasons = reading.signals.iter().map(|signal| &signal.reason);
        reasons.any(|reason| matches!(reason, Reason::OwnerRule { .. }))
    };
    assert!(read("qué precio tiene la bici?"));
    assert!(read("cuánto cuesta?"));
    assert!(!read("muchas gracias"));
    assert!(!read("tengo la cara hinchada"));
}

#[test]
fn a_broken_expression_is_told_to_the_owner() {
    let broken = rule(
        Trigger::Compliance,
        Verdict::Always,
        Pattern::Regex("(unclosed".into()),
    );
    assert!(check_rule(&broken).is_err());
    let empty = rule(
        Trigger::Compliance,
        Verdict::Always,
        Pattern::Words(" , ".into()),
    );
    assert!(check_rule(&empty).is_err());
}

#[test]
fn sensitivity_moves_the_threshold_three_steps() {
    let threshold = |step| {
        let steps = BTreeMap::from([(Trigger::ExplicitRequest, step)]);
        let reading = read_with(&[], &steps, "agent please");
        reading.signals.first().map(|signal| signal.threshold)
    };
    assert!(threshold(Sensitivity::Low) > threshold(Sensitivity::Balanced));
    assert!(threshold(Sensitivity::Balanced) > threshold(Sensitivity::High));
}

#[test]
fn evidence_quotes_the_customers_own_words() {
    let reading = read_with(
        &[],
        &BTreeMap::new(),
        "Hi 👋, could I SPEAK to a human, pls?",
    );
    let signal = reading.deciding().expect("a request");
    for evidence in &signal.evidence {
        let span = evidence.span.start as usize..evidence.span.end as usize;
        assert_eq!(
            "Hi 👋, could I SPEAK to a human, pls?".get(span),
            Some(evidence.quote.as_str())
        );
    }
    assert!(!signal.evidence.is_empty());
}

#[test]
fn languages_are_told_apart_and_others_recognised() {
    let known = |text| language_of(text);
    assert_eq!(
        known("how much is the cleaning please"),
        Some(Tongue::Known(Language::En))
    );
    assert_eq!(
        known("hola, cuánto cuesta la limpieza"),
        Some(Tongue::Known(Language::Es))
    );
    assert_eq!(
        known("oi, quanto custa a limpeza, vocês têm?"),
        Some(Tongue::Known(Language::Pt))
    );
    assert_eq!(
        known("bonjour, je voudrais parler avec vous"),
        Some(Tongue::Other)
    );
    assert_eq!(known("здравствуйте, сколько стоит"), Some(Tongue::Other));
    assert_eq!(known("123"), None);
}

#[test]
fn words_that_two_languages_share_speak_for_neither() {
    for text in [
        "Está aberto?",
        "esta semana está livre?",
        "está pronta mas falta pagar",
    ] {
        assert_ne!(
            language_of(text),
            Some(Tongue::Known(Language::Es)),
            "{text}"
        );
    }
}

#[test]
fn a_rule_that_would_fit_every_message_or_none_is_told_to_the_owner() {
    let issue = |pattern| check_rule(&rule(Trigger::Compliance, Verdict::Always, pattern)).err();
    assert_eq!(
        issue(Pattern::Regex("reembolso|".into())),
        Some(RuleIssue::FindsAnything)
    );
    assert_eq!(
        issue(Pattern::Sentence("when it is".into())),
        Some(RuleIssue::SaysNothing)
    );
}

#[test]
fn a_sentence_about_nothing_but_calling_is_still_about_calling() {
    let pattern = Pattern::Sentence("always hand over when someone asks to be called".into());
    let always = rule(Trigger::HighValue, Verdict::Always, pattern);
    let reading = read_with(
        &[always],
        &BTreeMap::new(),
        "how many days does shipping take",
    );
    let mut reasons = reading.signals.iter().map(|signal| &signal.reason);
    assert!(!reasons.any(|reason| matches!(reason, Reason::OwnerRule { .. })));
}

/// The message lies near the sentence and has few of its words: enough to hand over, and not to keep
/// silent about.
#[test]
fn a_rule_alone_finds_what_it_finds_in_a_conversation() {
    let message = "can i talk to a human please";
    let asks = |verdict| {
        let sentence = "when someone wants to speak with a person";
        rule(
            Trigger::ExplicitRequest,
            verdict,
            Pattern::Sentence(sentence.into()),
        )
    };
    let found = |verdict| RuleAlone::new(&asks(verdict)).unwrap().find(message);
    let fires = |verdict| read_with(&[asks(verdict)], &BTreeMap::new(), message);
    assert!(found(Verdict::Always).is_some());
    let by_owner = fires(Verdict::Always);
    let reasons = by_owner.signals.iter().map(|signal| &signal.reason);
    assert!(
        reasons
            .into_iter()
            .any(|reason| matches!(reason, Reason::OwnerRule { .. }))
    );
    assert_eq!(found(Verdict::Never), None);
    assert!(
        fires(Verdict::Never).deciding().is_some(),
        "it is not silenced"
    );
}

/// At the highest sensitivity marks still make a trigger fire more easily.
#[test]
fn whatever_reaches_the_threshold_fires_however_low_it_is() {
    let sensitivity = BTreeMap::from(Trigger::ALL.map(|trigger| (trigger, Sensitivity::High)));
    let shifts = BTreeMap::from(Trigger::ALL.map(|trigger| (trigger, -100)));
    let guide = Guide::new(&GuideSource {
        sensitivity: &sensitivity,
        shifts: &shifts,
        ..GuideSource::of_prompt(PROMPT)
    });
    let home = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let said = std::fs::read_to_string(home.join("training/en/messages.jsonl")).unwrap();
    let mut weak = 0;
    for line in said.lines().take(600) {
        let message: serde_json::Value = serde_json::from_str(line).unwrap();
        let reading = read(message["text"].as_str().unwrap(), &guide);
        for trigger in Trigger::ALL {
            let strength = Strength::from_share(f64::from(reading.strength(trigger)));
            let mut fires = reading.signals.iter().filter(|signal| signal.fires());
            let fires = fires.any(|signal| signal.trigger == trigger);
            assert_eq!(fires, strength >= guide.threshold(trigger), "{line}");
            weak += u32::from(fires && strength < Strength(300));
        }
    }
    assert!(weak > 0, "no message is that weak");
}
