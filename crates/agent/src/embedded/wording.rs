//! How a question is worded says much about whether a playbook can hold its answer: "how much is …"
//! mostly can, "did you already …" mostly can't, whatever the business. The weights are learnt by the
//! example `questions --wording` from the questions of `triggers/training`. It looks nothing up.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;
use triggers::text::{Text, TokenKind};

/// Weights by trait of the wording; above 0 speaks for an answer.
static WEIGHTS: LazyLock<HashMap<&'static str, f32>> = LazyLock::new(|| {
    include_str!("../../words/wording.words")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(weight, name)| Some((name, weight.parse().ok()?)))
        .collect()
});

/// The most that wording can say, either way.
const MOST: f32 = 4.0;

/// The traits of a wording: its words, pairs of neighbours, how it begins, whether it asks, its length.
pub fn traits(words: &str) -> BTreeSet<String> {
    let text = Text::new(words);
    let mut traits = BTreeSet::new();
    let mut before: Option<String> = None;
    let mut n_words = 0_usize;
    for token in &text.tokens {
        let word = match token.kind {
            TokenKind::Word => text.word(token),
            TokenKind::Number => "#",
            _ if text.word(token) == "?" => "?",
            _ => continue,
        };
        if let Some(before) = &before {
            traits.insert(format!("{before}_{word}"));
        } else {
            traits.insert(format!("^{word}"));
        }
        traits.insert(word.to_owned());
        before = Some(word.to_owned());
        n_words += 1;
    }
    if !traits.contains("?") {
        traits.insert("!tells".to_owned());
    }
    traits.insert(format!("!length{}", (n_words / 4).min(4)));
    traits
}

/// What the wording says: above 0 that there is an answer to give, below 0 that there is none.
pub(super) fn score(words: &str) -> f32 {
    let traits = traits(words);
    let sum: f32 = traits
        .iter()
        .filter_map(|name| WEIGHTS.get(name.as_str()))
        .sum();
    sum.clamp(-MOST, MOST)
}

/// Whether customers of any business use this folded word.
pub(super) fn is_common(word: &str) -> bool {
    WEIGHTS.contains_key(word)
}
