//! How the trees come about: boosting on the logistic loss, every tree correcting what the linear
//! score and the trees before it get wrong. Deterministic: candidates come from the sorted values,
//! ties go to the first. Next: `trees`.

use super::{Dice, sigmoid};
use crate::bytes::{fine, of_fine};
use crate::trees::{Split, Trees, leaf, splits};

/// One example for the trees.
#[derive(Clone, Debug)]
pub struct Row {
    /// The plain numbers.
    pub numbers: Vec<f32>,
    /// The score that the trees add to.
    pub start: f32,
    /// Whether the trigger is right.
    pub label: bool,
    /// How much it counts.
    pub weight: f32,
}

/// How many trees, and how carefully.
#[derive(Clone, Copy, Debug)]
pub struct Garden {
    /// How many.
    pub trees: usize,
    /// Questions asked on the way to a leaf.
    pub depth: usize,
    /// The share of each correction that is made.
    pub rate: f32,
    /// Pull of a leaf towards zero.
    pub pull: f32,
    /// The least weight of the examples in a leaf.
    pub least: f32,
}

impl Default for Garden {
    fn default() -> Self {
        Self {
            trees: 240,
            depth: 3,
            rate: 0.03,
            pull: 6.0,
            least: 4.0,
        }
    }
}

/// Candidates per number, as many as a byte tells apart with some to spare: a score is cut where it
/// counts, not only where many lie.
const BINS: usize = 200;

/// The numbers in bins, column by column.
struct Binned {
    edges: Vec<Vec<f32>>,
    bins: Vec<Vec<u8>>,
}

impl Binned {
    fn of(rows: &[Row]) -> Self {
        let n_numbers = rows.first().map_or(0, |row| row.numbers.len());
        let column = |at: usize| -> Vec<f32> {
            rows.iter()
                .map(|row| row.numbers.get(at).copied().unwrap_or_default())
                .collect()
        };
        let edges: Vec<Vec<f32>> = (0..n_numbers).map(|at| edges(column(at))).collect();
        let bins = edges
            .iter()
            .enumerate()
            .map(|(at, edges)| {
                let bin = |value: f32| edges.partition_point(|edge| value > *edge);
                // There are fewer edges than a byte holds.
                column(at)
                    .into_iter()
                    .map(|value| bin(value) as u8)
                    .collect()
            })
            .collect();
        Self { edges, bins }
    }
}

/// Values between which a number may be split: the middles between neighbours at even steps, as the file of
/// the weights can hold them.
fn edges(mut values: Vec<f32>) -> Vec<f32> {
    values.sort_by(f32::total_cmp);
    let n_values = values.len();
    let mut edges: Vec<f32> = (1..BINS)
        .filter_map(|step| {
            let value = *values.get(step * n_values / BINS)?;
            let next = values.iter().find(|other| **other > value)?;
            Some((value + next) / 2.0)
        })
        .collect();
    // What is nearly always the same has its rare values at the ends.
    let first = values.first().copied().unwrap_or_default();
    edges.extend(
        values
            .iter()
            .find(|value| **value > first)
            .map(|next| (first + next) / 2.0),
    );
    for edge in &mut edges {
        *edge = of_fine(fine(*edge));
    }
    edges.sort_by(f32::total_cmp);
    edges.dedup();
    edges
}

/// Sums of slopes and curvatures.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    slope: f32,
    curve: f32,
}

impl Sums {
    fn add(&mut self, slope: f32, curve: f32) {
        self.slope += slope;
        self.curve += curve;
    }

    fn less(self, other: Self) -> Self {
        Self {
            slope: self.slope - other.slope,
            curve: self.curve - other.curve,
        }
    }

    fn gain(self, pull: f32) -> f32 {
        self.slope * self.slope / (self.curve + pull)
    }
}

/// Grows the trees of one head.
pub fn grow(rows: &[Row], garden: Garden) -> Trees {
    let binned = Binned::of(rows);
    let mut scores: Vec<f32> = rows.iter().map(|row| row.start).collect();
    let mut dice = Dice(0x7ee5_0001);
    let mut trees = Trees::of_depth(garden.depth);
    for _ in 0..garden.trees {
        let slopes: Vec<(f32, f32)> = rows
            .iter()
            .zip(&scores)
            .map(|(row, score)| {
                let chance = sigmoid(*score);
                let kept = f32::from(dice.throw() % 10 < 7) * row.weight;
                (
                    (chance - f32::from(row.label)) * kept,
                    (chance * (1.0 - chance)).max(0.02) * kept,
                )
            })
            .collect();
        let asked: Vec<bool> = (0..binned.edges.len())
            .map(|_| dice.throw() % 10 < 4)
            .collect();
        let (splits, leaves) = tree(&binned, &slopes, &asked, garden);
        for (score, row) in scores.iter_mut().zip(rows) {
            let at = leaf(&splits, garden.depth, &row.numbers);
            *score += leaves.get(at).copied().unwrap_or_default();
        }
        trees.push(&splits, &leaves);
    }
    trees
}

