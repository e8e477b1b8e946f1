//! The insights page.

use super::Caller;
use super::types::{ApiError, InsightDay, Insights, InsightsQuery, TriggerCount};
use crate::Engine;
use conversation::hours;
use conversation::signal::Trigger;
use conversation::time::Timestamp;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use journal::{DayNumbers, MarkWord};
use std::collections::BTreeMap;

/// The longest span that is shown.
const MOST_DAYS: u32 = 366;

pub(super) async fn insights(
    engine: &Engine,
    _: &Caller,
    input: InsightsQuery,
) -> Result<Insights, ApiError> {
    let zone = hours::time_zone(&engine.houses().time_zone());
    let days = input.days.clamp(1, MOST_DAYS);
    let (from, to) = span(engine.now(), days, &zone);
    let now = engine.now();
    let name = |at| hours::local(at, &zone).date().to_string();
    let numbers = engine.journal().insights(from, to, None, now, name).await?;
    let judgements = engine.journal().judgements_between(from, to, None).await?;
    let mut first: Vec<i64> = numbers
        .values()
        .flat_map(|day| day.first_responses.iter().copied())
        .collect();
    first.sort_unstable();
    let marked = |trigger, word| {
        let count = judgements
            .iter()
            .filter(|one| one.trigger == Some(trigger) && one.mark == word)
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    Ok(Insights {
        days: dates(from, days, &zone)
            .map(|date| day(&date, &numbers))
            .collect(),
        triggers: Trigger::ALL
            .into_iter()
            .map(|trigger| {
                let right = marked(trigger, MarkWord::Right);
                let needless = marked(trigger, MarkWord::Needless);
                let missed = marked(trigger, MarkWord::Missed);
                let called = numbers
                    .values()
                    .filter_map(|day| day.escalations.get(&trigger));
                TriggerCount {
                    trigger,
                    escalations: small(called.sum()),
                    right,
                    needless,
                    missed,
                    needless_rate: rate(needless, right),
                    missed_rate: rate(missed, right),
                }
            })
            .collect(),
        first_response_median: first.get(first.len() / 2).copied(),
        first_response_p90: first.get(first.len() * 9 / 10).copied(),
        marked_missed: small(numbers.values().map(|day| day.marked_missed).sum()),
    })
}

/// From the first local midnight to the end of today.
fn span(now: Timestamp, days: u32, zone: &TimeZone) -> (Timestamp, Timestamp) {
    let today = hours::local(now, zone);
    let midnight = |offset: i64| {
        let day = today
            .checked_add(offset.days())
            .and_then(|day| day.start_of_day());
        day.map_or(now, |day| Timestamp(day.timestamp().as_millisecond()))
    };
    (midnight(1 - i64::from(days)), midnight(1))
}

fn dates(from: Timestamp, days: u32, zone: &TimeZone) -> impl Iterator<Item = String> {
    let first = hours::local(from, zone).date();
    (0..i64::from(days))
        .filter_map(move |ahead| Some(first.checked_add(ahead.days()).ok()?.to_string()))
}

fn day(date: &str, numbers: &BTreeMap<String, DayNumbers>) -> InsightDay {
    let none = DayNumbers::default();
    let day = numbers.get(date).unwrap_or(&none);
    InsightDay {
        date: date.to_owned(),
        conversations: small(day.begun),
        ended_by_agent: small(day.ended_by_agent),
        escalated: small(day.escalations.values().sum()),
        kept: small(day.promises_kept),
        broken: small(day.promises_missed),
    }
}

/// `part` of `part` and `rest` together; nothing where nobody judged.
fn rate(part: u32, rest: u32) -> Option<f64> {
    let all = f64::from(part) + f64::from(rest);
    (all > 0.0).then(|| f64::from(part) / all)
}

fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
