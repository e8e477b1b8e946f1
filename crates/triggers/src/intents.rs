//! A classifier for any list of intents, with a detector for what belongs to none: the machinery of
//! the reader, trainable on the spot, so that it can be measured by public protocols
//! (`relevo eval intents`). Deterministic; nothing of it ships with weights. Next: `space`.

mod detector;
mod linear;
mod space;

use crate::meaning::{Point, meaning_of, near};
use crate::text::Text;
use detector::Detector;
use linear::Softmax;
use space::{Space, Vector};
use std::collections::BTreeMap;

/// The label of texts that belong to no intent.
pub const OUT_OF_SCOPE: &str = "oos";

/// A text and its intent.
#[derive(Clone, Debug)]
pub struct Row {
    /// What was said.
    pub text: String,
    /// Its intent, or [`OUT_OF_SCOPE`].
    pub label: String,
}

/// A trained classifier with its detector.
#[derive(Debug)]
pub struct Intents {
    known: Known,
    detector: Detector,
}

/// What was read in one text.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// The likeliest intent.
    pub label: String,
    /// How likely it belongs to none of them, 0 to 1.
    pub outside: f64,
}

/// The classifier alone: intents, their vectors, and a linear model over them.
#[derive(Debug)]
pub(crate) struct Known {
    labels: Vec<String>,
    space: Space,
    model: Softmax,
    rows: Vec<(Vector, usize)>,
    postings: Vec<Vec<(u32, f32)>>,
    /// Where the rows' meanings lie.
    points: Vec<Point>,
}

/// Signs by which the detector tells whether a text belongs to none of the intents.
pub(crate) const N_SIGNS: usize = 22;
pub(crate) type Signs = [f32; N_SIGNS];
/// How many of the rows most alike are looked at.
const NEAREST: usize = 5;
/// How many of the rows nearest in meaning are looked at.
const MEANT: usize = 10;

impl Intents {
    /// Learns from `rows`. Rows of [`OUT_OF_SCOPE`], if any, teach the detector only.
    pub fn train(rows: &[Row]) -> Self {
        let (outside, inside): (Vec<&Row>, Vec<&Row>) =
            rows.iter().partition(|row| row.label == OUT_OF_SCOPE);
        let detector = Detector::train(&inside, &outside);
        Self {
            known: Known::train(&inside),
            detector,
        }
    }

    /// Reads one text.
    pub fn guess(&self, text: &str) -> Guess {
        let (label, signs) = self.known.read(text);
        Guess {
            label,
            outside: self.detector.outside(&signs),
        }
    }
}

impl Known {
    pub(crate) fn train(rows: &[&Row]) -> Self {
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows {
            numbers.entry(&row.label).or_default();
        }
        for (number, slot) in numbers.values_mut().enumerate() {
            *slot = number;
        }
        let space = Space::of(rows.iter().map(|row| row.text.as_str()));
        let meanings = rows.iter().map(|row| meaning_of(&Text::new(&row.text)));
        let points: Vec<Point> = meanings.collect();
        let vectors: Vec<(Vector, usize)> = rows
            .iter()
            .zip(&points)
            .filter_map(|(row, point)| {
                let class = *numbers.get(row.label.as_str())?;
                Some((space.vector(&row.text, point).0, class))
            })
            .collect();
        let model = Softmax::train(&vectors, numbers.len(), space.len());
        let mut postings = vec![Vec::new(); space.len()];
        for (at, (vector, _)) in vectors.iter().enumerate() {
            for (feature, value) in vector {
                if let Some(list) = postings.get_mut(*feature as usize) {
                    list.push((u32::try_from(at).unwrap_or(u32::MAX), *value));
                }
            }
        }
        let labels = numbers.keys().map(|label| (*label).to_owned()).collect();
        Self {
            points,
            labels,
            space,
            model,
            rows: vectors,
            postings,
        }
    }

    /// The likeliest intent, and the signs for the detector.
    pub(crate) fn read(&self, text: &str) -> (String, Signs) {
        let point = meaning_of(&Text::new(text));
        let (vector, unseen) = self.space.vector(text, &point);
        let scores = self.model.scores(&vector);
        let chances = linear::softmax(&scores);
        let near = self.nearest(&vector);
        let mut ranked: Vec<usize> = (0..scores.len()).collect();
        let mean = |class: usize| {
            let votes: f32 = near
                .iter()
                .filter(|(at, _)| self.class_of(*at) == class)
                .map(|(_, likeness)| likeness)
                .sum();
            chances.get(class).copied().unwrap_or_default() + 0.12 * votes
        };
        let joint: Vec<f32> = (0..scores.len()).map(mean).collect();
        let value = |of: &[f32], at: usize| of.get(at).copied().unwrap_or_default();
        ranked.sort_by(|a, b| {
            value(&joint, *b)
                .total_cmp(&value(&joint, *a))
                .then(a.cmp(b))
        });
        let first = ranked.first().copied().unwrap_or_default();
        let second = ranked.get(1).copied().unwrap_or_default();
        let of_text = [unseen, (vector.len() as f32).ln() / 5.0];
        let all = scored(&scores, &chances, first, second)
            .into_iter()
            .chain(self.alike(&near, first))
            .chain(self.meant(&point, first))
            .chain(of_text);
        let mut signs = [0.0; N_SIGNS];
        for (sign, value) in signs.iter_mut().zip(all) {
            *sign = value;
        }
        (self.labels.get(first).cloned().unwrap_or_default(), signs)
    }

