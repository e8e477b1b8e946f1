//! What the agent says while a conversation waits: one sentence at most, and an honest one.

use crate::fact::{Fact, Withdrawal};
use crate::language::Language;
use crate::playbook::Meanwhile;
use crate::signal::Trigger;
use crate::story::{FRIDAY_11, ana, clinic, nine_to_six, operator, story, story_at};
use crate::time::Minutes;
use std::time::Duration;

const IN_A_FEW_MINUTES: &str =
    "Let me get someone from the team for this. They'll write to you here in a few minutes.";

#[test]
fn a_request_for_a_person_is_announced() {
    story()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .expect_sent(&[IN_A_FEW_MINUTES]);
}

#[test]
fn frustration_is_met_in_silence() {
    story()
        .alarming("This is ridiculous", Trigger::Frustration)
        .pause_passes()
        .expect_nothing_sent();
}

#[test]
fn an_opportunity_is_asked_one_question_and_then_left_to_the_closer() {
    let told = story()
        .alarming("We need 200 of them", Trigger::HighValue)
        .pause_passes();
    assert_eq!(told.agent_sent(), 1);
    told.then()
        .customer("For Acme, by Friday")
        .pause_passes()
        .expect_nothing_sent();
}

#[test]
fn a_promise_of_an_hour_and_a_half_is_not_called_a_few_minutes() {
    let told = story()
        .customer("Do you have parking?")
        .pause_passes()
        .agent_asks(Trigger::OutOfScope);
    assert!(told.sent()[0].ends_with("as soon as they can."));
}

#[test]
fn the_owners_sentence_is_said_in_the_owners_language_only() {
    let sentence = "One moment, Paula is coming.";
    let say = |language| {
        story()
            .owner(|house| {
                let route = house.playbook.routes.get_mut(&Trigger::ExplicitRequest);
                route.unwrap().sentence = Some(sentence.to_owned());
                house.playbook.language = language;
            })
            .owner(|_| {})
    };
    say(Language::En)
        .alarming("A person, please", Trigger::ExplicitRequest)
        .expect_sent(&[sentence]);
    let mut told = say(Language::Es);
    told.conversation.language = Some(Language::En);
    told.alarming("A person, please", Trigger::ExplicitRequest)
        .expect_sent(&[IN_A_FEW_MINUTES]);
}

#[test]
fn one_sentence_is_enough_however_often_the_call_changes() {
    story()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .then()
        .alarming("I'm bleeding a lot", Trigger::Compliance)
        .expect_nothing_sent();
}

#[test]
fn the_sentence_that_a_graver_call_overtook_is_said_for_that_call() {
    let told = story().alarming("A person, please", Trigger::ExplicitRequest);
    let overtaken = told.latest_sent();
    let told = told
        .alarming("I'm bleeding a lot", Trigger::Compliance)
        .then()
        .happens(Fact::Withdrawn {
            outgoing: overtaken,
            why: Withdrawal::HolderChanged,
        })
        .expect_sent(&[IN_A_FEW_MINUTES]);
    let said = told.sends.last().unwrap();
    assert_eq!(
        said.epoch, told.conversation.epoch,
        "the fence lets it pass"
    );
}

#[test]
fn the_sentence_that_an_operator_took_back_is_not_said_again() {
    let operator = ana();
    story()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .send_is_withdrawn(Withdrawal::Cancelled { operator })
        .then()
        .alarming("I'm bleeding a lot", Trigger::Compliance)
        .expect_nothing_sent();
}

#[test]
fn an_answer_that_a_call_overtook_brings_no_second_sentence() {
    let told = story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .agent_drafts("Yes, 9 to 1.");
    let overtaken = told.latest_sent();
    told.alarming("A person, please", Trigger::ExplicitRequest)
        .then()
        .happens(Fact::Withdrawn {
            outgoing: overtaken,
            why: Withdrawal::HolderChanged,
        })
        .expect_nothing_sent();
}

#[test]
fn a_silent_wait_leaves_the_sentence_for_graver_ground() {
    story()
        .alarming("This is ridiculous", Trigger::Frustration)
        .pause_passes()
        .alarming("I'm bleeding a lot", Trigger::Compliance)
        .expect_sent(&[IN_A_FEW_MINUTES]);
}

#[test]
fn the_sentence_does_not_stop_the_promises_clock() {
    let told = story().alarming("A person, please", Trigger::ExplicitRequest);
    assert_eq!(told.conversation.waiting_since(), Some(FRIDAY_11));
}

#[test]
fn out_of_hours_the_customer_is_told_when_somebody_will_answer() {
    let house = clinic(&[operator("ana", nine_to_six())]);
    let friday_night = FRIDAY_11.plus(Duration::from_secs(11 * 3600));
    let told = story_at(house, friday_night)
        .alarming("A person, please", Trigger::ExplicitRequest)
        .expect_sent(&[
            "Our team is off right now. Someone will answer you here on Monday at 9:00.",
        ]);
    let opens = told.call().opens_at.unwrap();
    assert_eq!(told.call().due_at, opens.plus(Minutes(10).duration()));
}

#[test]
fn out_of_hours_even_silence_is_broken_by_the_truth() {
    let house = clinic(&[operator("ana", nine_to_six())]);
    let early = FRIDAY_11.plus(Duration::from_secs(0));
    let early = crate::time::Timestamp(early.millis() - 4 * 3_600_000);
    let told = story_at(house, early)
        .owner(|house| {
            let route = house.playbook.routes.get_mut(&Trigger::ExplicitRequest);
            route.unwrap().meanwhile = Meanwhile::Silent;
        })
        .alarming("A person, please", Trigger::ExplicitRequest);
    assert_eq!(
        told.sent(),
        ["Our team is off right now. Someone will answer you here today at 9:00."]
    );
}
