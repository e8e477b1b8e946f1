//! Calling a person: because of what, since when, by when.

use crate::effect::Effect;
use crate::signal::Trigger;
use crate::story::{FRIDAY_11, story};
use crate::time::Minutes;

#[test]
fn a_call_alerts_has_the_brief_written_and_says_by_when() {
    let told = story().alarming("A person, please", Trigger::ExplicitRequest);
    assert_eq!(told.alerts(), [(vec!["ana"], 0)]);
    let is_brief = |effect: &Effect| matches!(effect, Effect::WriteBrief { .. });
    assert!(told.effects.iter().any(is_brief));
    assert_eq!(told.call().due_at, FRIDAY_11.plus(Minutes(10).duration()));
}

#[test]
fn the_promise_counts_from_the_earliest_unanswered_message() {
    let told = story()
        .customer("I need an invoice for last month")
        .seconds(3)
        .alarming("A person, please", Trigger::ExplicitRequest);
    assert_eq!(told.call().waiting_since, FRIDAY_11);
    assert_eq!(told.call().due_at, FRIDAY_11.plus(Minutes(10).duration()));
}

#[test]
fn thanks_of_yesterday_start_no_clock() {
    let told = story()
        .ana_takes_over()
        .thanks()
        .minutes(5)
        .ana_hands_back();
    let told = told.alarming("A person, please", Trigger::ExplicitRequest);
    assert_eq!(told.call().waiting_since, told.now);
}

#[test]
fn all_signals_of_the_burst_go_into_the_call_the_deciding_one_first() {
    let told = story()
        .alarming("This is ridiculous", Trigger::Frustration)
        .alarming("Let me talk to somebody", Trigger::ExplicitRequest);
    let triggers: Vec<_> = told.call().signals.iter().map(|s| s.trigger).collect();
    assert_eq!(triggers, [Trigger::ExplicitRequest, Trigger::Frustration]);
}

#[test]
fn compliance_decides_over_an_explicit_request_however_strong() {
    let told = story();
    let id = told.next_message();
    let mut person = crate::story::signal(Trigger::ExplicitRequest, &id);
    person.strength = crate::signal::Strength::CERTAIN;
    let symptoms = crate::story::signal(Trigger::Compliance, &id);
    let signals = [person, symptoms];
    let deciding = crate::signal::deciding(&signals).unwrap();
    assert_eq!(deciding.trigger, Trigger::Compliance);
}

#[test]
fn compliance_while_waiting_calls_anew() {
    let told = story()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .minutes(1)
        .then()
        .alarming("I'm bleeding a lot", Trigger::Compliance)
        .expect_called(Trigger::Compliance);
    assert_eq!(told.alerts(), [(vec!["ana"], 0)]);
    // The customer has waited since the first message, and compliance promises five minutes.
    assert_eq!(told.call().due_at, FRIDAY_11.plus(Minutes(5).duration()));
    let triggers: Vec<_> = told.call().signals.iter().map(|s| s.trigger).collect();
    assert_eq!(triggers, [Trigger::Compliance, Trigger::ExplicitRequest]);
}

#[test]
fn compliance_twice_calls_once() {
    story()
        .alarming("My face is swollen", Trigger::Compliance)
        .then()
        .alarming("I'm bleeding a lot", Trigger::Compliance)
        .expect_alerts(&[]);
}

#[test]
fn a_request_for_a_person_speeds_up_a_call_that_was_only_out_of_scope() {
    let told = story()
        .customer("Do you have parking?")
        .pause_passes()
        .agent_asks(Trigger::OutOfScope)
        .alarming("Hello? Is anybody there?", Trigger::ExplicitRequest)
        .expect_called(Trigger::ExplicitRequest);
    assert_eq!(told.call().due_at, FRIDAY_11.plus(Minutes(10).duration()));
}

#[test]
fn impatience_does_not_take_a_big_customer_from_the_closer() {
    story()
        .alarming("We need 200 of them", Trigger::HighValue)
        .pause_passes()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .expect_called(Trigger::HighValue);
}

#[test]
fn what_the_customer_adds_while_waiting_goes_into_the_brief() {
    let told = story()
        .alarming("We need 200 of them", Trigger::HighValue)
        .pause_passes()
        .then()
        .customer("For Acme, by Friday");
    let is_brief = |effect: &Effect| matches!(effect, Effect::WriteBrief { .. });
    assert_eq!(told.effects.iter().filter(|e| is_brief(e)).count(), 1);
    told.expect_nothing_sent();
}
