//! Messages that arrive late, with the time they were written at.

use crate::fact::TimerPurpose;
use crate::ids::OperatorId;
use crate::signal::Trigger;
use crate::story::{FRIDAY_11, clinic, nine_to_six, operator, story, story_at};
use crate::time::{Minutes, Timestamp};
use std::time::Duration;

fn an_hour_ago() -> Timestamp {
    Timestamp(FRIDAY_11.millis() - 3_600_000)
}

#[test]
fn the_window_does_not_move_back() {
    let told = story()
        .customer("Do you open on Sunday?")
        .late("Hello", an_hour_ago());
    assert_eq!(told.conversation.last_customer_at, Some(FRIDAY_11));
}

#[test]
fn the_customer_waits_since_the_older_message() {
    let told = story()
        .customer("Do you open on Sunday?")
        .late("Hello", an_hour_ago());
    assert_eq!(told.conversation.waiting_since(), Some(an_hour_ago()));
}

#[test]
fn it_is_not_shown_as_the_latest_thing_said() {
    let told = story()
        .customer("Do you open on Sunday?")
        .late("Hello", an_hour_ago());
    let last = told.conversation.last_said.unwrap();
    assert_eq!(last.at, FRIDAY_11);
}

#[test]
fn after_the_answer_it_is_answered_too() {
    story()
        .exchange("Do you open on Sunday?", "Yes.")
        .late("And where are you?", an_hour_ago())
        .pause_passes()
        .agent_drafts("Leones 100.")
        .expect_sent(&["Yes.", "Leones 100."]);
}

#[test]
fn a_customer_clock_behind_ours_still_shows_the_newest_message() {
    let told = story().exchange("Do you open on Sunday?", "Yes.");
    // Meta's time of the next message lies before our own send, because our clock is fast.
    let told = told.late("And on Monday?", FRIDAY_11.plus(Duration::from_secs(2)));
    let last = told.conversation.last_said.unwrap();
    assert_eq!(last.content.words(), Some("And on Monday?"));
}

#[test]
fn a_repeated_question_in_the_wrong_order_counts_no_negative_minutes() {
    let told = story()
        .customer("How much is a cleaning?")
        .customer("How much is a cleaning?")
        .late("How much is a cleaning?", an_hour_ago());
    assert_eq!(
        told.call().signals[0].reason,
        crate::signal::Reason::Repeated {
            times: 3,
            minutes: 0
        }
    );
}

#[test]
fn a_promise_begins_when_we_could_have_known() {
    let told = story().late("My tooth hurts", an_hour_ago()).late_alarm(
        "A person, please",
        Trigger::ExplicitRequest,
        an_hour_ago(),
    );
    let call = told.call();
    assert_eq!(call.waiting_since, an_hour_ago());
    let promise = told.house.playbook.route(Trigger::ExplicitRequest).promise;
    assert_eq!(call.due_at, FRIDAY_11.plus(promise.duration()));
    assert_eq!(told.conversation.held_since, FRIDAY_11);
}

#[test]
fn what_was_written_on_the_phone_before_does_not_end_the_call_for_what_came_after() {
    let told = story()
        .alarming("I'm bleeding", Trigger::Compliance)
        .phone_wrote("See you tomorrow", an_hour_ago())
        .expect_called(Trigger::Compliance);
    assert_eq!(told.conversation.waiting_since(), Some(FRIDAY_11));
    assert_eq!(told.conversation.unread, 1);
    let last = told.conversation.last_said.unwrap();
    assert_ne!(last.content.words(), Some("See you tomorrow"));
}

#[test]
fn what_was_written_on_the_phone_after_the_call_ends_it_however_late_it_comes() {
    let told = story().alarming("A person, please", Trigger::ExplicitRequest);
    let soon_after = FRIDAY_11.plus(Duration::from_secs(60));
    told.minutes(50)
        .phone_wrote("Here I am", soon_after)
        .expect_holder(&OperatorId::phone());
}

/// The same two messages, whichever comes first.
#[test]
fn who_wrote_on_the_phone_has_the_conversation_in_whatever_order_it_is_told() {
    let in_order = story()
        .phone_wrote("See you tomorrow", an_hour_ago())
        .customer("Which day was it?");
    let reversed = story()
        .customer("Which day was it?")
        .phone_wrote("See you tomorrow", an_hour_ago());
    for told in [in_order, reversed] {
        let told = told.minutes(10).expect_drafts(0);
        let told = told.expect_holder(&OperatorId::phone());
        assert_eq!(told.conversation.waiting_since(), Some(FRIDAY_11));
        assert_eq!(told.conversation.unread, 1);
    }
}

#[test]
fn old_words_from_the_phone_take_nothing_from_who_has_it_now() {
    story()
        .exchange("Do you open on Sunday?", "Yes.")
        .phone_wrote("See you tomorrow", an_hour_ago())
        .expect_agent();
    story()
        .customer("Do you open on Sunday?")
        .ana_takes_over()
        .ana_hands_back()
        .phone_wrote("See you tomorrow", an_hour_ago())
        .expect_agent();
    story()
        .customer("Bye then")
        .ana_closes()
        .phone_wrote("See you tomorrow", an_hour_ago())
        .expect_closed();
}

#[test]
fn who_is_at_work_is_judged_when_it_arrives() {
    // Written at eight, when nobody was there; it arrives at eleven.
    let house = clinic(&[operator("ana", nine_to_six())]);
    let eight = Timestamp(FRIDAY_11.millis() - 3 * 3_600_000);
    let told =
        story_at(house, FRIDAY_11).late_alarm("A person, please", Trigger::ExplicitRequest, eight);
    assert_eq!(told.call().opens_at, None);
    assert!(!told.sent()[0].contains("open"), "{:?}", told.sent());
}

#[test]
fn the_rest_of_a_late_burst_is_waited_for() {
    let told = story().late("Hello", an_hour_ago());
    let due = |(due, timer): &(Timestamp, crate::fact::Timer)| {
        (timer.purpose == TimerPurpose::Answer).then_some(*due)
    };
    let due = told.waits.iter().find_map(due).unwrap();
    assert!(due > FRIDAY_11, "the pause begins when it arrives");
    assert!(due <= FRIDAY_11.plus(Minutes(1).duration()));
}
