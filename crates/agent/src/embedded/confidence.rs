//! How sure the embedded answerer is: a few numbers about what was asked and what was found, weighed
//! so that at a confidence of 0.5 four of five questions without an answer are handed over. The
//! weights come from the example `questions --calibrate` over `triggers/training`, leaving one
//! business out; the trained reader's and the constant were set on the businesses of
//! `triggers/testing`, which neither the reader nor the wording has seen (six of them: 59 % answered
//! right, 80 % handed over).

use super::index::Index;
use super::rank::Ranking;
use super::wording;
use crate::drafter::Ask;
use crate::talk::Talk;
use conversation::state::Speaker;
use triggers::Reader;
use triggers::reader::{By, Turn};

/// How many numbers there are.
pub const COUNT: usize = 22;

/// Which of them is the trained reader's.
pub const SCOPE: usize = 13;

/// Which of them is the wording's.
pub const WORDING: usize = 14;

/// The numbers an answer is judged by.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Features(pub [f32; COUNT]);

/// The weights, in the order of [`Features::of`], and the constant.
const WEIGHTS: [f32; COUNT] = [
    0.13, 0.71, 0.61, -0.13, 0.13, 0.06, 0.27, 0.62, 1.05, 0.58, -0.63, -0.43, 0.55, 1.70, 0.75,
    0.28, 0.03, -0.17, -0.03, 0.25, 0.53, -0.06,
];
const CONSTANT: f32 = -3.45;

impl Features {
    pub(super) fn of(index: &Index, ranking: &Ranking, chosen: &[usize], scope: f32) -> Self {
        let units = &ranking.asked.units;
        let best = ranking.ranked.first();
        let second = ranking.ranked.get(1);
        let whole: f32 = units.iter().map(|unit| unit.weight).sum::<f32>().max(0.01);
        let missing = |at: usize| 1.0 - ranking.anywhere.get(at).copied().unwrap_or_default();
        let topics = || {
            units
                .iter()
                .enumerate()
                .filter(|(_, unit)| unit.unit.is_topic())
        };
        let missed: f32 = topics().map(|(at, unit)| unit.weight * missing(at)).sum();
        let strange = topics()
            .filter(|(at, unit)| unit.unit.meanings.is_empty() && missing(*at) > 0.5)
            .count();
        // A topic we know by name, and on which the playbook is silent.
        let silent: f32 = topics()
            .filter(|(at, unit)| !unit.unit.meanings.is_empty() && missing(*at) > 0.5)
            .map(|(_, unit)| unit.weight)
            .sum();
        let by_chosen = |at: usize| {
            let of = ranking
                .ranked
                .iter()
                .filter(|ranked| chosen.contains(&ranked.index));
            of.filter_map(|ranked| ranked.found.get(at))
                .fold(0.0_f32, |a, b| a.max(*b))
        };
        let covered: f32 = units
            .iter()
            .enumerate()
            .map(|(at, unit)| unit.weight * by_chosen(at))
            .sum();
        let hit_topics = topics().filter(|(at, _)| by_chosen(*at) > 0.7).count();
        let wanted = ranking.asked.wanted;
        let held = chosen
            .iter()
            .filter_map(|at| index.pieces.get(*at))
            .map(|read| read.held);
        let holds = held
            .map(|held| wanted.shared(held).count())
            .max()
            .unwrap_or(0);
        let fits = match (wanted.is_empty(), holds) {
            (true, _) => 0.0,
            (false, 0) => -1.0,
            (false, _) => 1.0,
        };
        let all_topics: f32 = topics().map(|(_, unit)| unit.weight).sum();
        let topics_covered: f32 = topics().map(|(at, unit)| unit.weight * by_chosen(at)).sum();
        let topic_cover = if all_topics > 0.0 {
            topics_covered / all_topics
        } else {
            0.5
        };
        // A word that only this customer or this business uses tells what is meant.
        let telling = || {
            topics().filter(|(_, unit)| {
                let word = &unit.unit.word;
                !unit.unit.is_measure() && !wording::is_common(word)
            })
        };
        let told = telling().filter(|(at, _)| by_chosen(*at) > 0.7).count();
        let untold = telling().filter(|(at, _)| by_chosen(*at) < 0.5).count();
        let top = best.and_then(|best| index.pieces.get(best.index));
        let denied = top.is_some_and(|read| read.denies)
            && topics().any(|(at, _)| best.is_some_and(|best| best.found.get(at) > Some(&0.8)));
        let score = |ranked: Option<&super::rank::Ranked>| ranked.map_or(0.0, |r| r.score);
        Self([
            covered / whole,
            best.map_or(0.0, |best| best.cover),
            ranking.guide,
            missed / whole,
            strange.min(3) as f32,
            hit_topics.min(3) as f32,
            fits,
            score(best) - score(second),
            score(best).min(2.0),
            (units.len() as f32).ln_1p(),
            missed.min(3.0),
            covered.min(3.0),
            silent.min(2.0),
            scope,
            wording::score(&ranking.asked.words) / 2.0,
            topic_cover,
            told.min(3) as f32,
            untold.min(3) as f32,
            f32::from(top.is_some_and(|read| read.is_order)),
            best.map_or(0.0, |best| best.about),
            f32::from(denied),
            topic_cover
                * if wanted.is_empty() {
                    0.0
                } else {
                    fits.max(0.0)
                },
        ])
    }

    /// How likely the answer is right, 0 to 1.
    pub fn confidence(&self) -> f64 {
        let sum: f32 = self
            .0
            .iter()
            .zip(WEIGHTS)
            .map(|(value, weight)| value * weight)
            .sum();
        f64::from(1.0 / (1.0 + (-(sum + CONSTANT)).exp()))
    }
}

/// How well the playbook covers the last message, as the trained reader sees it; a half without one.
pub(super) fn scope(ask: &Ask, talk: &Talk<'_>) -> f32 {
    let Ok(reader) = Reader::embedded() else {
        return 0.5;
    };
    let by = |speaker: &Speaker| match speaker {
        Speaker::Customer => By::Customer,
        Speaker::Agent => By::Agent,
        Speaker::Operator { .. } => By::Operator,
    };
    let thread: Vec<Turn<'_>> = talk
        .before
        .iter()
        .chain(talk.burst)
        .map(|turn| Turn {
            by: by(&turn.speaker),
            at: turn.at,
            id: &turn.id,
            text: &turn.words,
        })
        .collect();
    reader.read(&thread, &ask.guide).scope
}
