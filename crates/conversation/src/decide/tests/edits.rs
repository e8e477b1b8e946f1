//! Messages that the customer changes afterwards.

use crate::ids::MessageId;
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
