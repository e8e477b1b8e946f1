//! What a screen can ask of Relevo. [`list`] declares it once, with [`call`] to do it by name; the
//! other modules do the work, one per screen. Both hosts bridge the same list.

pub mod list;
pub mod types;
pub mod typescript;

pub use list::call;


