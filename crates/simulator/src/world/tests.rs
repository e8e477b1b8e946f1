//! The demo's world hangs together.

use std::collections::BTreeSet;

use super::{Trigger, businesses, customers, shops};

const TRIGGERS: [Trigger; 5] = [
    Trigger::ExplicitRequest,
    Trigger::Frustration,
    Trigger::OutOfScope,
    Trigger::HighValue,
    Trigger::Compliance,
];

#[test]
fn every_trigger_of_every_shop_has_a_route_to_people_who_work_there() {
    for shop in shops() {
        let people: BTreeSet<_> = shop
            .operators
            .iter()
            .map(|operator| &operator.key)
            .collect();
        for trigger in TRIGGERS {
            let route = shop
                .routes
                .iter()
                .find(|route| route.trigger == trigger)
                .unwrap();
            assert!(!route.operators.is_empty());
            assert!(route.operators.iter().all(|key| people.contains(key)));
        }
    }
}

#[test]
fn no_two_businesses_or_customers_share_a_number() {
    let numbers: Vec<_> = businesses().iter().map(super::Business::wa_id).collect();
    let phones: Vec<_> = customers().iter().map(crate::Customer::wa_id).collect();
    let all: BTreeSet<_> = numbers.iter().chain(&phones).collect();
    assert_eq!(all.len(), numbers.len() + phones.len());
}

#[test]
fn a_visitor_may_try_something_routine_and_every_trigger() {
    for business in businesses() {
        let tries: BTreeSet<_> = business
            .try_these
            .iter()
            .filter_map(|t| t.trigger)
            .collect();
        assert_eq!(tries, BTreeSet::from(TRIGGERS));
        assert!(
            business
                .try_these
                .iter()
                .any(|try_this| try_this.trigger.is_none())
        );
    }
}

#[test]
fn every_template_has_an_example_for_each_of_its_values() {
    for template in businesses().iter().flat_map(|business| &business.templates) {
        assert_eq!(
            template.examples.len(),
            template.values(),
            "{}",
            template.name
        );
    }
}
