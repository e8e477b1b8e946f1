//! Small words that say nothing about a topic, and the concepts of `rules/concepts.words`. Data with
//! a look-up, built once.

use super::stem;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static CONCEPTS: LazyLock<HashMap<String, Vec<u16>>> = LazyLock::new(|| {
    let mut concepts: HashMap<String, Vec<u16>> = HashMap::new();
    let lines = include_str!("../../rules/concepts.words")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'));
    for (number, (_, words)) in (0_u16..).zip(lines) {
        for word in words.split_whitespace() {
            let list = concepts.entry(stem(word)).or_default();
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }
    concepts
});

static SMALL: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../rules/small.words")
        .split_whitespace()
        .collect()
});

/// The concepts a stem stands for.
pub(crate) fn concepts_of(stem: &str) -> &'static [u16] {
    CONCEPTS.get(stem).map(Vec::as_slice).unwrap_or_default()
}

/// Concepts below this number are common to all trades ("price", "hours"); those from it on are
/// topics that a playbook either mentions or doesn't.
pub(crate) static FIRST_TOPIC: LazyLock<u16> = LazyLock::new(|| {
    let before = include_str!("../../rules/concepts.words")
        .lines()
        .take_while(|line| !line.starts_with("# ----"));
    (0_u16..)
        .zip(before.filter(|line| !line.starts_with('#') && line.contains(':')))
        .count() as u16
});

/// Whether a word says nothing about a topic.
pub(crate) fn is_small(word: &str) -> bool {
    SMALL.contains(word)
}

/// Words with which an owner says what to do, not when: "always hand over when someone …".
pub(crate) fn speaks_of_handing_over(word: &str) -> bool {
    const WORDS: [&str; 46] = [
        "always",
        "hand",
        "over",
        "pass",
        "someone",
        "somebody",
        "anyone",
        "mention",
        "mentions",
        "customer",
        "customers",
        "says",
        "say",
        "asks",
        "ask",
        "about",
        "never",
        "escalate",
        "person",
        "siempre",
        "pasa",
        "pasar",
        "pasame",
        "alguien",
        "mencione",
        "menciona",
        "cliente",
        "clientes",
        "diga",
        "dice",
        "pregunte",
        "pregunta",
        "nunca",
        "escalar",
        "sempre",
        "passa",
        "passar",
        "alguem",
        "mencionar",
        "mencione",
        "disser",
        "diz",
        "perguntar",
        "pergunta",
        "call",
        "call me",
    ];
    WORDS.contains(&word)
}
