//! Calls people. What is shown, and to whom, is an event, so that an escalation nobody was told of
//! can't hide.

use crate::advance::{Along, NotAdvanced};
use crate::documents::HouseSettings;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::name;
use crate::ports::{AlertCall, AlertContents, Called, Shown};
use conversation::fact::{AlertChannel, Fact};
use conversation::hours;
use conversation::ids::{ConversationId, EscalationId, OperatorId};
use conversation::signal::Trigger;
use conversation::state::{Conversation, OpenEscalation};
use journal::Work;
use std::convert::Infallible;

impl Engine {
    pub(super) async fn alert(
        &self,
        work: &Work,
        escalation: &EscalationId,
        operators: &[OperatorId],
        level: u32,
    ) -> Result<(), EngineError> {
        let Some(loaded) = self.journal().load(&work.conversation).await? else {
            return self.finish(&work.id).await;
        };
        let conversation = &loaded.conversation;
        let open = conversation.open_call();
        let Some(open) = open.filter(|open| &open.escalation.id == escalation) else {
            return self.finish(&work.id).await;
        };
        let settings = self.house_settings().await?;
        let call = self.call(conversation, open, operators, level, &settings);
        let shown = self.ports().alerts.call(call).await;
        if !self.still_calls(work, escalation).await? {
            // Somebody came while it was on its way to the screen.
            self.ports().alerts.settle(escalation).await;
        }
        for (operator, shown) in shown {
            let how = match shown {
                Shown::Natively => AlertChannel::Notification,
                Shown::InApp => AlertChannel::InApp,
                Shown::Nowhere => AlertChannel::Failed,
            };
            let fact = Fact::AlertShown {
                escalation: escalation.clone(),
                operator,
                how,
            };
            self.also(&work.conversation, fact).await?;
        }
        self.finish(&work.id).await
    }

    /// Whether this call is open and nobody came.
    async fn still_calls(
        &self,
        work: &Work,
        escalation: &EscalationId,
    ) -> Result<bool, EngineError> {
        let loaded = self.journal().load(&work.conversation).await?;
        Ok(loaded.is_some_and(|loaded| {
            let open = loaded.conversation.open_call();
            open.is_some_and(|open| &open.escalation.id == escalation)
        }))
    }

    async fn also(&self, id: &ConversationId, fact: Fact) -> Result<(), EngineError> {
        match self
            .advance(id, Along::default(), |_| {
                Ok::<_, Infallible>(vec![fact.clone()])
            })
            .await
        {
            Ok(_) | Err(NotAdvanced::Unknown | NotAdvanced::UnderWay) => Ok(()),
            Err(NotAdvanced::Engine(error)) => Err(error),
            Err(NotAdvanced::Refused(never)) => match never {},
        }
    }

    /// Somebody reads it: what still calls on a screen goes away.
    pub(crate) async fn settle_alert(&self, conversation: &Conversation) {
        if let Some(open) = &conversation.escalation {
            self.ports().alerts.settle(&open.escalation.id).await;
        }
    }

    fn call(
        &self,
        conversation: &Conversation,
        open: &OpenEscalation,
        operators: &[OperatorId],
        level: u32,
        settings: &HouseSettings,
    ) -> AlertCall {
        let desk = self.desk_of(conversation);
        let zone = hours::time_zone(&desk.playbook.time_zone);
        let now = hours::local(self.now(), &zone);
        let called = |operator: &OperatorId| {
            let person = desk.house.team.get(operator);
            Called {
                operator: operator.clone(),
                quiet: !settings.alert_sound || person.is_some_and(|one| one.wants_quiet(&now)),
            }
        };
        let signal = open.escalation.signals.first();
        AlertCall {
            conversation: conversation.id.clone(),
            escalation: open.escalation.id.clone(),
            called: operators.iter().map(called).collect(),
            trigger: open.escalation.trigger,
            reason: signal.map_or(conversation::signal::Reason::AgentUnsure, |signal| {
                signal.reason.clone()
            }),
            initials: name::initials(&name::shown(&conversation.customer)),
            contents: contents(conversation, open, settings),
            waiting_since: open.escalation.waiting_since,
            due_at: open.escalation.due_at,
            time_zone: self.houses().time_zone(),
            level,
        }
    }
}

/// The customer's name and words, only where the owner allows it, and never for compliance.
fn contents(
    conversation: &Conversation,
    open: &OpenEscalation,
    settings: &HouseSettings,
) -> Option<AlertContents> {
    if !settings.alert_contents || open.escalation.trigger == Trigger::Compliance {
        return None;
    }
    let words = conversation.unanswered.last()?.words.clone()?;
    Some(AlertContents {
        name: name::shown(&conversation.customer),
        words,
    })
}
