//! The outbox: work the world is still owed. Claiming is the only way to it, and claiming checks
//! the fence: what was asked for in another epoch is handed out as refused, never as work. Work
//! leaves with the step that reports its outcome; nothing here performs anything.

pub(crate) mod work;

use crate::Journal;
use crate::error::StoreError;
use crate::ids::WorkId;
use crate::writer::Write;
use async_trait::async_trait;
use conversation::ids::ConversationId;
use conversation::time::Timestamp;
use sqlx::SqliteConnection;
use work::{Claim, Room, Tried, Work, WorkKind, WorkRead};

pub(crate) async fn add(db: &mut SqliteConnection, rows: &str) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into work (work, conversation, kind, effect, due_at, epoch)
         select value ->> 'work', value ->> 'conversation', value ->> 'kind', value -> 'effect',
             value ->> 'due_at', value ->> 'epoch'
         from json_each(?) where true on conflict do nothing",
        rows
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Whether nobody has claimed `work` and it is still there.
pub(crate) async fn is_free(db: &mut SqliteConnection, work: &WorkId) -> Result<bool, sqlx::Error> {
    let work = work.as_str();
    let free = sqlx::query_scalar!(
        "select count(*) from work where work = ? and claimed_at = 0",
        work
    )
    .fetch_one(db)
    .await?;
    Ok(free == 1)
}

struct ClaimDue {
    now: Timestamp,
    /// Kinds as JSON, and how much of them.
    rooms: Vec<(String, u32)>,
}

#[async_trait]
impl Write for ClaimDue {
    type Answer = Vec<Claim>;

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<Self::Answer, sqlx::Error> {
        let mut rows = Vec::new();
        for (kinds, places) in &self.rooms {
            rows.extend(self.due(db, kinds, *places).await?);
        }
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        self.note(db, &rows).await?;
        Ok(rows.into_iter().filter_map(readable).collect())
    }
}

/// What can't be read stays claimed, so that it is in nobody's way.
fn readable(row: WorkRead) -> Option<Claim> {
    let work = row.work.clone();
    row.claim()
        .inspect_err(|error| tracing::error!(%error, work, "work in the outbox can't be read"))
        .ok()
}

impl ClaimDue {
    /// Messages of one conversation leave in the order they were asked for: while an earlier one is
    /// not done, the later ones are not due, whatever their time says.
    async fn due(
        &self,
        db: &mut SqliteConnection,
        kinds: &str,
        places: u32,
    ) -> Result<Vec<WorkRead>, sqlx::Error> {
        sqlx::query_as!(
            WorkRead,
            r#"select work.work, work.conversation, work.effect, work.due_at, work.attempt,
                   work.troubles, ? as "claimed_at!: i64",
                   (work.epoch <> -1 and work.epoch <> coalesce(states.epoch, -1))
                       as "fenced!: bool"
               from json_each(?) as kinds
               join work on work.kind = kinds.value
               left join states on states.conversation = work.conversation
               where work.claimed_at = 0 and work.due_at <= ?
                   and not (work.kind = 'send' and exists (
                       select 1 from work as earlier
                       where earlier.conversation = work.conversation
                           and earlier.kind = 'send' and earlier.n < work.n))
               order by work.due_at limit ?"#,
            self.now.0,
            kinds,
            self.now.0,
            places
        )
        .fetch_all(db)
        .await
    }

