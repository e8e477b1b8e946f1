//! The desktop shell of Relevo.
fn main() {}
