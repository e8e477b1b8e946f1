//! The training text and the weights: nothing of the evaluation is in the former, the latter are
//! small, quick to load, and the same every time.

use conversation::ids::MessageId;
use conversation::time::Timestamp;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;
use triggers::learn::{Collection, Example, Plan, learn};
use triggers::rules::Rules;
use triggers::{By, Reader, Turn, Weights};

fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every customer text and question below `dir`, long enough not to be said by chance.
fn texts(dir: &Path, found: &mut BTreeSet<String>) {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return;
    };
    for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
        if path.is_dir() {
            texts(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "jsonl")
        {
            let file = std::fs::read_to_string(&path).expect("readable");
            for line in file.lines().filter(|line| !line.trim().is_empty()) {
                let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
                collect(&value, found);
            }
        }
    }
}

fn collect(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    for key in ["text", "q", "rule"] {
        if let Some(text) = value.get(key).and_then(|text| text.as_str()) {
            let plain = text
                .to_lowercase()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            if plain.split(' ').count() >= 5 {
                found.insert(plain);
            }
        }
    }
    let lists = ["turns", "before", "next"].map(|list| value.get(list));
    let lists = lists
        .into_iter()
        .flatten()
        .filter_map(|list| list.as_array());
    for turn in lists.flatten() {
        if turn.get("role").and_then(|role| role.as_str()) != Some("agent") {
            collect(turn, found);
        }
    }
}

fn below(dir: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    texts(dir, &mut found);
    found
}

#[test]
fn no_line_of_the_own_test_split_is_trained_on() {
    let training = below(&home().join("training"));
    let testing = below(&home().join("testing"));
    assert!(training.len() > 3000 && testing.len() > 300);
    let both: Vec<_> = training.intersection(&testing).collect();
    assert!(both.is_empty(), "{both:?}");
}

#[test]
fn no_line_of_the_shared_evaluation_is_trained_on() {
    let shared = std::env::var_os("RELEVO_SHARED")
        .map_or_else(|| home().join("../../../shared"), PathBuf::from);
    let evaluation = below(&shared.join("eval"));
    if evaluation.is_empty() {
        eprintln!(
            "no evaluation data at {}; nothing to compare",
            shared.display()
        );
        return;
    }
    let both: Vec<_> = below(&home().join("training"))
        .intersection(&evaluation)
        .cloned()
        .collect();
    assert!(both.is_empty(), "{both:?}");
}

#[test]
fn the_weights_are_small_and_named() {
    let bytes = std::fs::read(home().join("weights/reader.bin")).expect("weights are committed");
    let meanings = std::fs::metadata(home().join("weights/meaning.bin")).expect("committed");
    assert!(bytes.len() as u64 + meanings.len() <= 6 << 20);
    let weights = Weights::from_bytes(&bytes).expect("readable");
    assert!(!weights.version.is_empty());
    assert_eq!(
        weights.to_bytes(),
        bytes,
        "reading and writing again changes nothing"
    );
    assert!(Weights::from_bytes(&bytes[..bytes.len() - 1]).is_err());
}

/// The promise is 50 ms for a release build; an unoptimised one gets what its slowness costs.
#[test]
fn the_reader_is_there_at_once() {
    let bytes = std::fs::read(home().join("weights/reader.bin")).expect("weights are committed");
    let start = Instant::now();
    Reader::with_weights(&bytes).expect("usable");
    let most = if cfg!(debug_assertions) { 5_000 } else { 200 };
    assert!(start.elapsed().as_millis() < most, "{:?}", start.elapsed());
}

/// An example of one text, with or without a request.
fn taught(text: &str, collection: Collection, asks: bool) -> Example {
    let rules = Rules::shipped().expect("our own rules");
    let id = MessageId::new("m");
    let turn = Turn {
        by: By::Customer,
        at: Timestamp(0),
        id: &id,
        text,
    };
    let mut example = Example::see(&[turn], None, &rules, &|_| 0.0);
    example.collection = collection;
    example.labels[1] = asks;
    example.weights[1] = 1.0;
    example
}

#[test]
fn learning_twice_gives_the_same_weights() {
    let lines = [
        ("get me a human", true),
        ("what time do you open", false),
        ("human please", true),
        ("thanks", false),
    ];
    let examples = lines.map(|(text, asks)| taught(text, Collection::Turns, asks));
    let scores = || {
        let learned = learn(&examples, 1, Plan::default(), |_| true);
        examples
            .iter()
            .map(|example| learned.score(example).to_bits())
            .collect::<Vec<_>>()
    };
    assert_eq!(scores(), scores());
    let learned = learn(&examples, 1, Plan::default(), |_| true);
    assert!(learned.score(&examples[0]) > learned.score(&examples[1]));
}

#[test]
fn that_a_collection_asks_more_often_is_not_learnt_of_its_words() {
    // The same words: every message asks by them and no turn does.
    let mut lines = Vec::new();
    for other in ["red", "blue", "green", "white"] {
        lines.push((format!("hola {other}"), Collection::Messages, true));
        lines.push((format!("hola {other}"), Collection::Turns, false));
    }
    let score_of_hola = |apart: bool| {
        let collection = |own: Collection| if apart { own } else { Collection::Turns };
        let examples: Vec<Example> = lines
            .iter()
            .map(|(text, own, asks)| taught(text, collection(*own), *asks))
            .collect();
        let learned = learn(&examples, 1, Plan::default(), |_| true);
        learned.score(&taught("hola", Collection::Turns, false))
    };
    let (apart, together) = (score_of_hola(true), score_of_hola(false));
    assert!(apart + 0.5 < together, "{apart} {together}");
}
