//! Proving from the journal that its promises were kept. It reads and changes nothing. What one
//! conversation shows is in [`witness`]; what needs one query is here.

mod witness;

use crate::Journal;
use crate::error::StoreError;
use crate::open::quick_check;
use conversation::ids::ConversationId;
use serde::Serialize;
use witness::{Claimed, Testimony, Witness};

/// Conversations looked up at a time.
const PAGE: u32 = 500;

/// Examples named in a check's detail.
const NAMED: usize = 5;

/// One promise, and whether it was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Its name, stable for scripts.
    pub name: &'static str,
    /// Whether it was kept.
    pub ok: bool,
    /// How many things were looked at.
    pub count: u64,
    /// What was found, in one sentence.
    pub detail: String,
}

impl Check {
    fn of(name: &'static str, count: u64, broken: &[String], promise: &str) -> Self {
        let detail = match broken.len() {
            0 => promise.to_owned(),
            n => {
                let named: Vec<_> = broken.iter().take(NAMED).map(String::as_str).collect();
                let more = n.saturating_sub(NAMED);
                let rest = if more > 0 {
                    format!(" and {more} more")
                } else {
                    String::new()
                };
                format!("{}{rest}", named.join("; "))
            }
        };
        Self {
            name,
            ok: broken.is_empty(),
            count,
            detail,
        }
    }
}

impl Journal {
    /// Goes through everything stored and says of each promise whether it was kept.
    pub async fn verify(&self) -> Result<Vec<Check>, StoreError> {
        let mut testimony = Testimony::default();
        let mut after: Option<ConversationId> = None;
        loop {
            let ids = self.conversations_with_events(after.as_ref()).await?;
            let Some(last) = ids.last() else { break };
            after = Some(last.clone());
            for id in &ids {
                self.witness(id, &mut testimony).await?;
            }
        }
        let mut checks = vec![
            self.check_file().await?,
            self.check_deliveries().await?,
            self.check_sequence().await?,
        ];
        checks.extend(testimony.checks());
        Ok(checks)
    }

    async fn conversations_with_events(
        &self,
        after: Option<&ConversationId>,
    ) -> Result<Vec<ConversationId>, StoreError> {
        let after = after.map_or("", ConversationId::as_str);
        let ids = sqlx::query_scalar!(
            "select distinct conversation from events where conversation > ?
             order by conversation limit ?",
            after,
            PAGE
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(ids.into_iter().map(ConversationId::new).collect())
    }

    /// Looks at one conversation. It may change while it is read, if Relevo runs; what was read then
    /// belongs to two moments and is read again.
    async fn witness(
        &self,
        id: &ConversationId,
        testimony: &mut Testimony,
    ) -> Result<(), StoreError> {
        loop {
            let before = self.load(id).await?;
            let claims = self.claims_of(id).await?;
            let mut witness = Witness::new(id, claims);
            for stored in self.events_of(id).await? {
                witness.see(&stored);
            }
            let pending = self.pending_of(id).await?;
            let stored = self.load(id).await?;
            if before == stored {
                witness.end(&pending, stored.as_ref(), testimony);
                return Ok(());
            }
        }
    }

    async fn claims_of(&self, id: &ConversationId) -> Result<Vec<Claimed>, StoreError> {
        let id = id.as_str();
        let rows = sqlx::query!(
            r#"select work, epoch, version from claims
               where conversation = ? order by n"#,
            id
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| Claimed {
                work: row.work,
                // What a person wrote has no fence and is kept as -1.
                epoch: u32::try_from(row.epoch).ok(),
                version: u64::try_from(row.version).unwrap_or_default(),
            })
            .collect())
    }

    async fn check_file(&self) -> Result<Check, StoreError> {
        let mut reader = self.readers.acquire().await?;
        let broken = quick_check(&mut reader).await?;
        Ok(Check::of("file", 1, &broken, "the database file is sound"))
    }

    async fn check_deliveries(&self) -> Result<Check, StoreError> {
        let totals = sqlx::query!(
            r#"select count(*) as "count!: i64",
                   coalesce(sum(decoded = 0), 0) as "waiting!: i64" from deliveries"#
        )
        .fetch_one(&self.readers)
        .await?;
        let broken = sqlx::query!(
            "select delivery, items, accounted from deliveries
             where decoded = 1 and items <> accounted order by delivery limit 100"
        )
        .fetch_all(&self.readers)
        .await?;
        let broken: Vec<String> = broken
            .into_iter()
            .map(|row| {
                let (delivery, items, known) = (row.delivery, row.items, row.accounted);
                format!("delivery {delivery}: {known} of {items} items accounted for")
            })
            .collect();
        let promise = match totals.waiting {
            0 => "every item of every delivery is accounted for".to_owned(),
            n => format!("every decoded delivery is accounted for; {n} wait to be decoded"),
        };
        let count = u64::try_from(totals.count).unwrap_or_default();
        Ok(Check::of("deliveries", count, &broken, &promise))
    }

    /// Sequence numbers are given one by one, so a missing one is a lost event.
    async fn check_sequence(&self) -> Result<Check, StoreError> {
        let row = sqlx::query!(
            r#"select count(*) as "count!: i64", coalesce(max(seq), 0) as "last!: i64",
                   coalesce((select seq from sqlite_sequence where name = 'events'), 0)
                       as "given!: i64"
               from events"#
        )
        .fetch_one(&self.readers)
        .await?;
        let lost = row.given.max(row.last) - row.count;
        let broken: Vec<String> = (lost > 0)
            .then(|| format!("{lost} of {} events are gone", row.given.max(row.last)))
            .into_iter()
            .collect();
        let count = u64::try_from(row.count).unwrap_or_default();
        Ok(Check::of("sequence", count, &broken, "no event was lost"))
    }
}
