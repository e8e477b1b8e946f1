//! The headless host of Relevo: the command line and the browser form.

pub mod eval;
