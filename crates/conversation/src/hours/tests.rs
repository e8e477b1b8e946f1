//! Who is at work when.

use super::*;

fn weekdays_nine_to_six() -> WorkHours {
    let day = vec![DaySpan {
        from: 540,
        to: 1080,
    }];
    WorkHours {
        days: vec![day.clone(), day.clone(), day.clone(), day.clone(), day],
    }
}

fn monterrey(text: &str) -> Zoned {
    text.parse::<jiff::civil::DateTime>()
        .unwrap()
        .to_zoned(time_zone("America/Monterrey"))
        .unwrap()
}

#[test]
fn on_friday_night_the_next_person_comes_on_monday_at_nine() {
    let friday_night = monterrey("2026-11-20T21:30");
    let next = weekdays_nine_to_six().next_from(&friday_night).unwrap();
    assert_eq!(
        local(next, &time_zone("America/Monterrey")),
        monterrey("2026-11-23T09:00")
    );
}

#[test]
fn before_opening_the_next_person_comes_the_same_day() {
    let early = monterrey("2026-11-20T07:15");
    let next = weekdays_nine_to_six().next_from(&early).unwrap();
    assert_eq!(
        local(next, &time_zone("America/Monterrey")),
        monterrey("2026-11-20T09:00")
    );
}

#[test]
fn no_hours_at_all_means_always() {
    assert!(WorkHours::default().contain(&monterrey("2026-11-22T03:00")));
}

#[test]
fn quiet_hours_may_run_past_midnight() {
    let quiet = DaySpan {
        from: 22 * 60,
        to: 7 * 60,
    };
    assert!(quiet.contains(23 * 60) && quiet.contains(60) && !quiet.contains(12 * 60));
}

fn night_watch() -> WorkHours {
    // Friday 22:00 to Saturday 06:00.
    let mut days = vec![Vec::new(); 7];
    days[4] = vec![DaySpan {
        from: 22 * 60,
        to: 6 * 60,
    }];
    WorkHours { days }
}

fn at(millis: Option<Timestamp>) -> Zoned {
    local(millis.unwrap(), &time_zone("America/Monterrey"))
}

#[test]
fn a_shift_may_run_past_midnight() {
    let hours = night_watch();
    assert!(hours.contain(&monterrey("2026-11-20T23:00")));
    assert!(hours.contain(&monterrey("2026-11-21T05:59")));
    assert!(!hours.contain(&monterrey("2026-11-21T06:00")));
    assert!(!hours.contain(&monterrey("2026-11-20T05:00")));
}

#[test]
fn a_shift_ends_when_its_span_does() {
    let hours = weekdays_nine_to_six();
    let end = at(hours.shift_end(&monterrey("2026-11-20T11:00")));
    assert_eq!(end, monterrey("2026-11-20T18:00"));
    let end = at(night_watch().shift_end(&monterrey("2026-11-20T23:00")));
    assert_eq!(end, monterrey("2026-11-21T06:00"));
    let end = at(night_watch().shift_end(&monterrey("2026-11-21T01:00")));
    assert_eq!(end, monterrey("2026-11-21T06:00"));
}

#[test]
fn spans_that_touch_are_one_shift() {
    let (morning, noon) = (
        DaySpan { from: 540, to: 720 },
        DaySpan { from: 720, to: 900 },
    );
    let hours = WorkHours {
        days: vec![vec![morning, noon]; 7],
    };
    let end = at(hours.shift_end(&monterrey("2026-11-20T10:00")));
    assert_eq!(end, monterrey("2026-11-20T15:00"));
}

#[test]
fn a_shift_round_the_clock_still_has_an_end_to_speak_of() {
    let day = vec![DaySpan { from: 0, to: 1440 }];
    let hours = WorkHours { days: vec![day; 7] };
    assert!(hours.shift_end(&monterrey("2026-11-20T10:00")).is_some());
}

#[test]
fn who_always_works_has_no_end_of_shift_and_who_is_at_home_neither() {
    let friday = monterrey("2026-11-20T20:00");
    assert_eq!(WorkHours::default().shift_end(&friday), None);
    assert_eq!(weekdays_nine_to_six().shift_end(&friday), None);
}

#[test]
fn nine_is_nine_on_the_wall_on_the_day_the_clocks_change() {
    // In New York the night of 8 March 2026 has an hour less.
    let zone = time_zone("America/New_York");
    let day = vec![DaySpan {
        from: 540,
        to: 1080,
    }];
    let hours = WorkHours { days: vec![day; 7] };
    let early: jiff::civil::DateTime = "2026-03-08T01:00".parse().unwrap();
    let opens = hours.next_from(&early.to_zoned(zone.clone()).unwrap());
    assert_eq!(local(opens.unwrap(), &zone).hour(), 9);
}

#[test]
fn an_unknown_time_zone_is_taken_for_utc() {
    assert_eq!(time_zone("Middle/Earth"), TimeZone::UTC);
}

#[test]
fn outside_of_work_a_call_makes_no_sound() {
    let ana = crate::story::operator("ana", weekdays_nine_to_six());
    assert!(!ana.wants_quiet(&monterrey("2026-11-20T11:00")));
    assert!(ana.wants_quiet(&monterrey("2026-11-20T20:00")));
}

#[test]
fn do_not_disturb_and_quiet_hours_make_no_sound() {
    let mut ana = crate::story::operator("ana", WorkHours::default());
    let noon = monterrey("2026-11-20T12:00");
    assert!(!ana.wants_quiet(&noon));
    ana.quiet = Some(DaySpan { from: 700, to: 740 });
    assert!(ana.wants_quiet(&noon));
    ana.quiet = None;
    ana.presence = Presence::DoNotDisturb;
    assert!(ana.wants_quiet(&noon));
    assert!(ana.can_be_called(&noon), "it is shown all the same");
}
