//! How a person's turn ends.

use crate::fact::Fact;
use crate::signal::{Reason, Trigger};
use crate::story::{FRIDAY_11, Story, ana, bo, clinic, nine_to_six, operator, story, story_at};
use crate::time::Minutes;
use std::time::Duration;

fn idle_hour() -> Story {
    story().owner(|house| house.playbook.pace.turn_ends_after = Some(Minutes(60)))
}

fn shift_ends_in(minutes: u64) -> Story {
    let house = clinic(&[operator("ana", nine_to_six())]);
    let at = FRIDAY_11.plus(Duration::from_secs((7 * 60 - minutes) * 60));
    story_at(house, at).owner(|house| house.playbook.pace.turn_ends_with_shift = true)
}

fn warnings(story: &Story) -> usize {
    let warned = story.facts(|fact| match fact {
        Fact::TurnWarned { .. } => Some(()),
        _ => None,
    });
    warned.len()
}

#[test]
fn without_a_rule_of_the_owner_a_turn_never_ends_by_itself() {
    story()
        .ana_takes_over()
        .minutes(60 * 24 * 7)
        .expect_holder(&ana());
}

#[test]
fn an_idle_turn_ends_after_a_warning() {
    let told = idle_hour().ana_takes_over().minutes(61);
    assert_eq!(warnings(&told), 1);
    told.expect_holder(&ana()).minutes(15).expect_agent();
}

#[test]
fn writing_after_the_warning_keeps_the_turn() {
    idle_hour()
        .customer("Hi")
        .ana_takes_over()
        .minutes(65)
        .ana_writes("Still here!")
        .minutes(50)
        .expect_holder(&ana());
}

#[test]
fn a_note_after_the_warning_keeps_the_turn() {
    idle_hour()
        .ana_takes_over()
        .minutes(65)
        .happens(Fact::Noted {
            operator: ana(),
            text: "waiting for the lab".to_owned(),
        })
        .minutes(50)
        .expect_holder(&ana());
}

#[test]
fn the_customer_writing_again_does_not_end_the_turn_nor_prolong_it() {
    let told = idle_hour().ana_takes_over().minutes(59).customer("Hello?");
    let told = told.minutes(2).expect_holder(&ana());
    assert_eq!(warnings(&told), 1);
    told.minutes(15)
        .expect_agent()
        .pause_passes()
        .expect_drafts(1);
}

#[test]
fn what_nobody_saw_in_an_idle_turn_still_calls_a_person() {
    idle_hour()
        .ana_takes_over()
        .alarming("Can I talk to somebody?", Trigger::ExplicitRequest)
        .minutes(76)
        .expect_called(Trigger::ExplicitRequest);
}

#[test]
fn a_turn_ends_with_the_shift_after_a_warning() {
    let told = shift_ends_in(30).ana_takes_over().minutes(31);
    assert_eq!(warnings(&told), 1);
    told.expect_holder(&ana()).minutes(15).expect_agent();
}

#[test]
fn who_writes_on_after_the_shift_keeps_the_turn() {
    shift_ends_in(30)
        .customer("Hi")
        .ana_takes_over()
        .minutes(35)
        .ana_writes("One more minute")
        .minutes(20)
        .expect_holder(&ana())
        .minutes(15)
        .expect_agent();
}

#[test]
fn what_somebody_had_who_left_the_team_waits_for_another_one() {
    let told = story()
        .customer("Can I come at five?")
        .ana_takes_over()
        .then()
        .owner(|house| house.team.operators.retain(|one| one.id != ana()))
        .happens(Fact::OperatorLeft { operator: ana() })
        .expect_because(&Reason::HolderLeft)
        .expect_alerts(&[(&["bo"], 0)])
        .expect_nothing_sent();
    assert_eq!(told.call().waiting_since, FRIDAY_11);
}

#[test]
fn what_ana_has_is_hers_whoever_leaves() {
    story()
        .ana_takes_over()
        .happens(Fact::OperatorLeft { operator: bo() })
        .expect_holder(&ana());
}

#[test]
fn passing_on_begins_the_next_persons_turn() {
    let told = idle_hour().ana_takes_over().minutes(50).ana_passes_to_bo();
    assert_eq!(warnings(&told.minutes(50)), 0);
}
