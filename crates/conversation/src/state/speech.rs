//! What words change: what is unanswered, what is on its way, the turns of the talk.

use super::Unanswered;
use super::kept::{keep_latest, keep_owed, keep_signals};
use super::{Answer, Conversation, Holder, InFlight, LastSaid, Progress, Question, Speaker, Turn};
use crate::content::{Content, Inbound};
use crate::fact::{Delivery, Event, Outgoing, TimerPurpose, Withdrawal};
use crate::ids::{MessageId, OutgoingId};
use crate::signal::Signal;
use crate::time::Timestamp;
use crate::words;

/// Whether a message is no more than thanks. Words that speak for a person never are.
pub(crate) fn is_courtesy(courtesy: bool, signals: &[Signal]) -> bool {
    courtesy && !signals.iter().any(Signal::fires)
}

impl Conversation {
    pub(super) fn customer_wrote(
        &mut self,
        message: &Inbound,
        signals: &[Signal],
        courtesy: bool,
        event: &Event,
    ) {
        let at = event.at;
        let courtesy = is_courtesy(courtesy, signals);
        let is_late = self.last_customer_at.is_some_and(|latest| at < latest);
        // Meta may repeat a message hours late, so the window counts from the latest, not the last.
        self.last_customer_at = self.last_customer_at.max(Some(at));
        self.suggestion = None;
        self.said(
            Speaker::Customer,
            &message.content,
            &message.id,
            at,
            None,
            is_late,
        );
        if courtesy {
            self.agent_turns = 0;
            self.questions.clear();
            // Thanks after the end reopens nothing, so nobody owes it an answer.
            if self.holder == Holder::Closed {
                return;
            }
        }
        self.unread = self.unread.saturating_add(1);
        self.begin_burst(event.known_at());
        self.unanswered.push(Unanswered {
            message: message.id.clone(),
            at,
            arrived: event.arrived,
            words: message.content.words().map(str::to_owned),
            unreadable: message.content.unreadable().map(str::to_owned),
            courtesy,
        });
        keep_owed(&mut self.unanswered);
        self.pending_signals
            .extend(signals.iter().filter(|signal| signal.fires()).cloned());
        keep_signals(&mut self.pending_signals);
        if let Some(words) = message.content.words().filter(|_| !courtesy) {
            let words = words::folded(words);
            self.questions.push(Question { at, words });
            keep_latest(&mut self.questions);
        }
    }

    /// A burst goes on while the agent still waits for its end; else the message begins one.
    fn begin_burst(&mut self, at: Timestamp) {
        let goes_on = matches!(self.answer, Answer::Pausing { .. });
        self.burst_began = match self.burst_began {
            Some(began) if goes_on => Some(began.min(at)),
            Some(_) | None => Some(at),
        };
    }

    /// The phone's words may reach us long after they were said. What the customer wrote later than
    /// them is not answered by them.
    pub(super) fn phone_wrote(&mut self, message: &Inbound, at: Timestamp) {
        let speaker = Speaker::Operator { operator: None };
        let is_late = self.last_customer_at.is_some_and(|latest| at < latest);
        self.said(speaker, &message.content, &message.id, at, None, is_late);
        for ours in &mut self.in_flight {
            if ours.speaker == Speaker::Agent {
                ours.answers.retain(|open| open.at > at);
            }
        }
        let later = self.said_later(at);
        if later.is_empty() {
            self.answered();
            return;
        }
        let signals = std::mem::take(&mut self.pending_signals);
        let speaks_of_later = |signal: &Signal| {
            let mut evidence = signal.evidence.iter();
            signal.evidence.is_empty()
                || evidence.any(|e| later.iter().any(|open| open.message == e.message))
        };
        self.pending_signals = signals.into_iter().filter(speaks_of_later).collect();
        self.unread = u32::try_from(later.len()).map_or(self.unread, |most| self.unread.min(most));
        self.unanswered = later;
    }

    /// What the customer wrote after `at` and nobody has answered.
    pub(crate) fn said_later(&self, at: Timestamp) -> Vec<Unanswered> {
        let later = self.unanswered.iter().filter(|open| open.at > at);
        later.cloned().collect()
    }

