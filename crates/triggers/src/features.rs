//! What the trained reader sees of a message: hashed words, word pairs and letter groups, a short row
//! of plain numbers about mood, course of the conversation and rules, and where its meaning lies.
//! Training and reading use the same code, so that they can't drift apart. Next: `model`.

mod course;
mod crossed;
mod placed;
mod senses;

pub(crate) use course::Course;

use crate::meaning::Point;
use crate::rules::{Found, Heard, Kind, Weight};
use crate::scope::{N_SCOPE, Scope};
use crate::text::{Text, TokenKind};
use conversation::signal::Trigger;

/// How many buckets hashed features fall into: several for each piece that the training text has, so that
/// few share one. Only those that tell something are kept.
pub(crate) const BUCKETS: usize = 1 << 22;

/// A message as the models see it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Features {
    /// Bucket and value.
    pub(crate) sparse: Vec<(u32, f32)>,
    /// The plain numbers, in the order of [`Dense`].
    pub(crate) dense: Vec<f32>,
}

/// A stream of hashes with one seed each.
#[derive(Clone, Copy)]
struct Hash(u64);

impl Hash {
    fn seed(space: u8) -> Self {
        Self(0xcbf2_9ce4_8422_2325 ^ (u64::from(space) << 56)).add(&[space])
    }

    fn add(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    }

    fn bucket(self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        // The cast keeps the upper bits, which are below BUCKETS by the shift.
        (mixed >> (64 - BUCKETS.trailing_zeros())) as u32
    }
}

/// Spaces keep the same letters in different roles apart.
mod space {
    pub(super) const WORD: u8 = 1;
    pub(super) const PAIR: u8 = 2;
    pub(super) const TRIPLE: u8 = 3;
    pub(super) const SKIP: u8 = 4;
    pub(super) const LETTERS: u8 = 5;
    pub(super) const BEFORE: u8 = 6;
    pub(super) const EDGE: u8 = 7;
    pub(super) const RULE: u8 = 8;
    pub(super) const RULE_TAKEN: u8 = 9;
    pub(super) const KIND_SIGN: u8 = 10;
    pub(super) const KINDS: u8 = 11;
    pub(super) const SIGN: u8 = 12;
    pub(super) const TURNED: u8 = 13;
    pub(super) const DENIED: u8 = 14;
    pub(super) const AFTER_TURN: u8 = 15;
    pub(super) const SENSE: u8 = 16;
    pub(super) const SENSES: u8 = 17;
    pub(super) const EARLIER: u8 = 18;
    pub(super) const AGENT: u8 = 19;
    pub(super) const PLACED: u8 = 20;
    pub(super) const PLACED_PAIR: u8 = 21;
    /// The pairs of words of another message, beside its words.
    pub(super) const PAIRS_OF: u8 = 32;
}

/// The pieces of a text, hashed, with what the rules heard in it and what was said before it.
pub(crate) fn sparse_of(text: &Text, heard: &Heard, course: &Course) -> Vec<(u32, f32)> {
    let before = course.same_breath.as_ref();
    let mut sparse = Vec::with_capacity(text.line.len() * 5);
    words(text, &mut sparse);
    let n_words = sparse.len();
    letters(text, &mut sparse);
    scale(&mut sparse, 0, n_words, 1.0);
    scale(&mut sparse, n_words, usize::MAX, LETTERS_SHARE);
    placed::write(text, course, &mut sparse);
    crossed::write(text, heard, &mut sparse);
    senses::write(text, &mut sparse);
    said(before, space::BEFORE, &mut sparse);
    let earlier = course.earlier.first().filter(|_| before.is_none());
    said(earlier, space::EARLIER, &mut sparse);
    said(course.agent.as_ref(), space::AGENT, &mut sparse);
    sparse
}

/// The words of another message that this one answers or goes on with, alone and in pairs.
fn said(other: Option<&Text>, role: u8, sparse: &mut Vec<(u32, f32)>) {
    let Some(other) = other else { return };
    let from = sparse.len();
    let pair = |first: &[u8], second: &[u8]| {
        let pair = Hash::seed(space::PAIRS_OF + role).add(first).add(b" ");
        (pair.add(second).bucket(), 1.0)
    };
    let mut last: &[u8] = b"^";
    for word in other.words().map(str::as_bytes) {
        let alone = Hash::seed(role).add(word);
        sparse.extend([(alone.bucket(), 1.0), pair(last, word)]);
        last = word;
    }
    sparse.push(pair(last, b"$"));
    scale(sparse, from, usize::MAX, OTHERS_SHARE);
}

/// How much the words of other messages count.
const OTHERS_SHARE: f32 = 0.35;

