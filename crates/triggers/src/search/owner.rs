//! How an owner wrote a fact: whether it leaves something to a person, says no, goes on from the
//! fact before it, and which kinds of values it holds. Phrases are data in `rules/owner.words`.

use crate::facts::Fact;
use crate::text::Text;
use crate::values::{Values, held};
use foldhash::HashSet;
use std::sync::LazyLock;

/// How a fact is written.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Manner {
    /// It leaves the matter to a person.
    pub(crate) defers: bool,
    /// It says no.
    pub(crate) denies: bool,
    /// It goes on from the fact before it, and speaks of the same thing.
    pub(crate) follows: bool,
    /// The kinds of values in it.
    pub(crate) held: Values,
}

impl Manner {
    pub(crate) fn of(fact: &Fact, text: &Text, before: Option<&Fact>) -> Self {
        let gap = before.map(|before| fact.span.start.saturating_sub(before.span.end));
        Self {
            defers: defers(text),
            denies: denies(text),
            follows: gap.is_some_and(|gap| gap <= 2),
            held: held(&fact.text),
        }
    }
}

/// Whether a text leaves something to a person.
pub(crate) fn defers(text: &Text) -> bool {
    says(text, &PHRASES.0)
}

/// Whether a text says no.
pub(crate) fn denies(text: &Text) -> bool {
    says(text, &PHRASES.1)
}

fn says(text: &Text, phrases: &HashSet<String>) -> bool {
    (0..text.tokens.len()).any(|at| {
        (1..=3).any(|length| {
            let (first, last) = (text.tokens.get(at), text.tokens.get(at + length - 1));
            first.zip(last).is_some_and(|(first, last)| {
                let words = text.line.get(first.from as usize..last.to as usize);
                words.is_some_and(|words| phrases.contains(words))
            })
        })
    })
}

static PHRASES: LazyLock<(HashSet<String>, HashSet<String>)> = LazyLock::new(|| {
    let lines = include_str!("../../rules/owner.words").lines();
    let of = |name: &str| -> HashSet<String> {
        let line = lines.clone().find_map(|line| line.strip_prefix(name));
        let words = line.unwrap_or_default().split_whitespace();
        words.map(|word| word.replace('_', " ")).collect()
    };
    (of("defers:"), of("denies:"))
});
