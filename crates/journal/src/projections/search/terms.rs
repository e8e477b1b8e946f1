//! What a typed text looks for: words without case and accents, the last one possibly unfinished.
//! Pure.

use conversation::signal::TextSpan;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters of an excerpt before and after its first match.
const AROUND: usize = 60;

/// The words looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Terms {
    words: Vec<String>,
    /// Whether the last word may go on.
    open: bool,
}

/// A word of a text, folded, and where it stands.
struct Word {
    folded: String,
    start: usize,
    end: usize,
}

impl Terms {
    /// The terms of a typed text; `None` if there is no word in it.
    pub(super) fn of(typed: &str) -> Option<Self> {
        let words: Vec<String> = words(typed).into_iter().map(|word| word.folded).collect();
        let open = typed.chars().next_back().is_some_and(char::is_alphanumeric);
        (!words.is_empty()).then_some(Self { words, open })
    }

    /// One letter matches nearly everything; it is only looked for among names.
    pub(super) fn are_worth_reading(&self) -> bool {
        self.words.iter().any(|word| word.chars().count() > 1)
    }

    /// The FTS5 expression: all words, each quoted, so that nothing typed is an operator.
    pub(super) fn expression(&self) -> String {
        let last = self.words.len().saturating_sub(1);
        let quoted = self.words.iter().enumerate().map(|(n, word)| {
            let star = if n == last && self.open { "*" } else { "" };
            format!("\"{word}\"{star}")
        });
        quoted.collect::<Vec<_>>().join(" ")
    }

    /// How good a match `text` is, when `newer` hits are newer. Whole words count more than
    /// beginnings, words side by side more than words apart; among equals the newer wins.
    pub(super) fn score(&self, text: &str, newer: usize) -> f64 {
        let found = words(text);
        let whole = self
            .words
            .iter()
            .filter(|term| found.iter().any(|word| word.folded == **term))
            .count();
        let together = found.windows(self.words.len()).any(|run| {
            run.iter()
                .zip(self.words.iter().enumerate())
                .all(|(word, (n, _))| self.term_is(n, &word.folded))
        });
        // Counts of words and hits are small, so the casts are exact.
        let whole = whole as f64 / self.words.len() as f64;
        let together = if together && self.words.len() > 1 {
            1.0
        } else {
            0.0
        };
        whole + together + 1.0 / (1.0 + newer as f64 / 40.0)
    }

    /// The words around the first match, and where all matches stand in them.
    pub(super) fn excerpt(&self, text: &str) -> (String, Vec<TextSpan>) {
        let matches: Vec<(usize, usize)> = words(text)
            .into_iter()
            .filter(|word| self.matches(&word.folded))
            .map(|word| (word.start, word.end))
            .collect();
        let first = matches.first().copied().unwrap_or((0, 0));
        let from = back(text, first.0, AROUND);
        let to = forth(text, first.1, AROUND);
        let ahead = if from > 0 { "…" } else { "" };
        let after = if to < text.len() { "…" } else { "" };
        let middle = text.get(from..to).unwrap_or(text);
        let shift = |at: usize| u32::try_from(at - from + ahead.len()).unwrap_or(u32::MAX);
        let spans = matches
            .into_iter()
            .filter(|(start, end)| *start >= from && *end <= to)
            .map(|(start, end)| TextSpan {
                start: shift(start),
                end: shift(end),
            })
            .collect();
        (format!("{ahead}{middle}{after}"), spans)
    }

    fn matches(&self, word: &str) -> bool {
        (0..self.words.len()).any(|n| self.term_is(n, word))
    }

    fn term_is(&self, n: usize, word: &str) -> bool {
        let Some(term) = self.words.get(n) else {
            return false;
        };
        let last = n + 1 == self.words.len();
        word == term || (last && self.open && word.starts_with(term.as_str()))
    }
}

/// The words of a text, cut and folded as the index does it (FTS5 `unicode61` without diacritics).
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut inside = false;
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        let belongs = letter.is_alphanumeric() || (inside && is_combining_mark(letter));
        match words.last_mut().filter(|_| inside && belongs) {
            Some(word) => {
                fold(letter, &mut word.folded);
                word.end = end;
            }
            None if belongs => {
                let mut folded = String::new();
                fold(letter, &mut folded);
                words.push(Word { folded, start, end });
            }
            None => {}
        }
        inside = belongs;
    }
    words
}

fn fold(letter: char, into: &mut String) {
    let bare = std::iter::once(letter)
        .nfd()
        .filter(|c| !is_combining_mark(*c));
    into.extend(bare.flat_map(char::to_lowercase));
}

/// `letters` letters before `at`, or the beginning.
fn back(text: &str, at: usize, letters: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before
        .char_indices()
        .rev()
        .nth(letters.saturating_sub(1))
        .map_or(0, |(start, _)| start)
}

/// `letters` letters after `at`, or the end.
fn forth(text: &str, at: usize, letters: usize) -> usize {
    let after = text.get(at..).unwrap_or_default();
    after
        .char_indices()
        .nth(letters)
        .map_or(text.len(), |(start, _)| at + start)
}
