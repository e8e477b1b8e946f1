//! How the weights come about: what is learnt from, and what all ways of learning share. The same text
//! gives the same weights byte for byte. Pure: the program `train` reads the files and writes the result.
//! Next: `linear`, `grow`, `model`.

mod asks;
mod grow;
mod known;
mod linear;
mod meaning;

pub use asks::learn_asks;
pub use grow::{Garden, Row, grow};
pub use known::KnownWords;
pub use linear::{Learned, Plan, learn};
pub use meaning::{Lesson, LessonFault, teach};

use crate::answers;
use crate::asks::{Ask, AskChances, Asks};
use crate::courtesy::courtesy;
use crate::features::{BUCKETS, Course, Features, N_DENSE, meaning_in, numbers_of, sparse_of};
use crate::guide::Guide;
use crate::meaning::meaning_of;
use crate::model::{GATE, N_HEADS, OUT_OF_SCOPE, Scores, for_trees, head_of, of_place};
use crate::reader::Turn;
use crate::rules::{Rules, Weight};
use crate::scope::{N_SCOPE, Scope};
use crate::text::Text;
use crate::trees::Trees;

/// Where an example is taken from. How often a trigger is right differs from one collection to the other and
/// says nothing of what was written: of the messages that stand alone a third ask for a person, of the turns of
/// conversations few. What a collection adds to the odds is learnt beside the words, or the words would have
/// to explain it, and is left out of the head: a customer's message is read as a turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Collection {
    /// A customer's turns in conversations.
    #[default]
    Turns,
    /// Messages that stand alone.
    Messages,
    /// Questions to a playbook.
    Questions,
    /// What might come next in a conversation.
    Beginnings,
    /// What agents wrote, and texts of public corpora.
    Background,
}

/// How many collections there are.
const N_COLLECTIONS: usize = Collection::Background as usize + 1;

/// One message to learn from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    features: Features,
    scope_sparse: Vec<(u32, f32)>,
    /// Where it is taken from.
    pub collection: Collection,
    /// Per head: whether the trigger is right here.
    pub labels: [bool; N_HEADS],
    /// Per head: how much the example counts; 0 leaves it out.
    pub weights: [f32; N_HEADS],
    /// Per head: whether a rule alone decides for the trigger.
    pub sure: [bool; N_HEADS],
    /// How many words it has.
    pub words: usize,
    /// Whether anything in it may turn a request.
    pub turned: bool,
    /// Nothing but a courtesy: no trigger can fire.
    pub quiet: bool,
    /// Whether it was held against a playbook.
    pub guided: bool,
    /// Of what sort its wish is, where a reader said so.
    pub ask: Option<Ask>,
    /// Examples of one group are never both trained on and measured.
    pub group: usize,
}

impl Example {
    /// What the trees of a head see, given the linear scores of all heads and the sort of the wish.
    pub fn for_trees(&self, head: usize, scores: &Scores, asks: &AskChances) -> Vec<f32> {
        for_trees(head, scores, asks, &self.features.dense)
    }

    /// A head's score with what its trees and its place in the thread add to the linear one.
    pub fn with_trees(
        &self,
        head: usize,
        scores: &Scores,
        asks: &AskChances,
        trees: &Trees,
    ) -> f32 {
        let added = trees.score(&self.for_trees(head, scores, asks));
        scores[head] + added + of_place(head, &self.features.dense)
    }

    /// Of what sort its wish is, by what was learnt.
    pub fn asks(&self, asks: &Asks) -> AskChances {
        asks.chances(&self.features.sparse, self.meaning())
    }

    /// Where its meaning lies.
    fn meaning(&self) -> &[f32] {
        meaning_in(&self.features.dense)
    }

    /// Whether the playbook lacks what is asked, and how much that counts for the head of out of scope
    /// and for the gate.
    pub fn teach_scope(&mut self, lacks: bool, [head, gate]: [f32; 2]) {
        self.labels[OUT_OF_SCOPE] = lacks;
        self.weights[OUT_OF_SCOPE] = head;
        self.labels[GATE] = lacks;
        self.weights[GATE] = gate;
    }

