//! The trained weights: one linear head for each trigger and one for the gate over the same features,
//! stored in small integers, with trees on top.
//! It turns features into a strength, where 500 is the calibrated threshold, and knows its own
//! version. It never learns; that is `learn`. Next: `reader`.

use crate::asks::{AskChances, Asks};
use crate::bytes::take;
use crate::features::{BUCKETS, N_DENSE, meaning_in, opens};
use crate::meaning::{SIZE, print_of};
use crate::scope::{N_PLAIN, N_SCOPE};
use crate::table::{Table, step_for};
use crate::trees::Trees;
use conversation::signal::Trigger;

/// Triggers, in the order of [`Trigger::ALL`]; each has a head.
pub const N_TRIGGERS: usize = 5;
/// All heads: those of the triggers, and the gate.
pub const N_HEADS: usize = N_TRIGGERS + 1;
/// The head that tells how little the playbook covers where the agent is about to answer. It is not
/// that of out of scope, because the message is then known to want an answer, while in the course of a
/// conversation most messages don't.
pub const GATE: usize = N_TRIGGERS;
/// Plain numbers per head: those of the message and those of the search.
pub(crate) const N_NUMBERS: usize = N_DENSE + N_SCOPE + SIZE;
/// Buckets of the table of known words.
const KNOWN: usize = 1 << 16;
const MAGIC: &[u8; 8] = b"relevo-c";

/// Why a weights file can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeightsFault {
    /// It is no weights file, or of another make.
    #[error("not a weights file of this version")]
    Foreign,
    /// It ends too early or too late.
    #[error("the weights file is cut off")]
    CutOff,
}

/// One head, apart from its share of the table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// What one step of the table is worth.
    pub step: f32,
    /// Weights of the plain numbers.
    pub numbers: Vec<f32>,
    /// The score at which the trigger fires.
    pub threshold: f32,
    /// How fast strength grows with the score.
    pub slope: f32,
}

/// All weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Names rules, text and corpora that made them.
    pub version: String,
    heads: Vec<Head>,
    /// What each plain number weighs for all heads; made of theirs once, so that neither changes alone.
    plain: Vec<[f32; N_HEADS]>,
    asks: Asks,
    table: Table<N_HEADS>,
    known: Vec<u8>,
    /// What is added to each head's linear score.
    trees: [Trees; N_HEADS],
}

/// How much each head calls for a person, raw.
pub type Scores = [f32; N_HEADS];

/// Whether a head sees how the playbook covers the message.
pub fn sees_playbook(head: usize) -> bool {
    head == OUT_OF_SCOPE || head == GATE
}

/// What the trees of a head see: the linear scores of all heads, so that a complaint isn't taken for a
/// question, and the plain numbers without their crossings; those of the search and of what sort the wish
/// is for the heads that see the playbook alone.
pub(crate) fn for_trees(
    head: usize,
    scores: &Scores,
    asks: &AskChances,
    numbers: &[f32],
) -> Vec<f32> {
    let plain = if sees_playbook(head) {
        N_DENSE + N_PLAIN
    } else {
        N_DENSE
    };
    let plain = numbers.iter().take(plain).copied();
    let bounded = scores.iter().map(|score| score.clamp(-LARGEST, LARGEST));
    let asks = asks.iter().copied().filter(|_| sees_playbook(head));
    bounded.chain(plain).chain(asks).collect()
}

/// What a request gains where it is the first thing that a customer writes: nobody has been asked anything
/// yet, and who comes for a person alone says so in few words. Chosen so that messages that stand alone are
/// heard as well as turns at one threshold.
const OPENING: f32 = 1.8;

/// What the place of a message in its thread adds to a head's score.
pub(crate) fn of_place(head: usize, numbers: &[f32]) -> f32 {
    if head == EXPLICIT_REQUEST && opens(numbers) {
        OPENING
    } else {
        0.0
    }
}

/// How well the playbook covers what is asked, 0 to 1, by the gate's score and the one at which it is a
/// half.
pub fn covered(gate: f32, threshold: f32) -> f32 {
    1.0 / (1.0 + (gate - threshold).exp())
}

/// Below this score the model is surer that a trigger isn't meant than a rule is that it is. Where life and
/// limb are at stake it must be surer still.
const DOUBTED: [f32; N_TRIGGERS] = [-3.0, -2.0, -1.0, -1.0, -1.0];

/// The same for a request in a text that turns it: "I typed 'talk to a person' by mistake, what are your
/// hours". The rule only heard the request; the model also weighs what turns it, and decides alone where
/// its threshold lies no higher than this.
const DOUBTED_WHERE_TURNED: f32 = 0.1;

