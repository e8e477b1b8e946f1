//! The index over a playbook's facts: by stem, by concept (so that "cuánto sale" finds a price), for
//! misspelt words by likeness, and by where each fact's meaning lies. A score is divided by the query's own ideal, so that scores of
//! different questions can be compared. It answers nothing itself. Next: `scope`.

mod owner;
mod query;
mod stem;
mod words;

pub(crate) use owner::{Manner, defers, denies};
pub(crate) use query::{Query, Term};
pub(crate) use stem::stem;
pub(crate) use words::{Sort, is_small, sort_of};

use crate::facts::Fact;
use crate::language::{Tongue, tongue_of};
use crate::meaning::{Point, meaning_of, near};
use crate::text::{Text, TokenKind};
use conversation::language::Language;
use foldhash::HashMap;
use query::phrase_at;
use words::concepts_of;

/// A fact that fits a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit<'a> {
    /// The fact.
    pub fact: &'a Fact,
    /// Its place in [`crate::Guide::facts`].
    pub index: usize,
    /// The share of the query's ideal that it reaches, 0 to 1.
    pub score: f32,
}

/// How well one term is found in the index.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Match {
    /// 1 for the same stem, less for a concept or a likeness, 0 for nothing.
    pub(crate) share: f32,
    /// The rarity of the term among the facts.
    pub(crate) rarity: f32,
}

/// The index of one playbook.
#[derive(Debug)]
pub(crate) struct Index {
    facts: Vec<Fact>,
    /// Stem to the facts that have it, with a share below 1 where only the heading has it.
    stems: HashMap<String, Vec<(u32, f32)>>,
    concepts: HashMap<u16, Vec<u32>>,
    /// Three-letter pieces to stems, for likeness.
    pieces: HashMap<[u8; 3], Vec<u32>>,
    stem_list: Vec<String>,
    /// How many pieces each stem has.
    piece_counts: Vec<usize>,
    lengths: Vec<f32>,
    manners: Vec<Manner>,
    /// Where each fact lies, with its heading.
    points: Vec<Point>,
    language: Language,
}

/// The postings of one query: term by fact.
pub(crate) struct Findings {
    /// Per term: its best match anywhere.
    pub(crate) terms: Vec<Match>,
    /// Per fact: the sum of weighted matches.
    pub(crate) sums: Vec<f32>,
    /// The sum that a fact with every term would reach.
    pub(crate) ideal: f32,
    /// Per term: its share in each fact.
    pub(crate) shares: Vec<Vec<f32>>,
}

/// How near in meaning facts lie to a message.
pub(crate) struct Nearness {
    /// The nearest: 1 the same, 0 nothing in common.
    pub(crate) most: f32,
    /// Per fact how much nearer it lies than the others of its playbook: 0 as near as most, 1 by three
    /// standard deviations. Each is held against its rivals, because facts of one trade all lie in one
    /// corner.
    pub(crate) relative: Vec<f32>,
}

impl Index {
    pub(crate) fn new(facts: Vec<Fact>) -> Self {
        let mut index = Self {
            stems: HashMap::default(),
            concepts: HashMap::default(),
            pieces: HashMap::default(),
            stem_list: Vec::new(),
            piece_counts: Vec::new(),
            lengths: Vec::new(),
            manners: Vec::new(),
            points: Vec::new(),
            language: Language::default(),
            facts: Vec::new(),
        };
        let whole: Vec<&str> = facts.iter().map(|fact| fact.text.as_str()).collect();
        if let Some(Tongue::Known(language)) = tongue_of(&Text::new(&whole.join(" "))) {
            index.language = language;
        }
        for (number, fact) in (0_u32..).zip(facts) {
            index.add(number, &fact);
            index.facts.push(fact);
        }
        index
    }

