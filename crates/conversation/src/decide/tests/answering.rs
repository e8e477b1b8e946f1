//! What becomes of the agent's answers.

use crate::fact::{DropReason, Fact};
use crate::failure::AgentFailure;
use crate::playbook::{AgentSwitch, Autonomy};
use crate::signal::{Reason, Trigger};
use crate::state::Answer;
use crate::story::story;

#[test]
fn a_sure_answer_is_sent() {
    story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .agent_drafts("Yes, 9 to 1.")
        .expect_sent(&["Yes, 9 to 1."])
        .expect_agent();
}

#[test]
fn an_unsure_answer_goes_to_a_person_as_a_suggestion() {
    let told = story()
        .customer("Do you do sealants?")
        .pause_passes()
        .agent_is_unsure("Maybe.")
        .expect_called(Trigger::OutOfScope)
        .expect_because(&Reason::AgentUnsure);
    assert!(!told.sent().contains(&"Maybe."));
    assert_eq!(told.conversation.suggestion.unwrap().text, "Maybe.");
}

#[test]
fn an_empty_answer_is_no_answer() {
    story()
        .customer("Do you do sealants?")
        .pause_passes()
        .agent_drafts("  ")
        .expect_because(&Reason::AgentUnsure);
}

#[test]
fn without_a_model_a_person_is_called() {
    let what = "no model".to_owned();
    let cause = Some(AgentFailure::Unusable);
    story()
        .customer("Do you do sealants?")
        .pause_passes()
        .agent_fails()
        .expect_because(&Reason::AgentFailed { what, cause });
}

#[test]
fn the_agent_can_ask_for_a_person_itself() {
    story()
        .customer("I'd like 200 of them")
        .pause_passes()
        .agent_asks(Trigger::HighValue)
        .expect_called(Trigger::HighValue);
}

#[test]
fn who_lets_the_agent_suggest_only_gets_the_draft_with_the_call_and_the_customer_gets_nothing() {
    let told = story()
        .owner(|house| house.playbook.autonomy = Autonomy::SuggestOnly)
        .customer("Do you open on Sunday?")
        .pause_passes()
        .agent_drafts("Yes, 9 to 1.")
        .expect_because(&Reason::SuggestOnly)
        .expect_nothing_sent()
        .ana_takes_over();
    assert_eq!(told.conversation.suggestion.unwrap().text, "Yes, 9 to 1.");
}

#[test]
fn with_suggest_only_not_even_the_one_sentence_is_said() {
    story()
        .owner(|house| house.playbook.autonomy = Autonomy::SuggestOnly)
        .alarming("A person, please", Trigger::ExplicitRequest)
        .expect_called(Trigger::ExplicitRequest)
        .expect_nothing_sent();
}

#[test]
fn with_the_agent_off_everything_waits_for_a_person_in_silence() {
    story()
        .owner(|house| house.agent = AgentSwitch::Off)
        .customer("Do you open on Sunday?")
        .expect_because(&Reason::AgentOff)
        .expect_nothing_sent();
}

#[test]
fn with_the_agent_off_even_a_request_for_a_person_is_met_in_silence() {
    story()
        .owner(|house| house.agent = AgentSwitch::Off)
        .alarming("A person, please", Trigger::ExplicitRequest)
        .expect_called(Trigger::ExplicitRequest)
        .expect_nothing_sent();
}

#[test]
fn switching_the_agent_off_in_the_pause_stops_the_answer() {
    story()
        .customer("Do you open on Sunday?")
        .owner(|house| house.agent = AgentSwitch::Off)
        .pause_passes()
        .expect_drafts(0)
        .expect_because(&Reason::AgentOff);
}

#[test]
fn switching_the_agent_off_while_it_writes_makes_the_answer_a_suggestion() {
    let told = story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .owner(|house| house.agent = AgentSwitch::Off)
        .agent_drafts("Yes, 9 to 1.")
        .expect_nothing_sent()
        .expect_because(&Reason::AgentOff);
    assert!(told.conversation.suggestion.is_some());
}

#[test]
fn the_words_of_the_customer_name_the_trigger_before_the_course_of_the_talk_does() {
    story()
        .owner(|house| house.agent = AgentSwitch::Off)
        .alarming("This is ridiculous", Trigger::Frustration)
        .expect_called(Trigger::Frustration)
        .expect_nothing_sent();
}

#[test]
fn a_voice_note_goes_to_a_person() {
    let what = "voice".to_owned();
    story()
        .voice_note()
        .pause_passes()
        .expect_drafts(0)
        .expect_because(&Reason::Unreadable { what });
}

#[test]
fn a_stopped_answer_is_not_sent_and_an_event_says_so() {
    let told = story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .ana_stops_the_answer()
        .agent_drafts("Yes, 9 to 1.")
        .expect_nothing_sent()
        .expect_answer(&Answer::Stopped);
    let dropped = told.facts(|fact| match fact {
        Fact::DraftDropped { why, .. } => Some(why.clone()),
        _ => None,
    });
    assert_eq!(dropped, [DropReason::Stopped]);
}

#[test]
fn after_a_stopped_answer_the_customer_is_not_forgotten() {
    story()
        .customer("Do you open on Sunday?")
        .ana_stops_the_answer()
        .pause_passes()
        .expect_drafts(0)
        .minutes(3)
        .expect_called(Trigger::OutOfScope);
}

#[test]
fn who_stopped_the_answer_and_writes_is_left_alone() {
    story()
        .customer("Do you open on Sunday?")
        .ana_stops_the_answer()
        .ana_writes("Yes we do!")
        .minutes(3)
        .expect_holder(&crate::story::ana());
}

#[test]
fn after_a_stopped_answer_the_next_message_is_answered_again() {
    story()
        .customer("Do you open on Sunday?")
        .ana_stops_the_answer()
        .seconds(30)
        .customer("Hello?")
        .pause_passes()
        .expect_drafts(1);
}

#[test]
fn for_thanks_nobody_is_called() {
    story()
        .exchange("Do you open on Sunday?", "Yes, 9 to 1.")
        .thanks()
        .pause_passes()
        .agent_is_unsure("?")
        .expect_agent()
        .minutes(61)
        .expect_closed();
}

#[test]
fn thanks_with_the_agent_off_calls_nobody() {
    story()
        .owner(|house| house.agent = AgentSwitch::Off)
        .thanks()
        .pause_passes()
        .expect_agent()
        .expect_drafts(0);
}

#[test]
fn thanks_together_with_a_question_is_a_question() {
    story()
        .thanks()
        .customer("Do you do sealants?")
        .pause_passes()
        .agent_is_unsure("?")
        .expect_called(Trigger::OutOfScope);
}
