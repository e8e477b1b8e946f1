//! Numbers taken off the bytes of a weights file, one after the other.

/// The next so many bytes, which are taken off `rest`; `None` if it ends too early.
pub(crate) fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk()?;
    *rest = tail;
    Some(*head)
}
