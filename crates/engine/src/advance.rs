//! One event in one conversation: load, decide, store; again if somebody else was faster. Every
//! command, timer and outcome goes through here.

use crate::engine::Engine;
use crate::error::EngineError;
use crate::intake::{ParkedStatus, Stopped};
use crate::stepping::{Stepping, Touched};
use conversation::fact::{Event, Fact};
use conversation::ids::{ConversationId, EventId};
use conversation::state::Conversation;
use conversation::time::Timestamp;
use journal::{CommitError, Origin, Parked, ParkedId, Step, WorkId};
use std::collections::BTreeMap;

/// How often it is decided again before it is left for later.
const TRIES: usize = 20;

/// Why an event did not come about.
#[derive(Debug)]
pub(crate) enum NotAdvanced<R> {
    /// The rules of the command say no.
    Refused(R),
    /// There is no such conversation.
    Unknown,
    /// Work that should be taken back is under way.
    UnderWay,
    /// The engine could not go on.
    Engine(EngineError),
}

impl<R> From<EngineError> for NotAdvanced<R> {
    fn from(error: EngineError) -> Self {
        Self::Engine(error)
    }
}

/// What goes with an event into the same transaction.
#[derive(Clone, Debug, Default)]
pub(crate) struct Along {
    /// The event's id, where it must be the same when tried again after a crash.
    pub(crate) id: Option<EventId>,
    /// When it happened, if not now.
    pub(crate) at: Option<Timestamp>,
    /// Where it came from, if not from here.
    pub(crate) origin: Option<Origin>,
    /// Work whose outcome it is.
    pub(crate) finished: Vec<WorkId>,
    /// Work it takes back.
    pub(crate) cancelled: Vec<WorkId>,
    /// The parked status it was.
    pub(crate) matched: Vec<ParkedId>,
}

impl Along {
    /// The outcome of `work`.
    pub(crate) fn finishing(work: &WorkId) -> Self {
        Self {
            finished: vec![work.clone()],
            ..Self::default()
        }
    }
}

impl Engine {
    /// Has `make` look at the conversation and say which facts come about; stores them with all that
    /// follows. `make` may be asked several times.
    pub(crate) async fn advance<R>(
        &self,
        id: &ConversationId,
        along: Along,
        mut make: impl FnMut(&Conversation) -> Result<Vec<Fact>, R>,
    ) -> Result<Conversation, NotAdvanced<R>> {
        for _ in 0..TRIES {
            let loaded = self
                .journal()
                .load(id)
                .await
                .map_err(EngineError::from)?
                .ok_or(NotAdvanced::Unknown)?;
            let facts = make(&loaded.conversation).map_err(NotAdvanced::Refused)?;
            let (step, touched) =
                self.decided(loaded.conversation, loaded.version, facts, &along)?;
            match self.journal().commit(step).await {
                Ok(committed) => {
                    return self
                        .advanced(id, committed, touched)
                        .await
                        .map_err(NotAdvanced::Engine);
                }
                Err(CommitError::Conflict { .. }) => {}
                Err(CommitError::UnderWay { .. }) => return Err(NotAdvanced::UnderWay),
                // The same event is stored already: a crash came between storing and finishing.
                Err(CommitError::Repeated { .. }) => return self.stored_before(id, along).await,
                Err(CommitError::Store(error)) => return Err(NotAdvanced::Engine(error.into())),
            }
        }
        Err(NotAdvanced::Engine(EngineError::Busy))
    }

    fn decided(
        &self,
        conversation: Conversation,
        version: u64,
        facts: Vec<Fact>,
        along: &Along,
    ) -> Result<(Step, Touched), EngineError> {
        let now = self.now();
        let id = conversation.id.clone();
        let desk = self.desk_of(&conversation);
        let mut stepping =
            Stepping::new(now, BTreeMap::from([(id.clone(), (conversation, version))]));
        for (index, fact) in facts.into_iter().enumerate() {
            let event = Event {
                id: self.name(along.id.as_ref(), index),
                conversation: id.clone(),
                at: along.at.unwrap_or(now),
                arrived: None,
                fact,
            };
            stepping.take(event, along.origin.unwrap_or(Origin::Local), &desk.house);
        }
        let mut step = Step {
            finished: along.finished.clone(),
            cancelled: along.cancelled.clone(),
            matched: along.matched.clone(),
            ..Step::default()
        };
        let touched = stepping.finish(&mut step);
        Ok((step, touched))
    }

    fn name(&self, given: Option<&EventId>, index: usize) -> EventId {
        match (given, index) {
            (Some(id), 0) => id.clone(),
            (Some(id), more) => EventId::new(format!("{id}.and.{more}")),
            (None, _) => self.chance().event(),
        }
    }

    async fn advanced(
        &self,
        id: &ConversationId,
        committed: journal::Committed,
        touched: Touched,
    ) -> Result<Conversation, EngineError> {
        self.announce(touched).await;
        self.wake();
        let after = committed
            .states
            .into_iter()
            .next()
            .map(|loaded| loaded.conversation);
        Box::pin(self.match_parked(committed.ready)).await?;
        match after {
            Some(conversation) => Ok(conversation),
            None => self.reload(id).await,
        }
    }

    /// Tells those who look on what a commit changed; a call that is over leaves every screen.
    pub(crate) async fn announce(&self, touched: Touched) {
        self.changes().conversations(touched.conversations);
        for call in &touched.calls_over {
            self.ports().alerts.settle(call).await;
        }
    }

    async fn stored_before<R>(
        &self,
        id: &ConversationId,
        along: Along,
    ) -> Result<Conversation, NotAdvanced<R>> {
        let step = Step {
            finished: along.finished,
            matched: along.matched,
            ..Step::default()
        };
        self.journal()
            .commit(step)
            .await
            .map_err(EngineError::from)?;
        Ok(self.reload(id).await?)
    }

    async fn reload(&self, id: &ConversationId) -> Result<Conversation, EngineError> {
        let loaded = self.journal().load(id).await?;
        loaded
            .map(|loaded| loaded.conversation)
            .ok_or_else(|| EngineError::Confused(format!("{id} is gone after a commit")))
    }

    /// Stores statuses that came before their message was known.
    pub(crate) async fn match_parked(&self, ready: Vec<Parked>) -> Result<(), EngineError> {
        for parked in ready {
            let status: ParkedStatus = serde_json::from_str(&parked.status)?;
            let along = Along {
                id: Some(status.event(&parked.message)),
                at: Some(parked.at),
                origin: Some(parked.origin),
                matched: vec![parked.id],
                ..Along::default()
            };
            let fact =
                crate::intake::fact_of(&status, parked.outgoing.clone(), parked.message.clone());
            let done = self
                .advance(&parked.conversation, along, |_| {
                    Ok::<_, std::convert::Infallible>(vec![fact.clone()])
                })
                .await;
            match done {
                Ok(now) => {
                    let stopped = Stopped::by(&status, &now.number);
                    self.stop(stopped.as_slice()).await?;
                }
                Err(NotAdvanced::Unknown | NotAdvanced::UnderWay) => {}
                Err(NotAdvanced::Engine(error)) => return Err(error),
                Err(NotAdvanced::Refused(never)) => match never {},
            }
        }
        Ok(())
    }
}
