//! How good a reading of whole conversations was: which escalations were right, which were missed,
//! which were false alarms. Pure counting, shared by the training program and `relevo eval`.

use conversation::signal::Trigger;

#[cfg(test)]
mod tests;

/// What was expected at one customer turn and what was said.
#[derive(Clone, Debug, Default)]
pub struct Judged {
    /// Triggers for which a supervisor takes over here; empty means the agent carries on.
    pub expect: Vec<Trigger>,
    /// Triggers that are also a right reason.
    pub accept: Vec<Trigger>,
    /// The trigger that handed over, if one did.
    pub said: Option<Trigger>,
}

/// What became of one conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Handed over where and for what it should.
    pub hit: Option<Trigger>,
    /// Should have been handed over for this.
    pub missed: Option<Trigger>,
    /// Was handed over where or for what it should not.
    pub alarm: Option<Trigger>,
    /// The customer turn of the alarm.
    pub alarm_at: Option<usize>,
}

/// Judges one conversation. The first escalation ends it; one at a turn that only accepts counts
/// neither way. `tolerance` is how many customer turns off the place may be.
pub fn judge(turns: &[Judged], tolerance: usize) -> Outcome {
    let wanted = turns.iter().position(|turn| !turn.expect.is_empty());
    let is_free = |turn: &Judged| turn.expect.is_empty() && !turn.accept.is_empty();
    let first = turns
        .iter()
        .enumerate()
        .find_map(|(at, turn)| turn.said.filter(|_| !is_free(turn)).map(|said| (at, said)));
    let target = wanted.and_then(|at| turns.get(at));
    let main = target.and_then(|turn| turn.expect.first().copied());
    let Some((at, said)) = first else {
        return Outcome {
            missed: main,
            ..Outcome::default()
        };
    };
    if let (Some(place), Some(turn)) = (wanted, target)
        && at.abs_diff(place) <= tolerance
        && (turn.expect.contains(&said) || turn.accept.contains(&said))
    {
        let credited = if turn.expect.contains(&said) {
            Some(said)
        } else {
            main
        };
        return Outcome {
            hit: credited,
            ..Outcome::default()
        };
    }
    Outcome {
        hit: None,
        missed: main,
        alarm: Some(said),
        alarm_at: Some(at),
    }
}

/// Precision, recall and their mean, with how many were to be found.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Score {
    /// Right among those said.
    pub precision: f64,
    /// Said among those right.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// How many were to be found.
    pub n: usize,
}

/// Counts one trigger over many conversations.
pub fn score(outcomes: &[Outcome], trigger: Trigger) -> Score {
    let count = |part: fn(&Outcome) -> Option<Trigger>| {
        outcomes
            .iter()
            .filter(|outcome| part(outcome) == Some(trigger))
            .count()
    };
    let (hits, missed, alarms) = (count(|o| o.hit), count(|o| o.missed), count(|o| o.alarm));
    from_counts(hits, alarms, missed)
}

/// The score of plain counts.
pub fn from_counts(hits: usize, alarms: usize, missed: usize) -> Score {
    let share = |part: usize, whole: usize| {
        if whole == 0 {
            0.0
        } else {
            part as f64 / whole as f64
        }
    };
    Score {
        precision: share(hits, hits + alarms),
        recall: share(hits, hits + missed),
        f1: share(2 * hits, 2 * hits + alarms + missed),
        n: hits + missed,
    }
}

/// The mean F1 over the five triggers; one that was neither wanted nor said has none to count.
pub fn macro_f1(outcomes: &[Outcome]) -> f64 {
    let concerns = |trigger: Trigger| {
        outcomes
            .iter()
            .any(|o| [o.hit, o.missed, o.alarm].contains(&Some(trigger)))
    };
    let each: Vec<f64> = Trigger::ALL
        .into_iter()
        .filter(|trigger| concerns(*trigger))
        .map(|trigger| score(outcomes, trigger).f1)
        .collect();
    each.iter().sum::<f64>() / each.len().max(1) as f64
}

/// The area under the ROC curve: how often a positive scores above a negative, ties counting half.
pub fn auroc(scored: &[(f64, bool)]) -> f64 {
    let mut sorted: Vec<&(f64, bool)> = scored.iter().collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut negatives, mut won) = (0.0_f64, 0.0_f64);
    let mut at = 0;
    while at < sorted.len() {
        let score = sorted.get(at).map_or(0.0, |pair| pair.0);
        let tied: Vec<bool> = sorted
            .iter()
            .skip(at)
            // What is no number equals nothing, itself included, and would hold the loop here.
            .take_while(|pair| pair.0 == score || (pair.0.is_nan() && score.is_nan()))
            .map(|pair| pair.1)
            .collect();
        let tied_negatives = tied.iter().filter(|positive| !**positive).count() as f64;
        let tied_positives = tied.len() as f64 - tied_negatives;
        won += tied_positives * (negatives + tied_negatives / 2.0);
        negatives += tied_negatives;
        at += tied.len();
    }
    let positives = scored.len() as f64 - negatives;
    if positives == 0.0 || negatives == 0.0 {
        0.5
    } else {
        won / (positives * negatives)
    }
}
