//! How sure the embedded answerer is: a few numbers about what was asked and what was found, weighed
//! so that at a confidence of 0.5 more than four of five questions without an answer are handed over.
//! The weights come from the example `questions --calibrate --coverage` over `triggers/training`: what
//! the trained reader and the wording say of each question is said by ones that never saw its
//! business. The constant is the one that `--calibrate` prints, less the log odds of its floor 0.45
//! (there 71 % answered right, 88 % handed over), so that this floor lies at 0.5.

use super::index::Index;
use super::judged::{Judged, score};
use super::rank::Ranking;
use super::wording;
use crate::drafter::Ask;
use crate::talk::Talk;
use conversation::state::Speaker;
use triggers::Reader;
use triggers::reader::{By, Turn};

/// How many numbers there are.
pub const COUNT: usize = 25;

/// Which of them is the trained reader's.
pub const SCOPE: usize = 13;

/// Which of them is the wording's.
pub const WORDING: usize = 14;

/// The numbers an answer is judged by.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Features(pub [f32; COUNT]);

/// The weights, in the order of [`Features::of`], and the constant.
const WEIGHTS: [f32; COUNT] = [
    0.29, 0.10, 0.32, -0.18, 0.07, 0.03, 0.06, 0.55, 0.76, -0.21, -0.05, -0.05, 0.10, 2.69, 0.51,
    0.12, -0.08, -0.13, -0.47, -0.11, 0.50, 0.00, 0.44, -0.08, 0.40,
];
const CONSTANT: f32 = -3.30;

impl Features {
    pub(super) fn of(index: &Index, ranking: &Ranking, chosen: &[usize], scope: f32) -> Self {
        let found = Judged {
            index,
            ranking,
            chosen,
        };
        let n_units = ranking.asked.units.len() as f32;
        let (best, second) = (found.best(0), found.best(1));
        let (covered, missed, whole) = (found.covered(), found.missed(), found.whole());
        let (fits, topic_cover) = (found.fits(), found.topic_cover());
        Self([
            covered / whole,
            best.map_or(0.0, |best| best.cover),
            ranking.guide,
            missed / whole,
            found.strange(),
            found.hit_topics(),
            fits,
            score(best) - score(second),
            score(best).min(2.0),
            n_units.ln_1p(),
            missed.min(3.0),
            covered.min(3.0),
            found.silent(),
            scope,
            wording::score(&ranking.asked.words) / 2.0,
            topic_cover,
            found.told(),
            found.untold(),
            f32::from(found.top().is_some_and(|read| read.is_order)),
            best.map_or(0.0, |best| best.about),
            f32::from(found.is_denied()),
            topic_cover * fits.max(0.0),
            best.map_or(0.0, |best| best.near),
            found.nearest(),
            best.map_or(0.0, |best| best.near) * topic_cover,
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

/// How well the playbook covers the last message, as `reader` sees it: 0 not at all, 1 in full; a half
/// without a reader.
pub(super) fn coverage(reader: Option<&Reader>, ask: &Ask, talk: &Talk<'_>) -> f32 {
    let Some(reader) = reader else {
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