/// A question that nothing answers with yes.
const NOTHING: Split = (0, f32::INFINITY);

/// The questions of one tree, and what its leaves add.
fn tree(
    binned: &Binned,
    slopes: &[(f32, f32)],
    asked: &[bool],
    garden: Garden,
) -> (Vec<Split>, Vec<f32>) {
    let mut questions = vec![NOTHING; splits(garden.depth)];
    let mut nodes = vec![0_usize; slopes.len()];
    for level in 0..garden.depth {
        let first = (1 << level) - 1;
        let chosen = best_splits(binned, slopes, &nodes, asked, 1 << level, garden);
        for (split, best) in questions.iter_mut().skip(first).zip(&chosen) {
            *split = best.map_or(NOTHING, |(number, edge)| {
                let above = binned.edges.get(number).and_then(|edges| edges.get(edge));
                // The cast is exact: there are a few hundred numbers.
                (number as u16, above.copied().unwrap_or(f32::INFINITY))
            });
        }
        for (at, node) in nodes.iter_mut().enumerate() {
            let right = chosen
                .get(*node)
                .copied()
                .flatten()
                .is_some_and(|(number, edge)| {
                    let bin = binned.bins.get(number).and_then(|bins| bins.get(at));
                    bin.is_some_and(|bin| usize::from(*bin) > edge)
                });
            *node = 2 * *node + usize::from(right);
        }
    }
    let mut sums = vec![Sums::default(); 1 << garden.depth];
    for (node, (slope, curve)) in nodes.iter().zip(slopes) {
        if let Some(sum) = sums.get_mut(*node) {
            sum.add(*slope, *curve);
        }
    }
    let leaves = sums
        .into_iter()
        .map(|sum| -garden.rate * sum.slope / (sum.curve + garden.pull));
    (questions, leaves.collect())
}

/// Per node of a level: the number and the edge that part its examples best.
fn best_splits(
    binned: &Binned,
    slopes: &[(f32, f32)],
    nodes: &[usize],
    asked: &[bool],
    n_nodes: usize,
    garden: Garden,
) -> Vec<Option<(usize, usize)>> {
    let mut best: Vec<(f32, Option<(usize, usize)>)> = vec![(1e-3, None); n_nodes];
    for (number, bins) in binned.bins.iter().enumerate() {
        let edges = binned.edges.get(number).map_or(0, Vec::len);
        if edges == 0 || asked.get(number) != Some(&true) {
            continue;
        }
        let mut sums = vec![Sums::default(); n_nodes * (edges + 1)];
        for ((bin, node), (slope, curve)) in bins.iter().zip(nodes).zip(slopes) {
            if let Some(sum) = sums.get_mut(node * (edges + 1) + usize::from(*bin)) {
                sum.add(*slope, *curve);
            }
        }
        for (best, sums) in best.iter_mut().zip(sums.chunks(edges + 1)) {
            let mut whole = Sums::default();
            sums.iter().for_each(|sum| whole.add(sum.slope, sum.curve));
            let mut left = Sums::default();
            for (edge, sum) in sums.iter().take(edges).enumerate() {
                left.add(sum.slope, sum.curve);
                let right = whole.less(left);
                // A quarter of an example's weight is the most that it curves.
                if left.curve.min(right.curve) < garden.least * 0.25 {
                    continue;
                }
                let pull = garden.pull;
                let gain = left.gain(pull) + right.gain(pull) - whole.gain(pull);
                if gain > best.0 {
                    *best = (gain, Some((number, edge)));
                }
            }
        }
    }
    best.into_iter().map(|(_, split)| split).collect()
}

#[cfg(test)]
mod tests {
    use super::{Garden, Row, grow};
    use crate::trees::Trees;

    /// Numbers that lie nearer to each other than two bytes can tell apart.
    fn close_together(at: u8) -> Row {
        Row {
            numbers: vec![1000.0 + f32::from(at) * 0.1],
            start: 0.0,
            label: at > 60,
            weight: 1.0,
        }
    }

    #[test]
    fn trees_read_from_a_file_ask_what_was_learnt() {
        let rows: Vec<Row> = (0..120).map(close_together).collect();
        let trees = grow(&rows, Garden::default());
        let mut bytes = Vec::new();
        trees.write(&mut bytes);
        let read = Trees::read(&mut bytes.as_slice()).expect("trees");
        for row in &rows {
            let (learnt, read) = (trees.score(&row.numbers), read.score(&row.numbers));
            assert!(
                (learnt - read).abs() < 0.01 * learnt.abs(),
                "{learnt} {read}"
            );
        }
        let score = |at| read.score(&close_together(at).numbers);
        assert!(score(10) < 0.0 && score(110) > 0.0);
    }
}