/// The features that each token has a part in, for the evidence.
pub(crate) fn token_features(text: &Text) -> Vec<Vec<(u32, f32)>> {
    let mut last: &[u8] = b"^";
    let mut before: Option<usize> = None;
    let mut all: Vec<Vec<(u32, f32)>> = vec![Vec::new(); text.tokens.len()];
    for (number, token) in text.tokens.iter().enumerate() {
        let word: &[u8] = match token.kind {
            TokenKind::Number => number_class(text.word(token)),
            TokenKind::Mark if matches!(text.word(token), "," | "." | ":" | ";") => continue,
            TokenKind::Word | TokenKind::Mark | TokenKind::Symbol => text.word(token).as_bytes(),
        };
        let pair = (
            Hash::seed(space::PAIR)
                .add(last)
                .add(b" ")
                .add(word)
                .bucket(),
            0.5,
        );
        if let Some(own) = all.get_mut(number) {
            own.push((Hash::seed(space::WORD).add(word).bucket(), 1.0));
            own.push(pair);
        }
        if let Some(other) = before.and_then(|at| all.get_mut(at)) {
            other.push(pair);
        }
        last = word;
        before = Some(number);
    }
    all
}

/// Divides the values so that a long text doesn't outweigh a short one, yet isn't drowned either.
fn scale(sparse: &mut [(u32, f32)], from: usize, to: usize, total: f32) {
    let to = to.min(sparse.len());
    let Some(part) = sparse.get_mut(from..to) else {
        return;
    };
    let factor = total / (part.len().max(4) as f32).powf(SCALE);
    for (_, value) in part {
        *value *= factor;
    }
}

/// Between 0 (long texts count in full) and 0.5 (all texts have the same length).
const SCALE: f32 = 0.5;
/// How much the letter groups count beside the words.
const LETTERS_SHARE: f32 = 0.6;

fn words(text: &Text, sparse: &mut Vec<(u32, f32)>) {
    let mut last: [&[u8]; 2] = [b"", b"^"];
    for (number, token) in text.tokens.iter().enumerate() {
        let word: &[u8] = match token.kind {
            TokenKind::Number => number_class(text.word(token)),
            TokenKind::Mark if matches!(text.word(token), "," | "." | ":" | ";") => {
                continue;
            }
            TokenKind::Word | TokenKind::Mark | TokenKind::Symbol => text.word(token).as_bytes(),
        };
        let [second, first] = last;
        sparse.push((Hash::seed(space::WORD).add(word).bucket(), 1.0));
        sparse.push((
            Hash::seed(space::PAIR)
                .add(first)
                .add(b" ")
                .add(word)
                .bucket(),
            1.0,
        ));
        if !second.is_empty() {
            let triple = Hash::seed(space::TRIPLE).add(second).add(b" ").add(first);
            sparse.push((triple.add(b" ").add(word).bucket(), 0.8));
            let skip = Hash::seed(space::SKIP).add(second).add(b" ");
            sparse.push((skip.add(word).bucket(), 0.7));
        }
        if number == 0 {
            sparse.push((Hash::seed(space::EDGE).add(word).bucket(), 0.5));
        }
        last = [first, word];
    }
    let end = Hash::seed(space::PAIR).add(last[1]).add(b" $");
    sparse.push((end.bucket(), 1.0));
}

/// Numbers by size: which number it is says little, how large says much.
fn number_class(word: &str) -> &'static [u8] {
    let whole: String = word.chars().filter(char::is_ascii_digit).collect();
    match (word.contains(':'), whole.parse::<u64>().unwrap_or(u64::MAX)) {
        (true, _) => b"#time",
        (false, 0..=1) => b"#1",
        (false, 2..=4) => b"#few",
        (false, 5..=14) => b"#ten",
        (false, 15..=39) => b"#dozens",
        (false, 40..=99) => b"#tens",
        (false, 100..=999) => b"#hundreds",
        (false, 1000..=9_999) => b"#thousands",
        (false, _) => b"#long",
    }
}

fn letters(text: &Text, sparse: &mut Vec<(u32, f32)>) {
    for token in text
        .tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
    {
        let from = token.from as usize - 1;
        let to = token.to as usize + 1;
        let bytes = text.line.as_bytes().get(from..to).unwrap_or_default();
        for start in 0..bytes.len() {
            let mut hash = Hash::seed(space::LETTERS);
            for (n_letters, byte) in bytes.iter().skip(start).take(5).enumerate() {
                hash = hash.add(&[*byte]);
                if n_letters >= 2 {
                    sparse.push((hash.bucket(), 1.0));
                }
            }
        }
    }
}

/// Names of the plain numbers, so that weights can be read by a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Dense {
    Bias,
    AskSure,
    AskHint,
    AskTakenBack,
    MachineSure,
    Anger,
    Sarcasm,
    GivesUp,
    Leave,
    Repeated,
    Decision,
    Symptoms,
    Emergency,
    Safety,
    Legal,
    Privacy,
    Fraud,
    MoneyAdvice,
    SelfHarm,
    ComplianceSure,
    Company,
    Bulk,
    Quote,
    Partner,
    Event,
    Contract,
    ValueKinds,
    Length,
    Shouting,
    Exclaims,
    Questions,
    Unhappy,
    Laughs,
    Thanks,
    Courtesy,
    OwnWordsAgain,
    AgentAgain,
    Burst,
    ShortAfterAgent,
    AgentAsked,
    AgentSorry,
    LongWait,
    MoodBefore,
    First,
    Count,
}

