//! The demo's script is one that the demo's world can play.

use std::collections::BTreeSet;

use super::{Script, When};
use crate::world;

#[test]
fn every_customer_of_the_demo_exists_and_writes_to_a_business_that_exists() {
    let script = Script::demo().unwrap();
    let customers: BTreeSet<_> = world::customers().into_iter().map(|c| c.id).collect();
    let businesses: BTreeSet<_> = world::businesses().into_iter().map(|b| b.key).collect();
    let writers: BTreeSet<_> = script
        .parts
        .iter()
        .map(|part| part.customer.clone())
        .collect();
    assert_eq!(writers, customers);
    assert!(
        script
            .parts
            .iter()
            .all(|part| businesses.contains(&part.to))
    );
}

#[test]
fn the_demo_shows_each_trigger_once_and_three_routine_conversations() {
    let script = Script::demo().unwrap();
    let mut shows: Vec<_> = script
        .parts
        .iter()
        .map(|part| part.shows.as_str())
        .collect();
    shows.sort_unstable();
    let expected = [
        "compliance",
        "explicit_request",
        "frustration",
        "high_value",
        "out_of_scope",
        "routine",
        "routine",
        "routine",
    ];
    assert_eq!(shows, expected);
}

#[test]
fn everybody_has_started_within_two_minutes_and_writes_in_order() {
    for part in Script::demo().unwrap().parts {
        let first = part.steps.first().map(|step| step.when);
        assert!(
            matches!(first, Some(When::At(seconds)) if seconds < 120.0),
            "{}",
            part.customer
        );
        let fixed: Vec<f64> = part
            .steps
            .iter()
            .filter_map(|step| match step.when {
                When::At(seconds) => Some(seconds),
                When::AfterAnswer(_) | When::Then(_) => None,
            })
            .collect();
        assert!(fixed.is_sorted(), "{} writes out of order", part.customer);
    }
}

#[test]
fn a_script_with_a_field_that_no_script_has_is_refused() {
    let error = Script::from_json(r#"{ "about": "", "parts": [], "speed": 2 }"#).unwrap_err();
    assert!(error.to_string().contains("speed"));
}
