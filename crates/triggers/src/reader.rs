//! The way in: reads the last message of a thread against a guide and says which triggers it gives,
//! how strongly, and because of which words. It decides nothing about the conversation; that is
//! `conversation::decide`'s. Next: `verdict`, which turns scores into signals.

mod evidence;
mod owner;
mod verdict;

pub use owner::RuleAlone;
pub use verdict::SURE;

use crate::answers;
use crate::asks::{Ask, surely};
use crate::courtesy::courtesy;
use crate::features::{Course, numbers_of, sparse_of};
use crate::guide::Guide;
use crate::language::{Tongue, tongue_of};
use crate::meaning::meaning_of;
use crate::model::{N_TRIGGERS, Weights, WeightsFault};
use crate::rules::{Found, RuleFault, Rules};
use crate::scope::Scope;
use crate::text::Text;
use conversation::ids::MessageId;
use conversation::signal::{Signal, Trigger};
use conversation::time::Timestamp;
use std::sync::LazyLock;

/// Who said something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The person who writes on WhatsApp.
    Customer,
    /// The AI.
    Agent,
    /// A person of the business.
    Operator,
}

/// One message of a thread.
#[derive(Clone, Copy, Debug)]
pub struct Turn<'a> {
    /// Who said it.
    pub by: By,
    /// When.
    pub at: Timestamp,
    /// The message, for the evidence.
    pub id: &'a MessageId,
    /// What was said.
    pub text: &'a str,
}

/// What was read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The signal of each trigger that is worth keeping, whether or not it fires.
    pub signals: Vec<Signal>,
    /// The strength of every trigger, 0 to 1, in the order of [`Trigger::ALL`].
    pub strengths: [f32; N_TRIGGERS],
    /// The language of the message, where it shows.
    pub tongue: Option<Tongue>,
    /// How well the playbook covers what is asked: 0 not at all, 1 in full or nothing was asked, or
    /// the language is none that is read. It is stricter than the signal, because a question that the
    /// agent is about to answer is known to be one; the embedded answerer's confidence is made of it.
    pub scope: f32,
    /// Whether it is nothing but a courtesy.
    pub courtesy: bool,
}

impl Reading {
    /// The strength of `trigger`, 0 to 1; one half is the calibrated threshold.
    pub fn strength(&self, trigger: Trigger) -> f32 {
        self.strengths[crate::model::head_of(trigger)]
    }

    /// The signal that hands over, if one does.
    pub fn deciding(&self) -> Option<&Signal> {
        conversation::signal::deciding(&self.signals)
    }
}

/// Why there is no reader. Both can only come from a broken build, which the tests would show.
#[derive(Debug, thiserror::Error)]
pub enum ReaderFault {
    /// The rules can't be used.
    #[error(transparent)]
    Rules(#[from] RuleFault),
    /// The weights can't be used.
    #[error(transparent)]
    Weights(#[from] WeightsFault),
}

/// Rules and weights, ready to read. Cheap to share.
pub struct Reader {
    rules: Rules,
    weights: Weights,
}

static EMBEDDED: LazyLock<Result<Reader, ReaderFault>> =
    LazyLock::new(|| Reader::with_weights(include_bytes!("../weights/reader.bin")));

/// A message as it is being read; what the parts of the reader hand on to each other.
struct Seen<'a> {
    turn: &'a Turn<'a>,
    text: Text,
    found: Vec<Found>,
    /// Whether anything in the text may turn a request.
    turned: bool,
    /// Whether it takes the person whom the agent has offered.
    accepts: bool,
    /// Whether all it asks for was denied by the message before.
    denied: bool,
    course: Course,
    scope: Scope,
    /// Of what sort the wish is, where that is clear.
    ask: Option<Ask>,
    courtesy: bool,
}

impl Reader {
    /// The reader that ships with Relevo.
    pub fn embedded() -> Result<&'static Self, &'static ReaderFault> {
        EMBEDDED.as_ref()
    }

    /// A reader with other weights, to measure them.
    pub fn with_weights(bytes: &[u8]) -> Result<Self, ReaderFault> {
        Ok(Self {
            rules: Rules::shipped()?,
            weights: Weights::from_bytes(bytes)?,
        })
    }

    /// The version of the weights; every signal names it.
    pub fn version(&self) -> &str {
        &self.weights.version
    }

    /// Reads the last turn of `thread`, which is a customer's message.
    pub fn read(&self, thread: &[Turn<'_>], guide: &Guide) -> Reading {
        let Some(turn) = thread.last() else {
            return Reading::of_nothing();
        };
        let text = Text::new(turn.text);
        let course = Course::of(thread, &text, &self.rules);
        let heard = answers::hear(&self.rules, &text, &course);
        let common = |stem: &str| self.weights.common(stem);
        let point = meaning_of(&text);
        let scope = Scope::of(&text, &point, &course, &guide.index, &common);
        let numbers = numbers_of(&text, &point, &heard.found, &course, Some(&scope));
        let sparse = sparse_of(&text, &heard, &course);
        let asks = self.weights.asks(&sparse, &numbers);
        let scores = self.weights.scores(&sparse, &numbers, &scope.sparse, &asks);
        // A yes to the offer of a person is thanks for nothing yet.
        let courtesy = courtesy(&text) && !heard.accepts;
        let tongue = tongue_of(&text);
        let seen = Seen {
            turn,
            text,
            turned: heard.is_turned(),
            accepts: heard.accepts,
            denied: heard.denied,
            found: heard.found,
            course,
            scope,
            ask: surely(&asks),
            courtesy,
        };
        let strengths = self.strengths(&seen, &scores, tongue);
        let signals = self.signals(&seen, strengths, guide);
        let unread = courtesy || tongue == Some(Tongue::Other);
        let scope = if unread {
            1.0
        } else {
            self.weights.coverage(&scores)
        };
        Reading {
            signals,
            strengths,
            tongue,
            scope,
            courtesy,
        }
    }
}

impl Reading {
    fn of_nothing() -> Self {
        Self {
            signals: Vec::new(),
            strengths: [0.0; N_TRIGGERS],
            tongue: None,
            scope: 1.0,
            courtesy: true,
        }
    }
}
