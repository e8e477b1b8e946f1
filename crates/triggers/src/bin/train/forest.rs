//! The trees on top of the linear heads. They learn from linear scores of examples that the linear
//! heads never saw, or they would trust them too much. Next: `fit`.

use crate::data::{Data, FOLDS, Origin, Place};
use crate::fit::of_each_head;
use triggers::learn::{Example, Garden, Plan, Row, grow, learn};
use triggers::model::{GATE, N_HEADS, OUT_OF_SCOPE, Scores, sees_playbook};
use triggers::{AskChances, Trees};

/// Of one head: for each example and each fold its linear score by a head that saw neither that fold nor the
/// example's own. What belongs to no fold is never scored, nor learnt from.
type Nested = Vec<[f32; FOLDS]>;

/// The trees of a head that learns from all folds but `without`, on top of `starts`, its own linear scores.
/// `others` are those of all heads, `asks` the sorts of the wishes, all left out.
fn trees(
    data: &Data,
    head: usize,
    without: Option<usize>,
    starts: impl Iterator<Item = f32>,
    others: &[Scores],
    asks: &[AskChances],
) -> Trees {
    let taught = Taught::of(head);
    let rows: Vec<Row> = data
        .examples
        .iter()
        .zip(&data.origins)
        .zip(starts)
        .zip(others.iter().zip(asks))
        .filter(|(((example, origin), _), _)| {
            let learnt = example.group < FOLDS && Some(example.group) != without;
            learnt && taught.takes(example, origin) && example.weights[head] > 0.0
        })
        .map(|(((example, origin), start), (others, asks))| {
            let mut scores = *others;
            scores[head] = start;
            Row {
                numbers: example.for_trees(head, &scores, asks),
                start,
                label: example.labels[head],
                weight: example.weights[head] * counts(origin),
            }
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
            trees: 600,
            depth: 6,
            rate: 0.04,
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
            Self::Course => matches!(
                origin.place,
                Place::Conversation { .. } | Place::Message | Place::Next
            ),
            Self::Guided => example.guided,
        }
    }
}

/// What a message that stands alone counts beside a turn. Among turns triggers are rare and hardly
/// ever come first; without such messages a first angry word would be taken for nothing.
const ALONE: f32 = 0.1;

/// What a message that might come next counts beside a turn: more of those are out of scope than of the turns,
/// and their conversation doesn't go on.
const MIGHT: f32 = 0.3;

fn counts(origin: &Origin) -> f32 {
    match origin.place {
        Place::Message => ALONE,
        Place::Next => MIGHT,
        Place::Question { .. } | Place::Conversation { .. } | Place::Corpus => 1.0,
    }
}

/// Each head that is learnt without two folds serves both: it scores one for trees that never see the other.
fn nested(data: &Data, head: usize) -> Nested {
    let mut scores = vec![[0.0; FOLDS]; data.examples.len()];
    for one in 0..FOLDS {
        for other in one + 1..FOLDS {
            let learned = learn(&data.examples, head, Plan::of(head), |example| {
                example.group != one && example.group != other
            });
            for (scores, example) in scores.iter_mut().zip(&data.examples) {
                if example.group == one {
                    scores[other] = learned.score(example);
                } else if example.group == other {
                    scores[one] = learned.score(example);
                }
            }
        }
    }
    scores
}

/// Trees of all heads that learn from all folds, on top of the linear scores that are left out.
pub(crate) fn grown(data: &Data, linear: &[Scores], asks: &[AskChances]) -> [Trees; N_HEADS] {
    of_each_head(|head| {
        let starts = linear.iter().map(|scores| scores[head]);
        trees(data, head, None, starts, linear, asks)
    })
}

/// The scores of all heads with their trees, by trees that never saw the example's fold. Without a
/// playbook nothing is added to what judges by it.
pub(crate) fn with_trees(data: &Data, linear: &[Scores], asks: &[AskChances]) -> Vec<Scores> {
    let nested = of_each_head(|head| nested(data, head));
    let forests: Vec<_> = (0..FOLDS)
        .map(|fold| {
            of_each_head(|head| {
                let starts = nested[head].iter().map(|scores| scores[fold]);
                trees(data, head, Some(fold), starts, linear, asks)
            })
        })
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
