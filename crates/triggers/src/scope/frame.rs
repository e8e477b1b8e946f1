//! The frame of a message: its small words in one form for the three languages, and in place of what
//! it speaks of only of what sort that is and whether the playbook knows it. "Do you have a sauna"
//! and "vocês têm piscina" are one frame, and what follows from it is learned once. Next: `super`.

use super::terms::{Class, FOUND, class_of};
use super::{Held, Scope, bucket};
use crate::text::{Text, TokenKind};
use foldhash::{HashMap, HashSet};
use std::sync::LazyLock;

/// The longest phrase of `frames.words`, in words.
const LONGEST: usize = 4;

/// What frames count beside the words themselves.
const SHARE: f32 = 0.7;

static FRAMES: LazyLock<HashMap<String, u16>> = LazyLock::new(|| {
    let mut frames = HashMap::default();
    let lines = include_str!("../../rules/frames.words")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'));
    for (number, (_, words)) in (0_u16..).zip(lines) {
        for word in words.split_whitespace() {
            let word = word.trim_end_matches('_').replace('_', " ");
            frames.entry(word).or_insert(number);
        }
    }
    frames
});

static EVERYDAY: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../rules/everyday.words")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// How likely a word names a topic: words of the frame and everyday words rarely do.
pub(super) fn as_topic(word: &str) -> f32 {
    if EVERYDAY.contains(word) {
        0.25
    } else if FRAMES.contains_key(word) {
        0.4
    } else {
        1.0
    }
}

/// Whether a word is one of everyday.
pub(super) fn is_everyday(word: &str) -> bool {
    EVERYDAY.contains(word)
}

/// A word of the small list, or a sort of topic, as a number of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece(u32);

impl Piece {
    const EDGE: Self = Self(1 << 30);
    const NUMBER: Self = Self(2 << 16);
    const ASKS: Self = Self(3 << 16);
    const SHOUTS: Self = Self(4 << 16);

    fn frame(number: u16) -> Self {
        Self(u32::from(number))
    }

    fn topic(class: Class, is_found: bool) -> Self {
        Self((5 << 16) + 2 * class as u32 + u32::from(is_found))
    }

    fn concept(number: u16, is_found: bool) -> Self {
        Self((6 << 16) + 2 * u32::from(number) + u32::from(is_found))
    }
}

impl Scope {
    /// Pieces of the frame, alone, in pairs and in threes.
    pub(super) fn framed(&mut self, held: &Held<'_>) {
        let pieces = pieces(held);
        let share = SHARE / (pieces.len().max(3) as f32).sqrt();
        let mut add = |pieces: &[Piece]| {
            let bytes: Vec<u8> = pieces
                .iter()
                .flat_map(|piece| piece.0.to_le_bytes())
                .collect();
            self.sparse.push((bucket(b"frame", &bytes), share));
        };
        let mut last = [Piece::EDGE, Piece::EDGE];
        for piece in pieces.iter().copied().chain([Piece::EDGE]) {
            add(&[piece]);
            add(&[last[1], piece]);
            add(&[last[0], last[1], piece]);
            last = [last[1], piece];
        }
    }
}

fn pieces(held: &Held<'_>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(token) = held.text.tokens.get(at) {
        if let Some((length, frame)) = frame_at(held.text, at) {
            pieces.push(Piece::frame(frame));
            at += length;
            continue;
        }
        let term = held.query.terms.iter().position(|term| term.token == at);
        match (token.kind, term) {
            (TokenKind::Number, _) => pieces.push(Piece::NUMBER),
            (TokenKind::Word, Some(number)) => pieces.push(topic(held, number)),
            (TokenKind::Mark, _) if held.text.word(token) == "?" => pieces.push(Piece::ASKS),
            (TokenKind::Mark, _) if held.text.word(token) == "!" => pieces.push(Piece::SHOUTS),
            (TokenKind::Word | TokenKind::Mark | TokenKind::Symbol, _) => {}
        }
        at += term
            .and_then(|term| held.query.terms.get(term))
            .map_or(1, |term| term.length.max(1));
    }
    pieces
}

/// A topic that all trades share is told by name, others by their sort.
fn topic(held: &Held<'_>, number: usize) -> Piece {
    let is_found = held
        .found
        .terms
        .get(number)
        .is_some_and(|hit| hit.share >= FOUND);
    let Some(term) = held.query.terms.get(number) else {
        return Piece::EDGE;
    };
    match (class_of(term), term.concepts.first()) {
        (Class::General | Class::Property, Some(concept)) => Piece::concept(*concept, is_found),
        (class, _) => Piece::topic(class, is_found),
    }
}

/// The longest phrase of the frame words that starts at a token.
fn frame_at(text: &Text, at: usize) -> Option<(usize, u16)> {
    let first = text.tokens.get(at)?;
    if first.kind != TokenKind::Word {
        return None;
    }
    (1..=LONGEST).rev().find_map(|length| {
        let last = text.tokens.get(at + length - 1)?;
        let words = text.line.get(first.from as usize..last.to as usize)?;
        Some((length, *FRAMES.get(words)?))
    })
}
