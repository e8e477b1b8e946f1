//! Opening and closing: one process at a time, no newer file, no damaged file, schema up to date.
//! It reads nothing of what is stored; see [`crate::Journal`] for that.

use crate::error::{OpenError, means_damage};
use crate::private::make_private_file;
use crate::projections::inbox;
use crate::rebuild::renew_stale;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, SqliteConnection};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

static MIGRATIONS: Migrator = sqlx::migrate!("./migrations");

/// "RLVO", so that another program's database is not taken for ours.
const APPLICATION_ID: i32 = 0x524c_564f;

/// Bigger files are checked by `relevo verify`, not while somebody waits for the window.
const CHECKED_AT_ONCE: u64 = 512 * 1024 * 1024;

/// How a journal is opened.
#[derive(Clone, Debug)]
pub struct Options {
    /// Connections that only read. Screens, search and export share them.
    pub readers: u32,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 4 }
    }
}

/// The lock of one process. The file says `open` while a process has it, so that the next one can
/// tell whether this one ended properly.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    was_unclean: bool,
}

impl Lock {
    fn take(path: &Path) -> Result<Self, OpenError> {
        let io = |source| OpenError::Io {
            path: path.to_owned(),
            source,
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(beside(path, "lock"))
            .map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(OpenError::InUse {
                    path: path.to_owned(),
                });
            }
            Err(TryLockError::Error(source)) => return Err(io(source)),
        }
        let mut left = String::new();
        file.read_to_string(&mut left).map_err(io)?;
        file.rewind().map_err(io)?;
        file.write_all(b"open").map_err(io)?;
        Ok(Self {
            file,
            was_unclean: !left.is_empty(),
        })
    }

    /// Says that this process ended properly.
    pub(crate) fn release(&self) -> std::io::Result<()> {
        self.file.set_len(0)?;
        self.file.unlock()
    }
}

/// The opened parts of a journal that may write.
pub(crate) struct Opened {
    pub(crate) lock: Lock,
    pub(crate) writer: SqliteConnection,
    pub(crate) readers: SqlitePool,
}

/// Opens `path` for this process alone, creating it if it isn't there.
pub(crate) async fn open(path: &Path, options: &Options) -> Result<Opened, OpenError> {
    let lock = Lock::take(path)?;
    make_private_file(path).map_err(|source| OpenError::Io {
        path: path.to_owned(),
        source,
    })?;
    let mut writer = writing(path)
        .connect()
        .await
        .map_err(|error| explain(path, error))?;
    refuse_foreign_or_newer(path, &mut writer).await?;
    if lock.was_unclean {
        check_if_small(path, &mut writer).await?;
    }
    MIGRATIONS
        .run(&mut writer)
        .await
        .map_err(|error| explain(path, sqlx::Error::Migrate(Box::new(error))))?;
    inbox::fill_if_empty(&mut writer)
        .await
        .map_err(|error| explain(path, error))?;
    renew_stale(&mut writer)
        .await
        .map_err(|error| explain(path, error))?;
    // The pragma takes no parameter, and the number is ours.
    let mark = sqlx::AssertSqlSafe(format!("pragma application_id = {APPLICATION_ID}"));
    sqlx::query(mark)
        .execute(&mut writer)
        .await
        .map_err(|error| explain(path, error))?;
    let readers = open_readers(path, options.readers).await?;
    Ok(Opened {
        lock,
        writer,
        readers,
    })
}

/// Opens `path` to read only, also while another process writes to it.
pub(crate) async fn open_readers(path: &Path, readers: u32) -> Result<SqlitePool, OpenError> {
    SqlitePoolOptions::new()
        .max_connections(readers)
        .idle_timeout(None)
        .max_lifetime(None)
        // A local file does not go away between two reads.
        .test_before_acquire(false)
        .connect_with(reading(path))
        .await
        .map_err(|error| explain(path, error))
}

/// Refuses what a read-only opening can't understand either.
pub(crate) async fn refuse_what_we_cannot_read(
    path: &Path,
    readers: &SqlitePool,
) -> Result<(), OpenError> {
    let mut reader = readers
        .acquire()
        .await
        .map_err(|error| explain(path, error))?;
    refuse_foreign_or_newer(path, &mut reader).await
}

