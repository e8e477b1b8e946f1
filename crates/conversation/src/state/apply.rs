//! How each fact changes the state. One function per kind of fact; nothing here asks for anything.

use super::{
    Answer, Conversation, Holder, LastSaid, OpenEscalation, Progress, Question, Speaker, Turn,
    Unanswered,
};
use crate::content::{Content, Inbound};
use crate::effect::Effect;
use crate::fact::{Draft, Escalation, Event, Fact, Outgoing, TimerPurpose};
use crate::ids::{MessageId, OperatorId, OutgoingId, TimerId};
use crate::language::Language;
use crate::signal::Signal;
use crate::time::Timestamp;
use crate::words;

impl Conversation {
    /// Takes a fact into the state. `event` must be of this conversation.
    pub fn apply(&mut self, event: &Event) {
        let at = event.at;
        match &event.fact {
            Fact::Began { .. } => {}
            Fact::CustomerKnown { customer } => self.customer = customer.clone(),
            Fact::CustomerWrote {
                message,
                signals,
                language,
                courtesy,
            } => {
                self.customer_wrote(message, signals, *language, *courtesy, at);
            }
            Fact::PhoneWrote { message } => self.phone_wrote(message, at),
            Fact::CustomerEdited { message, content } => self.customer_edited(message, content),
            Fact::CustomerRevoked { message } => self.customer_revoked(message),
            Fact::Queued { outgoing } => self.queued(outgoing, at),
            Fact::Accepted { outgoing, .. } => self.progress(outgoing, Progress::Accepted),
            Fact::Unclear { outgoing } => self.progress(outgoing, Progress::Unclear),
            Fact::NotSent { outgoing, failure } => {
                self.progress(
                    outgoing,
                    Progress::Failed {
                        failure: failure.clone(),
                    },
                );
            }
            Fact::Progressed {
                outgoing, delivery, ..
            } => {
                self.progress(
                    outgoing,
                    Progress::Reported {
                        delivery: *delivery,
                    },
                );
            }
            Fact::Withdrawn { outgoing, .. } => self.withdrawn(outgoing),
            Fact::Drafted { draft } => self.drafted(draft),
            Fact::AgentAsked { .. } | Fact::DraftFailed { .. } => self.answer = Answer::None,
            Fact::DraftDropped { .. } => self.suggestion = None,
            Fact::AnswerStopped { .. } => {
                self.answer = Answer::Stopped;
                self.timers.remove(&TimerPurpose::Answer);
            }
            Fact::Escalated { escalation } => self.escalated(escalation, at),
            Fact::Raised {
                level,
                operators,
                next_at,
                ..
            } => self.raised(*level, operators, *next_at),
            Fact::PutOff {
                operator, until, ..
            } => self.put_off(operator, *until),
            Fact::Briefed { escalation, brief } => {
                if let Some(open) = self
                    .escalation
                    .as_mut()
                    .filter(|open| &open.escalation.id == escalation)
                {
                    open.brief = Some(brief.clone());
                }
            }
            Fact::TookOver { operator, .. } => self.taken_over(operator, at),
            Fact::Passed { to, .. } => self.change_holder(
                Holder::Operator {
                    operator: to.clone(),
                },
                at,
            ),
            Fact::HandedBack { briefing, .. } => {
                self.briefing = Some(briefing.clone());
                self.back_to_agent(at);
            }
            Fact::TurnEnded { .. } => self.back_to_agent(at),
            Fact::Closed { .. } => self.closed(at),
            Fact::Reopened { .. } => self.reopened(at),
            Fact::TimerFired { timer } => {
                if self.awaits(timer.purpose, &timer.id) {
                    self.timers.remove(&timer.purpose);
                }
            }
            Fact::CustomerReacted { .. }
            | Fact::MediaStored { .. }
            | Fact::MediaLost { .. }
            | Fact::OperatorReacted { .. }
            | Fact::AlertShown { .. }
            | Fact::AlertOpened { .. }
            | Fact::TurnWarned { .. }
            | Fact::Noted { .. }
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
        if purpose == TimerPurpose::Answer {
            self.answer = Answer::Pausing { until: due };
        }
    }

    fn customer_wrote(
        &mut self,
        message: &Inbound,
        signals: &[Signal],
        language: Option<Language>,
        courtesy: bool,
        at: Timestamp,
    ) {
        let spoken = message.content.words().map(str::to_owned);
        // Meta may repeat a message hours late, so the window counts from the latest, not the last.
        self.last_customer_at = self.last_customer_at.max(Some(at));
        self.language = language.or(self.language);
        self.unanswered.push(Unanswered {
            message: message.id.clone(),
            at,
            words: spoken.clone(),
            unreadable: message.content.unreadable().map(str::to_owned),
            courtesy,
        });
        self.pending_signals
            .extend(signals.iter().filter(|signal| signal.fires()).cloned());
        self.suggestion = None;
        if courtesy {
            // Thanks after the end reopens nothing, so nobody owes it an answer.
            if self.holder == Holder::Closed {
                self.unanswered.clear();
            }
            self.agent_turns = 0;
            self.questions.clear();
        } else if let Some(text) = &spoken {
            self.questions.push(Question {
                at,
                words: words::folded(text),
            });
        }
        self.said(
            Speaker::Customer,
            &message.content,
            message.id.clone(),
            at,
            None,
        );
    }

    fn phone_wrote(&mut self, message: &Inbound, at: Timestamp) {
        self.said(
            Speaker::Operator { operator: None },
            &message.content,
            message.id.clone(),
            at,
            None,
        );
        self.answered();
    }

    fn customer_edited(&mut self, message: &MessageId, content: &Content) {
        let spoken = content.words().map(str::to_owned);
        if let Some(turn) = self.turns.iter_mut().find(|turn| &turn.id == message) {
            turn.words = spoken.clone().unwrap_or_default();
        }
        if let Some(open) = self
            .unanswered
            .iter_mut()
            .find(|open| &open.message == message)
        {
            open.words = spoken;
        }
    }

    fn customer_revoked(&mut self, message: &MessageId) {
        self.turns.retain(|turn| &turn.id != message);
        self.unanswered.retain(|open| &open.message != message);
    }

    fn queued(&mut self, outgoing: &Outgoing, at: Timestamp) {
        let speaker = Speaker::from(&outgoing.author);
        let from_agent = speaker == Speaker::Agent;
        let id = MessageId::new(outgoing.id.as_str());
        self.said(
            speaker,
            &outgoing.content,
            id,
            at,
            Some(outgoing.id.clone()),
        );
        // The one sentence said while a conversation waits is no answer: the promise's clock runs on.
        if self.holder == Holder::Waiting {
            return;
        }
        if from_agent {
            self.agent_turns += 1;
        } else {
            self.needed_person = true;
            self.timers.remove(&TimerPurpose::TurnEnd);
        }
        self.answered();
    }

    fn answered(&mut self) {
        self.unanswered.clear();
        self.pending_signals.clear();
        self.suggestion = None;
        self.answer = Answer::None;
    }

    fn said(
        &mut self,
        speaker: Speaker,
        content: &Content,
        id: MessageId,
        at: Timestamp,
        outgoing: Option<OutgoingId>,
    ) {
        if let Some(words) = content.words() {
            self.turns.push(Turn {
                speaker: speaker.clone(),
                at,
                id,
                words: words.to_owned(),
            });
            let surplus = self.turns.len().saturating_sub(super::KEPT_TURNS);
            self.turns.drain(..surplus);
        }
        let progress = if outgoing.is_some() {
            Progress::Queued
        } else {
            Progress::Arrived
        };
        self.last_said = Some(LastSaid {
            speaker,
            content: content.clone(),
            at,
            outgoing,
            progress,
        });
    }

    fn progress(&mut self, outgoing: &OutgoingId, next: Progress) {
        if let Some(last) = self.last_said.as_mut()
            && last.outgoing.as_ref() == Some(outgoing)
            && last.progress.yields_to(&next)
        {
            last.progress = next;
        }
    }

    fn withdrawn(&mut self, outgoing: &OutgoingId) {
        self.turns
            .retain(|turn| turn.id.as_str() != outgoing.as_str());
        if self
            .last_said
            .as_ref()
            .is_some_and(|last| last.outgoing.as_ref() == Some(outgoing))
        {
            self.last_said = None;
        }
    }

    fn drafted(&mut self, draft: &Draft) {
        if self.answer
            == (Answer::Drafting {
                draft: draft.id.clone(),
            })
        {
            self.answer = Answer::None;
            self.suggestion = Some(draft.clone());
        }
    }

    fn change_holder(&mut self, holder: Holder, at: Timestamp) {
        self.holder = holder;
        self.held_since = at;
        self.epoch = self.epoch.next();
        self.answer = Answer::None;
        self.timers.clear();
    }

    fn escalated(&mut self, escalation: &Escalation, at: Timestamp) {
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
        });
    }

    fn raised(&mut self, level: u32, operators: &[OperatorId], next_at: Timestamp) {
        if let Some(open) = self.escalation.as_mut() {
            open.level = level;
            open.next_at = next_at;
            open.put_off = None;
            open.called.extend(
                operators
                    .iter()
                    .filter(|o| !open.called.contains(o))
                    .cloned()
                    .collect::<Vec<_>>(),
            );
        }
    }

    fn put_off(&mut self, operator: &OperatorId, until: Timestamp) {
        if let Some(open) = self.escalation.as_mut() {
            open.put_off = Some((operator.clone(), until));
        }
    }

    fn taken_over(&mut self, operator: &OperatorId, at: Timestamp) {
        self.change_holder(
            Holder::Operator {
                operator: operator.clone(),
            },
            at,
        );
        self.needed_person = true;
        self.pending_signals.clear();
    }

    fn back_to_agent(&mut self, at: Timestamp) {
        self.change_holder(Holder::Agent, at);
        self.forget_the_stretch();
    }

    fn closed(&mut self, at: Timestamp) {
        self.change_holder(Holder::Closed, at);
        self.answered();
        self.forget_the_stretch();
    }

    fn reopened(&mut self, at: Timestamp) {
        self.change_holder(Holder::Agent, at);
        self.briefing = None;
        self.needed_person = false;
    }

    /// The next stretch of the agent begins afresh: an old escalation or an old loop must not make
    /// it hand over again at once.
    fn forget_the_stretch(&mut self) {
        self.escalation = None;
        self.pending_signals.clear();
        self.agent_turns = 0;
        self.questions.clear();
    }
}