    /// The example without what a playbook covers, which is known of its own playbook only.
    pub fn without_playbook(mut self) -> Self {
        self.guided = false;
        for number in self.features.dense.iter_mut().skip(N_DENSE).take(N_SCOPE) {
            *number = 0.0;
        }
        self
    }

    /// What the models see of the last turn of `thread`. Without a guide nothing is known of scope.
    pub fn see(
        thread: &[Turn<'_>],
        guide: Option<&Guide>,
        rules: &Rules,
        common: &dyn Fn(&str) -> f32,
    ) -> Self {
        let Some(last) = thread.last() else {
            return Self::default();
        };
        let text = Text::new(last.text);
        let course = Course::of(thread, &text, rules);
        let heard = answers::hear(rules, &text, &course);
        let point = meaning_of(&text);
        let scope = guide.map(|guide| Scope::of(&text, &point, &course, &guide.index, common));
        let dense = numbers_of(&text, &point, &heard.found, &course, scope.as_ref());
        let scope_sparse = scope.map(|scope| scope.sparse).unwrap_or_default();
        let sparse = sparse_of(&text, &heard, &course);
        let mut sure = [false; N_HEADS];
        for hit in heard
            .found
            .iter()
            .filter(|hit| hit.weight == Weight::Sure && !hit.taken_back)
        {
            sure[head_of(hit.kind.trigger())] = true;
        }
        let quiet = courtesy(&text) && !heard.accepts;
        Self {
            sure,
            words: text.words().count(),
            turned: heard.is_turned(),
            quiet,
            guided: guide.is_some(),
            features: Features { sparse, dense },
            scope_sparse,
            ..Self::default()
        }
    }
}

/// Where the sums of squared slopes begin, so that the first step is no leap.
const SUMS_START: f32 = 0.01;

fn step(weight: &mut f32, sum: &mut f32, slope: f32, plan: Plan) {
    let slope = slope + plan.decay * *weight;
    *sum += slope * slope;
    *weight -= plan.rate * slope / sum.sqrt();
}

/// In how many examples each bucket stands.
fn seen_in(examples: &[Example], order: &[usize]) -> Vec<u32> {
    let mut seen = vec![0_u32; BUCKETS];
    for example in order.iter().filter_map(|at| examples.get(*at)) {
        let pairs = example.features.sparse.iter().chain(&example.scope_sparse);
        let mut buckets: Vec<u32> = pairs.map(|(bucket, _)| *bucket).collect();
        buckets.sort_unstable();
        buckets.dedup();
        for bucket in buckets {
            if let Some(count) = seen.get_mut(bucket as usize) {
                *count += 1;
            }
        }
    }
    seen
}

/// Which buckets have the highest values, at most so many and none without a value; of equal ones the first.
fn highest(values: &[f32], most: usize) -> Vec<bool> {
    let of = |at: &usize| values.get(*at).copied().unwrap_or_default();
    let mut ranked: Vec<usize> = (0..values.len()).filter(|at| of(at) > 0.0).collect();
    ranked.sort_by(|one, other| of(other).total_cmp(&of(one)));
    let mut kept = vec![false; values.len()];
    for at in ranked.into_iter().take(most) {
        if let Some(slot) = kept.get_mut(at) {
            *slot = true;
        }
    }
    kept
}

/// A piece of text that stands in one example only is learnt by heart, not understood.
const SEEN_AT_LEAST: u32 = 2;

fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// Throws the same way every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for last in (1..order.len()).rev() {
            // The cast is exact: the remainder is at most `last`.
            let other = (self.throw() % (last as u64 + 1)) as usize;
            order.swap(last, other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::highest;

    #[test]
    fn the_highest_are_kept_and_nothing_without_a_value() {
        let values = [0.5, 0.0, 2.0, 0.5, 0.1];
        assert_eq!(highest(&values, 2), [true, false, true, false, false]);
        assert_eq!(highest(&values, 9), [true, false, true, true, true]);
    }
}
