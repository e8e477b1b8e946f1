//! What can be told in a story.

use super::{Story, ana, bo, signal};
use crate::brief::Briefing;
use crate::command;
use crate::content::{Content, Inbound, Media, MediaKind};
use crate::effect::Effect;
use crate::fact::{Closer, Delivery, Draft, Fact, SendFailure, TakeOver, Withdrawal};
use crate::failure::AgentFailure;
use crate::ids::{DraftId, MessageId, OperatorId, OutgoingId};
use crate::playbook::House;
use crate::signal::{Signal, Strength, Trigger};
use crate::time::Timestamp;

fn inbound(id: MessageId, content: Content) -> Inbound {
    Inbound {
        id,
        content,
        reply_to: None,
        forwarded: false,
        referral: None,
    }
}

fn wrote(message: Inbound, signals: Vec<Signal>, courtesy: bool) -> Fact {
    Fact::CustomerWrote {
        message,
        signals,
        language: None,
        courtesy,
    }
}

impl Story {
    /// The owner changes something.
    pub(crate) fn owner(mut self, change: impl FnOnce(&mut House)) -> Self {
        change(&mut self.house);
        self
    }

    pub(crate) fn customer(self, text: &str) -> Self {
        let message = inbound(self.next_message(), Content::text(text));
        self.happens(wrote(message, Vec::new(), false))
    }

    /// The customer writes nothing but thanks.
    pub(crate) fn thanks(self) -> Self {
        let message = inbound(self.next_message(), Content::text("Thanks!"));
        self.happens(wrote(message, Vec::new(), true))
    }

    /// The customer writes something in which `trigger` fires.
    pub(crate) fn alarming(self, text: &str, trigger: Trigger) -> Self {
        let id = self.next_message();
        let signals = vec![signal(trigger, &id)];
        self.happens(wrote(inbound(id, Content::text(text)), signals, false))
    }

    /// A message written at `at` arrives only now.
    pub(crate) fn late(self, text: &str, at: Timestamp) -> Self {
        let message = inbound(self.next_message(), Content::text(text));
        self.happens_at(at, wrote(message, Vec::new(), false))
    }

    pub(crate) fn voice_note(self) -> Self {
        let content = Content::Media(Media {
            media: MediaKind::Voice,
            remote: Some("media-1".to_owned()),
            mime: "audio/ogg".to_owned(),
            filename: None,
            caption: None,
            stored: None,
            size: None,
        });
        let message = inbound(self.next_message(), content);
        self.happens(wrote(message, Vec::new(), false))
    }

    pub(crate) fn taps(self, title: &str) -> Self {
        let content = Content::Choice {
            id: "choice".to_owned(),
            title: title.to_owned(),
        };
        let message = inbound(self.next_message(), content);
        self.happens(wrote(message, Vec::new(), false))
    }

    /// The customer deletes the latest message.
    pub(crate) fn revokes(self) -> Self {
        let message = self.latest_unanswered();
        self.happens(Fact::CustomerRevoked { message })
    }

    /// The customer changes the latest message into something that wants an answer.
    pub(crate) fn edits(self, text: &str) -> Self {
        let message = self.latest_unanswered();
        self.edits_plainly(&message, text, false)
    }

    /// The customer changes `message` into words in which nothing fires.
    pub(crate) fn edits_plainly(self, message: &MessageId, text: &str, courtesy: bool) -> Self {
        self.happens(Fact::CustomerEdited {
            message: message.clone(),
            content: Content::text(text),
            signals: Vec::new(),
            courtesy: Some(courtesy),
        })
    }

    /// The customer changes `message` into words in which `trigger` fires.
    pub(crate) fn edits_into(self, message: &MessageId, text: &str, trigger: Trigger) -> Self {
        self.happens(Fact::CustomerEdited {
            message: message.clone(),
            content: Content::text(text),
            signals: vec![signal(trigger, message)],
            courtesy: Some(false),
        })
    }

    /// A message written at `at`, in which `trigger` fires, arrives only now.
    pub(crate) fn late_alarm(self, text: &str, trigger: Trigger, at: Timestamp) -> Self {
        let id = self.next_message();
        let signals = vec![signal(trigger, &id)];
        self.happens_at(at, wrote(inbound(id, Content::text(text)), signals, false))
    }

    fn latest_unanswered(&self) -> MessageId {
        let latest = self.conversation.unanswered.last();
        latest.expect("something is unanswered").message.clone()
    }

    /// The pause after a burst goes by.
    pub(crate) fn pause_passes(self) -> Self {
        self.seconds(15)
    }

    /// The answer to the latest request comes.
    pub(crate) fn agent_drafts(self, text: &str) -> Self {
        let (draft, _) = self.drafts.last().expect("a draft was asked for").clone();
        self.drafted(&draft, text, Strength(900))
    }

