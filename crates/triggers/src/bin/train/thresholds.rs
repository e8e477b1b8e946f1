//! Chooses the thresholds on what was left out: single messages, and whole conversations in the mix in
//! which a shop has them.

use crate::data::{Data, Origin, Place};
use crate::decide::decide;
use crate::taught::UNASKED;
use conversation::signal::Trigger;
use std::collections::HashMap;
use triggers::measure::{Judged, Outcome, from_counts, judge};
use triggers::model::{EXPLICIT_REQUEST, N_TRIGGERS, Scores};

/// Conversations in which nobody is needed.
const ROUTINE: &str = "routine";
/// Of a hundred conversations, how many are of each kind; the other kinds, one per trigger, share the
/// rest alike. The training text has fewer routine ones and more out of scope, so that its plain F1
/// would let too many alarms pass.
const MIX: [(&str, f64); 2] = [(ROUTINE, 80.0), ("hard_negative", 5.0)];
/// How much the F1 on single messages counts beside that on conversations.
const MESSAGES: f64 = 0.1;
/// Of routine conversations no more than this share should call anybody: whoever is called for nothing
/// stops coming. What is above it counts against the F1, so many times.
const MOST_ALARMS: f64 = 0.058;
const DEAR: f64 = 2.0;
/// Thresholds are judged together with their neighbourhood, so that none is chosen for a lucky turn. The
/// steps are uneven, or the best thresholds would lie a step apart.
const AROUND: [f32; 11] = [
    -0.44, -0.35, -0.26, -0.17, -0.08, 0.0, 0.09, 0.18, 0.27, 0.36, 0.43,
];

/// The thresholds to ship: the best together.
pub(crate) fn chosen(data: &Data, scores: &[Scores]) -> [f32; N_TRIGGERS] {
    let mut held = Held::of(data, scores);
    let mut best = each_alone(data, scores);
    let mut top = held.worth(best);
    for _ in 0..ROUNDS {
        for head in 0..N_TRIGGERS {
            let middle = best[head];
            for step in -REACH..=REACH {
                let mut tried = best;
                tried[head] = middle + f32::from(step) * STEP;
                let worth = held.worth(tried);
                if worth > top {
                    (top, best) = (worth, tried);
                }
            }
        }
    }
    let mut best = held.lowest_alike(best, top);
    best[EXPLICIT_REQUEST] = held.lowest_for_requests(best[EXPLICIT_REQUEST]);
    best
}

/// The top is flat. Of thresholds that are nearly as good as the best the lowest are taken, because
/// customers who write unlike all of the training text are heard less clearly than those left out of it.
const NEARLY: f64 = 0.003;

/// No threshold is lowered beyond this one, where text with nothing to be wrong in would leave no end.
const LOWEST: f32 = -6.0;

/// Each threshold is moved in turn, so many steps to either side, until all have been moved this often.
const ROUNDS: usize = 4;
const REACH: i8 = 24;
const STEP: f32 = 0.05;

/// What thresholds are judged on.
struct Held<'a> {
    conversations: Vec<Conversation<'a>>,
    /// Per head: scores and labels of the messages.
    messages: [Vec<(f32, bool)>; 4],
    /// How much the messages of each kind that no request may be heard in sound like one.
    unasked: [Vec<f32>; UNASKED.len()],
}

struct Conversation<'a> {
    kind: &'a str,
    /// What it counts, so that the kinds come in the mix of a shop.
    weight: f64,
    turns: Vec<Judged>,
    scores: Vec<Scores>,
}

impl<'a> Held<'a> {
    fn of(data: &'a Data, scores: &[Scores]) -> Self {
        let mut held = Self {
            conversations: Vec::new(),
            messages: Default::default(),
            unasked: Default::default(),
        };
        let mut last = "";
        for ((example, origin), scores) in data.examples.iter().zip(&data.origins).zip(scores) {
            match &origin.place {
                Place::Message => {
                    for (unasked, held) in UNASKED.iter().zip(&mut held.unasked) {
                        if origin.kind == unasked.kind {
                            held.push(scores[EXPLICIT_REQUEST]);
                        }
                    }
                    for (head, messages) in held.messages.iter_mut().enumerate() {
                        if example.weights[head] > 0.0 {
                            messages.push((scores[head], example.labels[head]));
                        }
                    }
                }
                Place::Conversation { id, expect, accept } => {
                    if id != last {
                        last = id;
                        held.conversations.push(Conversation {
                            kind: &origin.kind,
                            weight: 1.0,
                            turns: Vec::new(),
                            scores: Vec::new(),
                        });
                    }
                    if let Some(conversation) = held.conversations.last_mut() {
                        conversation.scores.push(*scores);
                        conversation.turns.push(Judged {
                            expect: expect.clone(),
                            accept: accept.clone(),
                            said: None,
                        });
                    }
                }
                Place::Question { .. } | Place::Next | Place::Corpus => {}
            }
        }
        held.mix();
        held
    }

