//! Who is called, and what happens when nobody comes.

use crate::playbook::House;
use crate::signal::Trigger;
use crate::story::{
    FRIDAY_11, Story, always, ana, bo, clinic, nine_to_six, operator, story, story_at, story_in,
};
use crate::team::Presence;
use std::time::Duration;

fn route(house: &mut House, names: &[&str]) {
    let route = house.playbook.routes.get_mut(&Trigger::ExplicitRequest);
    route.unwrap().operators = names
        .iter()
        .map(|n| crate::ids::OperatorId::new(*n))
        .collect();
}

fn is_away(house: &mut House, name: &str) {
    for person in &mut house.team.operators {
        if person.id.as_str() == name {
            person.presence = Presence::Away;
        }
    }
}

fn called(story: Story) -> Story {
    story.alarming("A person, please", Trigger::ExplicitRequest)
}

#[test]
fn the_first_of_the_route_is_called() {
    called(story().owner(|house| route(house, &["bo", "ana"]))).expect_alerts(&[(&["bo"], 0)]);
}

#[test]
fn who_is_away_is_skipped() {
    called(story().owner(|house| is_away(house, "ana"))).expect_alerts(&[(&["bo"], 0)]);
}

#[test]
fn when_all_at_work_are_away_all_of_them_are_called() {
    let house = clinic(&[
        operator("ana", always()),
        operator("bo", always()),
        operator("cy", nine_to_six()),
    ]);
    let night = FRIDAY_11.plus(Duration::from_secs(12 * 3600));
    let told = story_at(house, night)
        .owner(|house| is_away(house, "ana"))
        .owner(|house| is_away(house, "bo"));
    let told = called(told).expect_alerts(&[(&["ana", "bo"], 0)]);
    assert_eq!(told.call().opens_at, None);
}

#[test]
fn without_a_route_it_goes_to_who_takes_the_trigger() {
    let told = story().owner(|house| {
        house.team.operators[0].skills = vec![Trigger::HighValue];
    });
    called(told).expect_alerts(&[(&["bo"], 0)]);
}

#[test]
fn without_a_route_who_speaks_the_customers_language_is_called_first() {
    let mut told = story().owner(|house| {
        house.team.operators[1].languages = vec![crate::language::Language::Pt];
    });
    told.conversation.language = Some(crate::language::Language::Pt);
    called(told).expect_alerts(&[(&["bo"], 0)]);
}

#[test]
fn nobody_came_so_it_is_louder_and_the_next_is_called_too() {
    called(story())
        .then()
        .minutes(11)
        .expect_alerts(&[(&["ana", "bo"], 1)])
        .then()
        .minutes(5)
        .expect_alerts(&[(&["ana", "bo"], 2)]);
}

#[test]
fn the_next_of_the_route_is_skipped_if_they_cannot_come() {
    let house = clinic(&[
        operator("ana", always()),
        operator("bo", always()),
        operator("cy", always()),
    ]);
    called(story_in(house).owner(|house| is_away(house, "bo")))
        .then()
        .minutes(11)
        .expect_alerts(&[(&["ana", "cy"], 1)])
        .then()
        .minutes(5)
        .expect_alerts(&[(&["ana", "cy"], 2)]);
}

#[test]
fn if_nobody_can_come_the_next_of_the_route_is_called_all_the_same() {
    called(story())
        .owner(|house| is_away(house, "ana"))
        .owner(|house| is_away(house, "bo"))
        .then()
        .minutes(11)
        .expect_alerts(&[(&["ana", "bo"], 1)]);
}

#[test]
fn who_does_not_come_for_hours_is_called_less_and_less_often() {
    let told = called(story()).then().minutes(24 * 60);
    let calls = told.alerts().len();
    assert!((20..40).contains(&calls), "{calls} calls in a day");
}

#[test]
fn at_night_nobody_is_called_again_until_work_begins() {
    let house = clinic(&[operator("ana", nine_to_six())]);
    let closing = FRIDAY_11.plus(Duration::from_secs(7 * 3600 - 60));
    let told = called(story_at(house, closing)).then().minutes(11);
    let told = told.expect_alerts(&[(&["ana"], 1)]).then();
    let told = told.minutes(60 * 60).expect_alerts(&[]);
    // Saturday and Sunday have gone by; on Monday at nine it goes on.
    told.minutes(60 * 3 - 8).expect_alerts(&[(&["ana"], 2)]);
}

#[test]
fn called_out_of_hours_they_are_called_again_when_work_begins() {
    let house = clinic(&[operator("ana", nine_to_six())]);
    let friday_night = FRIDAY_11.plus(Duration::from_secs(11 * 3600));
    called(story_at(house, friday_night))
        .then()
        .minutes(59 * 60 + 1)
        .expect_alerts(&[(&["ana"], 0)])
        .then()
        .minutes(10)
        .expect_alerts(&[(&["ana"], 1)]);
}

#[test]
fn in_five_minutes_means_nobody_else_is_called_before() {
    called(story())
        .minutes(9)
        .ana_puts_off(5)
        .then()
        .minutes(5)
        .expect_alerts(&[(&["ana"], 1)])
        .then()
        .minutes(2)
        .expect_alerts(&[(&["ana", "bo"], 1)]);
}

#[test]
fn putting_off_within_the_promise_leaves_the_promise_alone() {
    called(story())
        .ana_puts_off(5)
        .then()
        .minutes(5)
        .expect_alerts(&[(&["ana"], 1)])
        .then()
        .minutes(5)
        .expect_alerts(&[(&["ana", "bo"], 1)]);
}

#[test]
fn after_a_take_over_putting_off_means_nothing() {
    called(story())
        .ana_puts_off(5)
        .takes_over(bo())
        .then()
        .minutes(60)
        .expect_alerts(&[])
        .expect_holder(&bo());
}

#[test]
fn a_promise_the_machine_slept_through_is_called_again_before_others_are() {
    let mut told = called(story()).then();
    // Eight hours later the machine wakes up and finds the wait over.
    let (due, timer) = told.waits.remove(0);
    assert_eq!(due, told.call().due_at);
    told.now = told.now.plus(Duration::from_secs(8 * 3600));
    told.happens(crate::fact::Fact::TimerFired { timer })
        .expect_alerts(&[(&["ana"], 0)])
        .then()
        .minutes(2)
        .expect_alerts(&[(&["ana", "bo"], 1)]);
}

#[test]
fn who_puts_off_a_call_that_was_replaced_puts_off_nothing() {
    let told = called(story());
    let old = told.call().id.clone();
    let until = told.now.plus(Duration::from_secs(600));
    let told = told.alarming("I'm bleeding a lot", Trigger::Compliance);
    let told = told.happens(crate::fact::Fact::PutOff {
        escalation: old,
        operator: ana(),
        until,
    });
    assert!(told.conversation.open_call().unwrap().put_off.is_none());
}
