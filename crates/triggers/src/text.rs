//! A customer's text made readable for rules and models: folded (case, accents, stretched letters),
//! cut into tokens, and laid out as one line of words for the patterns. Every token knows where it
//! stands in the original, so that evidence can be quoted exactly. It judges nothing.
//! Next: `rules` and `features`.

mod quotes;
mod spelling;

use conversation::signal::TextSpan;
use foldhash::HashSet;
use std::ops::Range;
use std::sync::LazyLock;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits, with their separators.
    Number,
    /// One mark of punctuation that carries meaning.
    Mark,
    /// An emoji or another symbol.
    Symbol,
}

/// One piece of a text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// What it is made of.
    pub kind: TokenKind,
    /// First byte in the line.
    pub from: u32,
    /// One past the last byte in the line.
    pub to: u32,
    /// First byte in the original.
    pub start: u32,
    /// One past the last byte in the original.
    pub end: u32,
    /// Whether the original wrote it in capitals (two letters at least).
    pub shouted: bool,
}

/// A text, folded and cut. The line is the tokens with one space around each of them, so that a
/// pattern can say "whole word" with spaces alone.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// ` quiero hablar con alguien ? `
    pub line: String,
    /// The tokens, in order.
    pub tokens: Vec<Token>,
    /// First and one past the last byte, in the original, of what stands in quotation marks.
    quotations: Vec<Range<usize>>,
}

impl Text {
    /// Folds and cuts `original`.
    pub fn new(original: &str) -> Self {
        let mut text = Self {
            line: String::with_capacity(original.len() + 16),
            tokens: Vec::new(),
            quotations: quotes::quotations(original),
        };
        text.line.push(' ');
        let mut rest = original.char_indices().peekable();
        while let Some(&(start, first)) = rest.peek() {
            let Some(kind) = kind_of(first) else {
                rest.next();
                continue;
            };
            let from = text.line.len();
            let mut end = start;
            let mut capitals = 0_u32;
            let mut small = 0_u32;
            let mut folding = Folding::default();
            while let Some(&(at, letter)) = rest.peek() {
                if at > start && !continues(kind, letter, &original[at..]) {
                    break;
                }
                rest.next();
                end = at + letter.len_utf8();
                capitals += u32::from(letter.is_uppercase());
                small += u32::from(letter.is_lowercase());
                folding.push(&mut text.line, letter);
                if matches!(kind, TokenKind::Mark | TokenKind::Symbol) {
                    break;
                }
            }
            if text.line.len() == from {
                continue;
            }
            if kind == TokenKind::Word
                && let Some(meant) = text.line.get(from..).and_then(spelling::meant)
            {
                text.line.truncate(from);
                text.line.push_str(meant);
            }
            let token = Token {
                kind,
                from: short(from),
                to: short(text.line.len()),
                start: short(start),
                end: short(end),
                shouted: capitals >= 2 && small == 0,
            };
            text.line.push(' ');
            text.tokens.push(token);
        }
        text
    }

    /// Folds `original` without cutting it: lower case and no accents, everything else kept.
    pub fn fold(original: &str) -> String {
        let mut folded = String::with_capacity(original.len());
        for letter in original.chars().flat_map(char::to_lowercase) {
            decompose_canonical(letter, |part| {
                if !is_latin_accent(part) {
                    folded.push(part);
                }
            });
        }
        folded
    }

    /// The folded form of `token`.
    pub fn word(&self, token: &Token) -> &str {
        self.line
            .get(token.from as usize..token.to as usize)
            .unwrap_or_default()
    }

