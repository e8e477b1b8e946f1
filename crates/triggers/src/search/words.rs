//! Small words that say nothing about a topic, and the concepts of `rules/concepts.words` and
//! `rules/topics.words`. Data with a look-up, built once.

use super::stem;
use foldhash::{HashMap, HashSet};
use std::sync::LazyLock;

/// The longest phrase, in words.
pub(crate) const LONGEST_PHRASE: usize = 4;

/// Of what sort a concept is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Common to all trades: "price", "hours".
    General,
    /// A thing or a service, which a playbook either mentions or doesn't.
    Thing,
    /// A property of a thing.
    Property,
    /// A piece of paper.
    Paper,
    /// Of what sort a request is, not what it is about: a look at the customer's own record, a favour, a
    /// change to what was agreed.
    Request,
    /// The name of a place.
    Place,
}

impl Sort {
    fn of_heading(line: &str) -> Option<Self> {
        Some(match line {
            "# ----" | "[thing]" => Self::Thing,
            "[property]" => Self::Property,
            "[paper]" => Self::Paper,
            "[request]" => Self::Request,
            "[place]" => Self::Place,
            _ => return None,
        })
    }
}

/// The concepts, by the word or phrase as it stands and by stem.
#[derive(Default)]
struct Lexicon {
    sorts: Vec<Sort>,
    exact: HashMap<String, Vec<u16>>,
    stems: HashMap<String, Vec<u16>>,
}

impl Lexicon {
    /// From the lines of the two lists; concepts are numbered in their order.
    fn new(lists: [&str; 2]) -> Self {
        let mut lexicon = Self::default();
        for list in lists {
            let mut sort = Sort::General;
            for line in list.lines() {
                sort = Sort::of_heading(line.get(..6).unwrap_or(line))
                    .or_else(|| Sort::of_heading(line))
                    .unwrap_or(sort);
                if let Some((_, words)) = line.split_once(':')
                    && !line.starts_with('#')
                {
                    lexicon.add(sort, words);
                }
            }
        }
        lexicon
    }

    fn add(&mut self, sort: Sort, words: &str) {
        let number = u16::try_from(self.sorts.len()).unwrap_or(u16::MAX);
        self.sorts.push(sort);
        for word in words.split_whitespace() {
            let word = word.replace('_', " ");
            if !word.contains(' ') {
                put(self.stems.entry(stem(&word)).or_default(), number);
            }
            put(self.exact.entry(word).or_default(), number);
        }
    }
}

fn put(list: &mut Vec<u16>, number: u16) {
    if list.last() != Some(&number) {
        list.push(number);
    }
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        include_str!("../../rules/concepts.words"),
        include_str!("../../rules/topics.words"),
    ])
});

static SMALL: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../rules/small.words")
        .split_whitespace()
        .collect()
});

/// The concepts that a folded word stands for: those that list it as it stands, else those of its
/// stem, unless the word is a small one, whose stem is that of others by chance ("las" and "láser").
pub(crate) fn concepts_of(word: &str, stem: &str) -> &'static [u16] {
    let of_stem = || LEXICON.stems.get(stem).filter(|_| !is_small(word));
    let found = LEXICON.exact.get(word).or_else(of_stem);
    found.map(Vec::as_slice).unwrap_or_default()
}

/// The concepts of a phrase, its words with one space between them.
pub(crate) fn concepts_of_phrase(phrase: &str) -> Option<&'static [u16]> {
    LEXICON.exact.get(phrase).map(Vec::as_slice)
}

/// Of what sort a concept is.
pub(crate) fn sort_of(concept: u16) -> Sort {
    let sort = LEXICON.sorts.get(concept as usize);
    sort.copied().unwrap_or(Sort::General)
}

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
    let stem = super::stem(word);
    WORDS.iter().any(|own| super::stem(own) == stem)
}
