//! Who is at work when. Times of day are in the business's time zone; the time zone data is bundled,
//! so nothing is read from the machine.

use crate::team::{DaySpan, Operator, Presence, WorkHours};
use crate::time::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};

/// How far ahead an opening is looked for: a week holds every weekly pattern.
const DAYS_AHEAD: i32 = 8;

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
        let minute = minute_of(at);
        self.are_always()
            || self
                .on(at.weekday())
                .iter()
                .any(|span| (span.from..span.to).contains(&minute))
    }

    /// The next moment the person works, from `at` on.
    pub fn next_from(&self, at: &Zoned) -> Option<Timestamp> {
        if self.contain(at) {
            return Some(Timestamp(at.timestamp().as_millisecond()));
        }
        (0..DAYS_AHEAD).find_map(|ahead| self.first_opening(at, ahead))
    }

    fn first_opening(&self, at: &Zoned, ahead: i32) -> Option<Timestamp> {
        let day = at.checked_add(ahead.days()).ok()?.start_of_day().ok()?;
        self.on(day.weekday())
            .iter()
            .filter_map(|span| day.checked_add(i64::from(span.from).minutes()).ok())
            .filter(|opening| opening > at)
            .min()
            .map(|opening| Timestamp(opening.timestamp().as_millisecond()))
    }
}

impl Operator {
    /// Whether the person can be called at `at`: at work and not away.
    pub fn can_be_called(&self, at: &Zoned) -> bool {
        self.presence != Presence::Away && self.hours.contain(at)
    }

    /// Whether a call at `at` should make no sound: quiet hours, or do not disturb.
    pub fn wants_quiet(&self, at: &Zoned) -> bool {
        self.presence == Presence::DoNotDisturb
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
mod tests {
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
}
