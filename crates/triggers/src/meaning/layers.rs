//! The layers over the words: patterns of three words in a row, their mean and their strongest
//! place, and from these and the words' sum the point. Learning and reading use the same code.
//! Next: `super`.

use super::table::{DIM, Word, split};
use crate::bytes::{of_short, short};

/// How many numbers a point has.
pub(crate) const SIZE: usize = 128;
/// How many patterns are looked for.
pub(crate) const PATTERNS: usize = 96;
/// What the last layer sees.
pub(crate) const INPUTS: usize = 2 * PATTERNS + DIM;

/// A place among the meanings: of length 1, or 0 where no word is known.
pub(crate) type Point = [f32; SIZE];
pub(crate) type Seen = [f32; PATTERNS];

/// What the layers were taught.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Layers {
    /// What each number of a word adds to the patterns: of the word before, the word itself, the word
    /// after.
    pub(crate) around: [Vec<Seen>; 3],
    pub(crate) bias: Seen,
    pub(crate) out: Vec<Point>,
}

/// What the layers make of a text, as far as learning needs it.
pub(crate) struct Forward {
    /// The patterns at every word, before what is negative is cut off.
    pub(crate) seen: Vec<Seen>,
    pub(crate) inputs: [f32; INPUTS],
    /// The point before it is brought to length 1.
    pub(crate) raw: Point,
}

impl Layers {
    pub(crate) fn zero() -> Self {
        let weights = || vec![[0.0; PATTERNS]; DIM];
        Self {
            around: [weights(), weights(), weights()],
            bias: [0.0; PATTERNS],
            out: vec![[0.0; SIZE]; INPUTS],
        }
    }

    pub(crate) fn forward(&self, words: &[Word]) -> Forward {
        let mut forward = Forward {
            seen: vec![self.bias; words.len()],
            inputs: [0.0; INPUTS],
            raw: [0.0; SIZE],
        };
        // Block by block, so that the weights of one are near at hand for all words.
        for block in 0..PATTERNS / BLOCK {
            for (place, weights) in self.around.iter().enumerate() {
                for (at, seen) in forward.seen.iter_mut().enumerate() {
                    if let Some(word) = neighbour(at, place).and_then(|at| words.get(at)) {
                        add(seen, word, weights, block);
                    }
                }
            }
        }
        forward.pool(words);
        for block in 0..SIZE / BLOCK {
            add(&mut forward.raw, &forward.inputs, &self.out, block);
        }
        forward
    }

    /// Takes the layers off the bytes.
    pub(super) fn take(rest: &mut &[u8]) -> Option<Self> {
        Some(Self {
            around: [rows(rest, DIM)?, rows(rest, DIM)?, rows(rest, DIM)?],
            bias: *rows(rest, 1)?.first()?,
            out: rows(rest, INPUTS)?,
        })
    }

    /// The layers as bytes.
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        let around = self.around.iter().flatten().flatten();
        for value in around.chain(&self.bias).chain(self.out.iter().flatten()) {
            bytes.extend(short(*value));
        }
    }
}

impl Forward {
    /// Means and maxima of the patterns, and the words' sum.
    fn pool(&mut self, words: &[Word]) {
        let count = words.len().max(1) as f32;
        let (mean, rest) = self.inputs.split_at_mut(PATTERNS);
        let (most, sum) = rest.split_at_mut(PATTERNS);
        for seen in &self.seen {
            for ((mean, most), value) in mean.iter_mut().zip(most.iter_mut()).zip(seen) {
                *mean += value.max(0.0) / count;
                *most = most.max(*value);
            }
        }
        for word in words {
            for (sum, value) in sum.iter_mut().zip(word) {
                *sum += value / count.sqrt();
            }
        }
    }
}

/// The word that stands at a place around another: 0 before it, 1 itself, 2 after it.
pub(crate) fn neighbour(at: usize, place: usize) -> Option<usize> {
    (at + place).checked_sub(1)
}

/// So many sums are worked on at once: as many as a processor has room for beside their weights.
const BLOCK: usize = 32;

// What doesn't fill a block would be left out of the sums.
const _: () = assert!(PATTERNS.is_multiple_of(BLOCK) && SIZE.is_multiple_of(BLOCK));

/// Adds the numbers, each times its row of weights, to one block of the sums.
fn add<const N: usize>(sums: &mut [f32; N], numbers: &[f32], weights: &[[f32; N]], block: usize) {
    let Some(sums) = sums.as_chunks_mut::<BLOCK>().0.get_mut(block) else {
        return;
    };
    let mut own = *sums;
    for (number, row) in numbers.iter().zip(weights) {
        let Some(row) = row.as_chunks::<BLOCK>().0.get(block) else {
            continue;
        };
        for (sum, weight) in own.iter_mut().zip(row) {
            *sum += number * weight;
        }
    }
    *sums = own;
}

/// How near two points are: 1 the same, 0 nothing in common.
pub(crate) fn near(one: &Point, other: &Point) -> f32 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// Rows of numbers, taken off the bytes.
fn rows<const N: usize>(rest: &mut &[u8], count: usize) -> Option<Vec<[f32; N]>> {
    let own = split(rest, count * N * 2)?;
    let rows = own.chunks_exact(N * 2).map(|row| {
        let mut values = [0.0; N];
        for (value, bytes) in values.iter_mut().zip(row.as_chunks::<2>().0) {
            *value = of_short(*bytes);
        }
        values
    });
    Some(rows.collect())
}
