//! Messages that the customer changes afterwards.

use crate::ids::MessageId;
use crate::playbook::{Autonomy, House};
use crate::signal::Trigger;
use crate::state::Holder;
use crate::story::{Story, story};

fn first_message(told: &Story) -> MessageId {
    told.conversation.turns[0].id.clone()
}

#[test]
fn an_edit_into_a_complaint_calls_a_person_also_when_the_old_words_were_answered() {
    let told = story().exchange("Do you open on Sunday?", "Yes, 9 to 1.");
    let message = first_message(&told);
    let told = told.edits_into(&message, "You ruined my tooth", Trigger::Frustration);
    assert_eq!(told.conversation.holder, Holder::Waiting);
    assert_eq!(told.call().trigger, Trigger::Frustration);
}

#[test]
fn an_edit_that_asks_for_a_person_doesnt_wait_for_the_rest_of_a_burst() {
    let told = story().customer("Hello");
    let message = first_message(&told);
    let told = told.edits_into(&message, "A person, please", Trigger::ExplicitRequest);
    assert_eq!(told.call().trigger, Trigger::ExplicitRequest);
}

#[test]
fn an_edit_in_a_burst_is_judged_at_its_end() {
    let told = story().customer("Hello");
    let message = first_message(&told);
    let told = told
        .edits_into(&message, "I need 200 of them", Trigger::HighValue)
        .expect_agent()
        .pause_passes();
    assert_eq!(told.call().trigger, Trigger::HighValue);
}

#[test]
fn an_edit_opens_what_was_closed_if_it_speaks_for_a_person() {
    let told = story().customer("Hello").ana_writes("Hello!").ana_closes();
    let message = first_message(&told);
    let told = told.edits_into(&message, "I will sue you", Trigger::Compliance);
    assert_eq!(told.conversation.holder, Holder::Waiting);
}

#[test]
fn an_edit_to_what_an_operator_holds_calls_nobody() {
    let told = story().customer("Hello").ana_takes_over();
    let message = first_message(&told);
    let told = told.edits_into(&message, "This is ridiculous", Trigger::Frustration);
    assert!(matches!(told.conversation.holder, Holder::Operator { .. }));
}

const QUESTION: &str = "Thanks! Do you do root canals on Sunday, and what is it?";

#[test]
fn thanks_that_become_a_question_while_the_agent_writes_are_owed_an_answer() {
    story()
        .thanks()
        .pause_passes()
        .edits(QUESTION)
        .pause_passes()
        .expect_drafts(2)
        .agent_is_unsure("Perhaps.")
        .expect_called(Trigger::OutOfScope);
}

#[test]
fn thanks_that_were_let_lie_are_answered_once_they_are_a_question() {
    let suggests = |house: &mut House| house.playbook.autonomy = Autonomy::SuggestOnly;
    story()
        .owner(suggests)
        .thanks()
        .pause_passes()
        .expect_agent()
        .expect_drafts(0)
        .edits(QUESTION)
        .pause_passes()
        .expect_drafts(1);
    story()
        .thanks()
        .ana_stops_the_answer()
        .edits(QUESTION)
        .pause_passes()
        .expect_drafts(1);
}

#[test]
fn thanks_after_the_end_that_become_a_question_open_it_again() {
    let told = story().customer("Is it ready?").ana_writes("Done!");
    let told = told.ana_closes().thanks().expect_closed();
    let message = told.conversation.turns.last().unwrap().id.clone();
    let told = told.edits_plainly(&message, "Thanks a lot!", true);
    told.expect_closed()
        .edits_plainly(&message, QUESTION, false)
        .expect_agent()
        .pause_passes()
        .expect_drafts(1);
}

#[test]
fn what_was_answered_and_closed_is_not_opened_by_a_better_spelling() {
    let told = story().customer("Is it redy?").ana_writes("Done!");
    let told = told.ana_closes();
    let message = first_message(&told);
    told.edits_plainly(&message, "Is it ready?", false)
        .expect_closed();
}

#[test]
fn what_speaks_for_a_person_in_a_closed_conversation_is_not_lost_where_it_can_wait() {
    let told = story().customer("Hello").ana_writes("Hello!").ana_closes();
    let message = first_message(&told);
    let told = told.edits_into(&message, "I need 200 of them", Trigger::HighValue);
    told.pause_passes().expect_called(Trigger::HighValue);
}

#[test]
fn a_question_that_becomes_thanks_calls_nobody() {
    let told = story().customer("Is it ready?").pause_passes();
    let message = first_message(&told);
    told.edits_plainly(&message, "Thanks, I see it is!", true)
        .pause_passes()
        .agent_fails()
        .expect_agent();
}
