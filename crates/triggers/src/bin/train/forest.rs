//! The trees on top of the linear heads. They learn from linear scores of examples that the linear
//! heads never saw, or they would trust them too much. Next: `fit`.

use crate::data::{Data, FOLDS, Origin, Place};
use triggers::learn::{Example, Garden, Plan, Row, grow, learn};
use triggers::model::{GATE, N_HEADS, OUT_OF_SCOPE, Scores, sees_playbook};
use triggers::{AskChances, Trees};

/// The trees of a head that learns from all folds but `without`. `others` are the linear scores of
/// all heads, `asks` the sorts of the wishes, both left out.
fn trees(
    data: &Data,
    head: usize,
    without: Option<usize>,
    others: &[Scores],
    asks: &[AskChances],
) -> Trees {
    let taught = Taught::of(head);
    let starts = linear(data, head, without);
    let rows: Vec<Row> = data
        .examples
        .iter()
        .zip(&data.origins)
        .zip(starts)
        .zip(others.iter().zip(asks))
        .filter(|(((example, origin), _), _)| {
            taught.takes(example, origin) && example.weights[head] > 0.0
        })
        .filter_map(|(((example, origin), start), (others, asks))| {
            let start = start?;
            let mut scores = *others;
            scores[head] = start;
            Some(Row {
                numbers: example.for_trees(head, &scores, asks),
                start,
                label: example.labels[head],
                weight: example.weights[head] * counts(origin),
            })
        })
        .collect();
    grow(&rows, garden(head))
}

/// The garden of a head. What is out of scope shows in many numbers beside each other, of the wish and of
/// the playbook: it has more trees, and deeper ones.
fn garden(head: usize) -> Garden {
    let garden = Garden::default();
    if head == OUT_OF_SCOPE {
        Garden {
            trees: 300,
            depth: 6,
            rate: 0.06,
            pull: 10.0,
            least: 10.0,
        }
    } else {
        garden
    }
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
    fn of(head: usize) -> Self {
        if head == GATE {
            Self::Guided
        } else {
            Self::Course
        }
    }

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

/// Trees of all heads, grown side by side; each is deterministic by itself.
pub(crate) fn grown(
    data: &Data,
    without: Option<usize>,
    others: &[Scores],
    asks: &[AskChances],
) -> [Trees; N_HEADS] {
    let mut forest: [Trees; N_HEADS] = Default::default();
    std::thread::scope(|scope| {
        for (head, slot) in forest.iter_mut().enumerate() {
            scope.spawn(move || *slot = trees(data, head, without, others, asks));
        }
    });
    forest
}

/// The scores of all heads with their trees, by trees that never saw the example's fold. Without a
/// playbook nothing is added to what judges by it.
pub(crate) fn with_trees(data: &Data, linear: &[Scores], asks: &[AskChances]) -> Vec<Scores> {
    let forests: Vec<_> = (0..FOLDS)
        .map(|fold| grown(data, Some(fold), linear, asks))
        .collect();
    let mut scores = linear.to_vec();
    let seen = data.examples.iter().zip(linear).zip(asks);
    for (((example, linear), asks), scores) in seen.zip(&mut scores) {
        let Some(forest) = forests.get(example.group) else {
            continue;
        };
        for (head, (score, trees)) in scores.iter_mut().zip(forest).enumerate() {
            if example.guided || !sees_playbook(head) {
                *score = example.with_trees(head, linear, asks, trees);
            }
        }
    }
    scores
}
