//! How each fact changes the state; nothing here asks for anything. This is the list; what changes
//! with words stands in `speech`, what changes with the holder in `baton`.

use super::{Answer, Conversation};
use crate::effect::Effect;
use crate::fact::{Draft, Event, Fact, Timer, TimerPurpose};
use crate::ids::{DraftId, OperatorId, TimerId};
use crate::state::Progress;
use crate::time::Timestamp;

impl Conversation {
    /// Takes a fact into the state. `event` must be of this conversation.
    pub fn apply(&mut self, event: &Event) {
        let at = event.at;
        match &event.fact {
            Fact::CustomerKnown { customer } => self.customer = customer.clone(),
            Fact::CustomerWrote {
                message,
                signals,
                language,
                courtesy,
            } => {
                self.language = language.or(self.language);
                self.customer_wrote(message, signals, *courtesy, event);
            }
            Fact::PhoneWrote { message } => self.phone_wrote(message, at),
            Fact::CustomerEdited {
                message,
                content,
                signals,
                courtesy,
            } => self.customer_edited(message, content, signals, *courtesy, event),
            Fact::PhoneEdited { message, content } => self.changed(message, Some(content)),
            Fact::PhoneRevoked { message } => self.changed(message, None),
            Fact::CustomerRevoked { message } => self.customer_revoked(message),
            Fact::Queued { outgoing } => self.queued(outgoing, at),
            Fact::Accepted { outgoing, .. } => self.progress(outgoing, Progress::Accepted),
            Fact::Unclear { outgoing } => self.progress(outgoing, Progress::Unclear),
            Fact::NotSent { outgoing, failure } => {
                let failure = failure.clone();
                self.progress(outgoing, Progress::Failed { failure });
            }
            Fact::Progressed {
                outgoing, delivery, ..
            } => {
                let delivery = *delivery;
                self.progress(outgoing, Progress::Reported { delivery });
            }
            Fact::Withdrawn { outgoing, why } => self.withdrawn(outgoing, why),
            Fact::Drafted { draft } => self.drafted(draft),
            Fact::AgentAsked { draft, .. } | Fact::DraftFailed { draft, .. } => {
                self.no_longer_drafts(draft);
            }
            Fact::DraftDropped { draft, .. } => self.draft_dropped(draft),
            Fact::AlertOpened { .. } | Fact::Seen { .. } => self.unread = 0,
            Fact::AnswerStopped { .. } => {
                self.answer = Answer::Stopped;
                self.timers.remove(&TimerPurpose::Answer);
            }
            Fact::Escalated { escalation } => self.escalated(escalation, at),
            Fact::Raised {
                escalation,
                level,
                operators,
                next_at,
            } => self.raised(escalation, *level, operators, *next_at),
            Fact::PutOff {
                escalation,
                operator,
                until,
            } => self.put_off(escalation, operator, *until),
            Fact::Briefed { escalation, brief } => self.briefed(escalation, brief),
            Fact::TookOver { operator, how } => self.taken_over(operator, *how, at),
            Fact::Passed { to, .. } => self.passed(to, at),
            Fact::HandedBack { briefing, .. } => self.handed_back(briefing, at),
            Fact::TurnEnded { .. } => self.turn_ended(at),
            Fact::Closed { .. } => self.closed(at),
            Fact::Reopened { .. } => self.reopened(at),
            Fact::TimerFired { timer } => self.timer_fired(timer),
            Fact::Noted { operator, .. } | Fact::OperatorReacted { operator, .. } => {
                self.is_busy(operator);
            }
            Fact::Began { .. }
            | Fact::CustomerReacted { .. }
            | Fact::PhoneReacted { .. }
            | Fact::MediaStored { .. }
            | Fact::MediaLost { .. }
            | Fact::AlertShown { .. }
            | Fact::TurnWarned { .. }
            | Fact::OperatorLeft { .. }
            | Fact::Marked { .. } => {}
        }
    }

    /// Takes note of what was asked of the world, so that a late answer can be told from an awaited
    /// one. The engine calls it with the effects of each decision, right after [`Self::apply`].
    pub fn expect(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Wait { timer, due } => self.awaits_from_now(timer.purpose, &timer.id, *due),
                Effect::Draft { draft, .. } => {
                    self.answer = Answer::Drafting {
                        draft: draft.clone(),
                    }
                }
                Effect::Record { .. }
                | Effect::Send { .. }
                | Effect::Alert { .. }
                | Effect::WriteBrief { .. }
                | Effect::FetchMedia { .. }
                | Effect::ShowTyping { .. }
                | Effect::MarkRead { .. }
                | Effect::React { .. } => {}
            }
        }
    }

    fn awaits_from_now(&mut self, purpose: TimerPurpose, timer: &TimerId, due: Timestamp) {
        self.timers.insert(purpose, timer.clone());
        match purpose {
            TimerPurpose::Answer => self.answer = Answer::Pausing { until: due },
            TimerPurpose::Promise => {
                if let Some(open) = self.escalation.as_mut() {
                    open.next_at = due;
                }
            }
            TimerPurpose::PutOff
            | TimerPurpose::Close
            | TimerPurpose::TurnWarning
            | TimerPurpose::TurnEnd
            | TimerPurpose::Settle
            | TimerPurpose::Opening
            | TimerPurpose::Stopped => {}
        }
    }

    fn timer_fired(&mut self, timer: &Timer) {
        if !self.awaits(timer.purpose, &timer.id) {
            return;
        }
        self.timers.remove(&timer.purpose);
        if timer.purpose == TimerPurpose::Answer && matches!(self.answer, Answer::Pausing { .. }) {
            self.answer = Answer::None;
        }
    }

    /// Whether the answer to this request is awaited.
    pub fn drafts(&self, draft: &DraftId) -> bool {
        match &self.answer {
            Answer::Drafting { draft: awaited } => awaited == draft,
            Answer::None | Answer::Pausing { .. } | Answer::Stopped => false,
        }
    }

    /// A late outcome of an earlier request must not end the wait for a later one.
    fn no_longer_drafts(&mut self, draft: &DraftId) {
        if self.drafts(draft) {
            self.answer = Answer::None;
        }
    }

    fn drafted(&mut self, draft: &Draft) {
        if self.drafts(&draft.id) {
            self.answer = Answer::None;
            self.suggestion = Some(draft.clone());
        }
    }

    fn draft_dropped(&mut self, draft: &DraftId) {
        self.no_longer_drafts(draft);
        if self
            .suggestion
            .as_ref()
            .is_some_and(|kept| &kept.id == draft)
        {
            self.suggestion = None;
        }
    }

    /// The holder does something: a turn that was announced to end goes on.
    fn is_busy(&mut self, operator: &OperatorId) {
        if self.operator() == Some(operator) {
            self.timers.remove(&TimerPurpose::TurnEnd);
        }
    }
}
