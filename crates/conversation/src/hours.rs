//! Who is at work when. Times of day are in the business's time zone; the time zone data is bundled,
//! so nothing is read from the machine.

use crate::team::{DaySpan, Operator, Presence, WorkHours};
use crate::time::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

/// How far ahead an opening is looked for: a week holds every weekly pattern.
const DAYS_AHEAD: i32 = 8;

/// Spans looked at, at most, for the end of one shift.
const LONGEST_SHIFT: usize = 14;

/// The time zone of that IANA name, or UTC where the name is unknown.
pub fn time_zone(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

/// The moment as a local date and time.
pub fn local(at: Timestamp, zone: &TimeZone) -> Zoned {
    let moment =
        jiff::Timestamp::from_millisecond(at.millis()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    moment.to_zoned(zone.clone())
}

impl WorkHours {
    /// Whether these hours say nothing, which means always.
    fn are_always(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }

    fn on(&self, day: Weekday) -> &[DaySpan] {
        let index = usize::try_from(day.to_monday_zero_offset()).unwrap_or(0);
        self.days.get(index).map_or(&[], Vec::as_slice)
    }

    /// Whether the person works at `at`.
    pub fn contain(&self, at: &Zoned) -> bool {
        self.are_always() || self.shift_at(at).is_some()
    }

    /// The span `at` lies in, with the date it began on: today, or yesterday and past midnight.
    fn shift_at(&self, at: &Zoned) -> Option<(Date, DaySpan)> {
        let (today, minute) = (at.date(), minute_of(at));
        let begun_today = |span: &&DaySpan| {
            minute >= span.from && (minute < span.to || span.runs_past_midnight())
        };
        let begun_before = |span: &&DaySpan| span.runs_past_midnight() && minute < span.to;
        if let Some(span) = self.on(today.weekday()).iter().find(begun_today) {
            return Some((today, *span));
        }
        let yesterday = today.yesterday().ok()?;
        let span = self.on(yesterday.weekday()).iter().find(begun_before)?;
        Some((yesterday, *span))
    }

    /// When the shift that `at` lies in ends; `None` outside of shifts and for who always works.
    /// Spans that touch are one shift.
    pub fn shift_end(&self, at: &Zoned) -> Option<Timestamp> {
        if self.are_always() {
            return None;
        }
        let mut end = None;
        let mut moment = at.clone();
        // Touching spans could go round the week for ever.
        for _ in 0..LONGEST_SHIFT {
            let Some((date, span)) = self.shift_at(&moment) else {
                break;
            };
            let last_day = if span.runs_past_midnight() {
                date.tomorrow().ok()?
            } else {
                date
            };
            moment = wall_clock(last_day, span.to, at.time_zone())?;
            end = Some(in_millis(&moment));
        }
        end
    }

    /// The next moment the person works, from `at` on.
    pub fn next_from(&self, at: &Zoned) -> Option<Timestamp> {
        if self.contain(at) {
            return Some(in_millis(at));
        }
        (0..DAYS_AHEAD).find_map(|ahead| self.first_opening(at, ahead))
    }

    fn first_opening(&self, at: &Zoned, ahead: i32) -> Option<Timestamp> {
        let day = at.date().checked_add(ahead.days()).ok()?;
        self.on(day.weekday())
            .iter()
            .filter_map(|span| wall_clock(day, span.from, at.time_zone()))
            .filter(|opening| opening > at)
            .min()
            .map(|opening| in_millis(&opening))
    }
}

/// The moment the clock on the wall shows `minute` on `day`; 1440 is the next midnight.
fn wall_clock(day: Date, minute: u16, zone: &TimeZone) -> Option<Zoned> {
    let midnight = day.at(0, 0, 0, 0);
    let shown = midnight.checked_add(i64::from(minute).minutes()).ok()?;
    shown.to_zoned(zone.clone()).ok()
}

fn in_millis(at: &Zoned) -> Timestamp {
    Timestamp(at.timestamp().as_millisecond())
}

impl Operator {
    /// Whether the person can be called at `at`: at work and not away.
    pub fn can_be_called(&self, at: &Zoned) -> bool {
        self.presence != Presence::Away && self.hours.contain(at)
    }

    /// Whether a call at `at` should make no sound: quiet hours, do not disturb, or not at work.
    pub fn wants_quiet(&self, at: &Zoned) -> bool {
        self.presence == Presence::DoNotDisturb
            || !self.hours.contain(at)
            || self
                .quiet
                .is_some_and(|quiet| quiet.contains(minute_of(at)))
    }
}

/// Minutes after local midnight, by the clock on the wall.
fn minute_of(at: &Zoned) -> u16 {
    u16::try_from(i32::from(at.hour()) * 60 + i32::from(at.minute())).unwrap_or(0)
}

#[cfg(test)]
mod tests;
