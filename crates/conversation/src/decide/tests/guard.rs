//! The loop guard.

use crate::signal::{Reason, Trigger};
use crate::story::story;

#[test]
fn the_same_question_for_the_third_time_calls_a_person() {
    story()
        .exchange("How much is a cleaning?", "It depends.")
        .minutes(2)
        .exchange("how much is a CLEANING", "That depends.")
        .minutes(2)
        .customer("How much is a cleaning??")
        .expect_called(Trigger::Frustration)
        .expect_because(&Reason::Repeated {
            times: 3,
            minutes: 5,
        });
}

#[test]
fn three_different_questions_are_no_loop() {
    story()
        .exchange("How much is a cleaning?", "900.")
        .exchange("Do you open on Sunday?", "No.")
        .exchange("Where are you in Cumbres?", "Leones 100.")
        .expect_agent();
}

#[test]
fn answering_yes_three_times_is_no_loop() {
    story()
        .exchange("Yes", "In the morning?")
        .exchange("yes", "Tuesday?")
        .exchange("Yes", "At ten?")
        .expect_agent();
}

#[test]
fn tapping_the_same_button_three_times_is_no_loop() {
    let told = story()
        .taps("See more times")
        .pause_passes()
        .agent_drafts("9:00, 10:00");
    let told = told
        .taps("See more times")
        .pause_passes()
        .agent_drafts("11:00");
    told.taps("See more times").expect_agent();
}

#[test]
fn a_courtesy_in_between_breaks_the_row() {
    story()
        .exchange("How much is a cleaning?", "900.")
        .exchange("How much is a cleaning?", "900.")
        .thanks()
        .pause_passes()
        .agent_drafts("Welcome!")
        .customer("How much is a cleaning?")
        .expect_agent();
}

#[test]
fn after_twelve_answers_without_progress_a_person_is_called() {
    let mut told = story();
    for n in 0..12 {
        told = told.exchange(&format!("Question number{n} about topic{n}?"), "Well.");
    }
    told.expect_agent()
        .customer("And something else?")
        .pause_passes()
        .expect_because(&Reason::TooManyTurns { turns: 12 });
}

#[test]
fn a_hand_back_begins_the_count_afresh() {
    story()
        .exchange("How much is a cleaning?", "It depends.")
        .exchange("How much is a cleaning?", "It depends.")
        .ana_takes_over()
        .ana_writes("900 pesos.")
        .ana_hands_back()
        .customer("How much is a cleaning?")
        .expect_agent();
}
