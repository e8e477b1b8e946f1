//! Two Wheels Bike Shop in Bristol: who works there and who is called for what.
//!
//! The prompt is in `world/bikes.en.md`.

use super::Trigger::{Compliance, ExplicitRequest, Frustration, HighValue, OutOfScope};
use super::{Business, Meanwhile, Person, RouteRow, Shop, Template, Trigger, routes, tries};

const KEY: &str = "bikes";

const PEOPLE: &[Person] = &[
    Person {
        key: "tom",
        name: "Tom",
        role: "Workshop",
        languages: &["en"],
        skills: &[ExplicitRequest, OutOfScope, Frustration],
        hours: &[(2, 6, 9, 18)],
    },
    Person {
        key: "ingrid",
        name: "Ingrid",
        role: "Owner",
        languages: &["en", "pt"],
        skills: &[HighValue, Compliance, Frustration],
        hours: &[(2, 6, 9, 18), (7, 7, 10, 16)],
    },
    Person {
        key: "dev",
        name: "Dev",
        role: "Rentals",
        languages: &["en", "es"],
        skills: &[ExplicitRequest, OutOfScope],
        hours: &[(5, 6, 9, 18), (7, 7, 10, 16)],
    },
];

const ROUTES: &[RouteRow] = &[
    (
        ExplicitRequest,
        &["tom", "dev", "ingrid"],
        5,
        Meanwhile::Announce,
    ),
    (Frustration, &["ingrid", "tom"], 3, Meanwhile::Silent),
    (OutOfScope, &["tom", "dev"], 10, Meanwhile::Announce),
    (HighValue, &["ingrid"], 10, Meanwhile::Qualify),
    (Compliance, &["ingrid", "tom"], 3, Meanwhile::Announce),
];

const TRY_THESE: &[(Option<Trigger>, &str)] = &[
    (None, "How much is it to hire a bike for a day?"),
    (Some(ExplicitRequest), "Can I speak to a real person please"),
    (
        Some(Frustration),
        "This is the third time I ask, this is ridiculous",
    ),
    (
        Some(Compliance),
        "The brakes failed and I got hurt, I want a lawyer",
    ),
    (Some(HighValue), "We need 25 bikes for a company away day"),
    (Some(OutOfScope), "Do you ship to Ireland?"),
];

pub(super) fn shop() -> Shop {
    let business = Business {
        key: KEY.to_owned(),
        name: "Two Wheels Bike Shop".to_owned(),
        language: "en".to_owned(),
        time_zone: "Europe/London".to_owned(),
        phone: "+44 117 496 0123".to_owned(),
        country_code: "44".to_owned(),
        country: "GB".to_owned(),
        visitor_prefix: "+447700900".to_owned(),
        phone_number_id: "710000000000123".to_owned(),
        waba_id: "720000000000123".to_owned(),
        templates: vec![
            Template::approved(
                "repair_ready",
                "en_GB",
                "Hi {{1}}, your bike is ready to collect from Two Wheels. The total is {{2}}.",
                &["Hannah", "£55"],
                &["On my way", "Call me"],
            ),
            Template::approved(
                "pick_up_again",
                "en_GB",
                "Hi {{1}}, this is {{2}} from Two Wheels about your question. \
                 Just reply here and we'll carry on.",
                &["Hannah", "Tom"],
                &[],
            ),
        ],
        try_these: tries(TRY_THESE),
    };
    Shop {
        business,
        prompt: include_str!("../../world/bikes.en.md").to_owned(),
        operators: PEOPLE.iter().map(|person| person.of(KEY)).collect(),
        routes: routes(KEY, ROUTES),
    }
}
