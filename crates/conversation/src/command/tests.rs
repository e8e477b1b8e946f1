//! What operators may do, also when two do it at once.

use super::{
    Refusal, Seen, close, hand_back, opened, pass, put_off, reopen, say, stop_answer, take_over,
};
use crate::brief::Briefing;
use crate::content::Content;
use crate::fact::{Fact, TakeOver};
use crate::ids::{Epoch, OutgoingId};
use crate::signal::Trigger;
use crate::state::Conversation;
use crate::story::{Story, ana, bo, story};

fn waiting() -> Story {
    story().alarming("A person, please", Trigger::ExplicitRequest)
}

fn writes(state: &Conversation, content: &Content, told: &Story) -> Result<Vec<Fact>, Refusal> {
    say(
        state,
        &ana(),
        &OutgoingId::new("o"),
        content,
        None,
        told.now,
    )
}

fn template() -> Content {
    Content::Template {
        name: "reminder".to_owned(),
        language: "es".to_owned(),
        values: Vec::new(),
        body: "Te esperamos".to_owned(),
    }
}

#[test]
fn of_two_who_press_at_once_one_gets_it_and_the_other_is_told_who() {
    let told = waiting();
    let seen = told.conversation.epoch;
    let told = told.takes_over(bo());
    let second = take_over(&told.conversation, &ana(), seen, TakeOver::Button);
    assert_eq!(second, Err(Refusal::AlreadyTaken(bo())));
}

#[test]
fn who_sees_that_bo_has_it_can_relieve_him() {
    let told = waiting().takes_over(bo());
    let seen = told.conversation.epoch;
    let relieved = take_over(&told.conversation, &ana(), seen, TakeOver::Button);
    let passed = Fact::Passed {
        from: bo(),
        to: ana(),
    };
    assert_eq!(relieved, Ok(vec![passed]));
}

#[test]
fn taking_what_one_holds_changes_nothing() {
    let told = waiting().ana_takes_over();
    let again = take_over(&told.conversation, &ana(), Epoch(0), TakeOver::Button);
    assert_eq!(again, Ok(Vec::new()));
}

#[test]
fn a_call_that_changed_meanwhile_can_still_be_taken() {
    let told = story().customer("Hi");
    let seen = told.conversation.epoch;
    let told = told.alarming("A person, please", Trigger::ExplicitRequest);
    assert!(take_over(&told.conversation, &ana(), seen, TakeOver::Alert).is_ok());
}

#[test]
fn an_alert_that_is_older_than_its_call_takes_nothing() {
    let taken = waiting().takes_over(bo());
    let seen = taken.conversation.epoch;
    let pressed = take_over(&taken.conversation, &ana(), seen, TakeOver::Alert);
    assert_eq!(pressed, Err(Refusal::AlreadyTaken(bo())));
    let with_the_agent = story().customer("Hi");
    let seen = with_the_agent.conversation.epoch;
    let pressed = take_over(&with_the_agent.conversation, &ana(), seen, TakeOver::Alert);
    assert_eq!(pressed, Err(Refusal::Stale));
}

#[test]
fn nobody_writes_into_what_another_holds() {
    let told = waiting().takes_over(bo());
    let refused = writes(&told.conversation, &Content::text("Hi"), &told);
    assert_eq!(refused, Err(Refusal::AlreadyTaken(bo())));
}

#[test]
fn what_is_written_in_taking_over_carries_the_new_epoch() {
    let told = waiting();
    let facts = writes(&told.conversation, &Content::text("Hi"), &told).unwrap();
    let [Fact::TookOver { .. }, Fact::Queued { outgoing }] = &facts[..] else {
        panic!("{facts:?}");
    };
    assert_eq!(outgoing.epoch, told.conversation.epoch.next());
}

#[test]
fn outside_the_window_only_a_template_goes_out() {
    let told = story();
    let free = writes(&told.conversation, &Content::text("Hi"), &told);
    assert_eq!(free, Err(Refusal::WindowClosed));
    assert!(writes(&told.conversation, &template(), &told).is_ok());
}

#[test]
fn only_the_holder_hands_back() {
    let briefing = Briefing::default();
    let told = waiting();
    let refused = hand_back(&told.conversation, &ana(), &briefing, None);
    assert_eq!(refused, Err(Refusal::NotHolder));
    let told = told.takes_over(bo());
    let refused = hand_back(&told.conversation, &ana(), &briefing, None);
    assert_eq!(refused, Err(Refusal::AlreadyTaken(bo())));
    assert!(hand_back(&told.conversation, &bo(), &briefing, None).is_ok());
}

