//! Owners' rules in plain sentences, held against messages that mean them in other words and against
//! messages that don't. Nothing was learnt from the sentences of `testing/`, but the limit was set
//! by how often messages about something else were taken for the same, here too.

mod said;

use conversation::playbook::{OwnerRule, Pattern, Verdict};
use conversation::signal::{Reason, Trigger};
use said::read;
use serde::Deserialize;
use std::path::Path;
use triggers::{Guide, GuideSource};

/// A rule of an owner with messages that it means, and messages of the same business that it doesn't:
/// a third of these have its words in another sense.
#[derive(Deserialize)]
struct Case {
    rule: String,
    #[serde(rename = "match")]
    meant: Vec<String>,
    other: Vec<String>,
}

fn cases(lang: &str) -> Vec<Case> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = home.join("testing").join(lang).join("rules.jsonl");
    let lines = std::fs::read_to_string(file).expect("committed");
    let case = |line| serde_json::from_str(line).expect("a rule and its messages");
    lines.lines().map(case).collect()
}

fn guide(sentence: &str) -> Guide {
    let rule = OwnerRule {
        trigger: Trigger::OutOfScope,
        verdict: Verdict::Always,
        pattern: Pattern::Sentence(sentence.to_owned()),
    };
    let prompt = GuideSource::of_prompt("We open at nine.");
    Guide::new(&GuideSource {
        rules: &[rule],
        ..prompt
    })
}

/// How many of the messages the rule takes for its own.
fn found(guide: &Guide, messages: &[String]) -> usize {
    let is_found = |text: &&String| {
        let reading = read(text, guide);
        let mut reasons = reading.signals.iter().map(|signal| &signal.reason);
        reasons.any(|reason| matches!(reason, Reason::OwnerRule { .. }))
    };
    messages.iter().filter(is_found).count()
}

#[test]
fn a_sentence_finds_what_is_meant_and_leaves_the_rest() {
    let (mut meant, mut beside, mut elsewhere, mut all) = (0, 0, 0, 0);
    for lang in ["en", "es", "pt"] {
        let cases = cases(lang);
        for (at, case) in cases.iter().enumerate() {
            let guide = guide(&case.rule);
            let far = &cases[(at + 1) % cases.len()];
            meant += found(&guide, &case.meant);
            beside += found(&guide, &case.other);
            elsewhere += found(&guide, &far.other) + found(&guide, &far.meant);
            all += case.meant.len();
        }
    }
    println!(
        "of {all} meant {meant}, beside it {beside}, of {} elsewhere {elsewhere}",
        2 * all
    );
    assert!(meant * 100 >= all * 20, "{meant} of {all}");
    assert!(beside * 100 <= all * 25, "{beside} of {all}");
    assert!(elsewhere * 100 <= 2 * all, "{elsewhere} of {}", 2 * all);
}
