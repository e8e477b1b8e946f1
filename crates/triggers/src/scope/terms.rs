//! The words of a question one by one: which stand in the playbook, which don't, of what sort they
//! are, and whether one fact speaks of the most telling ones at once. Next: `subject`.

use super::frame::is_everyday;
use super::{Held, Number, Scope, bucket};
use crate::search::{Sort, Term, sort_of};

/// From this share on a word counts as found.
pub(super) const FOUND: f32 = 0.5;

/// What a word is, for the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// A thing, or a piece of paper, that the lexicon knows.
    Thing,
    /// A property of a thing.
    Property,
    /// Common to all trades.
    General,
    /// A place.
    Place,
    /// The lexicon doesn't know it.
    Unknown,
    /// A small word or a number.
    Small,
}

pub(super) fn class_of(term: &Term) -> Class {
    let is = |sort: Sort| {
        term.concepts
            .iter()
            .any(|concept| sort_of(*concept) == sort)
    };
    let everyday = term.concepts.is_empty() && is_everyday(&term.word);
    if everyday || term.weight <= 0.12 || term.word.bytes().all(|byte| byte.is_ascii_digit()) {
        Class::Small
    } else if is(Sort::Property) {
        Class::Property
    } else if is(Sort::Thing) || is(Sort::Paper) {
        Class::Thing
    } else if is(Sort::Place) {
        Class::Place
    } else if term.concepts.is_empty() {
        Class::Unknown
    } else {
        Class::General
    }
}

/// The most and the number of something.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    most: f32,
    count: f32,
}

impl Tally {
    fn add(&mut self, value: f32) {
        self.most = self.most.max(value);
        self.count += value;
    }
}

