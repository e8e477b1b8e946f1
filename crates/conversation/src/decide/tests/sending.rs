//! Our messages on their way: what fails, fails to a person; nothing is said twice.

use crate::fact::{Delivery, Fact, SendFailure, Withdrawal};
use crate::playbook::AgentSwitch;
use crate::signal::{Reason, Trigger};
use crate::story::{FRIDAY_11, Story, ana, story};

fn answered() -> Story {
    story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .agent_drafts("Yes, 9 to 1.")
}

#[test]
fn an_answer_that_could_not_be_sent_calls_a_person() {
    let told = answered()
        .send_fails(SendFailure::GaveUp)
        .expect_because(&Reason::NotSent);
    // Nothing was answered, so the customer has waited since the question.
    assert_eq!(told.call().waiting_since, FRIDAY_11);
}

#[test]
fn an_answer_that_failed_after_the_next_question_still_calls_a_person() {
    let told = answered();
    let first = told.latest_sent();
    let told = told.customer("And on Monday?");
    told.happens(Fact::NotSent {
        outgoing: first,
        failure: SendFailure::GaveUp,
    })
    .expect_because(&Reason::NotSent);
}

#[test]
fn a_failure_after_delivered_is_no_news() {
    let told = answered();
    let first = told.latest_sent();
    told.progresses(&first, Delivery::Delivered)
        .send_fails(SendFailure::Unreachable)
        .expect_agent();
}

#[test]
fn an_answer_that_failed_after_the_quiet_end_calls_a_person() {
    let told = answered();
    let first = told.latest_sent();
    told.progresses(&first, Delivery::Sent)
        .minutes(61)
        .expect_closed()
        .send_fails(SendFailure::Unreachable)
        .expect_called(Trigger::OutOfScope);
}

#[test]
fn a_failure_while_ana_holds_is_hers_to_see() {
    answered()
        .ana_takes_over()
        .send_fails(SendFailure::GaveUp)
        .expect_holder(&ana());
}

#[test]
fn the_closed_window_is_named_as_the_reason() {
    answered()
        .send_fails(SendFailure::WindowClosed)
        .expect_because(&Reason::WindowClosed);
}

#[test]
fn an_unclear_send_that_a_status_settles_calls_nobody() {
    answered()
        .send_is_unclear()
        .seconds(20)
        .arrives()
        .minutes(2)
        .expect_agent();
}

#[test]
fn an_unclear_send_that_nothing_settles_calls_a_person_and_is_not_repeated() {
    let told = answered()
        .send_is_unclear()
        .then()
        .minutes(2)
        .expect_because(&Reason::NotSent)
        .expect_nothing_sent();
    assert_eq!(told.call().waiting_since, FRIDAY_11);
}

#[test]
fn what_the_fence_took_back_is_answered_by_who_holds_the_baton_now() {
    answered()
        .ana_takes_over()
        .ana_hands_back()
        .send_is_withdrawn(Withdrawal::HolderChanged)
        .pause_passes()
        .expect_drafts(2);
}

#[test]
fn what_the_fence_took_back_is_not_answered_again_where_a_person_has_answered_it() {
    let told = answered();
    let outgoing = told.latest_sent();
    let why = Withdrawal::HolderChanged;
    let told = told
        .ana_writes("No, we are closed on Sundays.")
        .happens(Fact::Withdrawn { outgoing, why });
    assert!(told.conversation.unanswered.is_empty());
    told.ana_hands_back().pause_passes().expect_drafts(1);
}

#[test]
fn an_answer_of_the_agent_that_fails_after_a_person_has_answered_calls_nobody() {
    let told = answered();
    let outgoing = told.latest_sent();
    let failure = SendFailure::Unreachable;
    told.ana_writes("No, we are closed on Sundays.")
        .ana_hands_back()
        .happens(Fact::NotSent { outgoing, failure })
        .expect_agent();
}

#[test]
fn what_a_person_answered_is_open_again_if_their_words_fail() {
    let told = answered()
        .ana_writes("No, we are closed on Sundays.")
        .ana_hands_back()
        .send_fails(SendFailure::GaveUp)
        .expect_because(&Reason::NotSent);
    assert_eq!(told.call().waiting_since, FRIDAY_11);
}

#[test]
fn what_was_held_back_because_the_agent_was_switched_off_calls_a_person() {
    answered()
        .owner(|house| house.agent = AgentSwitch::Off)
        .send_is_withdrawn(Withdrawal::AgentOff)
        .pause_passes()
        .expect_drafts(1)
        .expect_because(&Reason::AgentOff);
}

#[test]
fn an_answer_cancelled_by_hand_is_not_written_again_by_itself() {
    let operator = ana();
    answered()
        .send_is_withdrawn(Withdrawal::Cancelled { operator })
        .pause_passes()
        .expect_drafts(1)
        .minutes(3)
        .expect_called(Trigger::OutOfScope);
}

#[test]
fn what_a_person_took_back_after_handing_back_is_not_lost() {
    story()
        .customer("Do you open on Sunday?")
        .ana_takes_over()
        .ana_writes("Yes, 9 to 1.")
        .ana_hands_back()
        .send_is_withdrawn(Withdrawal::Cancelled { operator: ana() })
        .minutes(3)
        .expect_called(Trigger::OutOfScope);
}

#[test]
fn a_message_that_failed_is_not_taken_for_said() {
    let told = answered().send_fails(SendFailure::GaveUp);
    let said: Vec<_> = told
        .conversation
        .turns
        .iter()
        .map(|t| t.words.as_str())
        .collect();
    assert!(!said.contains(&"Yes, 9 to 1."));
}

#[test]
fn outside_the_window_a_person_is_called_instead() {
    let mut told = story().customer("Do you open on Sunday?");
    // The machine slept for more than a day between the message and its answer.
    let (_, timer) = told.waits.remove(0);
    told.now = told.now.plus(crate::state::REPLY_WINDOW);
    told.happens(Fact::TimerFired { timer })
        .expect_because(&Reason::WindowClosed)
        .expect_nothing_sent();
}

#[test]
fn what_a_person_wrote_is_said_even_if_the_baton_moved_on() {
    use crate::effect::Effect;
    let told = story()
        .customer("Hi")
        .ana_writes("Booked, bye!")
        .ana_hands_back();
    let fences: Vec<_> = told
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Send { .. }))
        .map(Effect::fence)
        .collect();
    assert_eq!(fences, [None]);
}

#[test]
fn what_the_agent_wrote_is_fenced_by_its_epoch() {
    let told = answered();
    let fences: Vec<_> = told
        .effects
        .iter()
        .filter_map(crate::effect::Effect::fence)
        .collect();
    assert!(!fences.is_empty());
    assert!(fences.iter().all(|epoch| *epoch == told.conversation.epoch));
}
