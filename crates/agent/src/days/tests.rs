//! Which days a text speaks of.

use super::within;
use crate::words::meanings_of;

fn speaks_of(text: &str, day: &str) -> bool {
    let days = within(text);
    meanings_of(day)
        .first()
        .is_some_and(|meaning| days.contains(meaning))
}

#[test]
fn a_range_holds_the_days_between() {
    for text in [
        "Mon–Fri 9am to 4pm",
        "Tuesday to Saturday from 9:00",
        "lunes a viernes de 7 a 22:30",
        "De segunda-feira a sábado, das 8h às 18h",
    ] {
        assert!(speaks_of(text, "wednesday"), "{text}");
        assert!(!speaks_of(text, "sunday"), "{text}");
    }
}

#[test]
fn a_range_may_go_over_the_weekend() {
    assert!(speaks_of("jueves a domingo", "sabado"));
    assert!(speaks_of("Fri-Mon", "sunday"));
    assert!(!speaks_of("Fri-Mon", "tuesday"));
}

#[test]
fn every_day_is_all_of_them() {
    assert!(speaks_of("abierto todos los días", "domingo"));
}

#[test]
fn what_names_no_days_speaks_of_none() {
    assert!(within("a marina to the south, 2 to 4 pm").is_empty());
}
