//! How a linear head is learnt: logistic regression by a fixed number of passes in a fixed order.
//! Deterministic by itself; it knows no file and no tree. Next: `model`.

use super::{
    Collection, Dice, Example, N_COLLECTIONS, SEEN_AT_LEAST, SUMS_START, highest, seen_in, sigmoid,
    step,
};
use crate::features::{BUCKETS, N_DENSE};
use crate::model::{Head, N_HEADS, N_NUMBERS, sees_playbook};
use crate::scope::N_SCOPE;

/// How many pieces of text each head keeps, in the order of the heads. What is out of scope is told by the
/// most, because such a wish has no words of its own. All of the 1.7 million pieces together tell little better.
const KEPT: [usize; N_HEADS] = [75_000, 90_000, 75_000, 50_000, 110_000, 75_000];

/// How long and how hard to learn.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Passes over the examples.
    pub passes: usize,
    /// First step.
    pub rate: f32,
    /// Pull towards zero.
    pub decay: f32,
}

impl Plan {
    /// The plan of a head. Those that see the playbook have the most numbers and learn them more slowly.
    pub fn of(head: usize) -> Self {
        let rate = if sees_playbook(head) { 0.1 } else { 0.2 };
        Self {
            rate,
            ..Self::default()
        }
    }

    fn for_a_first_look(self) -> Self {
        Self {
            passes: FIRST_LOOK.min(self.passes),
            ..self
        }
    }
}

/// Passes after which it shows which pieces of text tell most.
const FIRST_LOOK: usize = 4;

impl Default for Plan {
    fn default() -> Self {
        Self {
            passes: 9,
            rate: 0.2,
            decay: 2e-5,
        }
    }
}

/// A head while it learns.
#[derive(Clone, Debug)]
pub struct Learned {
    sparse: Vec<f32>,
    numbers: Vec<f32>,
    head: usize,
}

/// Learns one head from the examples that `keep` lets through: first with every piece of text, then anew
/// with those that told most.
pub fn learn(
    examples: &[Example],
    head: usize,
    plan: Plan,
    keep: impl Fn(&Example) -> bool,
) -> Learned {
    let of_head = |at: &usize| {
        let example = examples.get(*at);
        example.is_some_and(|example| example.weights[head] > 0.0 && keep(example))
    };
    let order: Vec<usize> = (0..examples.len()).filter(of_head).collect();
    let seen = seen_in(examples, &order);
    let open: Vec<bool> = seen.iter().map(|count| *count >= SEEN_AT_LEAST).collect();
    let first = pass(
        examples,
        order.clone(),
        head,
        plan.for_a_first_look(),
        &open,
    );
    let kept = telling(&first, &seen);
    pass(examples, order, head, plan, &kept)
}

/// The pieces that tell most: by what they weigh, and a little by in how many examples they stand.
fn telling(first: &Learned, seen: &[u32]) -> Vec<bool> {
    let told = first.sparse.iter().zip(seen);
    let told: Vec<f32> = told
        .map(|(weight, seen)| weight.abs() * (*seen as f32).sqrt().sqrt())
        .collect();
    highest(&told, KEPT[first.head])
}

/// One head, learnt from the examples in `order` with the pieces that are open.
fn pass(
    examples: &[Example],
    mut order: Vec<usize>,
    head: usize,
    plan: Plan,
    open: &[bool],
) -> Learned {
    let mut learning = Learning::of(head);
    let mut dice = Dice(0x5eed_0000 + head as u64);
    for _ in 0..plan.passes {
        dice.shuffle(&mut order);
        for example in order.iter().filter_map(|at| examples.get(*at)) {
            learning.correct(example, plan, open);
        }
    }
    learning.learned
}

/// A head with the sums of the squares of its steps, and what each collection adds to the odds.
struct Learning {
    learned: Learned,
    sparse_sums: Vec<f32>,
    number_sums: Vec<f32>,
    odds: [(f32, f32); N_COLLECTIONS],
}

impl Learning {
    fn of(head: usize) -> Self {
        Self {
            learned: Learned {
                sparse: vec![0.0; BUCKETS],
                numbers: vec![0.0; N_NUMBERS],
                head,
            },
            sparse_sums: vec![SUMS_START; BUCKETS],
            number_sums: vec![SUMS_START; N_NUMBERS],
            odds: [(0.0, SUMS_START); N_COLLECTIONS],
        }
    }

    /// One step for one example.
    fn correct(&mut self, example: &Example, plan: Plan, open: &[bool]) {
        let head = self.learned.head;
        let target = f32::from(example.labels[head]);
        let (added, sum) = &mut self.odds[example.collection as usize];
        let score = self.learned.score(example) + *added;
        let error = (sigmoid(score) - target) * example.weights[head];
        if example.collection != Collection::Turns {
            step(added, sum, error, plan);
        }
        for (bucket, value) in pieces(example, head) {
            let at = *bucket as usize;
            if open.get(at).is_none_or(|open| !open) {
                continue;
            }
            let weight = self.learned.sparse.get_mut(at);
            if let (Some(weight), Some(sum)) = (weight, self.sparse_sums.get_mut(at)) {
                step(weight, sum, error * value, plan);
            }
        }
        let numbers = self.learned.numbers.iter_mut().zip(&mut self.number_sums);
        for (at, ((weight, sum), value)) in numbers.zip(&example.features.dense).enumerate() {
            if *value != 0.0 && uses(head, at) {
                step(weight, sum, error * value, plan);
            }
        }
    }
}

/// The pieces of text that a head looks at: those of the search are for the heads that see the playbook.
fn pieces(example: &Example, head: usize) -> impl Iterator<Item = &(u32, f32)> {
    let of_scope = sees_playbook(head).then_some(&example.scope_sparse);
    example
        .features
        .sparse
        .iter()
        .chain(of_scope.into_iter().flatten())
}

/// The numbers of the search are for the heads that see the playbook.
fn uses(head: usize, number: usize) -> bool {
    !(N_DENSE..N_DENSE + N_SCOPE).contains(&number) || sees_playbook(head)
}

impl Learned {
    /// The raw score of an example.
    pub fn score(&self, example: &Example) -> f32 {
        let weight = |at: u32| self.sparse.get(at as usize).copied().unwrap_or_default();
        let words: f32 = pieces(example, self.head)
            .map(|(at, value)| weight(*at) * value)
            .sum();
        let numbers = self.numbers.iter().zip(&example.features.dense);
        words + numbers.map(|(w, x)| w * x).sum::<f32>()
    }

    /// As a head with its calibration, and the table's share.
    pub fn into_head(self, threshold: f32, slope: f32) -> (Head, Vec<f32>) {
        (
            Head {
                step: 0.0,
                numbers: self.numbers,
                threshold,
                slope,
            },
            self.sparse,
        )
    }
}
