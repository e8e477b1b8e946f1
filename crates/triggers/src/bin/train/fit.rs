//! Learns the heads, all of them or with one fold left out, and puts the weights together.

use crate::data::{Data, FOLDS};
use crate::decide::CERTAIN;
use crate::forest;
use crate::scope;
use crate::thresholds::chosen;
use std::panic::resume_unwind;
use triggers::learn::{Example, Learned, Plan, learn, learn_asks};
use triggers::model::{GATE, N_HEADS, Scores, doubted};
use triggers::{AskChances, Asks, Weights};

/// Scores of every example by heads that never saw its fold.
pub(crate) struct LeftOut {
    /// What the linear heads say.
    pub(crate) linear: Vec<Scores>,
    /// Of what sort the wishes are.
    pub(crate) asks: Vec<AskChances>,
    /// With the trees, and with what decides by itself: rules, and courtesies.
    pub(crate) scores: Vec<Scores>,
}

/// Learns with one fold left out after the other.
pub(crate) fn left_out(data: &Data) -> LeftOut {
    let mut linear = vec![[0.0_f32; N_HEADS]; data.examples.len()];
    for fold in 0..FOLDS {
        let heads = heads(data, Some(fold));
        for (scores, example) in linear.iter_mut().zip(&data.examples) {
            if example.group == fold {
                for (score, head) in scores.iter_mut().zip(&heads) {
                    *score = head.score(example);
                }
            }
        }
    }
    let asks = asks(data);
    let mut scores = forest::with_trees(data, &linear, &asks);
    for (scores, example) in scores.iter_mut().zip(&data.examples) {
        for (head, (score, sure)) in scores.iter_mut().zip(example.sure).enumerate() {
            let doubted = doubted(head, *score, example.words, example.turned);
            match (sure && !doubted, example.quiet) {
                (true, _) => *score += CERTAIN,
                (false, true) => *score = -CERTAIN,
                (false, false) => {}
            }
        }
    }
    LeftOut {
        linear,
        asks,
        scores,
    }
}

/// Of what sort the wish of each example is, by what was learnt without its fold.
fn asks(data: &Data) -> Vec<AskChances> {
    let folds: Vec<Asks> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..=FOLDS)
            .map(|fold| {
                let keep = move |example: &Example| example.group != fold;
                scope.spawn(move || learn_asks(&data.examples, keep))
            })
            .collect();
        let learnt = handles.into_iter().map(|handle| handle.join());
        learnt
            .map(|learnt| learnt.unwrap_or_else(|panic| resume_unwind(panic)))
            .collect()
    });
    let examples = data.examples.iter();
    examples
        .map(|example| example.asks(&folds[example.group.min(FOLDS)]))
        .collect()
}

/// All heads, learned from all folds but `without`.
fn heads(data: &Data, without: Option<usize>) -> [Learned; N_HEADS] {
    let keep = |example: &Example| Some(example.group) != without;
    of_each_head(|head| learn(&data.examples, head, Plan::of(head), keep))
}

/// Something for each head, made side by side; each is deterministic by itself.
pub(crate) fn of_each_head<T: Send>(make: impl Fn(usize) -> T + Sync) -> [T; N_HEADS] {
    std::thread::scope(|scope| {
        let make = &make;
        let handles: [_; N_HEADS] = std::array::from_fn(|head| scope.spawn(move || make(head)));
        handles.map(|handle| handle.join().unwrap_or_else(|panic| resume_unwind(panic)))
    })
}

pub(crate) fn train_all(data: &Data) -> Weights {
    let LeftOut {
        linear,
        asks,
        scores,
    } = left_out(data);
    let gate = scope::gate(data, &scope::of_head(&scores, GATE));
    let thresholds = chosen(data, &scores).into_iter().chain([gate]);
    let (mut all, mut sparse) = (Vec::new(), [const { Vec::new() }; N_HEADS]);
    let learned = heads(data, None).into_iter().zip(thresholds);
    for ((learned, threshold), weights) in learned.zip(&mut sparse) {
        let (head, own) = learned.into_head(threshold, 1.0);
        all.push(head);
        *weights = own;
    }
    let version = format!("{}+{}", env!("CARGO_PKG_VERSION"), data.sources);
    let forest = forest::grown(data, &linear, &asks);
    let known = data.known.packed_all();
    let asks = learn_asks(&data.examples, |_| true);
    Weights::new(version, all, sparse, &known, asks, forest)
}
