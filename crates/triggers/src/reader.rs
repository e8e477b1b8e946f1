//! The way in: reads the last message of a thread against a guide and says which triggers it gives,
//! how strongly, and because of which words. It decides nothing about the conversation; that is
//! `conversation::decide`'s. Next: `rules`, `search`.

use crate::courtesy::courtesy;
use crate::guide::Guide;
use crate::language::{Tongue, tongue_of};
use crate::rules::{Found, RuleFault, Rules, Weight};
use crate::search::Query;
use crate::text::Text;
use conversation::ids::MessageId;
use conversation::signal::{Evidence, Reason, Signal, Source, Strength, Trigger};
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
    /// The strongest signal of each trigger that is worth keeping, whether or not it fires.
    pub signals: Vec<Signal>,
    /// The language of the message, where it shows.
    pub tongue: Option<Tongue>,
    /// How well the playbook covers what is asked: 0 not at all, 1 in full or nothing was asked.
    pub scope: f32,
    /// Whether it is nothing but a courtesy.
    pub courtesy: bool,
}

impl Reading {
    /// The signal that hands over, if one does.
    pub fn deciding(&self) -> Option<&Signal> {
        conversation::signal::deciding(&self.signals)
    }
}

/// Rules and weights, ready to read. Cheap to share.
pub struct Reader {
    rules: Rules,
}

static EMBEDDED: LazyLock<Result<Reader, RuleFault>> = LazyLock::new(|| {
    Ok(Reader {
        rules: Rules::shipped()?,
    })
});

/// The version of rules and weights; every signal names it.
pub const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "+rules.1");

/// From this strength on a signal fires, before sensitivity and marks.
const THRESHOLD: i16 = 500;
/// Below this strength a signal is not worth keeping.
const WORTH_KEEPING: f64 = 0.25;

impl Reader {
    /// The reader that ships with Relevo. Fails only if the program was built from broken rules.
    pub fn embedded() -> Result<&'static Self, &'static RuleFault> {
        EMBEDDED.as_ref()
    }

    /// Reads the last turn of `thread`, which is a customer's message.
    pub fn read(&self, thread: &[Turn<'_>], guide: &Guide) -> Reading {
        let Some(last) = thread.last() else {
            return Reading {
                signals: Vec::new(),
                tongue: None,
                scope: 1.0,
                courtesy: false,
            };
        };
        let text = Text::new(last.text);
        let found = self.rules.find(&text);
        let query = Query::new(&text);
        let found_facts = guide.index.look_up(&query);
        let courtesy = courtesy(&text);
        let best = guide
            .index
            .ranked(&found_facts, 1)
            .first()
            .map_or(0.0, |hit| hit.score);
        let scope = if courtesy || query.terms.is_empty() {
            1.0
        } else {
            best.min(1.0)
        };
        let mut signals = Vec::new();
        for trigger in Trigger::ALL {
            if trigger == Trigger::OutOfScope {
                continue;
            }
            if let Some(signal) = by_rules(trigger, &found, &text, last, guide) {
                signals.push(signal);
            }
        }
        Reading {
            signals,
            tongue: tongue_of(&text),
            scope,
            courtesy,
        }
    }
}

fn by_rules(
    trigger: Trigger,
    found: &[Found],
    text: &Text,
    turn: &Turn<'_>,
    guide: &Guide,
) -> Option<Signal> {
    let of_trigger: Vec<&Found> = found
        .iter()
        .filter(|hit| hit.kind.trigger() == trigger && !hit.taken_back)
        .collect();
    let sure = of_trigger.iter().find(|hit| hit.weight == Weight::Sure);
    let lead = sure.or(of_trigger.first())?;
    let strength = if sure.is_some() {
        0.95
    } else {
        0.2 * of_trigger.len() as f64
    };
    if strength < WORTH_KEEPING {
        return None;
    }
    let evidence = of_trigger
        .iter()
        .filter_map(|hit| evidence(hit, text, turn))
        .collect();
    Some(signal(
        trigger,
        strength,
        lead.kind.reason(),
        evidence,
        guide,
    ))
}

fn evidence(hit: &Found, text: &Text, turn: &Turn<'_>) -> Option<Evidence> {
    let span = text.span(hit.from, hit.to)?;
    let quote = turn
        .text
        .get(span.start as usize..span.end as usize)?
        .to_owned();
    Some(Evidence {
        message: turn.id.clone(),
        span,
        quote,
    })
}

fn signal(
    trigger: Trigger,
    strength: f64,
    reason: Reason,
    evidence: Vec<Evidence>,
    guide: &Guide,
) -> Signal {
    let threshold = u16::try_from(THRESHOLD + guide.offset(trigger)).unwrap_or_default();
    Signal {
        trigger,
        strength: Strength::from_share(strength),
        threshold: Strength(threshold),
        reason,
        evidence,
        source: Source::Rule,
        version: VERSION.to_owned(),
    }
}