    pub(crate) fn agent_is_unsure(self, text: &str) -> Self {
        let (draft, _) = self.drafts.last().expect("a draft was asked for").clone();
        self.drafted(&draft, text, Strength(100))
    }

    pub(crate) fn drafted(self, draft: &DraftId, text: &str, confidence: Strength) -> Self {
        let asked = self.drafts.iter().find(|(id, _)| id == draft);
        let epoch = asked.expect("the draft was asked for").1;
        self.happens(Fact::Drafted {
            draft: Draft {
                id: draft.clone(),
                epoch,
                text: text.to_owned(),
                confidence,
                sources: Vec::new(),
                playbook_version: 1,
                model: "test".to_owned(),
            },
        })
    }

    pub(crate) fn agent_fails(self) -> Self {
        let (draft, _) = self.drafts.last().expect("a draft was asked for").clone();
        let what = "no model".to_owned();
        self.happens(Fact::DraftFailed {
            draft,
            what,
            cause: Some(AgentFailure::Unusable),
        })
    }

    pub(crate) fn agent_asks(self, trigger: Trigger) -> Self {
        let (draft, _) = self.drafts.last().expect("a draft was asked for").clone();
        let signal = signal(trigger, &MessageId::new("none"));
        self.happens(Fact::AgentAsked { draft, signal })
    }

    /// The whole of a routine exchange.
    pub(crate) fn exchange(self, question: &str, answer: &str) -> Self {
        self.customer(question)
            .pause_passes()
            .agent_drafts(answer)
            .arrives()
    }

    /// Everything sent so far is on the customer's phone.
    pub(crate) fn arrives(mut self) -> Self {
        for ours in self.conversation.in_flight.clone() {
            self = self.progresses(&ours.outgoing, Delivery::Delivered);
        }
        self
    }

    pub(crate) fn progresses(self, outgoing: &OutgoingId, delivery: Delivery) -> Self {
        let message = MessageId::new(format!("wamid.out.{outgoing}"));
        let outgoing = outgoing.clone();
        self.happens(Fact::Progressed {
            outgoing,
            message,
            delivery,
        })
    }

    /// The latest message of ours that was asked to be sent.
    pub(crate) fn latest_sent(&self) -> OutgoingId {
        let sent = self.effects.iter().rev().find_map(|effect| match effect {
            Effect::Send { outgoing } => Some(outgoing.id.clone()),
            _ => None,
        });
        sent.expect("something was sent")
    }

    pub(crate) fn send_fails(self, failure: SendFailure) -> Self {
        let outgoing = self.latest_sent();
        self.happens(Fact::NotSent { outgoing, failure })
    }

    pub(crate) fn send_is_unclear(self) -> Self {
        let outgoing = self.latest_sent();
        self.happens(Fact::Unclear { outgoing })
    }

    pub(crate) fn send_is_withdrawn(self, why: Withdrawal) -> Self {
        let outgoing = self.latest_sent();
        self.happens(Fact::Withdrawn { outgoing, why })
    }

    pub(crate) fn takes_over(self, operator: OperatorId) -> Self {
        let how = TakeOver::Button;
        self.happens(Fact::TookOver { operator, how })
    }

    pub(crate) fn ana_takes_over(self) -> Self {
        self.takes_over(ana())
    }

    pub(crate) fn ana_writes(mut self, text: &str) -> Self {
        let id = OutgoingId::new(format!("ana-{}", self.events.len()));
        let content = Content::text(text);
        let facts = command::say(&self.conversation, &ana(), &id, &content, None, self.now);
        for fact in facts.expect("Ana may write") {
            self = self.happens(fact);
        }
        self
    }

    pub(crate) fn ana_hands_back(self) -> Self {
        self.happens(Fact::HandedBack {
            operator: ana(),
            briefing: Briefing::default(),
        })
    }

    pub(crate) fn ana_passes_to_bo(self) -> Self {
        self.happens(Fact::Passed {
            from: ana(),
            to: bo(),
        })
    }

    pub(crate) fn ana_closes(self) -> Self {
        let by = Closer::Operator { operator: ana() };
        self.happens(Fact::Closed { by })
    }

    pub(crate) fn ana_stops_the_answer(self) -> Self {
        self.happens(Fact::AnswerStopped { operator: ana() })
    }

    pub(crate) fn ana_puts_off(self, minutes: u64) -> Self {
        let until = self.now.plus(std::time::Duration::from_secs(minutes * 60));
        let facts = command::put_off(&self.conversation, &ana(), until);
        let fact = facts.expect("a call is open").remove(0);
        self.happens(fact)
    }

    pub(crate) fn phone_writes(self, text: &str) -> Self {
        let at = self.now;
        self.phone_wrote(text, at)
    }

    /// What was written on the phone at `at` reaches us only now.
    pub(crate) fn phone_wrote(self, text: &str, at: Timestamp) -> Self {
        let message = inbound(self.next_message(), Content::text(text));
        self.happens_at(at, Fact::PhoneWrote { message })
    }
}
