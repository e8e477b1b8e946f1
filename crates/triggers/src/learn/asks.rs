//! How the sorts of wishes are learnt: a linear row for each over hashed pieces of the text and the numbers
//! of its meaning, all rows together by the chance that they give to the sort that a reader named.
//! Deterministic. Next: `asks`.

use super::{Dice, Example, Plan, SEEN_AT_LEAST, SUMS_START, highest, seen_in, step};
use crate::asks::{Asks, ROWS, SORTS, chances};
use crate::features::BUCKETS;
use crate::meaning::SIZE;

/// How long and how hard all rows learn; a sort has few examples, so that they step further than heads.
const PLAN: Plan = Plan {
    passes: 4,
    rate: 0.25,
    decay: 1e-4,
};

/// Weights, or the sums of the squares of their steps.
struct Sheet {
    table: Vec<[f32; SORTS]>,
    meaning: [[f32; SIZE]; SORTS],
    added: [f32; SORTS],
}

impl Sheet {
    fn of(value: f32) -> Self {
        Self {
            table: vec![[value; SORTS]; BUCKETS],
            meaning: [[value; SIZE]; SORTS],
            added: [value; SORTS],
        }
    }

    fn chances(&self, example: &Example) -> [f32; SORTS] {
        let mut scores = self.added;
        for (bucket, value) in &example.features.sparse {
            let row = self.table.get(*bucket as usize).into_iter().flatten();
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

/// Learns from the examples that `keep` lets through and whose sort is known: first with every piece of
/// text, then anew with those that told most.
pub fn learn_asks(examples: &[Example], keep: impl Fn(&Example) -> bool) -> Asks {
    let known = |at: &usize| {
        let example = examples.get(*at);
        example.is_some_and(|example| example.ask.is_some() && keep(example))
    };
    let order: Vec<usize> = (0..examples.len()).filter(known).collect();
    let seen = seen_in(examples, &order);
    let seen: Vec<bool> = seen.iter().map(|count| *count >= SEEN_AT_LEAST).collect();
    let all = pass(examples, order.clone(), &seen);
    let kept = telling(examples, &order, &all);
    let weights = pass(examples, order, &kept);
    let rows = weights.table.iter().copied().enumerate();
    let rows: Vec<_> = rows
        .filter(|(at, _)| kept.get(*at).is_some_and(|kept| *kept))
        .collect();
    Asks::new(&rows, weights.meaning, weights.added)
}

/// The weights learnt from the examples in `order` with the buckets that are open.
fn pass(examples: &[Example], mut order: Vec<usize>, open: &[bool]) -> Sheet {
    let (mut weights, mut sums) = (Sheet::of(0.0), Sheet::of(SUMS_START));
    let mut dice = Dice(0x5eed_00a5);
    for _ in 0..PLAN.passes {
        dice.shuffle(&mut order);
        for example in order.iter().filter_map(|at| examples.get(*at)) {
            correct(&mut weights, &mut sums, example, open);
        }
    }
    weights
}

/// The buckets that tell most: by what they move in all the examples together.
fn telling(examples: &[Example], order: &[usize], weights: &Sheet) -> Vec<bool> {
    let mut moved = vec![0.0_f32; BUCKETS];
    for example in order.iter().filter_map(|at| examples.get(*at)) {
        for (bucket, value) in &example.features.sparse {
            if let Some(sum) = moved.get_mut(*bucket as usize) {
                *sum += value * value;
            }
        }
    }
    for (sum, row) in moved.iter_mut().zip(&weights.table) {
        *sum *= row.iter().map(|weight| weight * weight).sum::<f32>();
    }
    highest(&moved, ROWS)
}

/// One step for one example.
fn correct(weights: &mut Sheet, sums: &mut Sheet, example: &Example, open: &[bool]) {
    let mut slopes = weights.chances(example).map(f32::exp);
    if let Some(ask) = example.ask {
        slopes[ask as usize] -= 1.0;
    }
    for (bucket, value) in &example.features.sparse {
        let at = *bucket as usize;
        if open.get(at).is_none_or(|open| !open) {
            continue;
        }
        if let (Some(row), Some(sums)) = (weights.table.get_mut(at), sums.table.get_mut(at)) {
            for ((weight, sum), slope) in row.iter_mut().zip(sums).zip(slopes) {
                step(weight, sum, slope * value, PLAN);
            }
        }
    }
    for (sort, slope) in slopes.into_iter().enumerate() {
        let (added, sum) = (&mut weights.added[sort], &mut sums.added[sort]);
        step(added, sum, slope, PLAN);
        let row = weights.meaning[sort]
            .iter_mut()
            .zip(&mut sums.meaning[sort]);
        for ((weight, sum), value) in row.zip(example.meaning()) {
            step(weight, sum, slope * value, PLAN);
        }
    }
}
