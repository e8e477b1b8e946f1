//! What can be expected of a story.

use super::Story;
use crate::effect::Effect;
use crate::fact::{Author, Escalation, Fact};
use crate::ids::OperatorId;
use crate::signal::{Reason, Trigger};
use crate::state::{Answer, Holder};

impl Story {
    /// What was sent since the last look.
    pub(crate) fn sent(&self) -> Vec<&str> {
        let mut sent = Vec::new();
        for effect in &self.effects {
            if let Effect::Send { outgoing } = effect {
                sent.extend(outgoing.content.words());
            }
        }
        sent
    }

    /// What the agent was asked to send since the last look.
    pub(crate) fn agent_sent(&self) -> usize {
        let by_agent = |effect: &&Effect| match effect {
            Effect::Send { outgoing } => outgoing.author == Author::Agent,
            _ => false,
        };
        self.effects.iter().filter(by_agent).count()
    }

    #[track_caller]
    pub(crate) fn expect_sent(self, texts: &[&str]) -> Self {
        assert_eq!(self.sent(), texts);
        self
    }

    #[track_caller]
    pub(crate) fn expect_nothing_sent(self) -> Self {
        self.expect_sent(&[])
    }

    #[track_caller]
    pub(crate) fn expect_drafts(self, count: usize) -> Self {
        assert_eq!(self.drafts.len(), count, "drafts asked for");
        self
    }

    #[track_caller]
    pub(crate) fn expect_agent(self) -> Self {
        assert_eq!(self.conversation.holder, Holder::Agent);
        self
    }

    #[track_caller]
    pub(crate) fn expect_closed(self) -> Self {
        assert_eq!(self.conversation.holder, Holder::Closed);
        self
    }

    #[track_caller]
    pub(crate) fn expect_holder(self, operator: &OperatorId) -> Self {
        let operator = operator.clone();
        assert_eq!(self.conversation.holder, Holder::Operator { operator });
        self
    }

    #[track_caller]
    pub(crate) fn expect_called(self, trigger: Trigger) -> Self {
        assert_eq!(self.call().trigger, trigger);
        self
    }

    #[track_caller]
    pub(crate) fn expect_because(self, reason: &Reason) -> Self {
        assert_eq!(&self.call().signals[0].reason, reason);
        self
    }

    #[track_caller]
    pub(crate) fn expect_answer(self, answer: &Answer) -> Self {
        assert_eq!(&self.conversation.answer, answer);
        self
    }

    /// The open call.
    #[track_caller]
    pub(crate) fn call(&self) -> &Escalation {
        let open = self.conversation.open_call();
        &open.expect("a person is called").escalation
    }

    /// Whom the alerts since the last look called, and how loud.
    pub(crate) fn alerts(&self) -> Vec<(Vec<&str>, u32)> {
        let mut alerts = Vec::new();
        for effect in &self.effects {
            if let Effect::Alert {
                operators, level, ..
            } = effect
            {
                let names = operators.iter().map(OperatorId::as_str).collect();
                alerts.push((names, *level));
            }
        }
        alerts
    }

    #[track_caller]
    pub(crate) fn expect_alerts(self, alerts: &[(&[&str], u32)]) -> Self {
        let expected: Vec<_> = alerts.iter().map(|(who, l)| (who.to_vec(), *l)).collect();
        assert_eq!(self.alerts(), expected);
        self
    }

    /// The facts so far of which `wanted` makes something.
    pub(crate) fn facts<T>(&self, wanted: impl Fn(&Fact) -> Option<T>) -> Vec<T> {
        self.events.iter().filter_map(|e| wanted(&e.fact)).collect()
    }
}
