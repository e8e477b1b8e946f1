//! Taking over, passing on, handing back: the baton never falls and is never in two hands.

use crate::fact::{DropReason, Fact, TakeOver};
use crate::ids::{Epoch, OperatorId};
use crate::signal::{Reason, Trigger};
use crate::story::{Story, ana, bo, story};

fn dropped(story: &Story) -> Vec<DropReason> {
    story.facts(|fact| match fact {
        Fact::DraftDropped { why, .. } => Some(why.clone()),
        _ => None,
    })
}

#[test]
fn a_take_over_drops_the_draft_and_an_event_says_so() {
    let told = story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .ana_takes_over()
        .agent_drafts("Yes, 9 to 1.")
        .expect_nothing_sent()
        .expect_holder(&ana());
    assert_eq!(dropped(&told), [DropReason::TakenOver]);
}

#[test]
fn a_take_over_in_the_pause_asks_for_no_draft() {
    story()
        .customer("Do you open on Sunday?")
        .ana_takes_over()
        .minutes(10)
        .expect_drafts(0);
}

#[test]
fn writing_is_a_take_over() {
    let told = story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .ana_writes("We do!")
        .expect_sent(&["We do!"])
        .expect_holder(&ana());
    assert_eq!(dropped(&told), [DropReason::TakenOver]);
}

#[test]
fn an_answer_from_the_phone_is_a_take_over_and_drops_the_draft() {
    let told = story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .phone_writes("Sí, de 9 a 1")
        .agent_drafts("Yes, 9 to 1.")
        .expect_nothing_sent()
        .expect_holder(&OperatorId::phone());
    assert_eq!(dropped(&told), [DropReason::TakenOver]);
    let how = told.facts(|fact| match fact {
        Fact::TookOver { how, .. } => Some(*how),
        _ => None,
    });
    assert_eq!(how, [TakeOver::Phone]);
}

#[test]
fn what_the_phone_says_while_ana_holds_leaves_it_with_ana() {
    story()
        .ana_takes_over()
        .phone_writes("On my way")
        .expect_holder(&ana());
}

#[test]
fn a_conversation_that_a_person_began_never_wakes_the_agent() {
    story()
        .phone_writes("Hello Lucía, your glasses are ready")
        .customer("Great, until when are you open?")
        .minutes(600)
        .expect_drafts(0)
        .expect_holder(&OperatorId::phone());
}

#[test]
fn while_ana_holds_whatever_the_customer_writes_is_hers() {
    story()
        .ana_takes_over()
        .customer("Hello?")
        .alarming("I have a terrible pain", Trigger::Compliance)
        .minutes(100)
        .expect_drafts(0)
        .expect_nothing_sent()
        .expect_holder(&ana());
}

#[test]
fn handing_back_what_is_unanswered_has_the_agent_answer_it() {
    story()
        .ana_takes_over()
        .customer("And on Saturday?")
        .ana_hands_back()
        .pause_passes()
        .agent_drafts("From 9 to 2.")
        .expect_sent(&["From 9 to 2."]);
}

#[test]
fn handing_back_what_is_answered_only_starts_the_quiet_time() {
    story()
        .customer("And on Saturday?")
        .ana_writes("From 9 to 2.")
        .arrives()
        .ana_hands_back()
        .then()
        .minutes(59)
        .expect_drafts(0)
        .expect_nothing_sent()
        .minutes(2)
        .expect_closed();
}

#[test]
fn a_compliance_message_handed_back_unanswered_still_needs_a_person() {
    story()
        .ana_takes_over()
        .alarming("My face is swollen", Trigger::Compliance)
        .ana_hands_back()
        .pause_passes()
        .expect_drafts(0)
        .expect_called(Trigger::Compliance);
}

#[test]
fn what_ana_had_not_seen_when_she_handed_back_still_calls_a_person() {
    let told = story()
        .ana_takes_over()
        .alarming("A person, please", Trigger::ExplicitRequest);
    told.ana_hands_back()
        .pause_passes()
        .expect_drafts(0)
        .expect_called(Trigger::ExplicitRequest);
}

#[test]
fn what_ana_had_seen_when_she_handed_back_is_the_agents() {
    story()
        .ana_takes_over()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .happens(Fact::Seen { operator: ana() })
        .ana_hands_back()
        .pause_passes()
        .expect_drafts(1);
}

#[test]
fn an_old_request_for_a_person_does_not_call_again_after_the_hand_back() {
    story()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .ana_writes("I'm here, how can I help?")
        .ana_hands_back()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .expect_agent()
        .expect_drafts(1);
}

#[test]
fn each_change_of_holder_counts() {
    let told = story()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .ana_takes_over()
        .ana_passes_to_bo()
        .expect_holder(&bo());
    assert_eq!(told.conversation.epoch, Epoch(3));
    assert_eq!(told.ana_hands_back().conversation.epoch, Epoch(4));
}

#[test]
fn a_take_over_ends_the_call() {
    story()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .ana_takes_over()
        .then()
        .minutes(300)
        .expect_alerts(&[]);
}

#[test]
fn an_unreadable_message_handed_back_still_needs_a_person() {
    let what = "voice".to_owned();
    story()
        .ana_takes_over()
        .voice_note()
        .ana_hands_back()
        .pause_passes()
        .expect_because(&Reason::Unreadable { what });
}

#[test]
fn the_briefing_stays_with_the_agent_until_the_conversation_is_reopened() {
    let told = story().ana_takes_over().ana_hands_back();
    assert!(told.conversation.briefing.is_some());
    let told = told.minutes(61).expect_closed().customer("Hello again!");
    assert!(told.conversation.briefing.is_none());
}

#[test]
fn a_draft_of_an_earlier_stretch_changes_nothing_when_it_comes() {
    story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .ana_takes_over()
        .ana_hands_back()
        .agent_drafts("Yes, 9 to 1.")
        .expect_nothing_sent()
        .pause_passes()
        .expect_drafts(2);
}
