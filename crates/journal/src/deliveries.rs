//! Deliveries: Meta's webhook POSTs, byte for byte. They are kept before anything is understood
//! and never deleted; what they mean is found out by the engine, which reports it with
//! [`crate::Journal::commit`].

use crate::Journal;
use crate::error::StoreError;
use crate::ids::DeliveryId;
use crate::writer::Write;
use async_trait::async_trait;
use bytes::Bytes;
use conversation::time::Timestamp;
use sqlx::SqliteConnection;

/// A webhook POST to keep.
#[derive(Clone, Debug)]
pub struct NewDelivery {
    /// When it came, by our clock.
    pub received_at: Timestamp,
    /// A JSON object of the headers worth keeping.
    pub headers: String,
    /// The body, unchanged: its signature was made over exactly these bytes.
    pub body: Bytes,
}

/// A kept webhook POST.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Its number.
    pub id: DeliveryId,
    /// When it came, by our clock.
    pub received_at: Timestamp,
    /// A JSON object of headers.
    pub headers: String,
    /// The body as it came.
    pub body: Vec<u8>,
}

struct Keep(NewDelivery);

#[async_trait]
impl Write for Keep {
    type Answer = DeliveryId;

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<DeliveryId, sqlx::Error> {
        let received_at = self.0.received_at.0;
        let headers = self.0.headers.as_str();
        let body: &[u8] = &self.0.body;
        let done = sqlx::query!(
            "insert into deliveries (received_at, headers, body) values (?, ?, ?)",
            received_at,
            headers,
            body
        )
        .execute(db)
        .await?;
        Ok(DeliveryId(done.last_insert_rowid()))
    }
}

impl Journal {
    /// Keeps a delivery. When this answers, it is on disk, and Meta may be told 200.
    pub async fn keep(&self, delivery: NewDelivery) -> Result<DeliveryId, StoreError> {
        self.write(Keep(delivery)).await
    }

    /// Deliveries nobody has decoded yet, oldest first.
    pub async fn undecoded(&self, limit: u32) -> Result<Vec<Delivery>, StoreError> {
        let rows = sqlx::query!(
            "select delivery, received_at, headers, body from deliveries
             where decoded = 0 order by delivery limit ?",
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| Delivery {
                id: DeliveryId(row.delivery),
                received_at: Timestamp(row.received_at),
                headers: row.headers,
                body: row.body,
            })
            .collect())
    }

    /// Deliveries after `after`, oldest first: for rebuilding, checking and the raw view.
    pub async fn deliveries_after(
        &self,
        after: Option<DeliveryId>,
        limit: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let after = after.map_or(0, |id| id.0);
        let rows = sqlx::query!(
            "select delivery, received_at, headers, body from deliveries
             where delivery > ? order by delivery limit ?",
            after,
            limit
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows
            .into_iter()
            .map(|row| Delivery {
                id: DeliveryId(row.delivery),
                received_at: Timestamp(row.received_at),
                headers: row.headers,
                body: row.body,
            })
            .collect())
    }
}
