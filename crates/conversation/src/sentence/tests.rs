//! The few sentences Relevo says itself.

use super::{meanwhile, out_of_hours};
use crate::hours::time_zone;
use crate::language::Language;
use crate::playbook::Meanwhile;
use crate::story::FRIDAY_11;
use crate::time::{Minutes, Timestamp};

const LANGUAGES: [Language; 3] = [Language::En, Language::Es, Language::Pt];

fn in_hours(hours: i64) -> Timestamp {
    Timestamp(FRIDAY_11.millis() + hours * 3_600_000)
}

fn told(hours: i64, language: Language) -> String {
    out_of_hours(
        in_hours(hours),
        FRIDAY_11,
        &time_zone("America/Monterrey"),
        language,
    )
}

#[test]
fn silence_is_silence_in_every_language() {
    for language in LANGUAGES {
        assert_eq!(meanwhile(Meanwhile::Silent, Minutes(5), language), None);
    }
}

#[test]
fn minutes_are_promised_only_where_minutes_are_meant() {
    for language in LANGUAGES {
        let soon = meanwhile(Meanwhile::Announce, Minutes(15), language).unwrap();
        let later = meanwhile(Meanwhile::Announce, Minutes(16), language).unwrap();
        assert!(soon.contains("minut"), "{soon}");
        assert!(!later.contains("minut"), "{later}");
    }
}

#[test]
fn a_qualifying_sentence_asks() {
    for language in LANGUAGES {
        let asked = meanwhile(Meanwhile::Qualify, Minutes(30), language).unwrap();
        assert!(asked.ends_with('?'));
    }
}

#[test]
fn the_day_is_named_as_one_says_it() {
    assert!(told(2, Language::En).ends_with("today at 13:00."));
    assert!(told(22, Language::En).ends_with("tomorrow at 9:00."));
    assert!(told(70, Language::En).ends_with("on Monday at 9:00."));
    assert!(told(2, Language::Es).ends_with("hoy a las 13:00."));
    assert!(told(22, Language::Es).ends_with("mañana a las 9:00."));
    assert!(told(70, Language::Es).ends_with("el lunes a las 9:00."));
    assert!(told(2, Language::Pt).ends_with("hoje às 13:00."));
    assert!(told(22, Language::Pt).ends_with("amanhã às 9:00."));
    assert!(told(70, Language::Pt).ends_with("na segunda às 9:00."));
}

#[test]
fn one_o_clock_is_singular() {
    assert!(told(14, Language::Es).ends_with("mañana a la 1:00."));
    assert!(told(14, Language::Pt).ends_with("amanhã à 1:00."));
}