    fn mix(&mut self) {
        let mut counts: HashMap<&str, f64> = HashMap::new();
        for conversation in &self.conversations {
            *counts.entry(conversation.kind).or_default() += 1.0;
        }
        let rest = 100.0 - MIX.iter().map(|(_, share)| share).sum::<f64>();
        for conversation in &mut self.conversations {
            let named = MIX.iter().find(|(kind, _)| *kind == conversation.kind);
            let share = named.map_or(rest / N_TRIGGERS as f64, |(_, share)| *share);
            conversation.weight = share / counts[conversation.kind];
        }
    }

    /// Lowers one threshold after the other, a step each time, as long as all together stay nearly as good
    /// as the `top`.
    fn lowest_alike(&mut self, mut best: [f32; N_TRIGGERS], top: f64) -> [f32; N_TRIGGERS] {
        let mut lower: Vec<usize> = (0..N_TRIGGERS).collect();
        while !lower.is_empty() {
            lower.retain(|head| {
                let mut tried = best;
                tried[*head] -= STEP;
                let nearly = tried[*head] > LOWEST && self.worth(tried) >= top - NEARLY;
                if nearly {
                    best = tried;
                }
                nearly
            });
        }
        best
    }

    /// The lowest threshold of requests that few enough messages without one reach: whoever asks for a person
    /// and isn't heard is lost, and whoever is called for nothing loses a minute.
    fn lowest_for_requests(&self, mut threshold: f32) -> f32 {
        let few = |at: f32| {
            let mut kinds = UNASKED.iter().zip(&self.unasked);
            kinds.all(|(unasked, scores)| {
                let fired = scores.iter().filter(|score| **score > at).count();
                fired as f64 <= unasked.most * scores.len() as f64
            })
        };
        while threshold > LOWEST && few(threshold - STEP) {
            threshold -= STEP;
        }
        threshold
    }

    fn worth(&mut self, thresholds: [f32; N_TRIGGERS]) -> f64 {
        let around = AROUND.map(|shift| self.worth_at(thresholds.map(|t| t + shift)));
        around.iter().sum::<f64>() / AROUND.len() as f64
    }

    fn worth_at(&mut self, thresholds: [f32; N_TRIGGERS]) -> f64 {
        let (f1, alarms) = self.conversations_at(thresholds);
        let messages = MESSAGES * self.message_f1(thresholds);
        f1 + messages - DEAR * (alarms - MOST_ALARMS).max(0.0)
    }

    /// The mean F1 of the triggers over the conversations, and the share of routine ones that call somebody.
    fn conversations_at(&mut self, thresholds: [f32; N_TRIGGERS]) -> (f64, f64) {
        // Twice what was right, and all that was said or to be said.
        let mut tallies = [(0.0, 0.0); N_TRIGGERS];
        let (mut routine, mut alarms) = (0.0, 0.0);
        for conversation in &mut self.conversations {
            let Outcome {
                hit, missed, alarm, ..
            } = conversation.outcome(thresholds);
            let weight = conversation.weight;
            if conversation.kind == ROUTINE {
                routine += weight;
                alarms += if alarm.is_some() { weight } else { 0.0 };
            }
            for (trigger, right, whole) in [(hit, 2.0, 2.0), (missed, 0.0, 1.0), (alarm, 0.0, 1.0)]
            {
                let head = trigger.and_then(|it| Trigger::ALL.iter().position(|t| *t == it));
                if let Some(tally) = head.and_then(|head| tallies.get_mut(head)) {
                    tally.0 += right * weight;
                    tally.1 += whole * weight;
                }
            }
        }
        let each = tallies.map(|(right, whole)| right / whole.max(f64::MIN_POSITIVE));
        let f1 = each.iter().sum::<f64>() / each.len() as f64;
        (f1, alarms / f64::max(routine, f64::MIN_POSITIVE))
    }

    /// The mean F1 of the four heads that a message alone can tell.
    fn message_f1(&self, thresholds: [f32; N_TRIGGERS]) -> f64 {
        let each = self.messages.iter().zip(thresholds).map(|(messages, at)| {
            let (mut hits, mut alarms, mut missed) = (0, 0, 0);
            for (score, right) in messages {
                let said = *score > at;
                hits += usize::from(said && *right);
                alarms += usize::from(said && !right);
                missed += usize::from(!said && *right);
            }
            from_counts(hits, alarms, missed).f1
        });
        each.sum::<f64>() / self.messages.len() as f64
    }
}

