//! A small sum of decision trees over plain numbers, because numbers mean different things beside each
//! other: an unlisted word in a greeting is nothing, in a question it is the topic; a short answer is
//! nothing, after two failed ones it is a mood. All trees of a head are full and of one depth, so that they
//! are read without a branch for their shape. They are grown by `learn::grow`. Next: `model`.

use crate::bytes::{fine, of_fine, of_short, short, take};

/// Which number is looked at, and above what it goes right.
pub(crate) type Split = (u16, f32);

/// The trees of one head, one after the other.
#[derive(Clone, Debug, PartialEq)]
pub struct Trees {
    /// Questions asked on the way to a leaf.
    depth: usize,
    /// The questions of every tree, level by level.
    splits: Vec<Split>,
    /// What each leaf of every tree adds, from left to right.
    leaves: Vec<f32>,
}

/// No trees, which add nothing.
impl Default for Trees {
    fn default() -> Self {
        Self::of_depth(1)
    }
}

impl Trees {
    /// No trees yet, of a depth.
    pub(crate) fn of_depth(depth: usize) -> Self {
        Self {
            depth,
            splits: Vec::new(),
            leaves: Vec::new(),
        }
    }

    /// Adds a tree.
    pub(crate) fn push(&mut self, splits: &[Split], leaves: &[f32]) {
        self.splits.extend_from_slice(splits);
        self.leaves.extend_from_slice(leaves);
    }

    /// What all trees add to the score.
    pub(crate) fn score(&self, numbers: &[f32]) -> f32 {
        let trees = self.splits.chunks_exact(splits(self.depth));
        let leaves = self.leaves.chunks_exact(1 << self.depth);
        trees
            .zip(leaves)
            .filter_map(|(splits, leaves)| leaves.get(leaf(splits, self.depth, numbers)))
            .sum()
    }

    /// As bytes for a file. The leaves lose what two bytes can't hold; the questions were asked so that they don't.
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes();
        bytes.extend(small(self.depth));
        bytes.extend(small(self.leaves.len() >> self.depth));
        for (number, above) in &self.splits {
            bytes.extend(number.to_le_bytes());
            bytes.extend(fine(*above));
        }
        bytes.extend(self.leaves.iter().flat_map(|leaf| short(*leaf)));
    }

    /// From the bytes of a file, which are taken off `rest`; `None` if it ends too early or speaks of trees
    /// that nobody grows.
    pub(crate) fn read(rest: &mut &[u8]) -> Option<Self> {
        let depth = u32::from_le_bytes(take(rest)?) as usize;
        let count = u32::from_le_bytes(take(rest)?) as usize;
        if !(1..=DEEPEST).contains(&depth) {
            return None;
        }
        let mut trees = Self::of_depth(depth);
        for _ in 0..count.checked_mul(splits(depth))? {
            let number = u16::from_le_bytes(take(rest)?);
            trees.splits.push((number, of_fine(take(rest)?)));
        }
        for _ in 0..count << depth {
            trees.leaves.push(of_short(take(rest)?));
        }
        Some(trees)
    }
}

/// No tree asks more questions on the way to a leaf.
const DEEPEST: usize = 6;

/// How many questions a tree of a depth has.
pub(crate) fn splits(depth: usize) -> usize {
    (1 << depth) - 1
}

/// The leaf of one tree that the numbers lead to.
pub(crate) fn leaf(splits: &[Split], depth: usize, numbers: &[f32]) -> usize {
    let mut at = 0;
    for _ in 0..depth {
        let (number, above) = splits.get(at).copied().unwrap_or_default();
        let value = numbers.get(number as usize).copied().unwrap_or_default();
        at = 2 * at + 1 + usize::from(value > above);
    }
    at - splits.len()
}

#[cfg(test)]
mod tests {
    use super::Trees;

    #[test]
    fn no_trees_add_nothing() {
        assert!(Trees::default().score(&[1.0]).abs() < f32::EPSILON);
    }

    #[test]
    fn each_tree_adds_the_leaf_that_the_numbers_lead_to() {
        let mut trees = Trees::of_depth(2);
        trees.push(&[(0, 0.5), (1, 0.5), (1, 2.5)], &[1.0, 2.0, 4.0, 8.0]);
        trees.push(&[(1, 9.0), (0, 9.0), (0, 9.0)], &[0.25, 0.0, 0.0, 0.0]);
        let adds =
            [[0.0, 0.0], [0.0, 1.0], [1.0, 2.0], [1.0, 3.0]].map(|numbers| trees.score(&numbers));
        assert_eq!(adds, [1.25, 2.25, 4.25, 8.25]);
    }

    #[test]
    fn trees_of_no_depth_or_cut_off_are_refused() {
        let mut bytes = Vec::new();
        let mut trees = Trees::of_depth(1);
        trees.push(&[(0, 0.5)], &[1.0, 2.0]);
        trees.write(&mut bytes);
        assert_eq!(Trees::read(&mut bytes.as_slice()), Some(trees));
        assert_eq!(Trees::read(&mut &bytes[..bytes.len() - 1]), None);
        bytes[0] = 0;
        assert_eq!(Trees::read(&mut bytes.as_slice()), None);
    }
}