    pub(super) fn customer_edited(
        &mut self,
        message: &MessageId,
        content: &Content,
        signals: &[Signal],
        courtesy: Option<bool>,
        event: &Event,
    ) {
        let spoken = content.words().map(str::to_owned);
        let courtesy = courtesy.map(|courtesy| is_courtesy(courtesy, signals));
        if self.reopens_with(message, courtesy, signals) {
            self.unread = self.unread.saturating_add(1);
            self.begin_burst(event.known_at());
            self.unanswered.push(Unanswered {
                message: message.clone(),
                at: event.at,
                arrived: event.arrived,
                words: None,
                unreadable: None,
                courtesy: false,
            });
        }
        self.changed(message, Some(content));
        let on_its_way = self.in_flight.iter_mut().flat_map(|ours| &mut ours.answers);
        for open in self.unanswered.iter_mut().chain(on_its_way) {
            if &open.message == message {
                open.words.clone_from(&spoken);
                open.courtesy = courtesy.unwrap_or(open.courtesy);
                open.unreadable = content.unreadable().map(str::to_owned);
            }
        }
        // What the old words said was said; new words only add to it.
        let fired = signals.iter().filter(|signal| signal.fires());
        let before = self.pending_signals.len();
        self.pending_signals.extend(fired.cloned());
        keep_signals(&mut self.pending_signals);
        if self.pending_signals.len() > before {
            self.unread = self.unread.max(1);
        }
    }

    /// Whether `message`, changed after the end, wants an answer: its new words speak for a person, or
    /// nobody has spoken after it and it is more than thanks now.
    pub(crate) fn reopens_with(
        &self,
        message: &MessageId,
        courtesy: Option<bool>,
        signals: &[Signal],
    ) -> bool {
        let is_owed = courtesy.is_some_and(|courtesy| !is_courtesy(courtesy, signals));
        self.holder == Holder::Closed
            && is_owed
            && (signals.iter().any(Signal::fires) || self.nobody_spoke_after(message))
    }

    fn nobody_spoke_after(&self, message: &MessageId) -> bool {
        let mut since = self.turns.iter().skip_while(|turn| &turn.id != message);
        since.next().is_some() && since.all(|turn| turn.speaker == Speaker::Customer)
    }

    /// `message` says `content` now; `None` where it was deleted, so that nobody takes it for said.
    pub(super) fn changed(&mut self, message: &MessageId, content: Option<&Content>) {
        match content {
            Some(content) => {
                if let Some(turn) = self.turns.iter_mut().find(|turn| &turn.id == message) {
                    turn.words = content.words().unwrap_or_default().to_owned();
                }
            }
            None => self.turns.retain(|turn| &turn.id != message),
        }
        if let Some(last) = &mut self.last_said {
            last.change(message, content);
        }
    }

    pub(super) fn customer_revoked(&mut self, message: &MessageId) {
        self.changed(message, None);
        self.unanswered.retain(|open| &open.message != message);
        self.unread =
            u32::try_from(self.unanswered.len()).map_or(self.unread, |most| self.unread.min(most));
        for ours in &mut self.in_flight {
            ours.answers.retain(|open| &open.message != message);
        }
        // A signal that rests on nothing but these words is gone with them.
        self.pending_signals.retain(|signal| {
            signal.evidence.is_empty() || signal.evidence.iter().any(|e| &e.message != message)
        });
        if self.unanswered.is_empty() && matches!(self.answer, Answer::Pausing { .. }) {
            self.answer = Answer::None;
            self.timers.remove(&TimerPurpose::Answer);
        }
    }

    pub(super) fn queued(&mut self, outgoing: &Outgoing, at: Timestamp) {
        let speaker = Speaker::from(&outgoing.author);
        let id = MessageId::new(outgoing.id.as_str());
        let ours = Some(outgoing.id.clone());
        self.said(speaker.clone(), &outgoing.content, &id, at, ours, false);
        // The one sentence said while a conversation waits is no answer: the promise's clock runs on.
        let answers = match (&self.holder, &speaker) {
            (Holder::Waiting, _) => Vec::new(),
            (_, Speaker::Agent) => std::mem::take(&mut self.unanswered),
            (_, Speaker::Customer | Speaker::Operator { .. }) => self.left_to_person(),
        };
        self.in_flight.push(InFlight {
            outgoing: outgoing.id.clone(),
            speaker: speaker.clone(),
            progress: Progress::Queued,
            answers,
        });
        keep_latest(&mut self.in_flight);
        match (&self.holder, speaker) {
            (Holder::Waiting, _) => self.announced(&outgoing.id),
            (_, Speaker::Agent) => {
                self.agent_turns += 1;
                self.answered();
            }
            (_, Speaker::Customer | Speaker::Operator { .. }) => {
                self.needed_person = true;
                self.timers.remove(&TimerPurpose::TurnEnd);
                self.answered();
            }
        }
    }