    /// The words and numbers, folded.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.tokens
            .iter()
            .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
            .map(|token| self.word(token))
    }

    /// Whether the bytes `from..to` of the line are quoted. A text that is one quotation quotes nothing.
    pub(crate) fn quotes(&self, from: usize, to: usize) -> bool {
        if self.quotations.is_empty() {
            return false;
        }
        let within = |span: TextSpan| {
            let mut quotations = self.quotations.iter();
            quotations
                .any(|range| range.start <= span.start as usize && span.end as usize <= range.end)
        };
        self.span(from, to).is_some_and(within)
            && !self.span(0, self.line.len()).is_some_and(within)
    }

    /// Where the bytes `from..to` of the line stand in the original; `None` if no token is inside.
    pub fn span(&self, from: usize, to: usize) -> Option<TextSpan> {
        let mut inside = self
            .tokens
            .iter()
            .filter(|token| token.from as usize >= from && token.to as usize <= to);
        let first = inside.next()?;
        let last = inside.next_back().unwrap_or(first);
        Some(TextSpan {
            start: first.start,
            end: last.end,
        })
    }
}

/// A text longer than 4 GiB can't reach a message, so cutting off is never seen.
fn short(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

fn kind_of(letter: char) -> Option<TokenKind> {
    if letter.is_ascii_digit() {
        Some(TokenKind::Number)
    } else if letter.is_alphabetic() {
        Some(TokenKind::Word)
    } else if matches!(
        letter,
        '?' | '!' | '.' | ',' | ';' | ':' | '$' | '£' | '€' | '%'
    ) {
        Some(TokenKind::Mark)
    } else if letter as u32 >= 0x2190
        && !matches!(letter as u32, 0xFE00..=0xFE0F | 0x1F3FB..=0x1F3FF)
    {
        Some(TokenKind::Symbol)
    } else {
        None
    }
}

/// Whether `letter` goes on with a token of `kind`; `rest` starts at `letter`.
fn continues(kind: TokenKind, letter: char, rest: &str) -> bool {
    match kind {
        TokenKind::Word => {
            letter.is_alphanumeric()
                || is_combining_mark(letter)
                // One behind a word ends a quotation or stands for nothing ("the customers'").
                || is_apostrophe(letter) && rest.chars().nth(1).is_some_and(char::is_alphabetic)
        }
        TokenKind::Number => {
            letter.is_ascii_digit()
                || (matches!(letter, '.' | ',' | ':')
                    && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit))
        }
        TokenKind::Mark | TokenKind::Symbol => false,
    }
}

/// Writes the letters of one token: lower case, no accents, and a letter that is stretched to three
/// or more kept once ("hoooola").
#[derive(Default)]
struct Folding {
    last: Option<char>,
    run: u32,
}

impl Folding {
    fn push(&mut self, line: &mut String, letter: char) {
        if letter.is_ascii() {
            self.push_folded(line, letter.to_ascii_lowercase());
        } else if !is_apostrophe(letter) {
            for lower in letter.to_lowercase() {
                // The dotless i of Turkish is an i to all who write without it.
                let lower = if lower == 'ı' { 'i' } else { lower };
                decompose_canonical(lower, |part| {
                    if !is_latin_accent(part) {
                        self.push_folded(line, part);
                    }
                });
            }
        }
    }

    fn push_folded(&mut self, line: &mut String, letter: char) {
        if is_apostrophe(letter) {
            return;
        }
        self.run = if self.last == Some(letter) {
            self.run + 1
        } else {
            1
        };
        self.last = Some(letter);
        match (letter.is_ascii_alphabetic(), self.run) {
            (true, 3) => {
                line.pop();
            }
            (true, 4..) => {}
            (true, _) | (false, _) => line.push(letter),
        }
    }
}

/// Only the combining marks of Latin, Greek and Cyrillic; Devanagari's vowels are letters.
fn is_latin_accent(part: char) -> bool {
    ('\u{0300}'..='\u{036F}').contains(&part)
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '`' | '´')
}

/// A list of words that a word can be looked up in.
pub(crate) struct Listed(LazyLock<HashSet<&'static str>>);

impl Listed {
    /// The words that `list` gives, apart by spaces.
    pub(crate) const fn new(list: fn() -> HashSet<&'static str>) -> Self {
        Self(LazyLock::new(list))
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// The words of a list, apart by spaces.
pub(crate) fn words_of(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}
