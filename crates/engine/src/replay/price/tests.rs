//! Talks with words that a higher sensitivity would hand over and the present one doesn't.

use super::*;
use conversation::brief::Briefing;
use conversation::content::{Content, Inbound};
use conversation::fact::{Closer, Customer, TakeOver};
use conversation::ids::{ConversationId, CustomerId, EventId, MessageId, NumberId, OperatorId};
use conversation::signal::Reason;
use journal::{Origin, Seq};

const MORE_EASILY: Change = Change {
    trigger: Trigger::Frustration,
    is: Strength(500),
    would_be: Strength(350),
    since: Timestamp(0),
};

/// Words that show a little annoyance.
fn on_border() -> Vec<Signal> {
    vec![signal(Trigger::Frustration, 400)]
}

/// Words that hand over at any sensitivity.
fn sure() -> Vec<Signal> {
    vec![signal(Trigger::Frustration, 960)]
}

fn signal(trigger: Trigger, strength: u16) -> Signal {
    Signal {
        strength: Strength(strength),
        threshold: Strength(500),
        source: Source::Model,
        ..Signal::guard(trigger, Reason::Mood)
    }
}

/// A talk as it goes on, a second for each event.
struct Story(Vec<StoredEvent>);

impl Story {
    fn begins() -> Self {
        Self(Vec::new()).then(Fact::Began {
            number: NumberId::new("551"),
            customer: Customer {
                id: CustomerId::new("rosa"),
                user_id: None,
                phone: None,
                name: None,
                username: None,
            },
        })
    }

    fn then(mut self, fact: Fact) -> Self {
        let n = i64::try_from(self.0.len()).unwrap() + 1;
        self.0.push(StoredEvent {
            seq: Seq(n),
            version: n.unsigned_abs(),
            event: Event {
                id: EventId::new(format!("e{n}")),
                conversation: ConversationId::new("c"),
                at: Timestamp(n * 1000),
                arrived: None,
                fact,
            },
            origin: Origin::Local,
            asked: Vec::new(),
        });
        self
    }

    fn writes(self, signals: Vec<Signal>) -> Self {
        self.then(Fact::CustomerWrote {
            message: Inbound {
                id: MessageId::new("m"),
                content: Content::text("Is anybody there?"),
                reply_to: None,
                forwarded: false,
                referral: None,
            },
            signals,
            language: None,
            courtesy: false,
        })
    }

    fn called(self, signal: Signal) -> Self {
        self.then(Fact::Escalated {
            escalation: Escalation {
                id: EscalationId::new("x"),
                trigger: signal.trigger,
                signals: vec![signal],
                route: Vec::new(),
                called: Vec::new(),
                waiting_since: Timestamp(0),
                due_at: Timestamp(0),
                opens_at: None,
            },
        })
    }

    fn taken_over(self) -> Self {
        self.then(Fact::TookOver {
            operator: OperatorId::new("ana"),
            how: TakeOver::Button,
        })
    }

    fn handed_back(self) -> Self {
        self.then(Fact::HandedBack {
            operator: OperatorId::new("ana"),
            briefing: Briefing::default(),
        })
    }

    fn marked(self, mark: Mark) -> Self {
        self.then(Fact::Marked {
            operator: OperatorId::new("ana"),
            mark,
        })
    }

    fn price(self, change: Change) -> SensitivityPrice {
        self.later_price(Rail::Agent, 0, change)
    }

    /// The price where all but the first `skipped` events are looked at.
    fn later_price(self, rail: Rail, skipped: usize, change: Change) -> SensitivityPrice {
        let state = Conversation::begin(&self.0[0].event).unwrap();
        let talk = Talk {
            row: ListRow::of(&state),
            rail,
            events: self.0.into_iter().skip(skipped).collect(),
        };
        let read = |_: &Conversation, event: &Event| match &event.fact {
            Fact::CustomerWrote { signals, .. } | Fact::CustomerEdited { signals, .. } => {
                signals.clone()
            }
            _ => Vec::new(),
        };
        let mut price = SensitivityPrice::default();
        change.found(&talk, read).add_to(&mut price);
        price
    }

