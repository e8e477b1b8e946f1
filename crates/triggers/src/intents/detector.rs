//! Tells whether a text belongs to none of the intents. It learns by leaving intents out: a model
//! that never saw an intent must find its texts strange; and from strangers, where some are named.
//! Next: `super`.

use super::{Known, N_SIGNS, Row, Signs};
use std::collections::BTreeSet;

/// Groups of intents that are left out one after the other.
const GROUPS: usize = 3;
/// Parts of the rows that are held back one after the other while all intents are known.
const FOLDS: usize = 3;
/// What an example counts: a row of an intent that was left out is near the rest, so that it says
/// less of strangers than a row that its author called one.
const LEFT_OUT: f32 = 0.5;
const STRANGER: f32 = 3.0;
const PASSES: usize = 600;
/// Small enough that no list of rows, however short or alike, makes the weights run away.
const RATE: f32 = 0.3;
/// Holds the weights small, so that two hundred examples give much the same as twenty thousand.
const RIDGE: f32 = 10.0;

#[derive(Debug)]
pub(crate) struct Detector {
    mean: Signs,
    spread: Signs,
    weights: Signs,
    bias: f32,
}

/// What the detector learns from: signs, whether the text is a stranger, and what the example counts.
type Example = (Signs, bool, f32);

impl Detector {
    pub(crate) fn train(inside: &[&Row], outside: &[&Row]) -> Self {
        let mut examples = left_out(inside, outside);
        // Without strangers these would teach that whatever knows all intents finds nothing strange.
        if !outside.is_empty() {
            examples.extend(held_back(inside, outside));
        }
        Self::fit(&examples)
    }

    fn fit(examples: &[Example]) -> Self {
        let n = examples.len().max(1) as f32;
        let mut detector = Self {
            mean: [0.0; N_SIGNS],
            spread: [1.0; N_SIGNS],
            weights: [0.0; N_SIGNS],
            bias: 0.0,
        };
        for at in 0..N_SIGNS {
            let mean = examples.iter().map(|e| e.0[at]).sum::<f32>() / n;
            let spread = examples
                .iter()
                .map(|e| (e.0[at] - mean).powi(2))
                .sum::<f32>()
                / n;
            detector.mean[at] = mean;
            detector.spread[at] = spread.sqrt().max(1e-3);
        }
        let total: f32 = examples.iter().map(|example| example.2).sum();
        for _ in 0..PASSES {
            let mut slopes = detector.weights.map(|weight| RIDGE * weight);
            let mut slope = 0.0;
            for (values, strange, weight) in examples {
                let error = (detector.chance(values) - f32::from(*strange)) * weight;
                slope += error;
                for (at, value) in values.iter().enumerate() {
                    slopes[at] += error * (value - detector.mean[at]) / detector.spread[at];
                }
            }
            let rate = RATE / total.max(RIDGE);
            detector.bias -= rate * slope;
            for (weight, slope) in detector.weights.iter_mut().zip(slopes) {
                *weight -= rate * slope;
            }
        }
        detector
    }

    fn chance(&self, values: &Signs) -> f32 {
        let score: f32 = (0..N_SIGNS)
            .map(|at| self.weights[at] * (values[at] - self.mean[at]) / self.spread[at])
            .sum();
        1.0 / (1.0 + (-(score + self.bias)).exp())
    }

    pub(crate) fn outside(&self, signs: &Signs) -> f64 {
        f64::from(self.chance(signs))
    }
}

/// A third of the intents is unknown; of those known, a fifth of the rows is held back.
fn left_out(inside: &[&Row], outside: &[&Row]) -> Vec<Example> {
    let labels: BTreeSet<&str> = inside.iter().map(|row| row.label.as_str()).collect();
    let labels: Vec<&str> = labels.into_iter().collect();
    let group_of = |label: &str| {
        let at = labels.iter().position(|other| *other == label);
        at.unwrap_or_default() % GROUPS
    };
    let mut examples = Vec::new();
    for group in 0..GROUPS {
        let (left_out, kept): (Vec<_>, Vec<_>) = inside
            .iter()
            .copied()
            .partition(|row| group_of(&row.label) == group);
        let (known, held) = apart(&kept, 5, group);
        examples.extend(held.iter().map(|row| (known.read(&row.text).1, false, 1.0)));
        let strange = left_out.iter().step_by(4);
        examples.extend(strange.map(|row| (known.read(&row.text).1, true, LEFT_OUT)));
        examples.extend(strangers(&known, outside));
    }
    examples
}

/// All intents are known, as they are in use: what an ordinary row looks like beside a stranger.
fn held_back(inside: &[&Row], outside: &[&Row]) -> Vec<Example> {
    let mut examples = Vec::new();
    for fold in 0..FOLDS {
        let (known, held) = apart(inside, FOLDS, fold);
        examples.extend(held.iter().map(|row| (known.read(&row.text).1, false, 1.0)));
        examples.extend(strangers(&known, outside));
    }
    examples
}

fn strangers(known: &Known, outside: &[&Row]) -> Vec<Example> {
    let read = |row: &&Row| (known.read(&row.text).1, true, STRANGER);
    outside.iter().map(read).collect()
}

/// What knows all rows but every `part`-th, and those.
fn apart<'a>(rows: &[&'a Row], parts: usize, part: usize) -> (Known, Vec<&'a Row>) {
    let numbered = rows.iter().copied().enumerate();
    let (held, taught): (Vec<_>, Vec<_>) = numbered.partition(|(at, _)| at % parts == part);
    let taught: Vec<&Row> = taught.into_iter().map(|(_, row)| row).collect();
    let held = held.into_iter().map(|(_, row)| row).collect();
    (Known::train(&taught), held)
}
