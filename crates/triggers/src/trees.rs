//! A small sum of decision trees over plain numbers, because numbers mean different things beside each
//! other: an unlisted word in a greeting is nothing, in a question it is the topic; a short answer is
//! nothing, after two failed ones it is a mood. All trees are full and of one depth, so that they are
//! read without a branch for their shape. They are grown by `learn::grow`. Next: `model`.

/// Questions asked on the way to a leaf.
pub(crate) const DEPTH: usize = 3;
/// Questions of one tree.
pub(crate) const SPLITS: usize = (1 << DEPTH) - 1;
/// Leaves of one tree.
pub(crate) const LEAVES: usize = 1 << DEPTH;

/// One tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Tree {
    /// Which number, and above what it goes right; level by level.
    pub(crate) splits: [(u16, f32); SPLITS],
    /// What each leaf adds, from left to right.
    pub(crate) leaves: [f32; LEAVES],
}

impl Tree {
    /// The leaf that the numbers lead to.
    pub(crate) fn leaf(&self, numbers: &[f32]) -> usize {
        let mut at = 0;
        for _ in 0..DEPTH {
            let (number, above) = self.splits.get(at).copied().unwrap_or_default();
            let value = numbers.get(number as usize).copied().unwrap_or_default();
            at = 2 * at + 1 + usize::from(value > above);
        }
        at - SPLITS
    }
}

/// The trees of one head.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trees(pub(crate) Vec<Tree>);

impl Trees {
    /// What all trees add to the score.
    pub(crate) fn score(&self, numbers: &[f32]) -> f32 {
        let leaves = self
            .0
            .iter()
            .map(|tree| tree.leaves.get(tree.leaf(numbers)));
        leaves.flatten().sum()
    }

    /// As bytes for a file.
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        let count = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        bytes.extend(count.to_le_bytes());
        for tree in &self.0 {
            for (number, above) in tree.splits {
                bytes.extend(number.to_le_bytes());
                bytes.extend(above.to_le_bytes());
            }
            for leaf in tree.leaves {
                bytes.extend(leaf.to_le_bytes());
            }
        }
    }

    /// From the bytes of a file, which are taken off `rest`; `None` if it ends too early.
    pub(crate) fn read(rest: &mut &[u8]) -> Option<Self> {
        let count = u32::from_le_bytes(take(rest)?) as usize;
        let mut trees = Vec::new();
        for _ in 0..count {
            let mut tree = Tree::default();
            for split in &mut tree.splits {
                *split = (
                    u16::from_le_bytes(take(rest)?),
                    f32::from_le_bytes(take(rest)?),
                );
            }
            for leaf in &mut tree.leaves {
                *leaf = f32::from_le_bytes(take(rest)?);
            }
            trees.push(tree);
        }
        Some(Self(trees))
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}
