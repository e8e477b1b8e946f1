//! How a conversation ends, and what opens it again.

use crate::fact::{Closer, Fact};
use crate::playbook::AgentSwitch;
use crate::signal::Trigger;
use crate::story::{ana, story};

#[test]
fn an_answered_conversation_closes_after_the_quiet_time() {
    let told = story()
        .exchange("Do you open on Sunday?", "Yes.")
        .minutes(61)
        .expect_closed();
    let by = told.facts(|fact| match fact {
        Fact::Closed { by } => Some(by.clone()),
        _ => None,
    });
    assert_eq!(by, [Closer::Quiet]);
}

#[test]
fn a_new_question_in_the_quiet_time_keeps_it_open() {
    story()
        .exchange("Do you open on Sunday?", "Yes.")
        .minutes(59)
        .exchange("And on Monday?", "Yes.")
        .minutes(59)
        .expect_agent();
}

#[test]
fn thanks_after_the_end_reopens_nothing() {
    let told = story()
        .customer("Is it ready?")
        .ana_writes("Done!")
        .ana_closes()
        .thanks()
        .expect_closed();
    assert!(told.conversation.unanswered.is_empty());
    told.minutes(100).expect_closed().expect_drafts(0);
}

#[test]
fn thanks_that_an_operator_left_unanswered_end_the_conversation_too() {
    story()
        .thanks()
        .ana_stops_the_answer()
        .minutes(61)
        .expect_closed();
}

#[test]
fn a_question_after_the_end_reopens_with_the_agent() {
    story()
        .customer("Is it ready?")
        .ana_writes("Done!")
        .ana_closes()
        .customer("One more thing: do you open on Sunday?")
        .expect_agent()
        .pause_passes()
        .expect_drafts(1);
}

#[test]
fn after_the_end_a_request_for_a_person_calls_one_at_once() {
    story()
        .ana_closes()
        .alarming("I need to talk to Ana again", Trigger::ExplicitRequest)
        .expect_called(Trigger::ExplicitRequest);
}

#[test]
fn after_the_end_with_the_agent_off_a_person_is_called() {
    story()
        .ana_closes()
        .owner(|house| house.agent = AgentSwitch::Off)
        .customer("Do you open on Sunday?")
        .expect_called(Trigger::OutOfScope);
}

#[test]
fn closing_drops_the_draft() {
    story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .ana_closes()
        .agent_drafts("Yes.")
        .expect_nothing_sent();
}

#[test]
fn an_operator_can_go_on_in_a_closed_conversation() {
    story()
        .customer("Bye then")
        .ana_closes()
        .ana_writes("One last thing …")
        .expect_holder(&ana());
}

#[test]
fn while_an_answer_waits_for_the_network_the_conversation_stays_open() {
    story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .agent_drafts("Yes.")
        .minutes(61)
        .expect_agent()
        .arrives()
        .minutes(61)
        .expect_closed();
}