    fn more(self) -> u32 {
        self.price(MORE_EASILY).more
    }
}

#[test]
fn what_only_the_other_sensitivity_hands_over_is_one_call_more_or_fewer() {
    let talk = || Story::begins().writes(on_border()).writes(on_border());
    let more = talk().price(MORE_EASILY);
    assert_eq!((more.more, more.fewer), (1, 0));
    let fewer = talk().price(Change {
        is: MORE_EASILY.would_be,
        would_be: MORE_EASILY.is,
        ..MORE_EASILY
    });
    assert_eq!((fewer.more, fewer.fewer), (0, 1));
}

#[test]
fn what_is_written_to_a_person_calls_nobody() {
    let held = Story::begins().taken_over().writes(on_border());
    assert_eq!(held.more(), 0);
    let waiting = Story::begins()
        .writes(sure())
        .called(signal(Trigger::Frustration, 960));
    assert_eq!(waiting.writes(on_border()).more(), 0);
    // The same where the take-over lies before what is looked at.
    let held = Story::begins().taken_over().writes(on_border());
    let rail = Rail::Operator {
        operator: OperatorId::new("ana"),
    };
    assert_eq!(held.later_price(rail, 2, MORE_EASILY).more, 0);
}

#[test]
fn a_call_that_is_made_in_any_case_is_no_difference() {
    let by_another = vec![
        signal(Trigger::Frustration, 400),
        signal(Trigger::ExplicitRequest, 900),
    ];
    assert_eq!(Story::begins().writes(by_another).more(), 0);
    let unsure = Story::begins().writes(on_border());
    let by_none = Signal::guard(Trigger::OutOfScope, Reason::AgentUnsure);
    assert_eq!(unsure.called(by_none).more(), 0);
}

#[test]
fn each_time_the_agent_has_it_counts_by_itself() {
    let first = Story::begins().writes(sure()).taken_over().handed_back();
    let second = first.writes(on_border()).taken_over().handed_back();
    assert_eq!(second.writes(on_border()).more(), 2);
}

#[test]
fn what_is_written_after_the_end_begins_anew() {
    let by = Closer::Quiet;
    let closed = Story::begins().writes(sure()).then(Fact::Closed { by });
    let again = closed.writes(on_border()).then(Fact::Reopened { by: None });
    assert_eq!(again.writes(on_border()).more(), 1);
}

#[test]
fn words_that_a_customer_changed_are_read_too() {
    let changed = Story::begins()
        .writes(Vec::new())
        .then(Fact::CustomerEdited {
            message: MessageId::new("m"),
            content: Content::text("Is ANYBODY there?"),
            signals: on_border(),
            courtesy: Some(false),
        });
    assert_eq!(changed.more(), 1);
}

#[test]
fn what_was_said_long_ago_is_not_read() {
    let lately = Change {
        since: Timestamp(3_600_000),
        ..MORE_EASILY
    };
    assert_eq!(Story::begins().writes(on_border()).price(lately).more, 0);
}

#[test]
fn the_last_mark_of_a_call_is_the_one_that_counts() {
    let escalation = EscalationId::new("x");
    let needless = Mark::Needless {
        escalation: escalation.clone(),
    };
    let called = || {
        let story = Story::begins().writes(on_border());
        story
            .called(signal(Trigger::Frustration, 400))
            .marked(needless.clone())
    };
    let price = called().price(MORE_EASILY);
    assert_eq!((price.more, price.marked_needless), (1, 1));
    let price = called()
        .marked(Mark::Right { escalation })
        .price(MORE_EASILY);
    assert_eq!((price.more, price.marked_needless), (1, 0));
}