/// How many plain numbers there are besides those of the playbook search.
pub(crate) const N_DENSE: usize = Dense::Count as usize;

/// What the numbers of a meaning count beside the others.
const MEANING: f32 = 2.0;

/// All numbers of a message: the plain ones, those of the search, and where its meaning lies. Without
/// a playbook nothing is known of the search.
pub(crate) fn numbers_of(
    text: &Text,
    point: &Point,
    found: &[Found],
    course: &Course,
    scope: Option<&Scope>,
) -> Vec<f32> {
    let mut numbers = dense_of(text, found, course);
    match scope {
        Some(scope) => numbers.extend(&scope.dense),
        None => numbers.extend([0.0; N_SCOPE]),
    }
    numbers.extend(point.map(|value| value * MEANING));
    numbers
}

/// Whether the message is the first that its customer writes.
pub(crate) fn opens(numbers: &[f32]) -> bool {
    numbers
        .get(Dense::First as usize)
        .is_some_and(|first| *first > 0.0)
}

/// Where the meaning lies, among all numbers of a message.
pub(crate) fn meaning_in(numbers: &[f32]) -> &[f32] {
    numbers.get(N_DENSE + N_SCOPE..).unwrap_or_default()
}

/// The plain numbers of a message.
fn dense_of(text: &Text, found: &[Found], course: &Course) -> Vec<f32> {
    let mut dense = vec![0.0_f32; N_DENSE];
    let mut set = |which: Dense, value: f32| {
        if let Some(slot) = dense.get_mut(which as usize) {
            *slot = value;
        }
    };
    set(Dense::Bias, 1.0);
    let count = |wanted: &dyn Fn(&Found) -> bool| {
        (found.iter().filter(|hit| wanted(hit)).count() as f32).min(3.0) / 2.0
    };
    let asks = |hit: &Found| hit.kind.trigger() == Trigger::ExplicitRequest;
    set(
        Dense::AskSure,
        count(&|hit| asks(hit) && hit.weight == Weight::Sure && !hit.taken_back),
    );
    set(
        Dense::AskHint,
        count(&|hit| asks(hit) && hit.weight == Weight::Hint && !hit.taken_back),
    );
    set(
        Dense::AskTakenBack,
        count(&|hit| asks(hit) && hit.taken_back),
    );
    set(
        Dense::MachineSure,
        count(&|hit| hit.kind == Kind::Machine && !hit.taken_back),
    );
    let sure = |hit: &Found| {
        hit.kind.trigger() == Trigger::Compliance && hit.weight == Weight::Sure && !hit.taken_back
    };
    set(Dense::ComplianceSure, count(&sure));
    let mut value_kinds = 0.0;
    for (which, kind) in KINDS {
        let hits = count(&|hit| hit.kind == kind && !hit.taken_back);
        set(which, hits);
        if kind.trigger() == Trigger::HighValue && hits > 0.0 {
            value_kinds += 0.5;
        }
    }
    set(Dense::ValueKinds, value_kinds);
    course.write(text, &mut set);
    dense
}

const KINDS: [(Dense, Kind); 20] = {
    use conversation::signal::ComplianceKind as C;
    use conversation::signal::OpportunityKind as O;
    [
        (Dense::Anger, Kind::Anger),
        (Dense::Sarcasm, Kind::Sarcasm),
        (Dense::GivesUp, Kind::GivesUp),
        (Dense::Leave, Kind::Leave),
        (Dense::Repeated, Kind::Repeated),
        (Dense::Decision, Kind::Decision),
        (Dense::Symptoms, Kind::Compliance(C::Symptoms)),
        (Dense::Emergency, Kind::Compliance(C::Emergency)),
        (Dense::Safety, Kind::Compliance(C::Safety)),
        (Dense::Legal, Kind::Compliance(C::Legal)),
        (Dense::Privacy, Kind::Compliance(C::Privacy)),
        (Dense::Fraud, Kind::Compliance(C::Fraud)),
        (Dense::MoneyAdvice, Kind::Compliance(C::MoneyAdvice)),
        (Dense::SelfHarm, Kind::Compliance(C::SelfHarm)),
        (Dense::Company, Kind::Value(O::Company)),
        (Dense::Bulk, Kind::Value(O::Bulk)),
        (Dense::Quote, Kind::Value(O::CustomQuote)),
        (Dense::Partner, Kind::Value(O::Partnership)),
        (Dense::Event, Kind::Value(O::LargeEvent)),
        (Dense::Contract, Kind::Value(O::LongContract)),
    ]
};
