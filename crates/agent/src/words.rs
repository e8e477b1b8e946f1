//! Words compared by meaning: stems, small words, and the meanings of `words/meanings.words`. Data
//! with a look-up, built once; it ranks nothing. Next: `embedded::rank`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;
use triggers::text::{Text, Token, TokenKind};

const ENDINGS: [&str; 47] = [
    "aciones", "amiento", "imiento", "ciones", "amente", "mente", "acion", "acoes", "coes", "cion",
    "cao", "ados", "adas", "idos", "idas", "ando", "iendo", "endo", "indo", "aron", "ieron",
    "aram", "amos", "emos", "imos", "ings", "ing", "ies", "ado", "ada", "ido", "ida", "ed", "es",
    "an", "en", "am", "em", "ar", "er", "ir", "s", "a", "e", "o", "y", "i",
];

/// The meanings, by stem and by phrase.
struct Meanings {
    stems: HashMap<String, Vec<u16>>,
    phrases: HashMap<String, Vec<u16>>,
    /// The words of the longest phrase.
    longest_phrase: usize,
    /// Meanings that ask for a value and name no topic.
    values: HashSet<u16>,
}

static MEANINGS: LazyLock<Meanings> = LazyLock::new(|| {
    let mut meanings = Meanings {
        stems: HashMap::new(),
        phrases: HashMap::new(),
        longest_phrase: 0,
        values: HashSet::new(),
    };
    let lines = include_str!("../words/meanings.words")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(':'));
    for (number, (name, words)) in (0_u16..).zip(lines) {
        if name.starts_with('~') {
            meanings.values.insert(number);
        }
        for word in words.split_whitespace() {
            let list = if word.contains('_') {
                let n_words = word.split('_').count();
                meanings.longest_phrase = meanings.longest_phrase.max(n_words);
                meanings.phrases.entry(word.replace('_', " ")).or_default()
            } else {
                meanings.stems.entry(stem(word)).or_default()
            };
            if list.last() != Some(&number) {
                list.push(number);
            }
        }
    }
    meanings
});

static SMALL: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../words/small.words")
        .split_whitespace()
        .collect()
});

/// Stems of words that measure time.
static MEASURES: LazyLock<HashSet<String>> = LazyLock::new(|| {
    "day days week weeks month months year years hour hours minute minutes mins am pm th st nd rd time \
     times dia dias semana semanas mes meses ano anos hora horas hrs minuto minutos vez veces vezes tiempo \
     tempo"
        .split_whitespace()
        .map(stem)
        .collect()
});

static DAYS: LazyLock<HashSet<u16>> = LazyLock::new(|| {
    "monday tuesday wednesday thursday friday saturday sunday"
        .split_whitespace()
        .flat_map(meanings_of)
        .copied()
        .collect()
});

/// The meanings of one folded word.
pub(crate) fn meanings_of(word: &str) -> &'static [u16] {
    MEANINGS
        .stems
        .get(&stem(word))
        .map(Vec::as_slice)
        .unwrap_or_default()
}

/// Whether a folded word says nothing about a topic.
pub(crate) fn is_small(word: &str) -> bool {
    // "holaa" is "hola".
    let drawn_out = || {
        let last = word.chars().next_back()?;
        let short = word.trim_end_matches(last);
        SMALL.get(format!("{short}{last}").as_str())
    };
    word.len() < 2 || SMALL.contains(word) || drawn_out().is_some()
}

/// The stem of a folded word: endings of number, gender and the commonest verb forms go.
pub(crate) fn stem(word: &str) -> String {
    if !word.is_ascii() || word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut stem = word;
    // Twice at most, so that "reservaciones" and "reservas" meet at "reserv".
    for _ in 0..2 {
        match ENDINGS
            .iter()
            .filter_map(|ending| stem.strip_suffix(ending))
            .find(|rest| rest.len() >= 3)
        {
            Some(rest) => stem = rest,
            None => break,
        }
    }
    match stem.as_bytes() {
        // "stopp(ing)" meets "stop".
        [.., before, last] if before == last && stem.len() > 4 => {
            stem.get(..stem.len() - 1).unwrap_or(stem).to_owned()
        }
        _ => stem.to_owned(),
    }
}