    pub(crate) fn facts(&self) -> &[Fact] {
        &self.facts
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// How each fact is written.
    pub(crate) fn manners(&self) -> &[Manner] {
        &self.manners
    }

    /// Whether any fact speaks of a concept.
    pub(crate) fn speaks_of(&self, concept: u16) -> bool {
        self.concepts.contains_key(&concept)
    }

    fn add(&mut self, number: u32, fact: &Fact) {
        let text = Text::new(&fact.text);
        let before = number
            .checked_sub(1)
            .and_then(|at| self.facts.get(at as usize));
        self.manners.push(Manner::of(fact, &text, before));
        let heading = Text::new(fact.section.as_deref().unwrap_or_default());
        let whole = [fact.section.as_deref().unwrap_or_default(), &fact.text];
        self.points.push(meaning_of(&Text::new(&whole.join(". "))));
        let mut n_words = 0.0_f32;
        for (source, share) in [(&text, 1.0_f32), (&heading, 0.6)] {
            for token in &source.tokens {
                let word = source.word(token);
                if token.kind == TokenKind::Mark && !matches!(word, "$" | "£" | "€") {
                    continue;
                }
                n_words += share;
                let stem = stem(word);
                self.add_concepts(concepts_of(word, &stem), number);
                // "Estamos" has the stem of "estacionamiento", and would answer for it.
                if !is_small(word) {
                    self.add_stem(stem, number, share);
                }
            }
            for token in 0..source.tokens.len() {
                if let Some((_, phrase, concepts)) = phrase_at(source, token) {
                    self.add_concepts(concepts, number);
                    self.add_stem(phrase.to_owned(), number, share);
                }
            }
        }
        self.lengths.push(n_words);
    }

    fn add_concepts(&mut self, concepts: &[u16], number: u32) {
        for concept in concepts {
            let facts = self.concepts.entry(*concept).or_default();
            if facts.last() != Some(&number) {
                facts.push(number);
            }
        }
    }

    fn add_stem(&mut self, stem: String, number: u32, share: f32) {
        if !self.stems.contains_key(&stem) {
            let at = u32::try_from(self.stem_list.len()).unwrap_or(u32::MAX);
            let pieces = pieces(&stem);
            self.piece_counts.push(pieces.len());
            for piece in pieces {
                self.pieces.entry(piece).or_default().push(at);
            }
            self.stem_list.push(stem.clone());
        }
        let facts = self.stems.entry(stem).or_default();
        if facts.last().is_none_or(|(last, _)| *last != number) {
            facts.push((number, share));
        }
    }

    /// Facts that fit, best first, at most eight.
    pub(crate) fn search(&self, text: &Text) -> Vec<Hit<'_>> {
        let found = self.look_up(&Query::new(text));
        self.ranked(&found, 8)
    }

    /// How near in meaning the facts lie to a point.
    pub(crate) fn nearness(&self, point: &Point) -> Nearness {
        let count = self.points.len().max(1) as f32;
        let raw: Vec<f32> = self.points.iter().map(|fact| near(fact, point)).collect();
        let mean = raw.iter().sum::<f32>() / count;
        let spread = raw.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / count;
        let unit = 3.0 * spread.sqrt().max(1e-3);
        Nearness {
            most: raw.iter().copied().fold(0.0, f32::max),
            relative: raw.into_iter().map(|value| (value - mean) / unit).collect(),
        }
    }

