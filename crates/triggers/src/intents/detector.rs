//! Tells whether a text belongs to none of the intents. It learns by leaving intents out: a model
//! that never saw an intent must find its texts strange. Next: `super`.

use super::{Known, N_SIGNS, Row};
use std::collections::BTreeSet;

/// Groups of intents that are left out one after the other.
const GROUPS: usize = 3;
const PASSES: usize = 60;

#[derive(Debug)]
pub(crate) struct Detector {
    mean: [f32; N_TERMS],
    spread: [f32; N_TERMS],
    weights: [f32; N_TERMS],
    bias: f32,
}

/// The signs and their products, so that a sign may mean more beside another.
const N_TERMS: usize = N_SIGNS + N_SIGNS * (N_SIGNS + 1) / 2;

fn terms(signs: &[f32; N_SIGNS]) -> [f32; N_TERMS] {
    let mut terms = [0.0; N_TERMS];
    let products = signs
        .iter()
        .enumerate()
        .flat_map(|(at, one)| signs.iter().skip(at).map(move |other| one * other));
    for (term, value) in terms.iter_mut().zip(signs.iter().copied().chain(products)) {
        *term = value;
    }
    terms
}

impl Detector {
    pub(crate) fn train(inside: &[&Row], outside: &[&Row]) -> Self {
        let labels: Vec<&str> = inside
            .iter()
            .map(|row| row.label.as_str())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let group_of = |label: &str| {
            labels
                .iter()
                .position(|other| *other == label)
                .unwrap_or_default()
                % GROUPS
        };
        let mut examples: Vec<([f32; N_TERMS], bool, f32)> = Vec::new();
        for group in 0..GROUPS {
            let (left_out, kept): (Vec<_>, Vec<_>) = inside
                .iter()
                .copied()
                .partition(|row| group_of(&row.label) == group);
            let (held, taught): (Vec<_>, Vec<_>) = kept
                .into_iter()
                .enumerate()
                .partition(|(at, _)| at % 5 == group);
            let taught: Vec<&Row> = taught.into_iter().map(|(_, row)| row).collect();
            let known = Known::train(&taught);
            let held = held.into_iter().map(|(_, row)| row);
            // Texts left out are near the rest; real strangers, where there are some, weigh more.
            examples.extend(held.map(|row| (terms(&known.read(&row.text).1), false, 1.0)));
            let strange = left_out.iter().step_by(4);
            examples.extend(strange.map(|row| (terms(&known.read(&row.text).1), true, 0.5)));
            examples.extend(
                outside
                    .iter()
                    .map(|row| (terms(&known.read(&row.text).1), true, 3.0)),
            );
        }
        Self::fit(&examples)
    }

    fn fit(examples: &[([f32; N_TERMS], bool, f32)]) -> Self {
        let n = examples.len().max(1) as f32;
        let mut detector = Self {
            mean: [0.0; N_TERMS],
            spread: [1.0; N_TERMS],
            weights: [0.0; N_TERMS],
            bias: 0.0,
        };
        for at in 0..N_TERMS {
            let mean = examples.iter().map(|e| e.0[at]).sum::<f32>() / n;
            let spread = examples
                .iter()
                .map(|e| (e.0[at] - mean).powi(2))
                .sum::<f32>()
                / n;
            detector.mean[at] = mean;
            detector.spread[at] = spread.sqrt().max(1e-3);
        }
        for pass in 0..PASSES {
            let rate = 0.02 / (1.0 + pass as f32 * 0.1);
            for (values, strange, weight) in examples {
                let error = (detector.chance(values) - f32::from(*strange)) * weight * rate;
                detector.bias -= error;
                for (at, value) in values.iter().enumerate() {
                    let standard = (value - detector.mean[at]) / detector.spread[at];
                    detector.weights[at] -= error * standard + rate * 1e-3 * detector.weights[at];
                }
            }
        }
        detector
    }

    fn chance(&self, values: &[f32; N_TERMS]) -> f32 {
        let score: f32 = (0..N_TERMS)
            .map(|at| self.weights[at] * (values[at] - self.mean[at]) / self.spread[at])
            .sum();
        1.0 / (1.0 + (-(score + self.bias)).exp())
    }

    pub(crate) fn outside(&self, signs: &[f32; N_SIGNS]) -> f64 {
        f64::from(self.chance(&terms(signs)))
    }
}
