//! The thread as a person reads it. [`project`] says what an event adds to or changes in the stored
//! entries; [`items`] turns a page of entries into what is drawn: day lines, groups, the baton's
//! rail. Both are pure, so desktop, browser and export show the same.

mod entry;
mod items;
mod project;
#[cfg(test)]
mod tests;

pub use entry::{
    Amendment, Entry, EntryKey, HandOver, Line, MediaState, Message, MessageAuthor, Note, Reaction,
};
pub use items::{Bubble, ItemBody, PlacedEntry, Rail, Segment, ThreadItem, items, segments};
pub use project::{Change, project};
