//! Who needs a person first.

use super::stake;
use crate::signal::Trigger;
use crate::story::{FRIDAY_11, Story, always, clinic, operator, story, story_at};
use crate::time::Timestamp;
use std::time::Duration;

fn waiting(minutes_ago: u64, trigger: Trigger) -> Story {
    let house = clinic(&[operator("ana", always())]);
    let at = FRIDAY_11.plus(Duration::from_secs(3600 - minutes_ago * 60));
    story_at(house, at)
        .alarming("Please", trigger)
        .pause_passes()
}

#[test]
fn nobody_waits_unless_a_person_is_called() {
    let told = story().customer("Hi");
    assert!(stake(&told.conversation).is_none());
    let told = told.alarming("A person", Trigger::ExplicitRequest);
    assert!(stake(&told.conversation).is_some());
    assert!(stake(&told.ana_takes_over().conversation).is_none());
}

#[test]
fn the_promise_that_ends_first_comes_first() {
    // Ten minutes promised five minutes ago end before half an hour promised ten minutes ago.
    let person = waiting(5, Trigger::ExplicitRequest);
    let closer = waiting(10, Trigger::HighValue);
    assert!(stake(&person.conversation) < stake(&closer.conversation));
}

#[test]
fn a_window_that_closes_before_the_promise_ends_is_what_is_at_stake() {
    let mut closing = waiting(0, Trigger::HighValue);
    // The window closes at 12:10, while half an hour was promised at 12:00.
    let wrote_at = FRIDAY_11.millis() + 70 * 60_000 - 24 * 3_600_000;
    closing.conversation.last_customer_at = Some(Timestamp(wrote_at));
    let promised = waiting(5, Trigger::HighValue);
    assert!(stake(&closing.conversation) < stake(&promised.conversation));
}

#[test]
fn within_the_same_minute_the_graver_trigger_comes_first() {
    let compliance = waiting(0, Trigger::Compliance);
    let mut person = waiting(0, Trigger::ExplicitRequest);
    let due_at = compliance.call().due_at;
    if let Some(open) = person.conversation.escalation.as_mut() {
        open.escalation.due_at = due_at.plus(Duration::from_millis(2));
    }
    assert!(stake(&compliance.conversation) < stake(&person.conversation));
}
