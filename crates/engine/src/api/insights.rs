//! The insights page.

use super::Caller;
use super::types::{
    ApiError, InsightDay, Insights, InsightsQuery, LateCall, ResponseSpan, TriggerCount,
};
use crate::{Engine, name};
use conversation::hours;
use conversation::ids::NumberId;
use conversation::signal::Trigger;
use conversation::time::Timestamp;
use jiff::ToSpan;
use jiff::tz::TimeZone;
use journal::{DayNumbers, MarkWord};
use std::collections::{BTreeMap, HashMap};

/// The longest span that is shown.
const MOST_DAYS: u32 = 366;

/// Broken promises that are listed.
const MOST_LATE: usize = 200;

/// Where one span of first responses ends and the next begins, in minutes.
const SPAN_MINUTES: [i64; 9] = [1, 2, 5, 10, 15, 30, 60, 120, 240];

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
    let of = input.number.as_ref();
    let numbers = engine.journal().insights(from, to, of, now, name).await?;
    let judgements = engine.journal().judgements_between(from, to, of).await?;
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
        late: late(engine, from, to, of).await?,
        first_responses: spans(&first),
        first_response_median: first.get(first.len() / 2).copied(),
        first_response_p90: first.get(first.len() * 9 / 10).copied(),
        marked_missed: small(numbers.values().map(|day| day.marked_missed).sum()),
    })
}

/// The calls that were answered or ended late, or not at all although the time is over.
async fn late(
    engine: &Engine,
    from: Timestamp,
    to: Timestamp,
    of: Option<&NumberId>,
) -> Result<Vec<LateCall>, ApiError> {
    let now = engine.now();
    let mut calls = engine.journal().calls_between(from, to, of).await?;
    calls.retain(|call| call.late_by(now).is_some());
    calls.reverse();
    calls.truncate(MOST_LATE);
    let ids: Vec<_> = calls.iter().map(|call| call.conversation.clone()).collect();
    let rows = engine.journal().list_rows(&ids).await?;
    let names: HashMap<_, _> = rows
        .into_iter()
        .map(|row| (row.conversation, name::shown(&row.customer)))
        .collect();
    Ok(calls
        .into_iter()
        .map(|call| LateCall {
            name: names.get(&call.conversation).cloned().unwrap_or_default(),
            late_by: call.late_by(now).unwrap_or_default(),
            conversation: call.conversation,
            trigger: call.trigger,
            called_at: call.at,
            due_at: call.due_at,
            answered_at: call.answered_at,
            operator: call.operator,
        })
        .collect())
}

/// `took`, shortest first, by the spans a person thinks in.
fn spans(took: &[i64]) -> Vec<ResponseSpan> {
    let ends = SPAN_MINUTES.map(|minutes| minutes * 60_000);
    let begins = [0].into_iter().chain(ends);
    let below = |end: i64| took.partition_point(|one| *one < end);
    begins
        .zip(ends.into_iter().map(Some).chain([None]))
        .map(|(from, to)| {
            let count = to.map_or(took.len(), below) - below(from);
            ResponseSpan {
                from,
                to,
                count: u32::try_from(count).unwrap_or(u32::MAX),
            }
        })
        .collect()
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
        taken: small(day.taken),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_first_response_is_in_one_span() {
        let minute = 60_000;
        let took = [0, minute - 1, minute, 7 * minute, 5 * 60 * minute];
        let spans = spans(&took);
        let counts: Vec<u32> = spans.iter().map(|span| span.count).collect();
        assert_eq!(counts, [2, 1, 0, 1, 0, 0, 0, 0, 0, 1]);
        assert_eq!((spans[0].from, spans[0].to), (0, Some(minute)));
        assert_eq!(spans[9].to, None);
    }
}
