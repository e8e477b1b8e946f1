//! Folders and files that only their owner may read: customers' words are nobody else's business on a
//! machine with several accounts. What is there already keeps its rights; its owner chose them.

use std::fs::{DirBuilder, OpenOptions};
use std::io::Result;
use std::path::Path;

/// Makes `folder` and whatever lacks above it.
///
/// # Errors
/// If it can't be made.
pub fn make_private_folder(folder: &Path) -> Result<()> {
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)
}

/// Makes an empty file, for SQLite to fill: what it puts beside a database gets the database's rights.
pub(crate) fn make_private_file(path: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.append(true).create(true).open(path).map(drop)
}
