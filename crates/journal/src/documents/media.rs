//! The media shelf: files under the hash of their bytes, in a folder beside the database. The same
//! file is stored once however often it is sent. A file is complete on disk before anything
//! mentions it.

use crate::Journal;
use crate::error::StoreError;
use crate::writer::Write;
use async_trait::async_trait;
use bytes::Bytes;
use conversation::ids::MediaHash;
use conversation::time::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A file on the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMedia {
    /// Its address.
    pub hash: MediaHash,
    /// MIME type.
    pub mime: String,
    /// Bytes.
    pub size: u64,
    /// Where the bytes are.
    pub path: PathBuf,
}

struct Note {
    hash: MediaHash,
    mime: String,
    size: i64,
    now: Timestamp,
}

#[async_trait]
impl Write for Note {
    type Answer = ();

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let hash = self.hash.as_str();
        sqlx::query!(
            "insert into media (hash, mime, size, stored_at) values (?, ?, ?, ?)
             on conflict do nothing",
            hash,
            self.mime,
            self.size,
            self.now.0
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

impl Journal {
    /// The folder of the shelf.
    pub fn media_folder(&self) -> PathBuf {
        self.path().with_file_name("media")
    }

    /// Puts a file on the shelf.
    pub async fn put_media(
        &self,
        bytes: Bytes,
        mime: &str,
        now: Timestamp,
    ) -> Result<StoredMedia, StoreError> {
        let folder = self.media_folder();
        let size = bytes.len() as u64;
        let placed = tokio::task::spawn_blocking(move || place(&folder, &bytes)).await;
        let (hash, path) = placed.map_err(|_| StoreError::Closed)??;
        self.write(Note {
            hash: hash.clone(),
            mime: mime.to_owned(),
            size: i64::try_from(size).unwrap_or(i64::MAX),
            now,
        })
        .await?;
        Ok(StoredMedia {
            hash,
            mime: mime.to_owned(),
            size,
            path,
        })
    }

    /// Where a file is; `None` if it isn't on the shelf.
    pub async fn media(&self, hash: &MediaHash) -> Result<Option<StoredMedia>, StoreError> {
        let key = hash.as_str();
        let row = sqlx::query!("select mime, size from media where hash = ?", key)
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.map(|row| StoredMedia {
            hash: hash.clone(),
            mime: row.mime,
            size: u64::try_from(row.size).unwrap_or_default(),
            path: path_of(&self.media_folder(), hash),
        }))
    }
}

/// `ab/cdef…`: two letters of folder keep any folder small enough to look into.
fn path_of(folder: &Path, hash: &MediaHash) -> PathBuf {
    let (first, rest) = hash.as_str().split_at_checked(2).unwrap_or(("", "unknown"));
    folder.join(first).join(rest)
}

fn place(folder: &Path, bytes: &[u8]) -> std::io::Result<(MediaHash, PathBuf)> {
    let hash = MediaHash::new(hex::encode(Sha256::digest(bytes)));
    let path = path_of(folder, &hash);
    if path.is_file() {
        return Ok((hash, path));
    }
    let parent = path.parent().unwrap_or(folder);
    std::fs::create_dir_all(parent)?;
    // Written under another name and renamed, so that a file under its hash is always whole.
    let mut file = tempfile::NamedTempFile::new_in(parent)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok((hash, path))
}