/// One thing a text speaks of: a word or a phrase with its meanings.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Unit {
    /// The folded word or phrase.
    pub(crate) word: String,
    /// The stem of the word; `None` for a phrase.
    pub(crate) stem: Option<String>,
    /// What it can mean.
    pub(crate) meanings: Vec<u16>,
    /// Where its first word stands in the text, in bytes.
    pub(crate) at: usize,
    /// Whether it is a small word that only has a meaning here.
    pub(crate) small: bool,
}

impl Unit {
    /// Whether it only measures time: "how many days", "the 5th of the month".
    pub(crate) fn is_measure(&self) -> bool {
        self.stem
            .as_deref()
            .is_some_and(|stem| MEASURES.contains(stem))
    }

    /// Whether it is a day of the week.
    pub(crate) fn is_day(&self) -> bool {
        self.meanings.iter().any(|meaning| DAYS.contains(meaning))
    }

    /// Whether it names a topic, and doesn't only ask for a price, an hour or the like.
    pub(crate) fn is_topic(&self) -> bool {
        let asks = |meaning: &u16| MEANINGS.values.contains(meaning);
        !self.small && (self.meanings.is_empty() || !self.meanings.iter().any(asks))
    }
}

/// What `text` speaks of, in order. Small words without a meaning are left out.
pub(crate) fn units(text: &Text) -> Vec<Unit> {
    let tokens: Vec<_> = text
        .tokens
        .iter()
        .filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Number))
        .collect();
    let mut units = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let longest = MEANINGS.longest_phrase.min(tokens.len() - at);
        let phrase = (2..=longest).rev().find_map(|length| {
            let last = tokens.get(at + length - 1)?;
            let words = text.line.get(token.from as usize..last.to as usize)?;
            MEANINGS.phrases.get(words).map(|found| (length, found))
        });
        if let Some((length, meanings)) = phrase {
            units.push(Unit {
                word: phrase_of(text, &tokens, at, length),
                stem: None,
                meanings: meanings.clone(),
                at: token.start as usize,
                small: false,
            });
            at += length;
            continue;
        }
        units.extend(word_unit(text.word(token), token.start as usize));
        at += 1;
    }
    units
}

fn phrase_of(text: &Text, tokens: &[&Token], at: usize, length: usize) -> String {
    let words = tokens.iter().skip(at).take(length);
    let words: Vec<&str> = words.map(|token| text.word(token)).collect();
    words.join(" ")
}

fn word_unit(word: &str, at: usize) -> Option<Unit> {
    let stem = stem(word);
    let small = is_small(word);
    let meanings = MEANINGS.stems.get(&stem).cloned().unwrap_or_default();
    let known = !small || !meanings.is_empty() && word.len() > 3;
    known.then_some(Unit {
        word: word.to_owned(),
        stem: Some(stem),
        meanings,
        at,
        small,
    })
}

/// How alike two stems are spelt, 0 to 1: shared pieces of two letters (Dice).
pub(crate) fn alike(one: &str, other: &str) -> f32 {
    let starts_alike = one.as_bytes().first() == other.as_bytes().first();
    if one.len() < 4 || other.len() < 4 || one.len().abs_diff(other.len()) > 3 || !starts_alike {
        return 0.0;
    }
    let pairs = |word: &str| -> Vec<[u8; 2]> {
        let mut pairs: Vec<[u8; 2]> = word.as_bytes().windows(2).map(|w| [w[0], w[1]]).collect();
        pairs.push([b'<', word.as_bytes()[0]]);
        pairs
    };
    let (a, mut b) = (pairs(one), pairs(other));
    let all = a.len() + b.len();
    let shared = a
        .iter()
        .filter(|pair| {
            let found = b.iter().position(|own| own == *pair);
            found.map(|at| b.swap_remove(at)).is_some()
        })
        .count();
    2.0 * shared as f32 / all as f32
}

#[cfg(test)]
mod tests;
