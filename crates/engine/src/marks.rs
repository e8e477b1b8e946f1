//! What operators' marks move: many "needless" make a trigger fire less easily, many "missed" more
//! easily, within bounds, each in the playbook of the number they were given on. The owner sees it and
//! can forget the marks so far or hold a threshold where it is, which is kept with the settings. It
//! reads no message.

use crate::api::types::{ShiftChange, ThresholdShift, Topic};
use crate::documents::HouseSettings;
use crate::engine::Engine;
use crate::error::EngineError;
use conversation::ids::PlaybookId;
use conversation::signal::Trigger;
use conversation::time::Timestamp;
use journal::{Judgement, MarkWord};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// Only marks of the last weeks count: a business changes.
const LOOK_BACK: Duration = Duration::from_secs(90 * 24 * 3600);

/// How much one mark moves a threshold, in thousandths of strength.
const PER_MARK: i16 = 10;

/// The most they move it together.
const MOST: i16 = 100;

/// What the owner decided about a trigger's marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct OwnerSays {
    /// Marks up to here no longer count.
    forgotten: Option<Timestamp>,
    /// Stays here, whatever is marked.
    pinned: Option<i16>,
}

impl Engine {
    /// By how much the marks move each threshold of a playbook.
    pub(crate) async fn shifts(
        &self,
        playbook: &PlaybookId,
    ) -> Result<BTreeMap<Trigger, i16>, EngineError> {
        let moved = self.threshold_shifts(playbook).await?;
        Ok(moved
            .into_iter()
            .map(|one| (one.trigger, one.shift))
            .collect())
    }

    /// The same with what it rests on, for all triggers.
    pub(crate) async fn threshold_shifts(
        &self,
        playbook: &PlaybookId,
    ) -> Result<Vec<ThresholdShift>, EngineError> {
        let now = self.now();
        let back = i64::try_from(LOOK_BACK.as_millis()).unwrap_or(i64::MAX);
        let from = Timestamp(now.millis().saturating_sub(back));
        let to = now.plus(Duration::from_secs(1));
        let mut marks = Vec::new();
        for number in self.numbers_of(playbook).await? {
            let given = self.journal().judgements_between(from, to, Some(&number));
            marks.extend(given.await?);
        }
        marks.sort_by_key(|mark| mark.at);
        let settings = self.house_settings().await?;
        Ok(Trigger::ALL
            .into_iter()
            .map(|trigger| shifted(trigger, &said(&settings, playbook, trigger), from, &marks))
            .collect())
    }

    /// Does what the owner says about a trigger's marks.
    pub(crate) async fn change_shift(
        &self,
        playbook: &PlaybookId,
        trigger: Trigger,
        change: ShiftChange,
    ) -> Result<(), EngineError> {
        let now = self.now();
        self.change_house_settings(|settings| {
            let so_far = said(settings, playbook, trigger);
            let of_playbook = settings.shifts_of.entry(playbook.clone()).or_default();
            let said = of_playbook.entry(trigger).or_insert(so_far);
            match change {
                ShiftChange::Forget => {
                    *said = OwnerSays {
                        forgotten: Some(now),
                        pinned: None,
                    }
                }
                ShiftChange::Pin { shift } => said.pinned = Some(shift.clamp(-MOST, MOST)),
                ShiftChange::Free => said.pinned = None,
            }
        })
        .await?;
        self.reload_houses().await?;
        self.changes().topic(Topic::Playbooks);
        Ok(())
    }
}

/// What the owner said of one trigger's marks in a playbook.
fn said(settings: &HouseSettings, playbook: &PlaybookId, trigger: Trigger) -> OwnerSays {
    let own = settings.shifts_of.get(playbook);
    let own = own.and_then(|said| said.get(&trigger));
    let shared = || settings.shifts.get(&trigger);
    own.or_else(shared).cloned().unwrap_or_default()
}

fn shifted(
    trigger: Trigger,
    said: &OwnerSays,
    from: Timestamp,
    marks: &[Judgement],
) -> ThresholdShift {
    let counted: Vec<MarkWord> = marks
        .iter()
        .filter(|mark| mark.trigger == Some(trigger))
        .filter(|mark| said.forgotten.is_none_or(|until| mark.at > until))
        .map(|mark| mark.mark)
        .collect();
    let count = |word| {
        let count = counted.iter().filter(|mark| **mark == word).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    ThresholdShift {
        trigger,
        shift: said
            .pinned
            .unwrap_or_else(|| moved(counted.iter().copied())),
        pinned: said.pinned.is_some(),
        most: MOST,
        since: said.forgotten.map_or(from, |until| until.max(from)),
        right: count(MarkWord::Right),
        needless: count(MarkWord::Needless),
        missed: count(MarkWord::Missed),
    }
}

/// The sum of a trigger's marks, within bounds. A "right" brings back what a "needless" took, but
/// never makes a trigger fire more easily than the owner set it.
fn moved(marks: impl Iterator<Item = MarkWord>) -> i16 {
    marks.fold(0, |shift: i16, mark| {
        match mark {
            MarkWord::Needless => shift.saturating_add(PER_MARK),
            MarkWord::Missed => shift.saturating_sub(PER_MARK),
            MarkWord::Right if shift > 0 => shift.saturating_sub(PER_MARK / 2),
            MarkWord::Right => shift,
        }
        .clamp(-MOST, MOST)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(word: MarkWord, count: usize) -> impl Iterator<Item = MarkWord> {
        std::iter::repeat_n(word, count)
    }

    #[test]
    fn many_needless_marks_make_a_trigger_fire_less_easily_up_to_a_bound() {
        assert_eq!(moved(marks(MarkWord::Needless, 3)), 30);
        assert_eq!(moved(marks(MarkWord::Needless, 50)), MOST);
    }

    #[test]
    fn right_marks_never_make_a_trigger_fire_more_easily() {
        assert_eq!(moved(marks(MarkWord::Right, 9)), 0);
    }
}
