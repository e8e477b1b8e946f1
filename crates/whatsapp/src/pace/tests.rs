//! The two limits, at their edges.

use super::*;

fn goes(pace: &mut Pace, customer: &str, now: u64) -> bool {
    pace.ask(customer, now) == Pass::Go
}

#[test]
fn in_no_second_does_a_number_send_more_than_its_throughput() {
    let mut pace = Pace::new(20);
    let mut sent = vec![];
    for now in (0..5_000).step_by(7) {
        if goes(&mut pace, &format!("customer {now}"), now) {
            sent.push(now);
        }
    }
    for start in 0..4_000 {
        let within = sent
            .iter()
            .filter(|at| (start..start + 1_000).contains(*at))
            .count();
        assert!(within <= 20, "{within} in the second from {start}");
    }
    assert!(sent.len() >= 80, "and it does not dawdle: {}", sent.len());
}

#[test]
fn a_busy_number_says_when_it_is_free() {
    let mut pace = Pace::new(1);
    assert!(goes(&mut pace, "a", 100));
    assert_eq!(pace.ask("b", 200), Pass::NumberBusyUntil { millis: 1_150 });
    assert!(goes(&mut pace, "b", 1_150));
}

#[test]
fn a_short_burst_to_one_customer_goes_and_is_paid_for() {
    let mut pace = Pace::default();
    for at in [0, 500, 1_000] {
        assert!(goes(&mut pace, "a", at));
    }
    assert_eq!(
        pace.ask("a", 7_000),
        Pass::CustomerBusyUntil { millis: 18_000 }
    );
    assert!(goes(&mut pace, "b", 7_000), "others are not held up");
    assert!(goes(&mut pace, "a", 18_000));
}

#[test]
fn at_most_forty_five_are_borrowed() {
    let mut pace = Pace::new(1_000);
    let sent = (0..60).filter(|at| goes(&mut pace, "a", *at)).count();
    assert_eq!(sent, 45);
    assert_eq!(
        pace.ask("a", 6_000),
        Pass::CustomerBusyUntil { millis: 45 * 6_000 }
    );
}

#[test]
fn one_message_in_six_seconds_always_goes() {
    let mut pace = Pace::default();
    assert!((0..600).all(|turn| goes(&mut pace, "a", turn * 6_000)));
}

#[test]
fn a_refusal_holds_up_that_customer_only() {
    let mut pace = Pace::default();
    pace.refused("a", 16_000);
    assert_eq!(
        pace.ask("a", 1_000),
        Pass::CustomerBusyUntil { millis: 16_000 }
    );
    assert!(goes(&mut pace, "b", 1_000));
    assert!(goes(&mut pace, "a", 16_000));
}

#[test]
fn customers_who_owe_nothing_are_forgotten() {
    let mut pace = Pace::new(1_000);
    for turn in 0..10_000_u64 {
        assert!(goes(&mut pace, &turn.to_string(), turn * 100));
    }
    assert!(pace.pairs.len() <= MANY_PAIRS, "{}", pace.pairs.len());
}
