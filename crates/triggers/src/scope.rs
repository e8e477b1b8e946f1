//! How well the playbook covers what a customer asks, as numbers for the model: the best fact's share
//! of the ideal, what no fact mentions, how rare that is. It says nothing about moods or requests.
//! Next: `model`.

use crate::features::{BUCKETS, Course};
use crate::search::{FIRST_TOPIC, Findings, Index, Query, Term};
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
    MissedTold,
    MissedToldMost,
    AnywhereTold,
    BestTold,
    MissedTopicWord,
    FoundTopicWord,
    TogetherTwo,
    TogetherThree,
    TopTelling,
    TopShare,
    SecondShare,
    TopIsTopic,
    SecondIsTopic,
    Count,
}

/// How many there are.
/// Each stands three times: by itself, for questions, and for answers to the agent's question.
pub(crate) const N_SCOPE: usize = N_PLAIN * 3;
const N_PLAIN: usize = Number::Count as usize;

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
        common: &dyn Fn(&str) -> f32,
    ) -> Self {
        let query = Query::of_question(text);
        let found = index.look_up(&query);
        let mut scope = Self {
            dense: vec![0.0; N_PLAIN],
            ..Self::default()
        };
        scope.ranks(index, &found);
        scope.terms(&query, &found, common);
        scope.together(&query, &found, common);
        scope.asking(text);
        scope.before(&query, course, index);
        let best = scope.get(Number::Best);
        let missed = scope.get(Number::Missed);
        let asks = scope.get(Number::Asks).max(scope.get(Number::AsksWord));
        scope.set(Number::BestOfAsking, best * asks);
        scope.set(Number::MissedOfAsking, missed * asks);
        let answers = f32::from(asks == 0.0 && course.agent_asked());
        let plain = scope.dense.clone();
        scope.dense.extend(plain.iter().map(|value| value * asks));
        scope
            .dense
            .extend(plain.iter().map(|value| value * answers));
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

    fn terms(&mut self, query: &Query, found: &Findings, common: &dyn Fn(&str) -> f32) {
        let (mut anywhere, mut ideal, mut most, mut rarest) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        let (mut missed_topics, mut novel, mut found_topics) = (0.0, 0.0, 0.0);
        let mut missed: Vec<(f32, usize)> = Vec::new();
        let (mut told, mut told_found, mut told_missed, mut told_most) =
            (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        let (mut topic_missed, mut topic_found) = (0.0_f32, 0.0_f32);
        for (term, hit) in query.terms.iter().zip(&found.terms) {
            let weight = term.weight * hit.rarity;
            ideal += weight;
            anywhere += weight * hit.share;
            let lacking = term.weight * (1.0 - hit.share);
            most = most.max(lacking);
            let named = term.concepts.iter().any(|concept| *concept >= *FIRST_TOPIC);
            let is_topic = (term.concepts.is_empty() || named) && term.weight > 0.5;
            let telling = term.weight * (1.0 - common(&term.stem));
            told += telling;
            told_found += telling * hit.share;
            told_missed += telling * (1.0 - hit.share);
            told_most = told_most.max(telling * (1.0 - hit.share));
            if named && hit.share < 0.5 {
                topic_missed += 1.0;
            } else if named {
                topic_found += 1.0;
            }
            if hit.share < 0.5 {
                self.sparse.push((bucket(b"missed", term), 0.5));
                if term.weight > 0.3 {
                    missed.push((lacking, term.token));
                }
                missed_topics += f32::from(is_topic);
                novel += f32::from(is_topic && common(&term.stem) == 0.0);
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
        self.set(Number::Missed, (ideal - anywhere).min(1.5) / 2.0);
        self.set(Number::MissedMost, most);
        self.set(Number::MissedTopics, f32::min(missed_topics, 1.0));
        self.set(Number::MissedNovel, f32::min(novel, 1.0));
        self.set(Number::FoundTopics, f32::min(found_topics, 1.0));
        self.set(Number::FoundRarest, rarest);
        let share = if told > 0.0 { told_found / told } else { 1.0 };
        self.set(Number::MissedTold, told_missed.min(1.5));
        self.set(Number::MissedToldMost, told_most);
        self.set(Number::AnywhereTold, share);
        self.set(Number::MissedTopicWord, topic_missed.min(1.0));
        self.set(Number::FoundTopicWord, topic_found.min(1.0));
        self.set(Number::Nothing, f32::from(query.terms.is_empty()));
    }

    /// Whether one fact speaks of the most telling words at once: "what colours has the fryer" needs
    /// a fact about both.
    fn together(&mut self, query: &Query, found: &Findings, common: &dyn Fn(&str) -> f32) {
        let mut telling: Vec<(f32, usize)> = query
            .terms
            .iter()
            .enumerate()
            .map(|(at, term)| (term.weight * (1.0 - common(&term.stem)), at))
            .collect();
        telling.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let n_facts = found.sums.len();
        let share = |at: usize, fact: usize| {
            found
                .shares
                .get(at)
                .and_then(|facts| facts.get(fact))
                .copied()
                .unwrap_or_default()
        };
        let cover = |most: usize| {
            let chosen = telling.get(..most.min(telling.len())).unwrap_or_default();
            let total: f32 = chosen.iter().map(|(weight, _)| weight).sum();
            let best = (0..n_facts)
                .map(|fact| {
                    chosen
                        .iter()
                        .map(|(weight, at)| weight * share(*at, fact))
                        .sum::<f32>()
                })
                .fold(0.0, f32::max);
            if total > 0.0 { best / total } else { 1.0 }
        };
        self.set(Number::TogetherTwo, cover(2));
        self.set(Number::TogetherThree, cover(3));
        self.set(Number::BestTold, cover(usize::MAX));
        let of = |rank: usize| telling.get(rank).map(|(_, at)| *at);
        let best_share = |rank: usize| {
            of(rank)
                .and_then(|at| found.terms.get(at))
                .map_or(1.0, |hit| hit.share)
        };
        let is_topic = |rank: usize| {
            let term = of(rank).and_then(|at| query.terms.get(at));
            f32::from(term.is_some_and(|t| {
                t.concepts.is_empty() || t.concepts.iter().any(|c| *c >= *FIRST_TOPIC)
            }))
        };
        self.set(
            Number::TopTelling,
            telling.first().map_or(0.0, |(weight, _)| *weight),
        );
        self.set(Number::TopShare, best_share(0));
        self.set(Number::SecondShare, best_share(1));
        self.set(Number::TopIsTopic, is_topic(0) * (1.0 - best_share(0)));
        self.set(Number::SecondIsTopic, is_topic(1) * (1.0 - best_share(1)));
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