    /// How alike the rows most alike are, and whether they are of the likeliest intent.
    fn alike(&self, near: &[(usize, f32)], first: usize) -> [f32; 5] {
        let likeness = |rank: usize| near.get(rank).map_or(0.0, |(_, likeness)| *likeness);
        let is_first = |row: usize| self.class_of(row) == first;
        let agree = near.iter().filter(|(row, _)| is_first(*row)).count() as f32;
        [
            likeness(0),
            near.iter().map(|(_, likeness)| likeness).sum::<f32>() / NEAREST as f32,
            likeness(0) - likeness(NEAREST - 1),
            agree / NEAREST as f32,
            f32::from(near.first().is_some_and(|(row, _)| is_first(*row))),
        ]
    }

    /// How near in meaning the nearest row lies, the nearest five on average, and the nearest of the
    /// likeliest intent; and of the nearest ten how far they spread and how well they agree with the
    /// likeliest intent.
    fn meant(&self, point: &Point, first: usize) -> [f32; 6] {
        let mut nearest = [(0.0_f32, usize::MAX); MEANT];
        let mut of_first = 0.0_f32;
        for (other, (_, class)) in self.points.iter().zip(&self.rows) {
            let near = near(point, other);
            if *class == first {
                of_first = of_first.max(near);
            }
            if near > nearest[MEANT - 1].0 {
                nearest[MEANT - 1] = (near, *class);
                nearest.sort_by(|a, b| b.0.total_cmp(&a.0));
            }
        }
        let five = nearest.iter().take(5).map(|(near, _)| near).sum::<f32>() / 5.0;
        let agree = nearest.iter().filter(|(_, class)| *class == first).count() as f32;
        let (most, least) = (nearest[0], nearest[MEANT - 1]);
        [
            most.0,
            five,
            of_first,
            most.0 - least.0,
            agree / MEANT as f32,
            f32::from(most.1 == first),
        ]
    }

    fn class_of(&self, row: usize) -> usize {
        self.rows.get(row).map_or(usize::MAX, |(_, class)| *class)
    }

    /// The rows most alike, with their cosines.
    fn nearest(&self, vector: &Vector) -> Vec<(usize, f32)> {
        let mut sums = vec![0.0_f32; self.rows.len()];
        for (feature, value) in vector {
            for (row, other) in self.postings.get(*feature as usize).into_iter().flatten() {
                if let Some(sum) = sums.get_mut(*row as usize) {
                    *sum += value * other;
                }
            }
        }
        let mut near: Vec<(usize, f32)> = sums
            .into_iter()
            .enumerate()
            .filter(|(_, sum)| *sum > 0.0)
            .collect();
        let by_likeness =
            |a: &(usize, f32), b: &(usize, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if near.len() > NEAREST {
            near.select_nth_unstable_by(NEAREST, by_likeness);
            near.truncate(NEAREST);
        }
        near.sort_by(by_likeness);
        near
    }
}

/// What the linear model says: how sure it is of the first, how far the others are, and how evenly it
/// spreads its belief.
fn scored(scores: &[f32], chances: &[f32], first: usize, second: usize) -> [f32; 9] {
    let value = |of: &[f32], at: usize| of.get(at).copied().unwrap_or_default();
    let (score, next) = (value(scores, first), value(scores, second));
    let mut ranked = scores.to_vec();
    ranked.sort_by(|a, b| b.total_cmp(a));
    let n = scores.len().max(1) as f32;
    let mean = scores.iter().sum::<f32>() / n;
    let spread = scores.iter().map(|s| (s - mean).powi(2)).sum::<f32>() / n;
    let five = |from: usize| {
        let five = ranked.iter().skip(from).take(5);
        five.clone().sum::<f32>() / five.count().max(1) as f32
    };
    let most = value(&ranked, 0);
    let powers: f32 = scores.iter().map(|score| (score - most).exp()).sum();
    [
        value(chances, first),
        value(chances, first) - value(chances, second),
        chances.iter().map(|p| -p * (p + 1e-9).ln()).sum(),
        score / 4.0,
        (score - next) / 4.0,
        (powers.max(1e-9).ln() + most) / 4.0,
        five(0) / 4.0,
        (most - five(1)) / 4.0,
        (most - mean) / spread.sqrt().max(1e-3),
    ]
}
