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
