//! The table of words, read where it lies in the program: a word is found by its fingerprint, so
//! nothing is built at the start. Next: `super`.

use crate::bytes::{of_short, short};

/// How many numbers a word has.
pub(crate) const DIM: usize = 64;
/// A word as numbers.
pub(crate) type Word = [f32; DIM];
/// Rows for what is no word: numbers, question marks, exclamation marks, other marks. They are the
/// last rows of the table.
pub(crate) const SPECIAL: usize = 4;

/// The shortest beginning that may stand for a word.
const SHORTEST: usize = 4;

/// Where words stand, by their fingerprints in order.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Prints<'a>(pub(crate) &'a [u8]);

impl Prints<'_> {
    fn len(self) -> usize {
        self.0.len() / 4
    }

    /// The row of a word. One that isn't there is taken for its longest known beginning, because
    /// endings and slips of spelling are mostly at the end.
    pub(crate) fn row_of(self, word: &str) -> Option<usize> {
        let shortest = SHORTEST.max(word.len() * 2 / 3);
        let beginnings = (shortest..word.len()).rev();
        self.exact(word).or_else(|| {
            beginnings
                .into_iter()
                .find_map(|end| self.exact(word.get(..end)?))
        })
    }

    /// The row of a mark or, for `None`, of a number.
    pub(crate) fn row_of_mark(self, mark: Option<&str>) -> Option<usize> {
        let place = match mark {
            None => 0,
            Some("?") => 1,
            Some("!") => 2,
            Some("." | ",") => 3,
            Some(_) => return None,
        };
        Some(self.len() + place)
    }

    fn exact(self, word: &str) -> Option<usize> {
        let wanted = print_of(word);
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            let bytes = self.0.get(middle * 4..)?.first_chunk::<4>()?;
            match u32::from_le_bytes(*bytes).cmp(&wanted) {
                std::cmp::Ordering::Less => from = middle + 1,
                std::cmp::Ordering::Greater => to = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }
}

/// A fingerprint of a folded word. No two words of the table of meanings share one.
pub(crate) fn print_of(word: &str) -> u32 {
    let hash = word.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash ^ (hash >> 15)
}

/// Words as small integers, each row with a scale of its own.
pub(super) struct Table {
    pub(super) prints: Prints<'static>,
    scales: &'static [u8],
    cells: &'static [u8],
}

impl Table {
    /// Takes the table off the bytes.
    pub(super) fn take(rest: &mut &'static [u8]) -> Option<Self> {
        let count = u32::from_le_bytes(*split(rest, 4)?.first_chunk::<4>()?) as usize;
        let rows = count + SPECIAL;
        Some(Self {
            prints: Prints(split(rest, count * 4)?),
            scales: split(rest, rows * 2)?,
            cells: split(rest, rows * DIM)?,
        })
    }

    pub(super) fn word(&self, row: usize) -> Option<Word> {
        let cells = self.cells.get(row * DIM..)?.first_chunk::<DIM>()?;
        let scale = of_short(*self.scales.get(row * 2..)?.first_chunk::<2>()?);
        Some(cells.map(|cell| f32::from(i8::from_le_bytes([cell])) * scale))
    }
}

/// The first `count` bytes, taken off `rest`.
pub(super) fn split<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (own, after) = rest.split_at_checked(count)?;
    *rest = after;
    Some(own)
}

/// The table as bytes: `words` with their fingerprints in order, then the special rows.
pub(crate) fn write(prints: &[u8], words: &[Word], bytes: &mut Vec<u8>) {
    // A table of more than four thousand million words doesn't fit a program.
    let count = u32::try_from(prints.len() / 4).unwrap_or(u32::MAX);
    bytes.extend(count.to_le_bytes());
    bytes.extend(prints);
    let scale_of = |word: &Word| {
        word.iter()
            .fold(f32::MIN_POSITIVE, |most, v| most.max(v.abs()))
            / 127.0
    };
    for word in words {
        bytes.extend(short(scale_of(word)));
    }
    for word in words {
        let scale = scale_of(word);
        // The cast is exact: the largest value is 127 steps.
        bytes.extend(
            word.iter()
                .map(|value| ((value / scale).round() as i8).to_le_bytes()[0]),
        );
    }
}
