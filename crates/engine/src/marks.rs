//! What operators' marks move: many "needless" make a trigger fire less easily, many "missed" more
//! easily, within bounds. Pure but for reading the marks.

use crate::engine::Engine;
use crate::error::EngineError;
use conversation::signal::Trigger;
use conversation::time::Timestamp;
use journal::MarkWord;
use std::collections::BTreeMap;
use std::time::Duration;

/// Only marks of the last weeks count: a business changes.
const LOOK_BACK: Duration = Duration::from_secs(90 * 24 * 3600);

/// How much one mark moves a threshold, in thousandths of strength.
const PER_MARK: i16 = 10;

/// The most they move it together.
const MOST: i16 = 100;

impl Engine {
    /// By how much the marks move each threshold.
    pub(crate) async fn shifts(&self) -> Result<BTreeMap<Trigger, i16>, EngineError> {
        let now = self.now();
        let from = Timestamp(
            now.millis()
                .saturating_sub(i64::try_from(LOOK_BACK.as_millis()).unwrap_or(i64::MAX)),
        );
        let marks = self
            .journal()
            .judgements_between(from, now.plus(Duration::from_secs(1)), None)
            .await?;
        Ok(moved(
            marks
                .iter()
                .filter_map(|mark| Some((mark.trigger?, mark.mark))),
        ))
    }
}

/// The sum of all marks, trigger by trigger, within bounds. A "right" brings back what a "needless"
/// took, but never makes a trigger fire more easily than the owner set it.
fn moved(marks: impl Iterator<Item = (Trigger, MarkWord)>) -> BTreeMap<Trigger, i16> {
    let mut shifts: BTreeMap<Trigger, i16> = BTreeMap::new();
    for (trigger, mark) in marks {
        let shift = shifts.entry(trigger).or_default();
        *shift = match mark {
            MarkWord::Needless => shift.saturating_add(PER_MARK),
            MarkWord::Missed => shift.saturating_sub(PER_MARK),
            MarkWord::Right if *shift > 0 => shift.saturating_sub(PER_MARK / 2),
            MarkWord::Right => *shift,
        }
        .clamp(-MOST, MOST);
    }
    shifts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(word: MarkWord, count: usize) -> impl Iterator<Item = (Trigger, MarkWord)> {
        std::iter::repeat_n((Trigger::Frustration, word), count)
    }

    #[test]
    fn many_needless_marks_make_a_trigger_fire_less_easily_up_to_a_bound() {
        assert_eq!(
            moved(marks(MarkWord::Needless, 3))[&Trigger::Frustration],
            30
        );
        assert_eq!(
            moved(marks(MarkWord::Needless, 50))[&Trigger::Frustration],
            MOST
        );
    }

    #[test]
    fn right_marks_never_make_a_trigger_fire_more_easily() {
        assert_eq!(moved(marks(MarkWord::Right, 9))[&Trigger::Frustration], 0);
    }
}
