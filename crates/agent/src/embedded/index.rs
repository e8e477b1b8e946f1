//! A playbook's pieces, read once: what each speaks of and which values it holds. It answers nothing.
//! Next: `rank`.

use super::orders::{forbids, is_order};
use crate::days;
use crate::pieces::{Piece, cut};
use crate::words::{meanings_of, stem, units};
use std::collections::HashSet;
use std::sync::LazyLock;
use triggers::text::Text;
use triggers::values::{Value, Values, held};

/// One piece, read.
#[derive(Debug)]
pub(crate) struct Read {
    pub(crate) piece: Piece,
    /// The owner's words, unchanged.
    pub(crate) text: String,
    pub(crate) own: Bag,
    /// Of the headings, labels and questions above it.
    pub(crate) context: Bag,
    /// Of what it is about: what stands above it, and its first words.
    pub(crate) head: Bag,
    pub(crate) held: Values,
    /// Whether it says that something is not done, sold or allowed.
    pub(crate) denies: bool,
    /// Whether it tells the agent how to behave, rather than the customer something.
    pub(crate) is_order: bool,
    /// Whether it tells the agent what not to speak of.
    pub(crate) forbids: bool,
}

/// What a text speaks of, for looking up.
#[derive(Debug, Default)]
pub(crate) struct Bag {
    pub(crate) stems: HashSet<String>,
    pub(crate) meanings: HashSet<u16>,
    /// What the values alone say: an amount is a price, hours of days are opening hours.
    pub(crate) implied: HashSet<u16>,
}

impl Bag {
    fn of(text: &str) -> Self {
        let text = Text::new(text);
        let mut bag = Self::default();
        // The words of a phrase count also by themselves: "lunes a viernes" names both days.
        bag.stems.extend(text.words().map(stem));
        for unit in units(&text) {
            bag.stems.extend(unit.stem);
            bag.meanings.extend(unit.meanings);
        }
        bag
    }
}

/// The pieces of one playbook.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) pieces: Vec<Read>,
    /// What the first line speaks of: mostly the business itself, which every question is about.
    pub(crate) title: Bag,
}

impl Index {
    pub(crate) fn new(prompt: &str) -> Self {
        let pieces = cut(prompt)
            .into_iter()
            .map(|piece| read(prompt, piece))
            .collect();
        let title = prompt.lines().find(|line| !line.trim().is_empty());
        let title = Bag::of(title.unwrap_or_default());
        Self { pieces, title }
    }
}

fn read(prompt: &str, piece: Piece) -> Read {
    let text = prompt.get(piece.span.clone()).unwrap_or_default();
    let above = piece.context.join("\n");
    let mut values = held(text);
    if text.len() > 200 {
        // A long sentence holds a number of some kind sooner or later.
        values = values.without(Values::default().with(Value::Count));
    }
    let mut own = Bag::of(text);
    own.meanings.extend(days::within(text));
    own.implied = implied(text, values);
    Read {
        own,
        head: Bag::of(&head_of(text, &above)),
        denies: Text::new(&format!("{above} {text}")).words().any(is_no),
        context: Bag::of(&above),
        held: values,
        is_order: is_order(text, &above),
        forbids: forbids(text),
        text: text.to_owned(),
        piece,
    }
}

/// The words that say what a piece is about.
fn head_of(text: &str, above: &str) -> String {
    const FIRST: usize = 4;
    let first: Vec<&str> = text.split_whitespace().take(FIRST).collect();
    format!("{above} {}", first.join(" "))
}

fn is_no(word: &str) -> bool {
    matches!(
        word,
        "no" | "not"
            | "dont"
            | "don't"
            | "nao"
            | "tampoco"
            | "nor"
            | "never"
            | "nunca"
            | "nem"
            | "ni"
            | "sin"
            | "sem"
    )
}

/// A span of hours: "9 to 5", "8:30 - 18:30", "das 9h às 18h30".
static SPAN: LazyLock<Option<regex::Regex>> = LazyLock::new(|| {
    let clock = r"\d{1,2}(?:[:h.]\d{2})?\s?(?:am|pm|a\. ?m\.|p\. ?m\.|hs?|hrs)?";
    regex::Regex::new(&format!(
        r"(?i)\b{clock}\s?(?:-|–|a|to|às|as|until|hasta)\s?(?:las? )?{clock}\b"
    ))
    .ok()
});

fn implied(text: &str, values: Values) -> HashSet<u16> {
    let mut words: Vec<&str> = Vec::new();
    if values.has(Value::Money) {
        words.push("price");
    }
    if values.has(Value::Share) {
        words.push("discount");
    }
    let spans = SPAN.as_ref().is_some_and(|span| span.is_match(text));
    if spans && values.has(Value::Clock) && values.has(Value::Day) {
        words.extend(["open", "close", "horario"]);
    }
    words.into_iter().flat_map(meanings_of).copied().collect()
}