impl Conversation<'_> {
    fn outcome(&mut self, thresholds: [f32; N_TRIGGERS]) -> Outcome {
        for (turn, scores) in self.turns.iter_mut().zip(&self.scores) {
            turn.said = decide(scores, thresholds);
        }
        judge(&self.turns, 0)
    }
}

/// The threshold per head alone that gives the best F1 on conversation turns and messages left out.
fn each_alone(data: &Data, scores: &[Scores]) -> [f32; N_TRIGGERS] {
    let mut best = [0.0_f32; N_TRIGGERS];
    for (head, best) in best.iter_mut().enumerate() {
        let mut scored: Vec<(f32, bool, f32)> = data
            .examples
            .iter()
            .zip(&data.origins)
            .zip(scores)
            .filter(|((example, _), _)| example.weights[head] > 0.0)
            .map(|((example, origin), scores)| {
                (
                    scores[head],
                    example.labels[head],
                    weight_of(origin, example.labels[head], head),
                )
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let wanted: f32 = scored.iter().filter(|s| s.1).map(|s| s.2).sum();
        let (mut hits, mut alarms, mut top) = (0.0_f32, 0.0_f32, 0.0_f32);
        for (at, (score, positive, weight)) in scored.iter().enumerate() {
            if *positive {
                hits += weight
            } else {
                alarms += weight
            }
            let f1 = 2.0 * hits / (hits + alarms + wanted);
            if f1 > top {
                top = f1;
                let next = scored.get(at + 1).map_or(*score, |s| s.0);
                *best = (score + next) / 2.0;
            }
        }
    }
    best
}

/// How much an example counts where the threshold is chosen: in a conversation most turns are
/// routine, among the written messages most are not.
fn weight_of(origin: &Origin, positive: bool, head: usize) -> f32 {
    match &origin.place {
        Place::Conversation { .. } => {
            if head == 4 {
                1.0
            } else {
                2.0
            }
        }
        Place::Question { .. } => 0.5,
        Place::Message if positive => 0.25,
        Place::Message => 0.35,
        Place::Next | Place::Corpus => 0.0,
    }
}

/// One customer turn, its scores and what was wanted.
pub(crate) type Turned = (Judged, Scores, Origin);

pub(crate) fn by_conversation(
    data: &Data,
    scores: &[Scores],
    thresholds: [f32; N_TRIGGERS],
) -> Vec<Vec<Turned>> {
    let mut all: Vec<Vec<Turned>> = Vec::new();
    let mut last = String::new();
    for (o, s) in data.origins.iter().zip(scores) {
        let Place::Conversation { id, expect, accept } = &o.place else {
            continue;
        };
        if *id != last {
            all.push(Vec::new());
            last.clone_from(id);
        }
        let said = decide(s, thresholds);
        if let Some(turns) = all.last_mut() {
            let judged = Judged {
                expect: expect.clone(),
                accept: accept.clone(),
                said,
            };
            turns.push((judged, *s, o.clone()));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Held, LOWEST, STEP};
    use triggers::model::N_TRIGGERS;

    /// As many scores as of a hundred messages, of which so many sound like a request.
    fn of_a_hundred(loud: usize) -> Vec<f32> {
        (0..100)
            .map(|at| if at < loud { 0.5 } else { -9.0 })
            .collect()
    }

    fn held(refusals: usize, lookalikes: usize) -> Held<'static> {
        Held {
            conversations: Vec::new(),
            messages: Default::default(),
            unasked: [of_a_hundred(refusals), of_a_hundred(lookalikes)],
        }
    }

    #[test]
    fn requests_are_heard_down_to_where_too_many_refusals_or_lookalikes_fire() {
        assert!(held(3, 2).lowest_for_requests(1.0) <= LOWEST);
        for too_many in [held(4, 2), held(3, 3)] {
            let lowest = too_many.lowest_for_requests(1.0);
            assert!((0.5..0.6).contains(&lowest), "{lowest}");
        }
    }

    #[test]
    fn where_no_threshold_is_better_than_another_they_are_lowered_to_an_end() {
        let nothing = held(0, 0).lowest_alike([0.0; N_TRIGGERS], 0.0);
        let at_the_end = LOWEST..LOWEST + 2.0 * STEP;
        assert!(
            nothing.iter().all(|at| at_the_end.contains(at)),
            "{nothing:?}"
        );
    }

    #[test]
    fn a_threshold_that_too_many_reach_already_stays() {
        let lowest = held(4, 0).lowest_for_requests(0.0);
        assert!(lowest.abs() < f32::EPSILON, "{lowest}");
    }
}
