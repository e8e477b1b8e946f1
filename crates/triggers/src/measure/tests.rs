//! Conversations and scores counted by hand.

use super::{Judged, Outcome, auroc, from_counts, judge, macro_f1, score};
use conversation::signal::Trigger::{
    self, Compliance, ExplicitRequest, Frustration, HighValue, OutOfScope,
};

/// A turn at which nobody is needed.
fn calm() -> Judged {
    Judged::default()
}

fn wants(triggers: &[Trigger]) -> Judged {
    Judged {
        expect: triggers.to_vec(),
        ..Judged::default()
    }
}

impl Judged {
    fn accepts(mut self, trigger: Trigger) -> Self {
        self.accept.push(trigger);
        self
    }

    fn says(mut self, trigger: Trigger) -> Self {
        self.said = Some(trigger);
        self
    }
}

fn hit(trigger: Trigger) -> Outcome {
    Outcome {
        hit: Some(trigger),
        ..Outcome::default()
    }
}

fn missed(trigger: Trigger) -> Outcome {
    Outcome {
        missed: Some(trigger),
        ..Outcome::default()
    }
}

fn alarm(trigger: Trigger, at: usize) -> Outcome {
    Outcome {
        alarm: Some(trigger),
        alarm_at: Some(at),
        ..Outcome::default()
    }
}

/// An escalation that came to nothing where another was wanted.
fn missed_with(alarm: Outcome, trigger: Trigger) -> Outcome {
    Outcome {
        missed: Some(trigger),
        ..alarm
    }
}

fn about(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn what_is_wanted_and_said_is_a_hit() {
    let turns = [calm(), wants(&[Frustration]).says(Frustration)];
    assert_eq!(judge(&turns, 0), hit(Frustration));
}

#[test]
fn of_several_wanted_the_one_that_was_said_is_hit() {
    let turns = [wants(&[Frustration, HighValue]).says(HighValue)];
    assert_eq!(judge(&turns, 0), hit(HighValue));
}

#[test]
fn an_accepted_trigger_is_credited_to_the_wanted_one() {
    let turns = [wants(&[Frustration]).accepts(OutOfScope).says(OutOfScope)];
    assert_eq!(judge(&turns, 0), hit(Frustration));
}

#[test]
fn a_wrong_trigger_is_a_miss_and_an_alarm() {
    let turns = [calm(), wants(&[Frustration]).says(HighValue)];
    let expected = missed_with(alarm(HighValue, 1), Frustration);
    assert_eq!(judge(&turns, 0), expected);
}

#[test]
fn a_turn_too_early_is_forgiven_only_within_the_tolerance() {
    let turns = [calm().says(Frustration), wants(&[Frustration])];
    let expected = missed_with(alarm(Frustration, 0), Frustration);
    assert_eq!(judge(&turns, 0), expected);
    assert_eq!(judge(&turns, 1), hit(Frustration));
}

#[test]
fn a_turn_too_late_is_forgiven_only_within_the_tolerance() {
    let turns = [wants(&[Frustration]), calm().says(Frustration)];
    let expected = missed_with(alarm(Frustration, 1), Frustration);
    assert_eq!(judge(&turns, 0), expected);
    assert_eq!(judge(&turns, 1), hit(Frustration));
}

#[test]
fn the_first_escalation_ends_a_conversation() {
    let turns = [
        calm().says(OutOfScope),
        calm(),
        wants(&[Frustration]).says(Frustration),
    ];
    let expected = missed_with(alarm(OutOfScope, 0), Frustration);
    assert_eq!(judge(&turns, 1), expected);
}

#[test]
fn what_is_said_at_a_turn_that_only_accepts_counts_neither_way() {
    let free = || calm().accepts(OutOfScope);
    assert_eq!(judge(&[free().says(HighValue)], 0), Outcome::default());
    let followed = [
        free().says(OutOfScope),
        wants(&[Frustration]).says(Frustration),
    ];
    assert_eq!(judge(&followed, 0), hit(Frustration));
    let alone = [free().says(OutOfScope), wants(&[Frustration])];
    assert_eq!(judge(&alone, 0), missed(Frustration));
}

#[test]
fn silence_is_a_miss_only_where_somebody_was_wanted() {
    let wanted = [calm(), wants(&[Compliance, HighValue])];
    assert_eq!(judge(&wanted, 0), missed(Compliance));
    assert_eq!(judge(&[calm(), calm()], 0), Outcome::default());
    assert_eq!(judge(&[], 0), Outcome::default());
}

#[test]
fn whoever_is_called_where_nobody_was_wanted_is_an_alarm_alone() {
    let turns = [calm(), calm().says(HighValue)];
    assert_eq!(judge(&turns, 1), alarm(HighValue, 1));
}

#[test]
fn a_trigger_is_scored_by_its_own_hits_misses_and_alarms() {
    let outcomes = [
        hit(Frustration),
        hit(Frustration),
        hit(Frustration),
        missed(Frustration),
        alarm(Frustration, 0),
        alarm(Frustration, 2),
        // Found as something else: the miss is one trigger's, the alarm the other's.
        missed_with(alarm(HighValue, 0), Frustration),
        hit(Compliance),
    ];
    let of = score(&outcomes, Frustration);
    assert!(about(of.precision, 3.0 / 5.0), "{of:?}");
    assert!(about(of.recall, 3.0 / 5.0), "{of:?}");
    assert!(about(of.f1, 6.0 / 10.0), "{of:?}");
    assert_eq!(of.n, 5);
    let of = score(&outcomes, HighValue);
    assert_eq!(of, from_counts(0, 1, 0));
}

#[test]
fn counts_of_nothing_are_nought() {
    assert_eq!(from_counts(0, 0, 0), super::Score::default());
    let all_found = from_counts(2, 2, 0);
    assert!(about(all_found.precision, 0.5) && about(all_found.recall, 1.0));
    assert!(about(all_found.f1, 2.0 / 3.0), "{all_found:?}");
}

#[test]
fn the_mean_leaves_out_a_trigger_that_nobody_wanted_or_said() {
    let mut outcomes = vec![hit(Frustration), missed(ExplicitRequest)];
    assert!(about(macro_f1(&outcomes), 0.5));
    outcomes.push(alarm(HighValue, 0));
    assert!(about(macro_f1(&outcomes), 1.0 / 3.0));
    assert!(about(macro_f1(&[Outcome::default()]), 0.0));
}

#[test]
fn a_tie_counts_half_of_a_pair_under_the_curve() {
    let scored = [(0.9, true), (0.5, true), (0.5, false), (0.1, false)];
    // Of four pairs three are in order and one is tied.
    assert!(about(auroc(&scored), 3.5 / 4.0));
    let turned: Vec<(f64, bool)> = scored.iter().map(|(s, right)| (*s, !right)).collect();
    assert!(about(auroc(&turned), 0.5 / 4.0));
    let all_tied = [(0.5, true), (0.5, false), (0.5, false)];
    assert!(about(auroc(&all_tied), 0.5));
}

#[test]
fn without_one_of_either_kind_there_is_nothing_to_tell_apart() {
    assert!(about(auroc(&[(0.2, true), (0.9, true)]), 0.5));
    assert!(about(auroc(&[]), 0.5));
}

#[test]
fn scores_that_are_no_numbers_are_counted_as_tied() {
    let scored = [(f64::NAN, true), (f64::NAN, false)];
    assert!(about(auroc(&scored), 0.5));
}
