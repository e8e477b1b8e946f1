//! What pieces of text weigh for each head. A head keeps the pieces that tell it most, each weight in a byte;
//! of all others nothing is known. It learns and judges nothing. Next: `model`.

use crate::bytes::take;
use crate::rows::{Bits, Kept, read_gap, write_gap};

/// The weights of `N` heads, in one row for each piece that any of them keeps.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table<const N: usize> {
    kept: Kept,
    rows: Vec<[i8; N]>,
}

/// What one step is worth where the largest weight is this.
pub(crate) fn step_for(largest: f32) -> f32 {
    (largest / steps(i8::MAX)).max(f32::MIN_POSITIVE)
}

/// A byte in steps: its square with its sign, so that small weights, which are most, are told apart as well
/// as large ones.
fn steps(cell: i8) -> f32 {
    let root = f32::from(cell);
    root * root.abs()
}

/// The byte for so many steps.
fn cell(steps: f32) -> i8 {
    let root = steps.abs().sqrt().round().min(f32::from(i8::MAX));
    // The cast is exact: the root is a whole number of seven bits.
    root.copysign(steps) as i8
}

impl<const N: usize> Table<N> {
    /// From the weights of all `buckets`, head by head, in steps; what is none stands for not kept.
    pub(crate) fn new(heads: &[Vec<f32>; N], buckets: usize) -> Self {
        let cells = |head: usize| heads[head].iter().map(|steps| cell(*steps)).enumerate();
        let kept = (0..N).flat_map(cells).filter(|(_, cell)| *cell != 0);
        let mut table = Self::none(Kept::new(kept.map(|(bucket, _)| bucket), buckets));
        for head in 0..N {
            cells(head).for_each(|(bucket, cell)| table.set(bucket, head, cell));
        }
        table
    }

    /// The pieces with weights of nothing.
    fn none(kept: Kept) -> Self {
        Self {
            rows: vec![[0; N]; kept.len()],
            kept,
        }
    }

    fn set(&mut self, bucket: usize, head: usize, cell: i8) {
        if let Some(row) = self
            .kept
            .row_of(bucket)
            .and_then(|at| self.rows.get_mut(at))
        {
            row[head] = cell;
        }
    }

    fn row(&self, bucket: u32) -> Option<&[i8; N]> {
        self.rows.get(self.kept.row_of(bucket as usize)?)
    }

    /// Adds what a piece weighs, times `value`, to the sums.
    pub(crate) fn add(&self, bucket: u32, value: f32, sums: &mut [f32; N]) {
        for (sum, cell) in sums.iter_mut().zip(self.row(bucket).into_iter().flatten()) {
            *sum += steps(*cell) * value;
        }
    }

    /// What a piece weighs for one head.
    pub(crate) fn weight(&self, bucket: u32, head: usize) -> f32 {
        let cell = self.row(bucket).and_then(|row| row.get(head));
        cell.map_or(0.0, |cell| steps(*cell))
    }

    /// As bytes: for each head how many pieces it keeps, and of each how far it lies from the one before,
    /// and its weight.
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        for head in 0..N {
            let cells = self.kept.buckets().zip(&self.rows);
            let own: Vec<(usize, i8)> = cells
                .map(|(bucket, row)| (bucket, row[head]))
                .filter(|(_, cell)| *cell != 0)
                .collect();
            bytes.extend(u32::try_from(own.len()).unwrap_or_default().to_le_bytes());
            let mut before = 0;
            for (bucket, cell) in own {
                write_gap(bucket - before, bytes);
                bytes.extend(cell.to_le_bytes());
                before = bucket;
            }
        }
    }

    /// From bytes, which are taken off `rest`; `None` if it ends too early or names a bucket that isn't there.
    /// They are read twice, first for which pieces there are: keeping them between takes half as long again.
    pub(crate) fn read(rest: &mut &[u8], buckets: usize) -> Option<Self> {
        let mut again = *rest;
        let mut kept = Bits::none(buckets);
        for _ in 0..N {
            each_piece(rest, |bucket, _| kept.set(bucket))?;
        }
        let mut table = Self::none(Kept::of(kept));
        for head in 0..N {
            each_piece(&mut again, |bucket, cell| {
                table.set(bucket, head, cell);
                Some(())
            })?;
        }
        Some(table)
    }
}

/// Hands over the pieces of one head, which are taken off `rest`; `None` if it ends too early or one is refused.
fn each_piece(rest: &mut &[u8], mut take_in: impl FnMut(usize, i8) -> Option<()>) -> Option<()> {
    let count = u32::from_le_bytes(take(rest)?);
    let mut bucket = 0_usize;
    for _ in 0..count {
        bucket = bucket.checked_add(read_gap(rest)?)?;
        take_in(bucket, i8::from_le_bytes(take(rest)?))?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{Table, step_for};

    /// Two heads that keep different pieces, with weights from large to small.
    fn table() -> (Table<2>, f32) {
        let step = step_for(4.0);
        let mut heads = [vec![0.0; 1024], vec![0.0; 1024]];
        for (head, bucket, weight) in [(0, 0, 4.0), (0, 900, -0.01), (1, 900, -4.0), (1, 1023, 0.5)]
        {
            heads[head][bucket] = weight / step;
        }
        (Table::new(&heads, 1024), step)
    }

    #[test]
    fn small_weights_are_kept_as_well_as_large_ones() {
        let (table, step) = table();
        for (bucket, head, wanted) in [
            (0, 0, 4.0),
            (900, 0, -0.01),
            (900, 1, -4.0),
            (1023, 1, 0.5_f32),
        ] {
            let off = table.weight(bucket, head) * step - wanted;
            assert!(
                off.abs() <= wanted.abs() * 0.2,
                "{bucket} {head}: {off} off"
            );
        }
        assert!(
            [
                table.weight(0, 1),
                table.weight(5, 0),
                table.weight(9999, 0)
            ]
            .iter()
            .all(|weight| *weight == 0.0)
        );
    }

    #[test]
    fn a_piece_adds_to_all_heads_that_keep_it_and_an_unknown_one_to_none() {
        let (table, step) = table();
        let mut sums = [0.0; 2];
        table.add(900, 2.0, &mut sums);
        table.add(901, 2.0, &mut sums);
        let sums = sums.map(|sum| (sum * step * 100.0).round() / 100.0);
        assert_eq!(sums, [-0.02, -8.0]);
    }

    #[test]
    fn what_is_written_is_read_again() {
        let (table, _) = table();
        let mut bytes = Vec::new();
        table.write(&mut bytes);
        let mut rest = bytes.as_slice();
        assert_eq!(Table::read(&mut rest, 1024), Some(table));
        assert_eq!(rest, []);
    }

    #[test]
    fn bytes_that_end_early_or_name_a_bucket_beyond_the_last_are_no_table() {
        let (table, _) = table();
        let mut bytes = Vec::new();
        table.write(&mut bytes);
        assert_eq!(Table::<2>::read(&mut &bytes[..bytes.len() - 1], 1024), None);
        assert_eq!(Table::<2>::read(&mut bytes.as_slice(), 1000), None);
    }
}
