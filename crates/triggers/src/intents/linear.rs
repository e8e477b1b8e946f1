//! A linear model over many classes at once, learnt in a fixed order. Next: `detector`.

use super::space::Vector;

/// Weights by feature, then by class, so that one text touches few cache lines.
#[derive(Debug)]
pub(crate) struct Softmax {
    weights: Vec<f32>,
    n_classes: usize,
}

const PASSES: usize = 16;
const RATE: f32 = 0.5;

impl Softmax {
    pub(crate) fn train(rows: &[(Vector, usize)], n_classes: usize, n_features: usize) -> Self {
        let mut model = Self {
            weights: vec![0.0; n_features * n_classes],
            n_classes,
        };
        let mut sums = vec![0.05_f32; n_features * n_classes];
        let mut order: Vec<usize> = (0..rows.len()).collect();
        let mut dice = 0x5eed_u64;
        for _ in 0..PASSES {
            shuffle(&mut order, &mut dice);
            for (vector, class) in order.iter().filter_map(|at| rows.get(*at)) {
                let mut errors = softmax(&model.scores(vector));
                if let Some(own) = errors.get_mut(*class) {
                    *own -= 1.0;
                }
                model.correct(vector, &errors, &mut sums);
            }
        }
        model
    }

    fn correct(&mut self, vector: &Vector, errors: &[f32], sums: &mut [f32]) {
        for (feature, value) in vector {
            let from = *feature as usize * self.n_classes;
            let range = from..from + self.n_classes;
            let (Some(weights), Some(sums)) =
                (self.weights.get_mut(range.clone()), sums.get_mut(range))
            else {
                continue;
            };
            for ((weight, sum), error) in weights.iter_mut().zip(sums).zip(errors) {
                // Classes that are out of the question are not worth the time.
                if error.abs() < 1e-3 {
                    continue;
                }
                let slope = error * value;
                *sum += slope * slope;
                *weight -= RATE * slope / sum.sqrt();
            }
        }
    }

    pub(crate) fn scores(&self, vector: &Vector) -> Vec<f32> {
        let mut scores = vec![0.0_f32; self.n_classes];
        for (feature, value) in vector {
            let from = *feature as usize * self.n_classes;
            let weights = self
                .weights
                .get(from..from + self.n_classes)
                .unwrap_or_default();
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += weight * value;
            }
        }
        scores
    }
}

/// Chances that add up to 1.
pub(crate) fn softmax(scores: &[f32]) -> Vec<f32> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let powers: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
    let total: f32 = powers.iter().sum();
    powers
        .into_iter()
        .map(|power| power / total.max(1e-9))
        .collect()
}

fn shuffle(order: &mut [usize], dice: &mut u64) {
    for last in (1..order.len()).rev() {
        *dice ^= *dice << 13;
        *dice ^= *dice >> 7;
        *dice ^= *dice << 17;
        // The cast is exact: the remainder is at most `last`.
        order.swap(last, (*dice % (last as u64 + 1)) as usize);
    }
}