    pub(crate) fn ranked(&self, found: &Findings, most: usize) -> Vec<Hit<'_>> {
        let mut hits: Vec<Hit<'_>> = self
            .facts
            .iter()
            .enumerate()
            .zip(&found.sums)
            .filter(|(_, sum)| **sum > 0.0)
            .map(|((index, fact), sum)| Hit {
                fact,
                index,
                score: sum / found.ideal.max(0.01),
            })
            .collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.index.cmp(&b.index)));
        hits.truncate(most);
        hits
    }

    pub(crate) fn look_up(&self, query: &Query) -> Findings {
        let n_facts = self.facts.len().max(1) as f32;
        let mut found = Findings {
            terms: Vec::new(),
            sums: vec![0.0; self.facts.len()],
            ideal: 0.0,
            shares: Vec::new(),
        };
        let most_rare = (1.0 + n_facts).ln();
        for term in &query.terms {
            let mut per_fact = vec![0.0_f32; self.facts.len()];
            let (mut best, mut n_with) = self.match_term(term, &mut per_fact);
            if best == 0.0 && term.length > 1 {
                (best, n_with) = self.match_phrase(&term.stem, &mut per_fact);
            }
            let rarity = ((1.0 + n_facts) / (1.0 + n_with as f32)).ln().max(0.3) / most_rare;
            let weight = term.weight * rarity;
            for (sum, share) in found.sums.iter_mut().zip(&per_fact) {
                *sum += weight * share;
            }
            found.ideal += weight;
            found.terms.push(Match {
                share: best,
                rarity,
            });
            found.shares.push(per_fact);
        }
        for (sum, length) in found.sums.iter_mut().zip(&self.lengths) {
            *sum /= 0.92 + 0.004 * length;
        }
        found
    }

    /// A phrase that the playbook says otherwise: "Car: 14 insurers" has both words of "car
    /// insurance". Writes the least of its words' shares into each fact.
    fn match_phrase(&self, phrase: &str, per_fact: &mut [f32]) -> (f32, usize) {
        let (mut best, mut first) = (1.0_f32, true);
        for word in phrase.split(' ').filter(|word| !is_small(word)) {
            let stem = stem(word);
            let term = Term {
                concepts: concepts_of(word, &stem).to_vec(),
                stem,
                word: word.to_owned(),
                weight: 1.0,
                token: 0,
                length: 1,
            };
            let mut of_word = vec![0.0_f32; per_fact.len()];
            best = best.min(self.match_term(&term, &mut of_word).0);
            for (share, of_word) in per_fact.iter_mut().zip(of_word) {
                *share = if first { of_word } else { share.min(of_word) };
            }
            first = false;
        }
        if first {
            return (0.0, 0);
        }
        let n_with = per_fact.iter().filter(|share| **share > 0.0).count();
        // Both words somewhere, but never of one thing, is no more than a sign.
        (if n_with > 0 { best } else { best * 0.4 }, n_with)
    }

    /// Writes the term's share into each fact; returns the best and how many facts have it.
    fn match_term(&self, term: &Term, per_fact: &mut [f32]) -> (f32, usize) {
        let mut put = |facts: &[(u32, f32)], factor: f32| {
            for (fact, share) in facts {
                if let Some(slot) = per_fact.get_mut(*fact as usize) {
                    *slot = slot.max(share * factor);
                }
            }
        };
        let mut n_with = 0;
        let mut best = 0.0_f32;
        if let Some(facts) = self.stems.get(&term.stem) {
            put(facts, 1.0);
            n_with = facts.len();
            best = 1.0;
        } else if term.stem.len() >= 4
            && let Some((alike, likeness)) = self.most_alike(&term.stem)
            && let Some(facts) = self.stems.get(alike)
        {
            put(facts, likeness);
            n_with = facts.len();
            best = likeness;
        }
        for concept in &term.concepts {
            if let Some(facts) = self.concepts.get(concept) {
                for fact in facts {
                    if let Some(slot) = per_fact.get_mut(*fact as usize) {
                        *slot = slot.max(0.7);
                    }
                }
                n_with = n_with.max(facts.len());
                best = best.max(0.7);
            }
        }
        (best, n_with)
    }

    /// The stem most like a misspelt one, by shared pieces, if like enough.
    fn most_alike(&self, stem: &str) -> Option<(&str, f32)> {
        let own = pieces(stem);
        let mut shared = vec![0_u32; self.stem_list.len()];
        for at in own
            .iter()
            .filter_map(|piece| self.pieces.get(piece))
            .flatten()
        {
            if let Some(count) = shared.get_mut(*at as usize) {
                *count += 1;
            }
        }
        let counts = shared.into_iter().zip(&self.piece_counts).enumerate();
        let (at, likeness) = counts
            .filter(|(_, (shared, _))| *shared > 0)
            .map(|(at, (shared, other))| (at, 2.0 * shared as f32 / (own.len() + other) as f32))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        (likeness >= 0.6).then_some((self.stem_list.get(at)?.as_str(), likeness * 0.9))
    }
}

/// How much two terms mean the same: by stem, by likeness of spelling, by concept.
pub(crate) fn likeness(one: &Term, other: &Term) -> f32 {
    if one.stem == other.stem {
        return 1.0;
    }
    if one
        .concepts
        .iter()
        .any(|concept| other.concepts.contains(concept))
    {
        return 0.7;
    }
    if one.stem.len() < 4 || other.stem.len() < 4 {
        return 0.0;
    }
    let (a, b) = (pieces(&one.stem), pieces(&other.stem));
    let shared = a
        .iter()
        .filter(|piece| b.binary_search(piece).is_ok())
        .count();
    let dice = 2.0 * shared as f32 / (a.len() + b.len()) as f32;
    if dice >= 0.6 { dice * 0.9 } else { 0.0 }
}

/// The three-byte pieces of a word between two borders.
fn pieces(word: &str) -> Vec<[u8; 3]> {
    let mut padded = Vec::with_capacity(word.len() + 2);
    padded.push(b'<');
    padded.extend_from_slice(word.as_bytes());
    padded.push(b'>');
    let mut pieces: Vec<[u8; 3]> = padded.windows(3).map(|w| [w[0], w[1], w[2]]).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}
