//! Texts as vectors: words, word pairs and letter groups, weighed by how rare they are, all of one
//! length, and where their meaning lies. Next: `linear`.

use crate::meaning::{Point, SIZE};
use crate::search::stem;
use crate::text::Text;
use std::collections::HashMap;

/// Feature and value, by feature.
pub(crate) type Vector = Vec<(u32, f32)>;

#[derive(Debug)]
pub(crate) struct Space {
    /// Feature number and rarity by hash.
    features: HashMap<u64, (u32, f32)>,
}

/// Letter groups count less than words, of which there are fewer.
const LETTERS: f32 = 0.55;
/// What the numbers of a meaning count beside a vector of length 1.
const MEANING: f32 = 0.75;

impl Space {
    pub(crate) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut counts: std::collections::BTreeMap<u64, u32> = std::collections::BTreeMap::new();
        let mut n_texts = 0.0_f32;
        for text in texts {
            n_texts += 1.0;
            let mut hashes: Vec<u64> = pieces(text).into_iter().map(|(hash, _)| hash).collect();
            hashes.sort_unstable();
            hashes.dedup();
            for hash in hashes {
                *counts.entry(hash).or_default() += 1;
            }
        }
        let least = if n_texts > 2000.0 { 2 } else { 1 };
        let kept = counts.into_iter().filter(|(_, count)| *count >= least);
        let features = (0_u32..)
            .zip(kept)
            .map(|(number, (hash, count))| (hash, (number, (1.0 + n_texts / count as f32).ln())))
            .collect();
        Self { features }
    }

    pub(crate) fn len(&self) -> usize {
        self.features.len() + SIZE
    }

    /// The text as a vector, and the share of its pieces that were never seen. `meaning` is where the
    /// text lies.
    pub(crate) fn vector(&self, text: &str, meaning: &Point) -> (Vector, f32) {
        let mut sums: std::collections::BTreeMap<u32, f32> = std::collections::BTreeMap::new();
        let (mut all, mut unseen) = (0.0_f32, 0.0_f32);
        for (hash, weight) in pieces(text) {
            all += weight;
            match self.features.get(&hash) {
                Some((number, rarity)) => *sums.entry(*number).or_default() += weight * rarity,
                None => unseen += weight,
            }
        }
        let length = sums
            .values()
            .map(|value| value * value)
            .sum::<f32>()
            .sqrt()
            .max(1e-6);
        let mut vector: Vector = sums
            .into_iter()
            .map(|(number, value)| (number, value / length))
            .collect();
        let first = self.features.len();
        // There are fewer features than a u32 counts.
        vector.extend((first as u32..).zip(meaning.map(|value| value * MEANING)));
        (vector, if all > 0.0 { unseen / all } else { 1.0 })
    }
}

/// The pieces of a text with their weights.
fn pieces(original: &str) -> Vec<(u64, f32)> {
    let text = Text::new(original);
    let mut pieces = Vec::new();
    let words: Vec<&str> = text.words().collect();
    for (at, word) in words.iter().enumerate() {
        pieces.push((hash(b"w", &[word]), 1.0));
        pieces.push((hash(b"s", &[&stem(word)]), 0.6));
        if let Some(next) = words.get(at + 1) {
            pieces.push((hash(b"p", &[word, next]), 0.9));
        }
        if let Some(next) = words.get(at + 2) {
            pieces.push((hash(b"k", &[word, next]), 0.4));
        }
    }
    if let Some(first) = words.first() {
        pieces.push((hash(b"f", &[first]), 0.5));
    }
    let line = text.line.as_bytes();
    for size in 3..=5 {
        for group in line.windows(size) {
            pieces.push((
                hash(b"c", &[std::str::from_utf8(group).unwrap_or_default()]),
                LETTERS,
            ));
        }
    }
    pieces
}

fn hash(space: &[u8], parts: &[&str]) -> u64 {
    let bytes = parts
        .iter()
        .flat_map(|part| part.as_bytes().iter().chain(b" "));
    space
        .iter()
        .chain(bytes)
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
}
