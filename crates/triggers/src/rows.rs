//! Rows of weights in four bits a cell, each row with a scale of its own: beside what it mostly tells, its
//! other cells need no finer step. And which buckets have a row at all, where few do. It learns and judges
//! nothing. Next: `model`, `asks`.

use crate::bytes::take;

/// A row of `N` weights, counted in steps of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Row<const N: usize> {
    cells: [i8; N],
    scale: u8,
}

/// The largest number in four bits.
const MOST: f32 = 7.0;

/// What one step of a table is worth whose largest weight is this.
pub(crate) fn step_for(largest: f32) -> f32 {
    (largest / (MOST * 255.0)).max(f32::MIN_POSITIVE)
}

impl<const N: usize> Row<N> {
    /// From weights in steps of [`step_for`]; it loses what four bits can't hold.
    pub(crate) fn of(steps: [f32; N]) -> Self {
        let largest = steps
            .iter()
            .fold(0.0_f32, |most, step| most.max(step.abs()));
        // Both casts are exact: no weight has more than 255 times the most steps.
        let scale = (largest / MOST).ceil().clamp(1.0, 255.0);
        Self {
            cells: steps.map(|step| (step / scale).round().clamp(-MOST, MOST) as i8),
            scale: scale as u8,
        }
    }

    /// Adds the weights, each times `value`, to the sums.
    pub(crate) fn add(&self, value: f32, sums: &mut [f32; N]) {
        let value = value * f32::from(self.scale);
        for (sum, cell) in sums.iter_mut().zip(self.cells) {
            *sum += f32::from(cell) * value;
        }
    }

    /// As bytes: the scale, then two cells a byte, the first in its lower half.
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        let half = |cell: i8| cell.to_le_bytes()[0] & 0x0f;
        bytes.push(self.scale);
        bytes.extend(self.cells.chunks(2).map(|pair| {
            let upper = pair.get(1).copied().map_or(0, half);
            pair.first().copied().map_or(0, half) | upper << 4
        }));
    }

    /// From bytes, which are taken off `rest`; `None` if it ends too early.
    pub(crate) fn read(rest: &mut &[u8]) -> Option<Self> {
        let [scale] = take(rest)?;
        let (own, after) = rest.split_at_checked(N.div_ceil(2))?;
        *rest = after;
        let mut cells = [0; N];
        for (pair, byte) in cells.chunks_mut(2).zip(own) {
            // Shifting up and down again carries the sign of the half into the whole byte.
            for (cell, half) in pair.iter_mut().zip([byte << 4, byte & 0xf0]) {
                *cell = i8::from_le_bytes([half]) >> 4;
            }
        }
        Some(Self { cells, scale })
    }
}

/// A bit for each bucket, of which there are a multiple of 64.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    pub(crate) fn none(buckets: usize) -> Self {
        Self(vec![0; buckets / 64])
    }

    /// Sets the bucket's bit; `None` if there is no such bucket.
    pub(crate) fn set(&mut self, bucket: usize) -> Option<()> {
        *self.0.get_mut(bucket / 64)? |= 1 << (bucket % 64);
        Some(())
    }
}

/// Which buckets have a row; rows stand in the order of their buckets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Each word of bits, and how many rows come before its own: side by side, so that looking one up waits
    /// for memory once.
    words: Vec<(u64, u32)>,
}

impl Kept {
    /// Of so many buckets, those that have a row.
    pub(crate) fn new(kept: impl IntoIterator<Item = usize>, buckets: usize) -> Self {
        let mut bits = Bits::none(buckets);
        for bucket in kept {
            let _beyond_the_last = bits.set(bucket);
        }
        Self::of(bits)
    }

    /// Those whose bit is set.
    pub(crate) fn of(bits: Bits) -> Self {
        let mut sum = 0;
        let words = bits.0.into_iter().map(|bits| {
            let before = sum;
            sum += bits.count_ones();
            (bits, before)
        });
        Self {
            words: words.collect(),
        }
    }

    /// The place of a bucket's row.
    pub(crate) fn row_of(&self, bucket: usize) -> Option<usize> {
        let (bits, before) = self.words.get(bucket / 64)?;
        let bit = 1_u64 << (bucket % 64);
        if bits & bit == 0 {
            return None;
        }
        let lower = (bits & (bit - 1)).count_ones();
        Some((before + lower) as usize)
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        let last = self.words.last();
        last.map_or(0, |(bits, before)| before + bits.count_ones()) as usize
    }

    /// The buckets that have a row, in their order.
    pub(crate) fn buckets(&self) -> impl Iterator<Item = usize> {
        let words = self.words.iter().enumerate();
        words.flat_map(|(at, (word, _))| {
            let set = (0..64).filter(move |bit| word & (1 << bit) != 0);
            set.map(move |bit| at * 64 + bit)
        })
    }

