//! The way out: work is claimed (the journal checks the fence), performed, and its outcome is an
//! event that takes the same road as any other. Only from here anything is said to a customer.

mod alert;
mod brief;
mod draft;
mod learn;
mod media;
mod outbound;
mod pace;
mod send;
mod timer;

pub(crate) use draft::ask;
pub(crate) use pace::Paces;

use crate::advance::{Along, NotAdvanced};
use crate::engine::Engine;
use crate::error::EngineError;
use conversation::effect::Effect;
use conversation::fact::{Fact, Withdrawal};
use conversation::ids::ConversationId;
use journal::{Claim, Step, Work, WorkId, WorkKind};
use std::convert::Infallible;
use std::time::Duration;

/// Pieces of work claimed in one turn, and at most under way at once.
const AT_ONCE: u32 = 64;

/// The pause before work is tried again after a failure of our own.
const OWN_TROUBLE: Duration = Duration::from_secs(2);

impl Engine {
    /// Claims what is due and begins it. Returns how much was claimed. What needs the network or a
    /// model goes on beside the loop and wakes it when it is done.
    pub(crate) async fn do_what_is_due(&self) -> Result<usize, EngineError> {
        let free = AT_ONCE.saturating_sub(self.under_way());
        if free == 0 {
            return Ok(0);
        }
        let claims = self
            .journal()
            .claim_due(self.now(), free, &WorkKind::ALL)
            .await?;
        let claimed = claims.len();
        for claim in claims {
            match claim {
                Claim::Do(work) => self.begin(work).await?,
                Claim::Fenced(work) => self.withdraw(work).await?,
            }
        }
        Ok(claimed)
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
        match &work.effect {
            Effect::Wait { timer, .. } => self.timer_over(&work, timer.clone()).await,
            Effect::WriteBrief { escalation } => self.write_brief(&work, escalation).await,
            Effect::Record { .. } => self.finish(&work.id).await,
            Effect::Send { .. }
            | Effect::Draft { .. }
            | Effect::Alert { .. }
            | Effect::FetchMedia { .. }
            | Effect::ShowTyping { .. }
            | Effect::MarkRead { .. }
            | Effect::React { .. } => {
                self.beside(work);
                Ok(())
            }
        }
    }

    /// Performs work beside the loop. A failure of our own gives the work back; a send is never
    /// given back after it may have left.
    fn beside(&self, work: Work) {
        let engine = self.clone();
        let place = self.take_place();
        tokio::spawn(async move {
            if let Err(error) = engine.perform(&work).await {
                tracing::error!(%error, work = %work.id, "work could not be finished");
                let again = engine.now().plus(OWN_TROUBLE);
                if !matches!(work.effect, Effect::Send { .. })
                    && let Err(error) = engine
                        .journal()
                        .release(&work.id, again, work.attempt + 1)
                        .await
                {
                    tracing::error!(%error, work = %work.id, "work could not be given back");
                }
            }
            drop(place);
            engine.wake();
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
            Effect::React { message, emoji, .. } => {
                self.react(work, message, emoji.as_deref()).await
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
        let along = Along::finishing(work);
        match self
            .advance(id, along, |_| Ok::<_, Infallible>(vec![fact.clone()]))
            .await
        {
            Ok(_) => Ok(()),
            Err(NotAdvanced::Unknown | NotAdvanced::UnderWay) => self.finish(work).await,
            Err(NotAdvanced::Engine(error)) => Err(error),
            Err(NotAdvanced::Refused(never)) => match never {},
        }
    }

    /// Work without an outcome worth an event.
    pub(crate) async fn finish(&self, work: &WorkId) -> Result<(), EngineError> {
        let step = Step {
            finished: vec![work.clone()],
            ..Step::default()
        };
        self.journal().commit(step).await?;
        Ok(())
    }
}