/// A message of fewer words has room for the trigger alone, and a model knows too little of it to doubt: at every
/// score that takes back wrong ones, plain requests in the middle of a thread are taken back with them.
const WORDS_FOR_DOUBT: usize = 7;

/// Whether the model's score unsays a rule that is sure, in a message of so many words that does or doesn't
/// turn a request. Of the left-out messages in which a rule was sure of a request, this takes back three of
/// four wrong ones and nine in a thousand of the right ones.
pub fn doubted(head: usize, score: f32, words: usize, turned: bool) -> bool {
    if turned && head == head_of(Trigger::ExplicitRequest) {
        return score < DOUBTED_WHERE_TURNED;
    }
    words >= WORDS_FOR_DOUBT && DOUBTED.get(head).is_some_and(|least| score < *least)
}

/// Scores beyond this are as good as certain.
const LARGEST: f32 = 20.0;

impl Weights {
    /// From trained heads: `sparse` holds the table's weights, head by head.
    pub fn new(
        version: String,
        mut heads: Vec<Head>,
        mut sparse: [Vec<f32>; N_HEADS],
        known: &[(String, u8)],
        asks: Asks,
        trees: [Trees; N_HEADS],
    ) -> Self {
        for (head, weights) in heads.iter_mut().zip(&mut sparse) {
            head.step = step_for(weights.iter().fold(0.0, |most: f32, w| most.max(w.abs())));
            weights.iter_mut().for_each(|weight| *weight /= head.step);
        }
        let table = Table::new(&sparse, BUCKETS);
        let mut cells = vec![0_u8; KNOWN];
        for (stem, commonness) in known {
            if let Some(cell) = cells.get_mut(place(stem)) {
                *cell = (*cell).max(*commonness);
            }
        }
        Self {
            version,
            plain: by_number(&heads),
            heads,
            asks,
            table,
            known: cells,
            trees,
        }
    }

    /// How common a stem is in the training text: 0 never heard, 1 heard from everybody.
    pub(crate) fn common(&self, stem: &str) -> f32 {
        unpacked(self.known.get(place(stem)).copied().unwrap_or_default())
    }

    /// Of what sort the wish is.
    pub(crate) fn asks(&self, sparse: &[(u32, f32)], numbers: &[f32]) -> AskChances {
        self.asks.chances(sparse, meaning_in(numbers))
    }

    /// The raw scores; `scope_sparse` counts for out of scope alone.
    pub(crate) fn scores(
        &self,
        sparse: &[(u32, f32)],
        numbers: &[f32],
        scope_sparse: &[(u32, f32)],
        asks: &AskChances,
    ) -> Scores {
        let linear = self.linear(sparse, numbers, scope_sparse);
        let mut scores = linear;
        for (head, (score, trees)) in scores.iter_mut().zip(&self.trees).enumerate() {
            *score += trees.score(&for_trees(head, &linear, asks, numbers));
            *score += of_place(head, numbers);
        }
        scores
    }

    fn linear(
        &self,
        sparse: &[(u32, f32)],
        numbers: &[f32],
        scope_sparse: &[(u32, f32)],
    ) -> Scores {
        let mut sums = [0.0_f32; N_HEADS];
        for (bucket, value) in sparse {
            self.table.add(*bucket, *value, &mut sums);
        }
        for head in (0..N_HEADS).filter(|head| sees_playbook(*head)) {
            sums[head] += self.steps(head, scope_sparse);
        }
        let mut plain = [0.0_f32; N_HEADS];
        for (weights, number) in self.plain.iter().zip(numbers) {
            for (sum, weight) in plain.iter_mut().zip(weights) {
                *sum += weight * number;
            }
        }
        let mut scores = [0.0; N_HEADS];
        for (((score, sum), plain), head) in scores.iter_mut().zip(sums).zip(plain).zip(&self.heads)
        {
            *score = sum * head.step + plain;
        }
        scores
    }

    /// What a few buckets add to one head's score.
    pub(crate) fn of_buckets(&self, head: usize, buckets: &[(u32, f32)]) -> f32 {
        let step = self.heads.get(head).map_or(0.0, |head| head.step);
        self.steps(head, buckets) * step
    }

    /// The same in steps of the head.
    fn steps(&self, head: usize, buckets: &[(u32, f32)]) -> f32 {
        let weighed = buckets.iter();
        weighed
            .map(|(at, value)| self.table.weight(*at, head) * value)
            .sum()
    }

    /// The strength of a score, between 0 and 1; 0.5 at the threshold.
    pub(crate) fn strength(&self, head: usize, score: f32) -> f32 {
        self.heads.get(head).map_or(0.0, |head| {
            1.0 / (1.0 + (-(score - head.threshold) * head.slope).exp())
        })
    }