    /// What a person answers by speaking: all that is open, and what the agent's words on their way
    /// answer. If those are taken back or fail now, the customer misses nothing.
    fn left_to_person(&mut self) -> Vec<Unanswered> {
        let by_agent = |ours: &&mut InFlight| ours.speaker == Speaker::Agent;
        let mut left = Vec::new();
        for ours in self.in_flight.iter_mut().filter(by_agent) {
            left.append(&mut ours.answers);
        }
        left.append(&mut self.unanswered);
        keep_owed(&mut left);
        left
    }

    fn announced(&mut self, sentence: &OutgoingId) {
        if let Some(open) = self.escalation.as_mut() {
            open.announced = true;
            open.sentence = Some(sentence.clone());
        }
    }

    /// The one sentence was not said, because a graver call came before it left.
    fn not_announced(&mut self, sentence: &OutgoingId) {
        let open = self.escalation.as_mut();
        if let Some(open) = open.filter(|open| open.sentence.as_ref() == Some(sentence)) {
            open.announced = false;
            open.sentence = None;
        }
    }

    pub(super) fn answered(&mut self) {
        self.unread = 0;
        self.unanswered.clear();
        self.pending_signals.clear();
        self.suggestion = None;
        self.answer = Answer::None;
    }

    fn said(
        &mut self,
        speaker: Speaker,
        content: &Content,
        id: &MessageId,
        at: Timestamp,
        outgoing: Option<OutgoingId>,
        is_late: bool,
    ) {
        if let Some(words) = content.words() {
            self.turns.push(Turn {
                speaker: speaker.clone(),
                at,
                id: id.clone(),
                words: words.to_owned(),
            });
            keep_latest(&mut self.turns);
        }
        // Only the customer's own clock can tell that a message came late; ours may differ from it.
        if is_late && self.last_said.as_ref().is_some_and(|last| at < last.at) {
            return;
        }
        let progress = match outgoing {
            Some(_) => Progress::Queued,
            None => Progress::Arrived,
        };
        let before = self.last_said.take().filter(|_| outgoing.is_some());
        self.last_said = Some(LastSaid {
            speaker,
            content: content.clone(),
            at,
            message: outgoing.is_none().then(|| id.clone()),
            revoked: false,
            outgoing,
            progress,
            before: before.map(Box::new),
        });
    }

    pub(super) fn progress(&mut self, outgoing: &OutgoingId, next: Progress) {
        let shown = self.last_said.as_mut();
        if let Some(last) = shown.and_then(|last| last.find_mut(outgoing))
            && last.progress.yields_to(&next)
        {
            last.progress = next.clone();
            // What Meta has can't be taken back any more.
            last.before = None;
        }
        let Some(ours) = self
            .in_flight
            .iter_mut()
            .find(|ours| &ours.outgoing == outgoing && ours.progress.yields_to(&next))
        else {
            return;
        };
        ours.progress = next.clone();
        match next {
            Progress::Failed { .. } => self.unsaid(outgoing),
            Progress::Reported { delivery } if delivery >= Delivery::Delivered => {
                self.in_flight.retain(|ours| &ours.outgoing != outgoing);
            }
            Progress::Arrived
            | Progress::Queued
            | Progress::Accepted
            | Progress::Reported { .. }
            | Progress::Unclear => {}
        }
    }

    pub(super) fn withdrawn(&mut self, outgoing: &OutgoingId, why: &Withdrawal) {
        self.unsaid(outgoing);
        self.last_said = self
            .last_said
            .take()
            .and_then(|last| last.without(outgoing));
        let by_hand = matches!(why, Withdrawal::Cancelled { .. });
        if !by_hand {
            self.not_announced(outgoing);
        }
        // Whoever wrote it: the agent doesn't answer by itself what a person just chose not to say.
        let is_agents = self.holder == Holder::Agent && self.answer == Answer::None;
        if by_hand && is_agents && self.owes_answer() {
            self.answer = Answer::Stopped;
        }
    }

    /// A message that was never said answers nothing: what it answered is unanswered again.
    fn unsaid(&mut self, outgoing: &OutgoingId) {
        self.turns
            .retain(|turn| turn.id.as_str() != outgoing.as_str());
        let Some(place) = self
            .in_flight
            .iter()
            .position(|ours| &ours.outgoing == outgoing)
        else {
            return;
        };
        let mut open = self.in_flight.remove(place).answers;
        open.append(&mut self.unanswered);
        keep_owed(&mut open);
        self.unanswered = open;
    }
}
