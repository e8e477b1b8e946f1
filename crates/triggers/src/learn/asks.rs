//! How the sorts of wishes are learnt: a linear row for each over hashed pieces of the text and the numbers
//! of its meaning, all rows together by the chance that they give to the sort that a reader named.
//! Deterministic. Next: `asks`.

use super::{Dice, Example};
use crate::asks::{Asks, SORTS, cell, chances, empty_table};
use crate::meaning::SIZE;

/// Passes over the examples.
const PASSES: usize = 6;
/// First step.
const RATE: f32 = 0.1;
/// Pull towards zero.
const DECAY: f32 = 2e-5;

/// Weights, or the sums of the squares of their steps.
struct Sheet {
    table: Vec<[f32; SORTS]>,
    meaning: [[f32; SIZE]; SORTS],
    added: [f32; SORTS],
}

impl Sheet {
    fn empty() -> Self {
        Self {
            table: empty_table(),
            meaning: [[0.0; SIZE]; SORTS],
            added: [0.0; SORTS],
        }
    }

    fn chances(&self, example: &Example) -> [f32; SORTS] {
        let mut scores = self.added;
        for (bucket, value) in &example.features.sparse {
            let row = self.table.get(cell(*bucket)).into_iter().flatten();
            for (score, weight) in scores.iter_mut().zip(row) {
                *score += weight * value;
            }
        }
        for (score, row) in scores.iter_mut().zip(&self.meaning) {
            let numbers = row.iter().zip(example.meaning());
            *score += numbers.map(|(w, x)| w * x).sum::<f32>();
        }
        chances(scores)
    }
}

/// Learns from the examples that `keep` lets through and whose sort is known.
pub fn learn_asks(examples: &[Example], keep: impl Fn(&Example) -> bool) -> Asks {
    let (mut weights, mut sums) = (Sheet::empty(), Sheet::empty());
    let mut order: Vec<usize> = (0..examples.len())
        .filter(|at| {
            let example = examples.get(*at);
            example.is_some_and(|example| example.ask.is_some() && keep(example))
        })
        .collect();
    let mut dice = Dice(0x5eed_00a5);
    for _ in 0..PASSES {
        dice.shuffle(&mut order);
        for example in order.iter().filter_map(|at| examples.get(*at)) {
            correct(&mut weights, &mut sums, example);
        }
    }
    Asks::new(&weights.table, weights.meaning, weights.added)
}

/// One step for one example.
fn correct(weights: &mut Sheet, sums: &mut Sheet, example: &Example) {
    let mut slopes = weights.chances(example).map(f32::exp);
    if let Some(ask) = example.ask {
        slopes[ask as usize] -= 1.0;
    }
    for (bucket, value) in &example.features.sparse {
        let at = cell(*bucket);
        if let (Some(row), Some(sums)) = (weights.table.get_mut(at), sums.table.get_mut(at)) {
            for ((weight, sum), slope) in row.iter_mut().zip(sums).zip(slopes) {
                move_by(weight, sum, slope * value);
            }
        }
    }
    for (sort, slope) in slopes.into_iter().enumerate() {
        move_by(&mut weights.added[sort], &mut sums.added[sort], slope);
        let row = weights.meaning[sort]
            .iter_mut()
            .zip(&mut sums.meaning[sort]);
        for ((weight, sum), value) in row.zip(example.meaning()) {
            move_by(weight, sum, slope * value);
        }
    }
}

fn move_by(weight: &mut f32, sum: &mut f32, slope: f32) {
    let slope = slope + DECAY * *weight;
    *sum += slope * slope;
    *weight -= RATE * slope / (*sum + 0.01).sqrt();
}