    /// How well the playbook covers what is asked, 0 to 1.
    pub(crate) fn coverage(&self, scores: &Scores) -> f32 {
        let threshold = self.heads.get(GATE).map_or(0.0, |head| head.threshold);
        covered(scores[GATE], threshold)
    }

    /// As bytes for a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        let version = self.version.as_bytes();
        bytes.extend(
            u32::try_from(version.len())
                .unwrap_or_default()
                .to_le_bytes(),
        );
        bytes.extend(version);
        for head in &self.heads {
            for value in [head.step, head.threshold, head.slope]
                .iter()
                .chain(&head.numbers)
            {
                bytes.extend(value.to_le_bytes());
            }
        }
        self.asks.write(&mut bytes);
        for trees in &self.trees {
            trees.write(&mut bytes);
        }
        bytes.extend(&self.known);
        self.table.write(&mut bytes);
        bytes
    }

    /// From the bytes of a file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WeightsFault> {
        let mut rest = bytes.strip_prefix(MAGIC).ok_or(WeightsFault::Foreign)?;
        let length = u32::from_le_bytes(take(&mut rest).ok_or(WeightsFault::CutOff)?) as usize;
        let (version, mut rest) = rest.split_at_checked(length).ok_or(WeightsFault::CutOff)?;
        let version = String::from_utf8(version.to_vec()).map_err(|_| WeightsFault::Foreign)?;
        let mut heads = Vec::with_capacity(N_HEADS);
        for _ in 0..N_HEADS {
            let mut number = || {
                Ok(f32::from_le_bytes(
                    take(&mut rest).ok_or(WeightsFault::CutOff)?,
                ))
            };
            let (step, threshold, slope) = (number()?, number()?, number()?);
            let numbers = (0..N_NUMBERS)
                .map(|_| number())
                .collect::<Result<_, WeightsFault>>()?;
            heads.push(Head {
                step,
                numbers,
                threshold,
                slope,
            });
        }
        let asks = Asks::read(&mut rest).ok_or(WeightsFault::CutOff)?;
        let mut forest: [Trees; N_HEADS] = Default::default();
        for trees in &mut forest {
            *trees = Trees::read(&mut rest).ok_or(WeightsFault::CutOff)?;
        }
        let (known, mut rest) = rest.split_at_checked(KNOWN).ok_or(WeightsFault::CutOff)?;
        let table = Table::read(&mut rest, BUCKETS).ok_or(WeightsFault::CutOff)?;
        if !rest.is_empty() {
            return Err(WeightsFault::CutOff);
        }
        Ok(Self {
            version,
            plain: by_number(&heads),
            heads,
            asks,
            table,
            known: known.to_vec(),
            trees: forest,
        })
    }
}

/// From head by head to number by number, in which order they are read: one number for all heads at once.
fn by_number(heads: &[Head]) -> Vec<[f32; N_HEADS]> {
    let weight = |head: usize, number: usize| Some(*heads.get(head)?.numbers.get(number)?);
    let all = |number| std::array::from_fn(|head| weight(head, number).unwrap_or_default());
    (0..N_NUMBERS).map(all).collect()
}

/// The head of requests for a person.
pub const EXPLICIT_REQUEST: usize = 1;
/// The head of out of scope.
pub const OUT_OF_SCOPE: usize = 4;

/// The head of a trigger.
pub(crate) fn head_of(trigger: Trigger) -> usize {
    match trigger {
        Trigger::Compliance => 0,
        Trigger::ExplicitRequest => EXPLICIT_REQUEST,
        Trigger::Frustration => 2,
        Trigger::HighValue => 3,
        Trigger::OutOfScope => OUT_OF_SCOPE,
    }
}

/// Where a stem stands in the table of known words.
fn place(stem: &str) -> usize {
    print_of(stem) as usize % KNOWN
}

/// One cell of that table as a share.
pub(crate) fn unpacked(cell: u8) -> f32 {
    f32::from(cell) / 255.0
}

#[cfg(test)]
mod tests {
    use super::{EXPLICIT_REQUEST, N_HEADS, OPENING, of_place};
    use crate::features::{Dense, N_DENSE};

    #[test]
    fn a_request_gains_where_it_opens_the_thread_and_nothing_else_does() {
        let later = [0.0; N_DENSE];
        let mut first = later;
        first[Dense::First as usize] = 1.0;
        for head in 0..N_HEADS {
            let gain = if head == EXPLICIT_REQUEST {
                OPENING
            } else {
                0.0
            };
            assert!((of_place(head, &first) - gain).abs() < f32::EPSILON);
            assert!(of_place(head, &later).abs() < f32::EPSILON);
        }
    }
}
