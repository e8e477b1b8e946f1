//! The way in: kept deliveries become events. Each delivery is decoded, every item finds its
//! conversation, the rules decide, and all of it is stored in one transaction. Nothing is sent from
//! here; see [`crate::outbox`].

mod again;
mod batch;
mod deciding;
pub(crate) mod identity;
mod item;
mod read;
mod stopped;
mod stuck;
pub(crate) mod translate;

pub(crate) use again::{Again, CustomerAgain, StatusAgain};
pub(crate) use deciding::fact_of;
pub(crate) use item::{ParkedStatus, brought_by};
pub(crate) use read::{edited, wrote};
pub(crate) use stopped::Stopped;

use crate::api::types::Topic;
use crate::engine::Engine;
use crate::error::EngineError;
use batch::Batch;
use journal::{CommitError, Delivery};
use stuck::{Origins, Refusals, Stuck};

/// Deliveries taken in one transaction.
const AT_ONCE: u32 = 200;

/// How often a batch is decided again because somebody else appended meanwhile.
const TRIES: usize = 20;

impl Engine {
    /// Takes in what was kept and not yet understood. Returns how many deliveries it was.
    ///
    /// # Errors
    /// Only if the store fails; a delivery that makes no sense is set aside, not an error.
    pub async fn take_in(&self) -> Result<usize, EngineError> {
        let deliveries = self.journal().undecoded(AT_ONCE).await?;
        if !deliveries.is_empty() {
            self.take_in_all(&deliveries).await?;
        }
        Ok(deliveries.len())
    }

    async fn take_in_all(&self, deliveries: &[Delivery]) -> Result<(), EngineError> {
        let (mut stuck, mut refusals) = (Stuck::new(), Refusals::default());
        let mut tries = 0;
        while tries < TRIES {
            let batch = Batch::prepare(self, deliveries).await?;
            let (step, touched, stopped) = batch.decide(self, &stuck)?;
            let origins = Origins::of(&step);
            match self.journal().commit(step).await {
                Ok(committed) => {
                    self.announce(touched).await;
                    if !stuck.is_empty() {
                        self.changes().topic(Topic::Status);
                    }
                    self.stop(&stopped).await?;
                    self.match_parked(committed.ready).await?;
                    self.wake();
                    return Ok(());
                }
                // An operator or a timer was faster; what they stored is seen by the next try.
                Err(error @ (CommitError::Conflict { .. } | CommitError::Repeated { .. })) => {
                    match refusals.note(&error, &origins) {
                        Some((item, why)) => {
                            tracing::error!(?item, why, "an item can't be stored and is set aside");
                            stuck.insert(item, why);
                            tries = 0;
                        }
                        None => tries += 1,
                    }
                }
                Err(CommitError::UnderWay { work }) => {
                    return Err(EngineError::Confused(format!("intake cancelled {work}")));
                }
                Err(CommitError::Store(error)) => return Err(error.into()),
            }
        }
        Err(EngineError::Busy)
    }
}
