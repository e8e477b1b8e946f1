//! A burst of messages is answered once; what can't wait doesn't.

use crate::fact::{DropReason, Fact};
use crate::signal::Trigger;
use crate::state::Answer;
use crate::story::{Story, story};
use std::time::Duration;

fn until(story: &Story) -> Duration {
    match &story.conversation.answer {
        Answer::Pausing { until } => until.since(story.now),
        other => panic!("the agent should be pausing, but: {other:?}"),
    }
}

#[test]
fn three_messages_in_a_row_are_answered_once() {
    story()
        .customer("Hello")
        .seconds(2)
        .customer("I have a question")
        .seconds(2)
        .customer("Do you open on Sunday?")
        .pause_passes()
        .expect_drafts(1)
        .agent_drafts("Yes, 9 to 1.")
        .expect_sent(&["Yes, 9 to 1."]);
}

#[test]
fn a_finished_question_is_answered_sooner_than_a_fragment() {
    let finished = until(&story().customer("Do you open on Sunday?"));
    let usual = until(&story().customer("I wanted to know whether you open"));
    let fragment = until(&story().customer("one thing"));
    assert_eq!(usual, Duration::from_secs(4));
    assert!(finished < usual && usual < fragment);
}

#[test]
fn a_burst_that_never_ends_waits_fifteen_seconds_at_most() {
    let mut told = story();
    for part in ["and then", "you know", "the thing", "from before"] {
        told = told.customer(part).seconds(4);
    }
    let told = told.expect_drafts(1);
    let asked_by = told.now.since(crate::story::FRIDAY_11);
    assert!(asked_by <= Duration::from_secs(16));
}

#[test]
fn a_message_during_the_draft_has_it_written_again_after_a_new_pause() {
    let told = story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .expect_drafts(1)
        .customer("I mean in the Cumbres branch?");
    assert_eq!(until(&told), Duration::from_secs(3));
    let dropped = told.facts(|fact| match fact {
        Fact::DraftDropped { why, .. } => Some(why.clone()),
        _ => None,
    });
    assert_eq!(dropped, [DropReason::Superseded]);
    told.pause_passes().expect_drafts(2);
}

#[test]
fn the_draft_for_the_older_words_is_not_sent_when_it_comes() {
    let told = story().customer("Do you open on Sunday?").pause_passes();
    let (old, _) = told.drafts[0].clone();
    told.customer("In Cumbres?")
        .drafted(&old, "Yes.", crate::signal::Strength(900))
        .expect_nothing_sent()
        .pause_passes()
        .agent_drafts("In Cumbres, no.")
        .expect_sent(&["In Cumbres, no."]);
}

#[test]
fn a_late_refusal_of_the_older_draft_does_not_end_the_wait_for_the_newer() {
    let told = story().customer("Do you open on Sunday?").pause_passes();
    let (old, _) = told.drafts[0].clone();
    let what = "timed out".to_owned();
    told.customer("In Cumbres?")
        .pause_passes()
        .happens(Fact::DraftFailed {
            draft: old,
            what,
            cause: None,
        })
        .expect_agent()
        .agent_drafts("In Cumbres, no.")
        .expect_sent(&["In Cumbres, no."]);
}

#[test]
fn an_explicit_request_does_not_wait_for_the_end_of_the_burst() {
    story()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .expect_called(Trigger::ExplicitRequest)
        .expect_drafts(0);
}

#[test]
fn compliance_stops_a_draft_that_is_being_written() {
    let told = story()
        .customer("Do you do root canals?")
        .pause_passes()
        .alarming("My face is swollen", Trigger::Compliance)
        .expect_called(Trigger::Compliance);
    let dropped = told.facts(|fact| match fact {
        Fact::DraftDropped { why, .. } => Some(why.clone()),
        _ => None,
    });
    assert_eq!(dropped, [DropReason::Escalated]);
}

#[test]
fn frustration_waits_for_the_end_of_the_burst() {
    story()
        .alarming("This is ridiculous", Trigger::Frustration)
        .expect_agent()
        .pause_passes()
        .expect_called(Trigger::Frustration)
        .expect_drafts(0);
}

#[test]
fn a_deleted_question_needs_no_answer() {
    let told = story()
        .customer("Do you open on Sunday?")
        .revokes()
        .expect_answer(&Answer::None)
        .pause_passes()
        .expect_drafts(0)
        .minutes(61);
    told.expect_closed();
}

#[test]
fn a_question_deleted_while_its_answer_is_written_is_not_answered() {
    story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .revokes()
        .agent_drafts("Yes, 9 to 1.")
        .expect_nothing_sent()
        .minutes(61)
        .expect_closed();
}

#[test]
fn anger_that_was_deleted_calls_nobody() {
    story()
        .customer("Do you open on Sunday?")
        .alarming("Idiots", Trigger::Frustration)
        .revokes()
        .pause_passes()
        .expect_agent()
        .expect_drafts(1);
}

#[test]
fn a_question_changed_while_its_answer_is_written_is_answered_as_it_is_now() {
    let told = story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .edits("Do you open on Monday?")
        .agent_drafts("Sunday, no.")
        .expect_nothing_sent()
        .pause_passes()
        .expect_drafts(2);
    assert_eq!(told.conversation.turns[0].words, "Do you open on Monday?");
}