#[test]
fn passing_a_waiting_conversation_to_oneself_is_taking_it() {
    let facts = pass(&waiting().conversation, &ana(), &ana()).unwrap();
    assert!(matches!(facts[..], [Fact::TookOver { .. }]));
}

#[test]
fn passing_to_who_holds_it_is_too_late() {
    let told = waiting().takes_over(bo());
    assert_eq!(pass(&told.conversation, &ana(), &bo()), Err(Refusal::Stale));
}

#[test]
fn nobody_closes_what_another_holds() {
    let told = waiting().takes_over(bo());
    let refused = close(&told.conversation, &ana(), None);
    assert_eq!(refused, Err(Refusal::AlreadyTaken(bo())));
}

fn sees(told: &Story) -> Seen {
    Seen {
        epoch: told.conversation.epoch,
        owed: told.conversation.latest_owed().cloned(),
    }
}

#[test]
fn nothing_is_closed_over_a_message_that_its_operator_had_not_seen() {
    let told = waiting().ana_takes_over();
    let seen = sees(&told);
    assert!(close(&told.conversation, &ana(), Some(&seen)).is_ok());
    let told = told.customer("One more thing: it is leaking");
    let refused = close(&told.conversation, &ana(), Some(&seen));
    assert_eq!(refused, Err(Refusal::Unseen));
    let seen = sees(&told);
    assert!(close(&told.conversation, &ana(), Some(&seen)).is_ok());
    assert!(close(&told.conversation, &ana(), None).is_ok());
}

#[test]
fn nothing_is_handed_back_over_a_message_that_its_operator_had_not_seen() {
    let briefing = Briefing::default();
    let told = waiting().ana_takes_over();
    let seen = sees(&told);
    let told = told.alarming("Not the machine again!", Trigger::ExplicitRequest);
    let refused = hand_back(&told.conversation, &ana(), &briefing, Some(&seen));
    assert_eq!(refused, Err(Refusal::Unseen));
    let seen = sees(&told);
    assert!(hand_back(&told.conversation, &ana(), &briefing, Some(&seen)).is_ok());
}

#[test]
fn nothing_is_closed_over_a_call_that_its_operator_had_not_seen() {
    let told = story().customer("Hi");
    let seen = sees(&told);
    let told = told.alarming("A person, please", Trigger::ExplicitRequest);
    let refused = close(&told.conversation, &ana(), Some(&seen));
    assert_eq!(refused, Err(Refusal::Unseen));
}

#[test]
fn thanks_that_came_meanwhile_keep_nothing_open() {
    let told = waiting().ana_takes_over();
    let seen = sees(&told);
    let told = told.thanks();
    assert!(close(&told.conversation, &ana(), Some(&seen)).is_ok());
}

#[test]
fn what_is_on_its_way_is_not_said_again() {
    let mut told = waiting().ana_takes_over();
    let hi = Content::text("Hi");
    for fact in writes(&told.conversation, &hi, &told).unwrap() {
        told = told.happens(fact);
    }
    assert_eq!(writes(&told.conversation, &hi, &told), Ok(Vec::new()));
}

#[test]
fn closing_and_reopening_happen_once() {
    let told = waiting().ana_closes();
    assert_eq!(close(&told.conversation, &ana(), None), Err(Refusal::Stale));
    assert!(reopen(&told.conversation, &ana()).is_ok());
    let told = told.customer("One more thing?");
    assert_eq!(reopen(&told.conversation, &ana()), Err(Refusal::Stale));
}

#[test]
fn only_an_open_call_is_put_off_or_opened() {
    let told = waiting();
    assert!(put_off(&told.conversation, &ana(), told.now).is_ok());
    assert!(opened(&told.conversation, &ana()).is_ok());
    let told = told.takes_over(bo());
    assert_eq!(
        put_off(&told.conversation, &ana(), told.now),
        Err(Refusal::Stale)
    );
    assert_eq!(opened(&told.conversation, &ana()), Err(Refusal::Stale));
}

#[test]
fn an_answer_is_stopped_only_while_it_comes() {
    let told = story();
    assert_eq!(stop_answer(&told.conversation, &ana()), Err(Refusal::Stale));
    let told = told.customer("Do you open on Sunday?");
    assert!(stop_answer(&told.conversation, &ana()).is_ok());
    let told = told.pause_passes();
    assert!(stop_answer(&told.conversation, &ana()).is_ok());
    let told = told.agent_drafts("Yes.");
    assert_eq!(stop_answer(&told.conversation, &ana()), Err(Refusal::Stale));
}
