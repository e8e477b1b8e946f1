//! Classes of words: body, law, money, staff, crowds, moods. A class that stands in a message, and two
//! classes near each other, are hashed like words, so that what was learnt of one word holds for its
//! class in three languages. The lexicon is data, in `rules/senses.words`. Next: `crossed`.

use super::{Hash, space};
use crate::text::{Text, TokenKind};
use foldhash::HashMap;
use std::sync::LazyLock;

/// How far apart two classes may stand to be seen together, in tokens.
const NEAR: usize = 8;
/// What a class counts, and what two together count.
const ONE: f32 = 0.3;
const TWO: f32 = 0.2;
/// Numbers are a class by how many digits they have, above all classes of words.
const FIRST_NUMBER: u8 = 200;
/// The shortest beginning that stands for its endings.
const SHORTEST: usize = 3;

/// Words and beginnings of words with their classes.
struct Lexicon {
    whole: HashMap<&'static str, Vec<u8>>,
    begun: HashMap<&'static str, Vec<u8>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        whole: HashMap::default(),
        begun: HashMap::default(),
    };
    let lines = include_str!("../../rules/senses.words").lines();
    let classes = lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(": "));
    for (class, (_, words)) in (0_u8..FIRST_NUMBER).zip(classes) {
        for word in words.split_whitespace() {
            let classes = match word.strip_suffix('*') {
                Some(beginning) => lexicon.begun.entry(beginning).or_default(),
                None => lexicon.whole.entry(word).or_default(),
            };
            if classes.last() != Some(&class) {
                classes.push(class);
            }
        }
    }
    lexicon
});

/// The classes of the words and numbers of a text, with their tokens.
fn senses_of(text: &Text) -> Vec<(u8, usize)> {
    let mut senses = Vec::with_capacity(text.tokens.len());
    for (at, token) in text.tokens.iter().enumerate() {
        let word = text.word(token);
        match token.kind {
            TokenKind::Word => {
                let whole = LEXICON.whole.get(word);
                let begun =
                    (SHORTEST..=word.len()).filter_map(|end| LEXICON.begun.get(word.get(..end)?));
                let classes = whole.into_iter().chain(begun).flatten();
                senses.extend(classes.map(|class| (*class, at)));
            }
            TokenKind::Number => {
                let digits = word.bytes().filter(u8::is_ascii_digit).take(4);
                senses.push((digits.fold(FIRST_NUMBER, |class, _| class + 1), at));
            }
            TokenKind::Mark | TokenKind::Symbol => {}
        }
    }
    senses
}

/// Adds the classes, each once, alone and with what stands near.
pub(super) fn write(text: &Text, sparse: &mut Vec<(u32, f32)>) {
    let from = sparse.len();
    let senses = senses_of(text);
    for (index, (sense, at)) in senses.iter().enumerate() {
        sparse.push((Hash::seed(space::SENSE).add(&[*sense]).bucket(), ONE));
        let near = senses.iter().skip(index + 1);
        for (other, place) in near.take_while(|(_, place)| place - at <= NEAR) {
            if place != at && other != sense {
                let pair = [*sense.min(other), *sense.max(other)];
                sparse.push((Hash::seed(space::SENSES).add(&pair).bucket(), TWO));
            }
        }
    }
    if let Some(own) = sparse.get_mut(from..) {
        own.sort_unstable_by_key(|(bucket, _)| *bucket);
    }
    let mut last = None;
    let mut at = 0;
    sparse.retain(|(bucket, _)| {
        at += 1;
        at <= from || last.replace(*bucket) != Some(*bucket)
    });
}
