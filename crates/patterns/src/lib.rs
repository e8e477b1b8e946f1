//! Many patterns in one automaton. [`compile`] turns regular expressions into a [`Program`], which costs
//! a tenth of a second and is done when Relevo is built; [`Finder`] loads it in a few milliseconds and
//! finds in one text, in microseconds, where each pattern stands.
//!
//! It knows nothing of what patterns mean, and never reads a file.

mod compile;
mod finder;
mod program;

pub use compile::{CompileFault, compile};
pub use finder::{Finder, Place};
pub use program::{LoadFault, Program};
