//! After a failure of our own, be it a full disk, a busy file or a panic, nothing stays claimed by
//! nobody: what is known and could not be stored is stored late, and the rest is free again. Nothing
//! that may have left is ever sent again from here.

use super::OWN_TROUBLE;
use crate::advance::Along;
use crate::engine::Engine;
use crate::error::EngineError;
use conversation::fact::Fact;
use conversation::ids::{ConversationId, EventId, OutgoingId};
use journal::{Work, WorkId};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What became of messages, as long as the store doesn't know it.
#[derive(Debug, Default)]
pub(crate) struct Untold {
    outcomes: Mutex<BTreeMap<WorkId, Outcome>>,
}

#[derive(Clone, Debug)]
struct Outcome {
    conversation: ConversationId,
    /// The same however often it is tried: only its answer may have been lost.
    event: EventId,
    fact: Fact,
}

impl Untold {
    fn put(&self, work: &WorkId, outcome: Outcome) {
        self.outcomes().insert(work.clone(), outcome);
    }

    fn forget(&self, work: &WorkId) {
        self.outcomes().remove(work);
    }

    fn all(&self) -> BTreeMap<WorkId, Outcome> {
        self.outcomes().clone()
    }

    fn outcomes(&self) -> MutexGuard<'_, BTreeMap<WorkId, Outcome>> {
        self.outcomes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Engine {
    /// A message is about to leave. As long as nothing better is known, nobody knows whether it did.
    pub(super) fn may_leave(&self, work: &Work, outgoing: &OutgoingId) {
        let outgoing = outgoing.clone();
        let outcome = self.outcome_of(work, Fact::Unclear { outgoing });
        self.untold().put(&work.id, outcome);
    }

    /// It is known that it didn't leave.
    pub(super) fn never_left(&self, work: &Work) {
        self.untold().forget(&work.id);
    }

    /// Stores what became of a message. What can't be stored now is kept until it can.
    pub(super) async fn tell(&self, work: &Work, fact: Fact) -> Result<(), EngineError> {
        let outcome = self.outcome_of(work, fact);
        self.untold().put(&work.id, outcome.clone());
        self.store(&work.id, outcome).await?;
        self.untold().forget(&work.id);
        Ok(())
    }

    fn outcome_of(&self, work: &Work, fact: Fact) -> Outcome {
        Outcome {
            conversation: work.conversation.clone(),
            event: self.chance().event(),
            fact,
        }
    }

    async fn store(&self, work: &WorkId, outcome: Outcome) -> Result<(), EngineError> {
        let along = Along {
            id: Some(outcome.event),
            ..Along::finishing(work)
        };
        self.outcome_along(&outcome.conversation, along, outcome.fact)
            .await
    }

    /// Puts in order what a failure left behind, if there was one.
    pub(super) async fn after_trouble(&self) -> Result<(), EngineError> {
        if !self.places().take_failure() {
            return Ok(());
        }
        let ordered = self.put_in_order().await;
        if ordered.is_err() {
            self.places().note_failure();
        }
        ordered
    }

    async fn put_in_order(&self) -> Result<(), EngineError> {
        let mut taken = self.places().under_way();
        let mut stored = Ok(());
        for (work, outcome) in self.untold().all() {
            if taken.contains(&work) {
                continue;
            }
            match self.store(&work, outcome).await {
                Ok(()) => self.untold().forget(&work),
                Err(error) => {
                    taken.push(work);
                    stored = stored.and(Err(error));
                }
            }
        }
        let again = self.now().plus(OWN_TROUBLE);
        self.journal().free_all_but(&taken, again).await?;
        stored
    }
}