    /// As bytes: how many there are, and how far each lies from the one before.
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(u32::try_from(self.len()).unwrap_or_default().to_le_bytes());
        let mut before = 0;
        for bucket in self.buckets() {
            write_gap(bucket - before, bytes);
            before = bucket;
        }
    }

    /// From bytes, which are taken off `rest`; `None` if it ends too early or names a bucket that isn't there.
    pub(crate) fn read(rest: &mut &[u8], buckets: usize) -> Option<Self> {
        let count = u32::from_le_bytes(take(rest)?);
        let (mut kept, mut bucket) = (Bits::none(buckets), 0_usize);
        for _ in 0..count {
            bucket = bucket.checked_add(read_gap(rest)?)?;
            kept.set(bucket)?;
        }
        Some(Self::of(kept))
    }
}

/// How far one bucket lies from the one before, in one byte where it is less than 255; each full byte says
/// that it goes on.
pub(crate) fn write_gap(mut gap: usize, bytes: &mut Vec<u8>) {
    while gap >= FULL {
        bytes.push(u8::MAX);
        gap -= FULL;
    }
    // The cast is exact: what is left is below a full byte.
    bytes.push(gap as u8);
}

/// What a full byte stands for.
const FULL: usize = u8::MAX as usize;

/// The distance, which is taken off `rest`; `None` if it ends too early.
pub(crate) fn read_gap(rest: &mut &[u8]) -> Option<usize> {
    let mut gap = 0_usize;
    loop {
        let [byte] = take(rest)?;
        gap = gap.checked_add(byte as usize)?;
        if byte < u8::MAX {
            return Some(gap);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Kept, Row, read_gap, step_for, write_gap};

    fn weights_of<const N: usize>(row: Row<N>) -> [f32; N] {
        let mut weights = [0.0; N];
        row.add(1.0, &mut weights);
        weights
    }

    #[test]
    fn a_row_keeps_its_largest_weight_and_the_sign_of_each() {
        let step = step_for(3.0);
        let row = Row::of([3.0, -3.0, 1.0, -0.4, 0.0].map(|weight| weight / step));
        let weights = weights_of(row).map(|weight| weight * step);
        let wanted = [3.0, -3.0, 1.0, -0.4, 0.0];
        let off = weights
            .iter()
            .zip(wanted)
            .map(|(is, should)| (is - should).abs());
        assert!(off.fold(0.0, f32::max) <= 3.0 / 14.0, "{weights:?}");
        assert_eq!(weights[..2], [3.0, -3.0]);
    }

    #[test]
    fn small_rows_are_as_fine_as_large_ones() {
        let row = Row::of([14.0, -7.0, 2.0]);
        assert_eq!(weights_of(row), [14.0, -8.0, 2.0]);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let row = Row::of([700.0, -700.0, 100.0, -100.0, 0.0]);
        let mut bytes = Vec::new();
        row.write(&mut bytes);
        assert_eq!(bytes.len(), 4);
        let mut rest = bytes.as_slice();
        assert_eq!((Row::read(&mut rest), rest), (Some(row), [].as_slice()));
        assert_eq!(Row::<5>::read(&mut &bytes[..3]), None);
    }

    #[test]
    fn rows_are_found_by_their_buckets() {
        let kept = Kept::new([0, 63, 64, 190], 192);
        let places = [0, 1, 63, 64, 190, 191, 192].map(|bucket| kept.row_of(bucket));
        assert_eq!(
            places,
            [Some(0), None, Some(1), Some(2), Some(3), None, None]
        );
        assert_eq!(kept.len(), 4);
        let mut bytes = Vec::new();
        kept.write(&mut bytes);
        assert_eq!(Kept::read(&mut bytes.as_slice(), 192), Some(kept));
    }

    #[test]
    fn far_and_near_gaps_are_read_as_they_were_written() {
        for (gap, length) in [(0, 1), (254, 1), (255, 2), (510, 3), (70_000, 275)] {
            let mut bytes = Vec::new();
            write_gap(gap, &mut bytes);
            assert_eq!(bytes.len(), length, "{gap}");
            assert_eq!(read_gap(&mut bytes.as_slice()), Some(gap));
            assert_eq!(read_gap(&mut &bytes[..length - 1]), None);
        }
    }

    #[test]
    fn a_bucket_beyond_the_last_is_refused() {
        let mut bytes = Vec::new();
        Kept::new([0, 190], 192).write(&mut bytes);
        assert_eq!(Kept::read(&mut bytes.as_slice(), 190), None);
    }
}
