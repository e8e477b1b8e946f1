//! What a change of holder changes. Each one counts an epoch, and nothing that was awaited before
//! it means anything after it.

use super::{Answer, Conversation, Holder, OpenEscalation};
use crate::brief::{Brief, Briefing};
use crate::fact::{Escalation, TakeOver};
use crate::ids::{EscalationId, OperatorId};
use crate::signal::{Signal, Trigger};
use crate::time::Timestamp;

impl Conversation {
    fn change_holder(&mut self, holder: Holder, at: Timestamp) {
        self.holder = holder;
        self.held_since = at;
        self.epoch = self.epoch.next();
        self.answer = Answer::None;
        self.timers.clear();
    }

    pub(super) fn escalated(&mut self, escalation: &Escalation, at: Timestamp) {
        let said = self.open_call();
        let announced = said.is_some_and(|open| open.announced);
        let sentence = said.and_then(|open| open.sentence.clone());
        self.change_holder(Holder::Waiting, at);
        self.needed_person = true;
        self.pending_signals.clear();
        self.escalation = Some(OpenEscalation {
            escalation: escalation.clone(),
            called: escalation.called.clone(),
            level: 0,
            next_at: escalation.due_at,
            put_off: None,
            brief: None,
            announced,
            sentence,
        });
    }

    /// The call with this id, if it is the latest.
    fn call_mut(&mut self, id: &EscalationId) -> Option<&mut OpenEscalation> {
        self.escalation
            .as_mut()
            .filter(|open| &open.escalation.id == id)
    }

    pub(super) fn raised(
        &mut self,
        id: &EscalationId,
        level: u32,
        operators: &[OperatorId],
        next_at: Timestamp,
    ) {
        if let Some(open) = self.call_mut(id) {
            open.level = level;
            open.next_at = next_at;
            open.put_off = None;
            for operator in operators {
                if !open.called.contains(operator) {
                    open.called.push(operator.clone());
                }
            }
        }
    }

    pub(super) fn put_off(&mut self, id: &EscalationId, operator: &OperatorId, until: Timestamp) {
        if let Some(open) = self.call_mut(id) {
            open.put_off = Some((operator.clone(), until));
        }
    }

    pub(super) fn briefed(&mut self, id: &EscalationId, brief: &Brief) {
        if let Some(open) = self.call_mut(id) {
            open.brief = Some(brief.clone());
        }
    }

    /// Who takes over by hand sees what stands there. What came after the phone's words, nobody has
    /// seen.
    pub(super) fn taken_over(&mut self, operator: &OperatorId, how: TakeOver, at: Timestamp) {
        let unread = self.unread;
        self.passed(operator, at);
        self.needed_person = true;
        match how {
            TakeOver::Phone => self.unread = unread,
            TakeOver::Button | TakeOver::Alert | TakeOver::Wrote => self.pending_signals.clear(),
        }
    }

    pub(super) fn passed(&mut self, to: &OperatorId, at: Timestamp) {
        self.unread = 0;
        let operator = to.clone();
        self.change_holder(Holder::Operator { operator }, at);
    }

    /// Of what the operator knew to stand there unanswered, only what the agent must not answer in any
    /// case speaks for a person still. Where they hadn't seen it all, all of it does.
    pub(super) fn handed_back(&mut self, briefing: &Briefing, at: Timestamp) {
        self.briefing = Some(briefing.clone());
        let unseen = self.unread > 0;
        self.back_to_agent(|signal| unseen || signal.trigger == Trigger::Compliance, at);
    }

    /// Nobody has seen what came since the operator last wrote, so all that speaks for a person
    /// still does.
    pub(super) fn turn_ended(&mut self, at: Timestamp) {
        self.back_to_agent(|_| true, at);
    }

    fn back_to_agent(&mut self, still_counts: impl Fn(&Signal) -> bool, at: Timestamp) {
        let mut signals = std::mem::take(&mut self.pending_signals);
        signals.retain(still_counts);
        self.change_holder(Holder::Agent, at);
        self.forget_the_stretch();
        self.pending_signals = signals;
    }

    pub(super) fn closed(&mut self, at: Timestamp) {
        self.change_holder(Holder::Closed, at);
        self.answered();
        self.forget_the_stretch();
    }

    pub(super) fn reopened(&mut self, at: Timestamp) {
        self.change_holder(Holder::Agent, at);
        self.briefing = None;
        self.needed_person = false;
    }

    /// The next stretch of the agent begins afresh: an old escalation or an old loop must not make
    /// it hand over again at once.
    fn forget_the_stretch(&mut self) {
        self.past_escalation = self.escalation.take().or(self.past_escalation.take());
        self.pending_signals.clear();
        self.agent_turns = 0;
        self.questions.clear();
    }
}