    async fn note(&self, db: &mut SqliteConnection, rows: &[WorkRead]) -> Result<(), sqlx::Error> {
        let named = |fenced: bool| -> String {
            let ids = rows.iter().filter(|row| row.fenced == fenced);
            let ids: Vec<_> = ids.map(|row| row.work.as_str()).collect();
            serde_json::to_string(&ids).unwrap_or_default()
        };
        for fenced in [false, true] {
            let ids = named(fenced);
            sqlx::query!(
                "update work set claimed_at = ?, fenced = ?
                 where work in (select value from json_each(?))",
                self.now.0,
                fenced,
                ids
            )
            .execute(&mut *db)
            .await?;
        }
        let ids = named(false);
        sqlx::query!(
            "insert into claims (work, conversation, epoch, version, claimed_at)
             select work.work, work.conversation, work.epoch, states.version, ?
             from work join states on states.conversation = work.conversation
             where work.kind = 'send' and work.work in (select value from json_each(?))",
            self.now.0,
            ids
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

struct Release {
    work: WorkId,
    due_at: Timestamp,
    tried: Tried,
}

#[async_trait]
impl Write for Release {
    type Answer = ();

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let work = self.work.as_str();
        if self.tried == Tried::Nothing {
            unclaim(db, &self.work).await?;
        }
        let attempts = i64::from(self.tried != Tried::Nothing);
        let troubles = i64::from(self.tried == Tried::InVain);
        sqlx::query!(
            "update work set claimed_at = 0, fenced = 0, due_at = ?, attempt = attempt + ?,
                 troubles = troubles + ?
             where work = ?",
            self.due_at.0,
            attempts,
            troubles,
            work
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

/// What was claimed and didn't leave is no proof of anything.
async fn unclaim(db: &mut SqliteConnection, work: &WorkId) -> Result<(), sqlx::Error> {
    let work = work.as_str();
    sqlx::query!(
        "delete from claims where n in (
             select claims.n from work
             join claims on claims.conversation = work.conversation
                 and claims.work = work.work and claims.claimed_at = work.claimed_at
             where work.work = ?)",
        work
    )
    .execute(db)
    .await?;
    Ok(())
}

struct Hurry {
    now: Timestamp,
}

#[async_trait]
impl Write for Hurry {
    type Answer = ();

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "update work set due_at = ?
             where kind in ('send', 'react') and claimed_at = 0 and due_at > ?",
            self.now.0,
            self.now.0
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

struct FreeAllBut {
    taken: String,
    due_at: Timestamp,
}

#[async_trait]
impl Write for FreeAllBut {
    type Answer = ();

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "delete from claims where n in (
                 select claims.n from work indexed by work_claimed
                 join claims on claims.conversation = work.conversation
                     and claims.work = work.work and claims.claimed_at = work.claimed_at
                 where work.claimed_at <> 0
                     and work.work not in (select value from json_each(?)))",
            self.taken
        )
        .execute(&mut *db)
        .await?;
        sqlx::query!(
            "update work indexed by work_claimed
             set claimed_at = 0, fenced = 0, due_at = max(due_at, ?), attempt = attempt + 1
             where claimed_at <> 0 and work not in (select value from json_each(?))",
            self.due_at.0,
            self.taken
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

struct Recover;

#[async_trait]
impl Write for Recover {
    type Answer = Result<Vec<Work>, StoreError>;

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<Self::Answer, sqlx::Error> {
        sqlx::query!(
            "update work indexed by work_claimed set claimed_at = 0, fenced = 0
             where claimed_at <> 0 and (kind <> 'send' or fenced = 1)"
        )
        .execute(&mut *db)
        .await?;
        let rows = sqlx::query_as!(
            WorkRead,
            r#"select work, conversation, effect, due_at, attempt, troubles, claimed_at,
                   fenced as "fenced!: bool"
               from work indexed by work_claimed where claimed_at <> 0 order by n"#
        )
        .fetch_all(db)
        .await?;
        let unclear: Result<Vec<_>, _> = rows
            .into_iter()
            .map(|row| row.read().map(|(work, _)| work))
            .collect();
        Ok(unclear.map_err(StoreError::from))
    }
}

impl Journal {
    /// Claims what is due, as far as there is room, checking the fence in the same transaction. A
    /// claim stays until a commit names it in `finished`, or until it is released.
    pub async fn claim_due(
        &self,
        now: Timestamp,
        rooms: &[Room],
    ) -> Result<Vec<Claim>, StoreError> {
        let room = |room: &Room| Ok((serde_json::to_string(&room.kinds)?, room.places));
        let rooms: Result<Vec<_>, serde_json::Error> = rooms.iter().map(room).collect();
        let rooms = rooms?;
        self.write(ClaimDue { now, rooms }).await
    }

    /// Gives claimed work back for another try at `due_at`.
    pub async fn release(
        &self,
        work: &WorkId,
        due_at: Timestamp,
        tried: Tried,
    ) -> Result<(), StoreError> {
        let work = work.clone();
        self.write(Release {
            work,
            due_at,
            tried,
        })
        .await
    }

    /// There is a way out again: what waits to reach a customer is due now.
    pub async fn hurry(&self, now: Timestamp) -> Result<(), StoreError> {
        self.write(Hurry { now }).await
    }

    /// Frees everything that is claimed and not in `taken`, for another try not before `due_at`. To be
    /// called by whoever claims, with all that is still being done or may have left.
    pub async fn free_all_but(
        &self,
        taken: &[WorkId],
        due_at: Timestamp,
    ) -> Result<(), StoreError> {
        let taken = serde_json::to_string(taken)?;
        self.write(FreeAllBut { taken, due_at }).await
    }

    /// To be called once at start, before anything is claimed: what a dead process had claimed is
    /// free again, except sends. Whether those went out is unknown, so they are returned, still
    /// claimed; commit each as unclear.
    pub async fn recover(&self) -> Result<Vec<Work>, StoreError> {
        self.write(Recover).await?
    }

    /// When the next work of these kinds is due; `None` if nothing waits. Work behind an earlier
    /// message of its conversation doesn't count: it becomes due with a commit.
    pub async fn next_due(&self, kinds: &[WorkKind]) -> Result<Option<Timestamp>, StoreError> {
        let kinds = serde_json::to_string(kinds)?;
        let due = sqlx::query_scalar!(
            r#"select min(due_at) as "due: i64" from (
                   select (
                       select due_at from work
                       where kind = kinds.value and claimed_at = 0
                           and not (kind = 'send' and exists (
                               select 1 from work as earlier
                               where earlier.conversation = work.conversation
                                   and earlier.kind = 'send' and earlier.n < work.n))
                       order by due_at limit 1
                   ) as due_at from json_each(?) as kinds)"#,
            kinds
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(due.map(Timestamp))
    }

    /// Whether everything that came is decoded, nothing is claimed, and nothing is due by `until`: then
    /// nothing happens before, unless something comes from outside.
    pub async fn is_at_rest(&self, until: Timestamp) -> Result<bool, StoreError> {
        let kinds = serde_json::to_string(&WorkKind::ALL)?;
        let rests = sqlx::query_scalar!(
            r#"select not exists (select 1 from deliveries where decoded = 0)
                   and not exists (select 1 from work indexed by work_claimed where claimed_at <> 0)
                   and not exists (
                       select 1 from json_each(?1) as kinds join work on work.kind = kinds.value
                       where work.claimed_at = 0 and work.due_at <= ?2
                           and not (work.kind = 'send' and exists (
                               select 1 from work as earlier
                               where earlier.conversation = work.conversation
                                   and earlier.kind = 'send' and earlier.n < work.n)))
                   as "rests!: bool""#,
            kinds,
            until.0
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(rests)
    }

    /// What a conversation still waits for, in the order asked for: for the composer's outbox.
    pub async fn pending_of(&self, conversation: &ConversationId) -> Result<Vec<Work>, StoreError> {
        let conversation = conversation.as_str();
        let rows = sqlx::query_as!(
            WorkRead,
            r#"select work, conversation, effect, due_at, attempt, troubles, claimed_at,
                   fenced as "fenced!: bool"
               from work where conversation = ? order by n"#,
            conversation
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter().map(|row| Ok(row.read()?.0)).collect()
    }
}
