//! The trees on top of the linear heads. They learn from linear scores of examples that the linear
//! heads never saw, or they would trust them too much. Next: `fit`.

use crate::data::{Data, FOLDS, Origin, Place};
use triggers::Trees;
use triggers::learn::{Example, Garden, Plan, Row, grow, learn};
use triggers::model::N_HEADS as HEADS;

const OUT_OF_SCOPE: usize = 4;

/// The trees of a head that learns from all folds but `without`. `others` are the linear scores of
/// all heads, left out.
fn trees(
    data: &Data,
    (head, taught): (usize, Taught),
    without: Option<usize>,
    others: &[[f32; HEADS]],
) -> Trees {
    let starts = linear(data, head, without);
    let rows: Vec<Row> = data
        .examples
        .iter()
        .zip(&data.origins)
        .zip(starts)
        .zip(others)
        .filter(|(((example, origin), _), _)| {
            taught.takes(example, origin) && example.weights[head] > 0.0
        })
        .filter_map(|(((example, origin), start), others)| {
            let start = start?;
            let mut scores = *others;
            scores[head] = start;
            Some(Row {
                numbers: example.for_trees(head, &scores),
                start,
                label: example.labels[head],
                weight: example.weights[head] * counts(origin),
            })
        })
        .collect();
    grow(&rows, Garden::default())
}

/// What teaches trees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taught {
    /// Conversations, and a little of the messages that stand alone.
    Course,
    /// All that was held against a playbook.
    Guided,
}

impl Taught {
    fn takes(self, example: &Example, origin: &Origin) -> bool {
        match self {
            Self::Course => matches!(origin.place, Place::Conversation { .. } | Place::Message),
            Self::Guided => example.guided,
        }
    }
}

/// What a message that stands alone counts beside a turn. Among turns triggers are rare and hardly
/// ever come first; without such messages a first angry word would be taken for nothing.
const ALONE: f32 = 0.1;

fn counts(origin: &Origin) -> f32 {
    if origin.place == Place::Message {
        ALONE
    } else {
        1.0
    }
}

/// Linear scores of the examples in all folds but `without`, each by a head that saw neither.
fn linear(data: &Data, head: usize, without: Option<usize>) -> Vec<Option<f32>> {
    let mut scores = vec![None; data.examples.len()];
    for fold in (0..FOLDS).filter(|fold| Some(*fold) != without) {
        let learned = learn(&data.examples, head, Plan::of(head), |example| {
            example.group != fold && Some(example.group) != without
        });
        for (score, example) in scores.iter_mut().zip(&data.examples) {
            if example.group == fold {
                *score = Some(learned.score(example));
            }
        }
    }
    scores
}

/// Trees of all heads, and of the gate.
#[derive(Default)]
pub(crate) struct Forest {
    pub(crate) heads: [Trees; HEADS],
    pub(crate) gate: Trees,
}

impl Forest {
    /// Grown side by side; each is deterministic by itself.
    pub(crate) fn grown(data: &Data, without: Option<usize>, others: &[[f32; HEADS]]) -> Self {
        let mut forest = Self::default();
        std::thread::scope(|scope| {
            let heads = forest.heads.iter_mut().enumerate();
            let slots = heads.map(|(head, slot)| ((head, Taught::Course), slot));
            for (of, slot) in slots.chain([((OUT_OF_SCOPE, Taught::Guided), &mut forest.gate)]) {
                scope.spawn(move || *slot = trees(data, of, without, others));
            }
        });
        forest
    }
}

/// The scores of all heads with their trees, and those of the gate, by trees that never saw the
/// example's fold. Without a playbook nothing is added to out of scope.
pub(crate) fn with_trees(data: &Data, linear: &[[f32; HEADS]]) -> (Vec<[f32; HEADS]>, Vec<f32>) {
    let forests: Vec<Forest> = (0..FOLDS)
        .map(|fold| Forest::grown(data, Some(fold), linear))
        .collect();
    let mut scores = linear.to_vec();
    let mut gate: Vec<f32> = linear.iter().map(|scores| scores[OUT_OF_SCOPE]).collect();
    let examples = data.examples.iter().zip(linear);
    for ((example, linear), (scores, gate)) in examples.zip(scores.iter_mut().zip(&mut gate)) {
        let Some(forest) = forests.get(example.group) else {
            continue;
        };
        for (head, (score, trees)) in scores.iter_mut().zip(&forest.heads).enumerate() {
            if head != OUT_OF_SCOPE || example.guided {
                *score = example.with_trees(head, linear, trees);
            }
        }
        if example.guided {
            *gate = example.with_trees(OUT_OF_SCOPE, linear, &forest.gate);
        }
    }
    (scores, gate)
}
