//! What is looked up: the terms of a message, words and phrases of the lexicon, each with its weight
//! before the index is asked. It finds nothing itself. Next: [`super::Index`].

use super::stem::stem;
use super::words::{
    LONGEST_PHRASE, Sort, concepts_of, concepts_of_phrase, is_small, sort_of,
    speaks_of_handing_over,
};
use crate::text::{Text, Token, TokenKind};

/// One word of a query, ready to be looked up.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    pub(crate) stem: String,
    pub(crate) word: String,
    pub(crate) concepts: Vec<u16>,
    /// What it weighs before the index is asked, 0 to 1.
    pub(crate) weight: f32,
    /// Which token of the text it is, the first of a phrase.
    pub(crate) token: usize,
    /// Of how many tokens it is made.
    pub(crate) length: usize,
}

/// A text as terms.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    pub(crate) terms: Vec<Term>,
    /// Concepts that tell of what sort the request is: a favour, a change, a look at a record.
    pub(crate) requests: Vec<u16>,
}

/// The longest phrase of the lexicon that starts at `token`: its length, itself and its concepts.
pub(super) fn phrase_at(text: &Text, token: usize) -> Option<(usize, &str, &'static [u16])> {
    let first = text.tokens.get(token)?;
    if first.kind != TokenKind::Word {
        return None;
    }
    (2..=LONGEST_PHRASE).rev().find_map(|length| {
        let last = text.tokens.get(token + length - 1)?;
        let phrase = text.line.get(first.from as usize..last.to as usize)?;
        Some((length, phrase, concepts_of_phrase(phrase)?))
    })
}

impl Query {
    pub(crate) fn new(text: &Text) -> Self {
        let mut query = Self {
            terms: Vec::new(),
            requests: Vec::new(),
        };
        let mut token = 0;
        while let Some(piece) = text.tokens.get(token) {
            token += query.phrase(text, token).unwrap_or_else(|| {
                query.word(text, token, piece);
                1
            });
        }
        query
    }

    /// Takes in the longest phrase that starts at `token`, if it names a topic; returns its length.
    /// A phrase that only tells the sort of request is noted, and its words are read one by one.
    fn phrase(&mut self, text: &Text, token: usize) -> Option<usize> {
        let (length, phrase, concepts) = phrase_at(text, token)?;
        let about = |concept: &u16| sort_of(*concept) != Sort::Request;
        self.requests
            .extend(concepts.iter().filter(|concept| !about(concept)));
        let topics: Vec<u16> = concepts.iter().copied().filter(about).collect();
        if topics.is_empty() {
            return None;
        }
        if !self.terms.iter().any(|term| term.stem == phrase) {
            self.terms.push(Term {
                stem: phrase.to_owned(),
                word: phrase.to_owned(),
                concepts: topics,
                weight: 1.0,
                token,
                length,
            });
        }
        Some(length)
    }

    fn word(&mut self, text: &Text, token: usize, piece: &Token) {
        if !matches!(piece.kind, TokenKind::Word | TokenKind::Number) {
            return;
        }
        let word = text.word(piece);
        let stem = stem(word);
        if self.terms.iter().any(|term| term.stem == stem) {
            return;
        }
        let (requests, concepts): (Vec<u16>, Vec<u16>) = concepts_of(word, &stem)
            .iter()
            .copied()
            .partition(|concept| sort_of(*concept) == Sort::Request);
        self.requests.extend(requests);
        let weight = weight_of(word, piece.kind, !concepts.is_empty());
        if weight > 0.0 {
            self.terms.push(Term {
                stem,
                word: word.to_owned(),
                concepts,
                weight,
                token,
                length: 1,
            });
        }
    }

    /// The terms of a message, with those outside its question weighing less: "it came yesterday, I
    /// haven't opened it. How do I send it back?"
    pub(crate) fn of_question(text: &Text) -> Self {
        let mut query = Self::new(text);
        let asked = asked_part(text);
        for term in query
            .terms
            .iter_mut()
            .filter(|term| !asked.contains(&term.token))
        {
            term.weight *= 0.3;
        }
        query
    }

    /// A plain-sentence rule of the owner, without the words that only say "hand over when", unless the
    /// rule is about nothing else ("when someone asks to be called"). `None` if it has no telling word.
    pub(crate) fn of_rule(sentence: &str) -> Option<Self> {
        let mut query = Self::new(&Text::new(sentence));
        query.terms.retain(|term| !is_small(&term.word));
        let beside = |term: &Term| !speaks_of_handing_over(&term.word);
        if query.terms.iter().any(beside) {
            query.terms.retain(beside);
        }
        (!query.terms.is_empty()).then_some(query)
    }
}

/// The tokens of the last sentence that ends with a question mark; all tokens if none does.
fn asked_part(text: &Text) -> std::ops::Range<usize> {
    let is = |at: usize, marks: &str| {
        text.tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Mark && marks.contains(text.word(token)))
    };
    let Some(end) = (0..text.tokens.len()).rev().find(|at| is(*at, "?")) else {
        return 0..text.tokens.len();
    };
    let start = (0..end)
        .rev()
        .find(|at| is(*at, "?!.;"))
        .map_or(0, |at| at + 1);
    // A question of one or two words leans on what stands before it.
    if end - start <= 3 {
        0..text.tokens.len()
    } else {
        start..end
    }
}

fn weight_of(word: &str, kind: TokenKind, has_concept: bool) -> f32 {
    if is_small(word) {
        if has_concept { 0.35 } else { 0.0 }
    } else if kind == TokenKind::Number {
        0.3
    } else if word.len() < 2 {
        0.0
    } else {
        1.0
    }
}
