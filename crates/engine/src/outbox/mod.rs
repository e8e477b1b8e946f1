//! The way out: work is claimed (the journal checks the fence), performed, and its outcome is an
//! event that takes the same road as any other. Only from here anything is said to a customer.

mod alert;
mod brief;
mod draft;
mod learn;
mod media;
mod outbound;
mod pace;
mod react;
mod send;
mod timer;
mod trouble;

pub(crate) use draft::ask;
pub(crate) use pace::Paces;
pub(crate) use trouble::Untold;

use crate::advance::{Along, NotAdvanced};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::places::Lane;
use conversation::effect::Effect;
use conversation::fact::{Fact, Withdrawal};
use conversation::ids::ConversationId;
use journal::{Claim, Step, Work, WorkId, WorkKind};
use react::Reaction;
use std::convert::Infallible;
use std::time::Duration;

/// The pause before work is tried again after a failure of our own.
const OWN_TROUBLE: Duration = Duration::from_secs(2);

impl Engine {
    /// Claims what is due and begins it, as far as there is room. Returns how much was claimed. What
    /// needs the network or a model goes on beside the loop and wakes it when it is done. What fails
    /// keeps nothing else from being done.
    pub(crate) async fn do_what_is_due(&self) -> Result<usize, EngineError> {
        let mut went = self.after_trouble().await;
        let rooms = self.places().rooms();
        let claims = match self.journal().claim_due(self.now(), &rooms).await {
            Ok(claims) => claims,
            Err(error) => {
                // It may be claimed all the same, if only the answer was lost.
                self.places().note_failure();
                return Err(error.into());
            }
        };
        let claimed = claims.len();
        for claim in claims {
            let done = match claim {
                Claim::Do(work) => self.begin(work).await,
                Claim::Fenced(work) => self.withdraw(work).await,
            };
            if let Err(error) = done {
                self.places().note_failure();
                went = went.and(Err(error));
            }
        }
        went.map(|()| claimed)
    }

    /// Work that a dead process had begun: what may have been sent is never sent again by itself.
    pub(crate) async fn settle_the_past(&self) -> Result<(), EngineError> {
        for work in self.journal().recover().await? {
            if let Effect::Send { outgoing } = &work.effect {
                let fact = Fact::Unclear {
                    outgoing: outgoing.id.clone(),
                };
                self.outcome(&work.conversation, &work.id, fact).await?;
            }
        }
        let ready = self.journal().ready_parked().await?;
        self.match_parked(ready).await
    }

    async fn begin(&self, work: Work) -> Result<(), EngineError> {
        match (&work.effect, WorkKind::of(&work.effect)) {
            (Effect::Wait { timer, .. }, _) => self.timer_over(&work, timer.clone()).await,
            (Effect::WriteBrief { escalation }, _) => self.write_brief(&work, escalation).await,
            (_, Some(kind)) => {
                self.beside(work, kind);
                Ok(())
            }
            (_, None) => self.finish(&work.id).await,
        }
    }

    /// Performs work beside the loop. What fails is put in order by the loop.
    fn beside(&self, work: Work, kind: WorkKind) {
        let engine = self.clone();
        let place = self.places().take(&work.id, Lane::of(kind));
        tokio::spawn(async move {
            match engine.perform(&work).await {
                Ok(()) => place.done(),
                Err(error) => {
                    tracing::error!(%error, work = %work.id, "work could not be finished");
                }
            }
        });
    }

    async fn perform(&self, work: &Work) -> Result<(), EngineError> {
        match &work.effect {
            Effect::Send { outgoing } => self.send(work, outgoing).await,
            Effect::Draft { draft, epoch } => self.draft(work, draft, *epoch).await,
            Effect::Alert {
                escalation,
                operators,
                level,
            } => self.alert(work, escalation, operators, *level).await,
            Effect::FetchMedia { message, remote } => self.fetch(work, message, remote).await,
            Effect::ShowTyping { message, .. } => {
                self.show(work, message.as_str(), send::Show::Typing).await
            }
            Effect::MarkRead { message } => {
                self.show(work, message.as_str(), send::Show::Read).await
            }
            Effect::React {
                operator,
                message,
                emoji,
                ..
            } => {
                let reaction = Reaction {
                    operator,
                    message,
                    emoji: emoji.as_deref(),
                };
                self.react(work, reaction).await
            }
            Effect::Record { .. } | Effect::WriteBrief { .. } | Effect::Wait { .. } => {
                self.finish(&work.id).await
            }
        }
    }

    /// What was asked for in another epoch is not done, and a message says so.
    async fn withdraw(&self, work: Work) -> Result<(), EngineError> {
        match &work.effect {
            Effect::Send { outgoing } => {
                let fact = Fact::Withdrawn {
                    outgoing: outgoing.id.clone(),
                    why: Withdrawal::HolderChanged,
                };
                self.outcome(&work.conversation, &work.id, fact).await
            }
            Effect::Record { .. }
            | Effect::Draft { .. }
            | Effect::Alert { .. }
            | Effect::WriteBrief { .. }
            | Effect::Wait { .. }
            | Effect::FetchMedia { .. }
            | Effect::ShowTyping { .. }
            | Effect::MarkRead { .. }
            | Effect::React { .. } => self.finish(&work.id).await,
        }
    }

    /// The outcome of work is an event; the work leaves the outbox with it.
    pub(crate) async fn outcome(
        &self,
        id: &ConversationId,
        work: &WorkId,
        fact: Fact,
    ) -> Result<(), EngineError> {
        self.outcome_along(id, Along::finishing(work), fact).await
    }

    async fn outcome_along(
        &self,
        id: &ConversationId,
        along: Along,
        fact: Fact,
    ) -> Result<(), EngineError> {
        let finished = along.finished.clone();
        match self
            .advance(id, along, |_| Ok::<_, Infallible>(vec![fact.clone()]))
            .await
        {
            Ok(_) => Ok(()),
            Err(NotAdvanced::Unknown | NotAdvanced::UnderWay) => self.finish_all(finished).await,
            Err(NotAdvanced::Engine(error)) => Err(error),
            Err(NotAdvanced::Refused(never)) => match never {},
        }
    }

    /// Work without an outcome worth an event.
    pub(crate) async fn finish(&self, work: &WorkId) -> Result<(), EngineError> {
        self.finish_all(vec![work.clone()]).await
    }

    async fn finish_all(&self, finished: Vec<WorkId>) -> Result<(), EngineError> {
        let step = Step {
            finished,
            ..Step::default()
        };
        self.journal().commit(step).await?;
        Ok(())
    }
}
