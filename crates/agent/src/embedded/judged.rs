//! What was asked, held against what was chosen to answer it: how much of it is covered, missed, or
//! strange to the playbook. Each number is explained where it is made; `confidence` weighs them.

use super::index::{Index, Read};
use super::rank::{Ranked, Ranking, Weighed};
use super::wording;

/// From which share on a word of the question counts as found.
const FOUND: f32 = 0.7;
/// Below which share it counts as missing.
const MISSING: f32 = 0.5;
/// Counts beyond this say nothing more.
const MOST: usize = 3;

/// A question's ranking and the places chosen from it.
pub(super) struct Judged<'a> {
    pub(super) index: &'a Index,
    pub(super) ranking: &'a Ranking,
    pub(super) chosen: &'a [usize],
}

pub(super) fn score(ranked: Option<&Ranked>) -> f32 {
    ranked.map_or(0.0, |ranked| ranked.score)
}

fn few(count: usize) -> f32 {
    count.min(MOST) as f32
}

impl<'a> Judged<'a> {
    /// The piece at `rank` of the ranking, the best first.
    pub(super) fn best(&self, rank: usize) -> Option<&'a Ranked> {
        self.ranking.ranked.get(rank)
    }

    /// The best piece itself.
    pub(super) fn top(&self) -> Option<&'a Read> {
        self.index.pieces.get(self.best(0)?.index)
    }

    fn units(&self) -> impl Iterator<Item = (usize, &'a Weighed)> {
        self.ranking.asked.units.iter().enumerate()
    }

    fn topics(&self) -> impl Iterator<Item = (usize, &'a Weighed)> {
        self.units().filter(|(_, unit)| unit.unit.is_topic())
    }

    /// Topics whose word only this customer or this business uses: they tell what is meant.
    fn telling(&self) -> impl Iterator<Item = (usize, &'a Weighed)> {
        self.topics()
            .filter(|(_, unit)| !unit.unit.is_measure() && !wording::is_common(&unit.unit.word))
    }

    /// How well a unit is found in the answer.
    fn in_answer(&self, at: usize) -> f32 {
        let ranked = self.ranking.ranked.iter();
        let chosen = ranked.filter(|ranked| self.chosen.contains(&ranked.index));
        chosen
            .filter_map(|ranked| ranked.found.get(at))
            .fold(0.0, |best, share| best.max(*share))
    }

    /// How much of a unit is found nowhere.
    fn lacking(&self, at: usize) -> f32 {
        1.0 - self.ranking.anywhere.get(at).copied().unwrap_or_default()
    }

    /// The weight of the whole question.
    pub(super) fn whole(&self) -> f32 {
        let sum: f32 = self.units().map(|(_, unit)| unit.weight).sum();
        sum.max(0.01)
    }

    /// The weight that the answer covers.
    pub(super) fn covered(&self) -> f32 {
        self.units()
            .map(|(at, unit)| unit.weight * self.in_answer(at))
            .sum()
    }

    /// The weight of topics that the playbook doesn't hold.
    pub(super) fn missed(&self) -> f32 {
        self.topics()
            .map(|(at, unit)| unit.weight * self.lacking(at))
            .sum()
    }

    /// Missed topics of which nothing is known at all.
    pub(super) fn strange(&self) -> f32 {
        let strange = self
            .topics()
            .filter(|(at, unit)| unit.unit.meanings.is_empty() && self.lacking(*at) > MISSING);
        few(strange.count())
    }

    /// The weight of topics known by name on which the playbook is silent.
    pub(super) fn silent(&self) -> f32 {
        let silent: f32 = self
            .topics()
            .filter(|(at, unit)| !unit.unit.meanings.is_empty() && self.lacking(*at) > MISSING)
            .map(|(_, unit)| unit.weight)
            .sum();
        silent.min(2.0)
    }

    pub(super) fn hit_topics(&self) -> f32 {
        let hits = self.topics().filter(|(at, _)| self.in_answer(*at) > FOUND);
        few(hits.count())
    }

    /// The share of the topics' weight that the answer covers; a half where there is no topic.
    pub(super) fn topic_cover(&self) -> f32 {
        let (mut covered, mut all) = (0.0, 0.0);
        for (at, unit) in self.topics() {
            covered += unit.weight * self.in_answer(at);
            all += unit.weight;
        }
        if all > 0.0 { covered / all } else { 0.5 }
    }

    /// Telling words in the answer.
    pub(super) fn told(&self) -> f32 {
        let told = self.telling().filter(|(at, _)| self.in_answer(*at) > FOUND);
        few(told.count())
    }

    /// Telling words that the answer leaves out.
    pub(super) fn untold(&self) -> f32 {
        let untold = self
            .telling()
            .filter(|(at, _)| self.in_answer(*at) < MISSING);
        few(untold.count())
    }

    /// Whether the answer holds the kind of value that is asked for: 1 yes, -1 no, 0 none is asked for.
    pub(super) fn fits(&self) -> f32 {
        let wanted = self.ranking.asked.wanted;
        let mut read = self
            .chosen
            .iter()
            .filter_map(|at| self.index.pieces.get(*at));
        match (
            wanted.is_empty(),
            read.any(|read| !wanted.shared(read.held).is_empty()),
        ) {
            (true, _) => 0.0,
            (false, true) => 1.0,
            (false, false) => -1.0,
        }
    }

    /// How near in meaning the nearest piece lies, whether or not it is the best.
    pub(super) fn nearest(&self) -> f32 {
        let ranked = self.ranking.ranked.iter();
        ranked.map(|ranked| ranked.near).fold(0.0, f32::max)
    }

    /// Whether the best piece says no to just what is asked about.
    pub(super) fn is_denied(&self) -> bool {
        let Some((best, read)) = self.best(0).zip(self.top()) else {
            return false;
        };
        read.denies && self.topics().any(|(at, _)| best.found.get(at) > Some(&0.8))
    }
}
