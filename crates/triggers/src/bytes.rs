//! Numbers taken off the bytes of a weights file, one after the other, and numbers that need few
//! digits in half their bytes.

use half::{bf16, f16};

/// The next so many bytes, which are taken off `rest`; `None` if it ends too early.
pub(crate) fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk()?;
    *rest = tail;
    Some(*head)
}

/// A number in two bytes: as large or small as any, but with two or three digits only. That is more
/// than a weight is sure of.
pub(crate) fn short(value: f32) -> [u8; 2] {
    bf16::from_f32(value).to_le_bytes()
}

/// The number in two bytes.
pub(crate) fn of_short(bytes: [u8; 2]) -> f32 {
    bf16::from_le_bytes(bytes).to_f32()
}

/// A number of no great size in two bytes, with three or four digits.
pub(crate) fn fine(value: f32) -> [u8; 2] {
    f16::from_f32(value).to_le_bytes()
}

/// The number in two bytes that keep its digits.
pub(crate) fn of_fine(bytes: [u8; 2]) -> f32 {
    f16::from_le_bytes(bytes).to_f32()
}