fn common(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .statement_cache_capacity(256)
        .busy_timeout(Duration::from_secs(10))
        .pragma("temp_store", "memory")
        .pragma("mmap_size", "268435456")
        .disable_statement_logging()
}

fn writing(path: &Path) -> SqliteConnectOptions {
    common(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        // What Meta was told is kept must survive a power cut, so the log is synced at each commit.
        .synchronous(SqliteSynchronous::Full)
        .pragma("wal_autocheckpoint", "4000")
        .pragma("journal_size_limit", "67108864")
        .pragma("cache_size", "-65536")
}

fn reading(path: &Path) -> SqliteConnectOptions {
    common(path).read_only(true).pragma("cache_size", "-16384")
}

async fn refuse_foreign_or_newer(path: &Path, db: &mut SqliteConnection) -> Result<(), OpenError> {
    let explain = |error| explain(path, error);
    let tables: i64 = sqlx::query_scalar("select count(*) from sqlite_schema")
        .fetch_one(&mut *db)
        .await
        .map_err(explain)?;
    if tables == 0 {
        return Ok(());
    }
    let owner: i64 = sqlx::query_scalar("select application_id from pragma_application_id")
        .fetch_one(&mut *db)
        .await
        .map_err(explain)?;
    let migrated: i64 =
        sqlx::query_scalar("select count(*) from sqlite_schema where name = '_sqlx_migrations'")
            .fetch_one(&mut *db)
            .await
            .map_err(explain)?;
    if migrated == 0 || (owner != 0 && owner != i64::from(APPLICATION_ID)) {
        return Err(OpenError::Foreign {
            path: path.to_owned(),
        });
    }
    let found: i64 = sqlx::query_scalar("select coalesce(max(version), 0) from _sqlx_migrations")
        .fetch_one(&mut *db)
        .await
        .map_err(explain)?;
    let known = MIGRATIONS.iter().map(|m| m.version).max().unwrap_or(0);
    if found > known {
        return Err(OpenError::Newer {
            path: path.to_owned(),
            found,
            known,
        });
    }
    Ok(())
}

/// After a crash a small file is checked before anything is written to it.
async fn check_if_small(path: &Path, db: &mut SqliteConnection) -> Result<(), OpenError> {
    let size = std::fs::metadata(path).map_or(0, |file| file.len());
    if size > CHECKED_AT_ONCE {
        tracing::warn!(
            size,
            "not closed properly and too big to check now; run `relevo verify`"
        );
        return Ok(());
    }
    match quick_check(db).await {
        Ok(findings) if findings.is_empty() => Ok(()),
        Ok(findings) => Err(OpenError::Corrupt {
            path: path.to_owned(),
            detail: findings.join("; "),
        }),
        Err(error) => Err(explain(path, error)),
    }
}

/// What SQLite finds wrong with the file's structure; empty when it is sound.
pub(crate) async fn quick_check(db: &mut SqliteConnection) -> Result<Vec<String>, sqlx::Error> {
    let lines: Vec<String> = sqlx::query_scalar("pragma quick_check(5)")
        .fetch_all(db)
        .await?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

fn explain(path: &Path, error: sqlx::Error) -> OpenError {
    let path = path.to_owned();
    if let sqlx::Error::Migrate(migration) = &error
        && let sqlx::migrate::MigrateError::Execute(cause)
        | sqlx::migrate::MigrateError::ExecuteMigration(cause, _) = migration.as_ref()
        && means_damage(cause)
    {
        let detail = cause.to_string();
        return OpenError::Corrupt { path, detail };
    }
    if means_damage(&error) {
        let detail = error.to_string();
        return OpenError::Corrupt { path, detail };
    }
    match error {
        sqlx::Error::Io(source) => OpenError::Io { path, source },
        source => OpenError::Database { path, source },
    }
}

/// A file beside the database, named after it.
pub(crate) fn beside(path: &Path, extension: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}