impl Scope {
    pub(super) fn terms(&mut self, held: &Held<'_>, common: &dyn Fn(&str) -> f32) {
        let (mut anywhere, mut ideal, mut most, mut rarest) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        let (mut missed_topics, mut novel, mut found_topics) = (0.0, 0.0, 0.0);
        let mut missed: Vec<(f32, usize)> = Vec::new();
        let (mut told, mut told_found, mut told_missed, mut told_most) =
            (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        let (mut topic_missed, mut topic_found) = (0.0_f32, 0.0_f32);
        let terms = held.query.terms.iter().zip(&held.found.terms);
        for ((term, hit), telling) in terms.zip(&held.telling) {
            let weight = term.weight * hit.rarity;
            ideal += weight;
            anywhere += weight * hit.share;
            let lacking = term.weight * (1.0 - hit.share);
            most = most.max(lacking);
            let named = term
                .concepts
                .iter()
                .any(|concept| sort_of(*concept) != Sort::General);
            let is_topic = (term.concepts.is_empty() || named) && term.weight > 0.5;
            told += telling;
            told_found += telling * hit.share;
            told_missed += telling * (1.0 - hit.share);
            told_most = told_most.max(telling * (1.0 - hit.share));
            let is_found = hit.share >= FOUND;
            if named && !is_found {
                topic_missed += 1.0;
            } else if named {
                topic_found += 1.0;
            }
            if is_found {
                rarest = rarest.max(hit.rarity * hit.share * term.weight);
                found_topics += f32::from(is_topic);
            } else {
                if term.weight > 0.3 && class_of(term) != Class::Small {
                    missed.extend(
                        (0..term.length).map(|at| (telling * (1.0 - hit.share), term.token + at)),
                    );
                }
                missed_topics += f32::from(is_topic);
                novel += f32::from(is_topic && common(&term.stem) == 0.0);
            }
            self.hashed(term, is_found);
        }
        missed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        self.missed = missed.into_iter().map(|(_, token)| token).collect();
        let share = |part: f32, whole: f32, empty: f32| {
            if whole > 0.0 { part / whole } else { empty }
        };
        self.set(Number::Anywhere, share(anywhere, ideal, 0.0));
        self.set(Number::Missed, (ideal - anywhere).min(1.5) / 2.0);
        self.set(Number::MissedMost, most);
        self.set(Number::MissedTopics, f32::min(missed_topics, 1.0));
        self.set(Number::MissedNovel, f32::min(novel, 1.0));
        self.set(Number::FoundTopics, f32::min(found_topics, 1.0));
        self.set(Number::FoundRarest, rarest);
        self.set(Number::MissedTold, told_missed.min(1.5));
        self.set(Number::MissedToldMost, told_most);
        self.set(Number::AnywhereTold, share(told_found, told, 1.0));
        self.set(Number::MissedTopicWord, topic_missed.min(1.0));
        self.set(Number::FoundTopicWord, topic_found.min(1.0));
        self.set(Number::Nothing, f32::from(held.query.terms.is_empty()));
    }

    /// The term by its stem, which its language knows, and by its concepts, which all three know.
    fn hashed(&mut self, term: &Term, is_found: bool) {
        let (stem, concept): (&[u8], &[u8]) = if is_found {
            (b"found", b"found#")
        } else {
            (b"missed", b"missed#")
        };
        self.sparse.push((bucket(stem, term.stem.as_bytes()), 0.5));
        for number in &term.concepts {
            self.sparse
                .push((bucket(concept, &number.to_le_bytes()), 0.5 * term.weight));
        }
    }

    /// The words by their sort.
    pub(super) fn sorts(&mut self, held: &Held<'_>) {
        let mut missed = [Tally::default(); 6];
        let mut found = [Tally::default(); 6];
        let terms = held.query.terms.iter().zip(&held.found.terms);
        for ((term, hit), telling) in terms.zip(&held.telling) {
            let class = class_of(term) as usize;
            let (tallies, value) = if hit.share < FOUND {
                (&mut missed, telling * (1.0 - hit.share))
            } else {
                (&mut found, telling * hit.share)
            };
            if let Some(tally) = tallies.get_mut(class) {
                tally.add(value);
            }
        }
        let of = |tallies: &[Tally; 6], class: Class| {
            tallies.get(class as usize).copied().unwrap_or_default()
        };
        self.set(Number::ThingMissed, of(&missed, Class::Thing).most);
        self.set(
            Number::ThingsMissed,
            of(&missed, Class::Thing).count.min(2.0),
        );
        self.set(Number::ThingFound, of(&found, Class::Thing).most);
        self.set(Number::UnknownMissed, of(&missed, Class::Unknown).most);
        self.set(
            Number::UnknownsMissed,
            of(&missed, Class::Unknown).count.min(2.0),
        );
        self.set(Number::UnknownFound, of(&found, Class::Unknown).most);
        self.set(Number::GeneralMissed, of(&missed, Class::General).most);
        self.set(Number::GeneralFound, of(&found, Class::General).most);
        self.set(Number::PlaceMissed, of(&missed, Class::Place).most);
        let places = of(&found, Class::Place)
            .most
            .max(of(&missed, Class::Place).most);
        self.set(Number::PlaceNamed, places);
        self.papers(held);
    }

    fn papers(&mut self, held: &Held<'_>) {
        for (term, hit) in held.query.terms.iter().zip(&held.found.terms) {
            let is_paper = |concept: &u16| sort_of(*concept) == Sort::Paper;
            if term.concepts.iter().any(is_paper) {
                self.set(Number::PaperNamed, 1.0);
                let missed = self.get(Number::PaperMissed).max(1.0 - hit.share);
                self.set(Number::PaperMissed, missed);
            }
        }
    }

    /// Whether one fact speaks of the most telling words at once: "what colours has the fryer" needs
    /// a fact about both.
    pub(super) fn together(&mut self, held: &Held<'_>) {
        let mut telling: Vec<(f32, usize)> = held.telling.iter().copied().zip(0..).collect();
        telling.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        self.set(Number::TogetherTwo, held.cover(&telling, 2));
        self.set(Number::TogetherThree, held.cover(&telling, 3));
        self.set(Number::BestTold, held.cover(&telling, usize::MAX));
        let of = |rank: usize| telling.get(rank).map(|(_, at)| *at);
        let best_share = |rank: usize| {
            of(rank)
                .and_then(|at| held.found.terms.get(at))
                .map_or(1.0, |hit| hit.share)
        };
        let is_topic = |rank: usize| {
            let term = of(rank).and_then(|at| held.query.terms.get(at));
            f32::from(term.is_some_and(|term| {
                matches!(
                    class_of(term),
                    Class::Thing | Class::Property | Class::Unknown
                )
            }))
        };
        let top = telling.first().map_or(0.0, |(weight, _)| *weight);
        self.set(Number::TopTelling, top);
        self.set(Number::TopShare, best_share(0));
        self.set(Number::SecondShare, best_share(1));
        self.set(Number::TopIsTopic, is_topic(0) * (1.0 - best_share(0)));
        self.set(Number::SecondIsTopic, is_topic(1) * (1.0 - best_share(1)));
    }
}

impl Held<'_> {
    /// How well the best fact covers the `most` first of the terms.
    fn cover(&self, telling: &[(f32, usize)], most: usize) -> f32 {
        let chosen = telling.get(..most.min(telling.len())).unwrap_or_default();
        let total: f32 = chosen.iter().map(|(weight, _)| weight).sum();
        let best = (0..self.index.facts().len())
            .map(|fact| {
                let shares = chosen
                    .iter()
                    .map(|(weight, at)| weight * self.share(*at, fact));
                shares.sum::<f32>()
            })
            .fold(0.0, f32::max);
        if total > 0.0 { best / total } else { 1.0 }
    }

    /// How well a fact has a term, itself or by the fact that it goes on from.
    pub(super) fn share(&self, term: usize, fact: usize) -> f32 {
        let Some(shares) = self.found.shares.get(term) else {
            return 0.0;
        };
        let own = shares.get(fact).copied().unwrap_or_default();
        let follows = self
            .index
            .manners()
            .get(fact)
            .is_some_and(|manner| manner.follows);
        let before = if follows { fact.checked_sub(1) } else { None };
        let carried = before.and_then(|before| shares.get(before));
        own.max(carried.copied().unwrap_or_default() * CARRIED)
    }
}

/// What a word counts in the sentence after its own.
const CARRIED: f32 = 0.6;
