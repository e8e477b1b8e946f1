//! Learns the heads, all of them or with one fold left out, and puts the weights together.

use crate::data::{Data, FOLDS};
use crate::forest::{self, Forest};
use crate::scope;
use crate::thresholds::chosen;
use triggers::learn::{Example, Learned, Plan, learn};
use triggers::{OnTop, Weights};

/// Scores of every example by heads that never saw its fold.
pub(crate) struct LeftOut {
    /// What the linear heads say.
    pub(crate) linear: Vec<[f32; 5]>,
    /// With the trees, and with what decides by itself: rules, and courtesies.
    pub(crate) scores: Vec<[f32; 5]>,
    /// What the gate says.
    pub(crate) gate: Vec<f32>,
}

/// Learns with one fold left out after the other.
pub(crate) fn left_out(data: &Data) -> LeftOut {
    let mut linear = vec![[0.0_f32; 5]; data.examples.len()];
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
    let (mut scores, gate) = forest::with_trees(data, &linear);
    for (scores, example) in scores.iter_mut().zip(&data.examples) {
        for (score, sure) in scores.iter_mut().zip(example.sure) {
            match (sure, example.quiet) {
                (true, _) => *score = 99.0,
                (false, true) => *score = -99.0,
                (false, false) => {}
            }
        }
    }
    LeftOut {
        linear,
        scores,
        gate,
    }
}

/// All heads, learned side by side; each is deterministic by itself.
fn heads(data: &Data, without: Option<usize>) -> Vec<Learned> {
    let keep = |example: &Example| Some(example.group) != without;
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..5)
            .map(|head| scope.spawn(move || learn(&data.examples, head, Plan::of(head), keep)))
            .collect();
        handles
            .into_iter()
            .filter_map(|handle| handle.join().ok())
            .collect()
    })
}

pub(crate) fn train_all(data: &Data) -> Weights {
    let LeftOut {
        linear,
        scores,
        gate,
    } = left_out(data);
    let thresholds = chosen(data, &scores);
    let (mut all, mut sparse) = (Vec::new(), Vec::new());
    for (learned, threshold) in heads(data, None).into_iter().zip(thresholds) {
        let (head, table) = learned.into_head(threshold, 1.0);
        all.push(head);
        sparse.push(table);
    }
    let version = format!("{}+{}", env!("CARGO_PKG_VERSION"), data.sources);
    let forest = Forest::grown(data, None, &linear);
    let on_top = OnTop {
        trees: forest.heads,
        gate: forest.gate,
        answer_up_to: scope::gate(data, &gate),
    };
    Weights::new(version, all, &sparse, &data.known.packed_all(), on_top)
}
