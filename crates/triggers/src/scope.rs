//! How well the playbook covers what a customer asks, as numbers for the model: the best fact's share
//! of the ideal, what no fact mentions, how rare that is. It says nothing about moods or requests.
//! Next: `model`.

use crate::features::{BUCKETS, Course};
use crate::search::{Findings, Index, Query, Term};
use crate::text::Text;

/// Names of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
enum Number {
    Best,
    Second,
    Margin,
    Anywhere,
    WithBefore,
    Missed,
    MissedMost,
    MissedTopics,
    MissedNovel,
    FoundTopics,
    FoundRarest,
    Nothing,
    Asks,
    AsksWord,
    AsksShort,
    BestOfAsking,
    MissedOfAsking,
    AgentCovers,
    Count,
}

/// How many there are.
pub(crate) const N_SCOPE: usize = Number::Count as usize;

/// A message held against the playbook.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    /// The numbers.
    pub(crate) dense: Vec<f32>,
    /// Words found and words missed, hashed.
    pub(crate) sparse: Vec<(u32, f32)>,
    /// The words that no fact mentions, as tokens of the text, the most telling first.
    pub(crate) missed: Vec<usize>,
    /// The nearest fact.
    pub(crate) nearest: Option<usize>,
}

impl Scope {
    pub(crate) fn of(
        text: &Text,
        course: &Course,
        index: &Index,
        known: &dyn Fn(&str) -> bool,
    ) -> Self {
        let query = Query::new(text);
        let found = index.look_up(&query);
        let mut scope = Self {
            dense: vec![0.0; N_SCOPE],
            ..Self::default()
        };
        scope.ranks(index, &found);
        scope.terms(&query, &found, known);
        scope.asking(text);
        scope.before(&query, course, index);
        let best = scope.get(Number::Best);
        let missed = scope.get(Number::Missed);
        let asks = scope.get(Number::Asks).max(scope.get(Number::AsksWord));
        scope.set(Number::BestOfAsking, best * asks);
        scope.set(Number::MissedOfAsking, missed * asks);
        scope
    }

    fn set(&mut self, number: Number, value: f32) {
        if let Some(slot) = self.dense.get_mut(number as usize) {
            *slot = value;
        }
    }

    fn get(&self, number: Number) -> f32 {
        self.dense.get(number as usize).copied().unwrap_or_default()
    }

    fn ranks(&mut self, index: &Index, found: &Findings) {
        let hits = index.ranked(found, 2);
        let score = |at: usize| hits.get(at).map_or(0.0, |hit| hit.score.min(1.2));
        self.nearest = hits.first().map(|hit| hit.index);
        self.set(Number::Best, score(0));
        self.set(Number::Second, score(1));
        self.set(Number::Margin, score(0) - score(1));
    }

    fn terms(&mut self, query: &Query, found: &Findings, known: &dyn Fn(&str) -> bool) {
        let (mut anywhere, mut ideal, mut most, mut rarest) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        let (mut missed_topics, mut novel, mut found_topics) = (0.0, 0.0, 0.0);
        let mut missed: Vec<(f32, usize)> = Vec::new();
        for (term, hit) in query.terms.iter().zip(&found.terms) {
            let weight = term.weight * hit.rarity;
            ideal += weight;
            anywhere += weight * hit.share;
            let lacking = term.weight * (1.0 - hit.share);
            most = most.max(lacking);
            let is_topic = term.concepts.is_empty() && term.weight > 0.5;
            if hit.share < 0.5 {
                self.sparse.push((bucket(b"missed", term), 0.5));
                if term.weight > 0.3 {
                    missed.push((lacking, term.token));
                }
                missed_topics += f32::from(is_topic);
                novel += f32::from(is_topic && !known(&term.stem));
            } else {
                self.sparse.push((bucket(b"found", term), 0.5));
                rarest = rarest.max(hit.rarity * hit.share * term.weight);
                found_topics += f32::from(is_topic);
            }
        }
        missed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        self.missed = missed.into_iter().map(|(_, token)| token).collect();
        self.set(
            Number::Anywhere,
            if ideal > 0.0 { anywhere / ideal } else { 0.0 },
        );
        self.set(Number::Missed, (ideal - anywhere).min(4.0) / 2.0);
        self.set(Number::MissedMost, most);
        self.set(Number::MissedTopics, f32::min(missed_topics, 4.0) / 2.0);
        self.set(Number::MissedNovel, f32::min(novel, 3.0) / 2.0);
        self.set(Number::FoundTopics, f32::min(found_topics, 4.0) / 2.0);
        self.set(Number::FoundRarest, rarest);
        self.set(Number::Nothing, f32::from(query.terms.is_empty()));
    }

    fn asking(&mut self, text: &Text) {
        let asks = text.line.contains(" ? ");
        let n_words = text.words().count();
        let question_word = text.words().any(|word| QUESTION_WORDS.contains(&word));
        self.set(Number::Asks, f32::from(asks));
        self.set(Number::AsksWord, f32::from(question_word));
        self.set(Number::AsksShort, f32::from(asks && n_words <= 4));
    }

    /// A follow-up leans on what was said before: "and the large one?".
    fn before(&mut self, query: &Query, course: &Course, index: &Index) {
        let Some(before) = course.earlier.first() else {
            let best = self.get(Number::Best);
            self.set(Number::WithBefore, best);
            return;
        };
        let mut wider = query.clone();
        for term in Query::new(before).terms {
            if !wider.terms.iter().any(|own| own.stem == term.stem) {
                wider.terms.push(Term {
                    weight: term.weight * 0.4,
                    ..term
                });
            }
        }
        let found = index.look_up(&wider);
        let best = index
            .ranked(&found, 1)
            .first()
            .map_or(0.0, |hit| hit.score.min(1.2));
        self.set(Number::WithBefore, best);
        if let Some(agent) = &course.agent {
            let stems: Vec<String> = agent.words().map(crate::search::stem).collect();
            let total: f32 = query.terms.iter().map(|term| term.weight).sum();
            let covered: f32 = query
                .terms
                .iter()
                .filter(|term| stems.contains(&term.stem))
                .map(|term| term.weight)
                .sum();
            self.set(
                Number::AgentCovers,
                if total > 0.0 { covered / total } else { 0.0 },
            );
        }
    }
}

const QUESTION_WORDS: [&str; 60] = [
    "what", "whats", "which", "who", "when", "where", "wheres", "why", "how", "hows", "do", "does",
    "is", "are", "can", "could", "would", "will", "que", "cual", "cuales", "quien", "cuando",
    "donde", "como", "cuanto", "cuanta", "cuantos", "cuantas", "tienen", "hay", "puedo", "pueden",
    "podria", "hacen", "manejan", "venden", "aceptan", "q", "qual", "quais", "quem", "quando",
    "onde", "quanto", "quanta", "quantos", "quantas", "tem", "posso", "pode", "podem", "vcs",
    "voces", "fazem", "vendem", "aceitam", "da", "u", "got",
];

fn bucket(role: &[u8], term: &Term) -> u32 {
    let bytes = role.iter().chain(b":").chain(term.stem.as_bytes());
    let hash = bytes.fold(0x9e37_79b9_7f4a_7c15_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb);
    // The cast keeps the upper bits, which are below BUCKETS by the shift.
    (mixed >> (64 - BUCKETS.trailing_zeros())) as u32
}
