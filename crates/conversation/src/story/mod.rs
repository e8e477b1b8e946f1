//! Stories for tests: a small world around one conversation, told step by step.
//!
//! ```text
//! story().customer("Do you open on Sunday?").pause_passes().agent_drafts("Yes, 9 to 1.")
//! ```
//!
//! The world keeps a clock, the waits that were asked for (none is ever cancelled) and the drafts
//! that were asked for. It decides nothing.

mod expect;
mod house;
mod tell;

pub(crate) use house::{always, clinic, nine_to_six, operator};

use crate::decide::step;
use crate::effect::Effect;
use crate::fact::{Customer, Event, Fact, Outgoing, Timer};
use crate::ids::{
    ConversationId, CustomerId, DraftId, Epoch, EventId, MessageId, NumberId, OperatorId,
};
use crate::playbook::House;
use crate::signal::{Evidence, Reason, Signal, Source, Strength, TextSpan, Trigger};
use crate::state::Conversation;
use crate::time::Timestamp;
use std::time::Duration;

/// Friday, 20 November 2026, 11:00 in Monterrey.
pub(crate) const FRIDAY_11: Timestamp = Timestamp(1_795_194_000_000);

/// The world of one conversation.
pub(crate) struct Story {
    pub(crate) house: House,
    pub(crate) conversation: Conversation,
    pub(crate) now: Timestamp,
    /// Every event so far, with what was asked of the world because of its step.
    pub(crate) events: Vec<Event>,
    /// The effects since the last look.
    pub(crate) effects: Vec<Effect>,
    pub(crate) drafts: Vec<(DraftId, Epoch)>,
    pub(crate) waits: Vec<(Timestamp, Timer)>,
    /// Every draft and wait ever asked for, as the journal keeps them.
    pub(crate) asked: Vec<Effect>,
    /// Every message ever asked to be sent.
    pub(crate) sends: Vec<Outgoing>,
    count: u32,
}

/// A story on Friday at eleven, with Ana and Bo always at work.
pub(crate) fn story() -> Story {
    story_in(clinic(&[
        operator("ana", always()),
        operator("bo", always()),
    ]))
}

/// A story in another house.
pub(crate) fn story_in(house: House) -> Story {
    story_at(house, FRIDAY_11)
}

/// A story in another house at another time.
pub(crate) fn story_at(house: House, now: Timestamp) -> Story {
    let began = began(now);
    let conversation = Conversation::begin(&began).expect("`Began` begins a conversation");
    let mut story = Story {
        house,
        conversation,
        now,
        events: Vec::new(),
        effects: Vec::new(),
        drafts: Vec::new(),
        waits: Vec::new(),
        asked: Vec::new(),
        sends: Vec::new(),
        count: 0,
    };
    story.take(began);
    story
}

fn began(at: Timestamp) -> Event {
    Event {
        id: EventId::new("begin"),
        conversation: ConversationId::new("c1"),
        at,
        arrived: None,
        fact: Fact::Began {
            number: NumberId::new("n1"),
            customer: Customer {
                id: CustomerId::new("lucia"),
                user_id: None,
                phone: Some("+528110000000".to_owned()),
                name: Some("Lucía".to_owned()),
                username: None,
            },
        },
    }
}

impl Story {
    /// Something happens now.
    pub(crate) fn happens(self, fact: Fact) -> Self {
        let at = self.now;
        self.happens_at(at, fact)
    }

    /// Something arrives that happened at `at`.
    pub(crate) fn happens_at(mut self, at: Timestamp, fact: Fact) -> Self {
        self.count += 1;
        let event = Event {
            id: EventId::new(format!("e{}", self.count)),
            conversation: self.conversation.id.clone(),
            at,
            arrived: (at < self.now).then_some(self.now),
            fact,
        };
        self.take(event);
        self
    }

    fn take(&mut self, event: Event) {
        let done = step(&mut self.conversation, event, &self.house);
        self.events.extend(done.events);
        for effect in done.effects {
            self.note(&effect);
            self.effects.push(effect);
        }
    }

    fn note(&mut self, effect: &Effect) {
        match effect {
            Effect::Wait { timer, due } => {
                self.waits.push((*due, timer.clone()));
                self.asked.push(effect.clone());
            }
            Effect::Draft { draft, epoch } => {
                self.drafts.push((draft.clone(), *epoch));
                self.asked.push(effect.clone());
            }
            Effect::Send { outgoing } => self.sends.push(outgoing.clone()),
            Effect::Record { .. } => panic!("a step leaves no fact to record"),
            Effect::Alert { .. }
            | Effect::WriteBrief { .. }
            | Effect::FetchMedia { .. }
            | Effect::ShowTyping { .. }
            | Effect::MarkRead { .. }
            | Effect::React { .. } => {}
        }
    }

    /// Time goes by; every wait that ends meanwhile fires at its time.
    pub(crate) fn after(mut self, span: Duration) -> Self {
        let until = self.now.plus(span);
        while let Some(place) = self.next_due(until) {
            let (due, timer) = self.waits.remove(place);
            self.now = self.now.max(due);
            self = self.happens(Fact::TimerFired { timer });
        }
        self.now = until;
        self
    }

    fn next_due(&self, until: Timestamp) -> Option<usize> {
        (0..self.waits.len())
            .filter(|place| self.waits[*place].0 <= until)
            .min_by_key(|place| self.waits[*place].0)
    }

    pub(crate) fn seconds(self, seconds: u64) -> Self {
        self.after(Duration::from_secs(seconds))
    }

    pub(crate) fn minutes(self, minutes: u64) -> Self {
        self.after(Duration::from_secs(minutes * 60))
    }

    /// The id the customer's next message will have.
    pub(crate) fn next_message(&self) -> MessageId {
        MessageId::new(format!("wamid.{}", self.count + 1))
    }

    /// Forgets the effects so far, so that only the next ones are looked at.
    pub(crate) fn then(mut self) -> Self {
        self.effects.clear();
        self
    }
}

pub(crate) fn ana() -> OperatorId {
    OperatorId::new("ana")
}

pub(crate) fn bo() -> OperatorId {
    OperatorId::new("bo")
}

/// A signal strong enough to fire, resting on the first word of `message`.
pub(crate) fn signal(trigger: Trigger, message: &MessageId) -> Signal {
    Signal {
        trigger,
        strength: Strength(800),
        threshold: Strength(500),
        reason: match trigger {
            Trigger::Compliance => Reason::Compliance {
                kind: crate::signal::ComplianceKind::Symptoms,
            },
            Trigger::ExplicitRequest => Reason::AskedForPerson,
            Trigger::Frustration => Reason::Anger,
            Trigger::HighValue => Reason::Opportunity {
                kind: crate::signal::OpportunityKind::Bulk,
            },
            Trigger::OutOfScope => Reason::NotInPlaybook {
                topic: "parking".to_owned(),
                nearest: None,
            },
        },
        evidence: vec![Evidence {
            message: message.clone(),
            span: TextSpan { start: 0, end: 1 },
            quote: "…".to_owned(),
        }],
        source: Source::Rule,
        version: "test".to_owned(),
    }
}
