//! The rules that ship with Relevo: patterns over folded text, kept as data in `rules/*.rules`, and
//! the machine that finds them. A `not` line takes back what other patterns found inside its words
//! ("don't need an agent"). It knows nothing of models and thresholds. Next: `reader`.

mod parse;

pub use parse::RuleFault;
pub(crate) use parse::fold_pattern;

use crate::text::Text;
use conversation::signal::{ComplianceKind, OpportunityKind, Reason, Trigger};
use regex::bytes::{Regex, RegexSet};

/// What a rule looks for; each kind has its own plain words on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person instead of the agent.
    Person,
    /// To be phoned.
    Call,
    /// A manager or the owner.
    Manager,
    /// No machine.
    Machine,
    /// Anger or insult.
    Anger,
    /// Sarcasm.
    Sarcasm,
    /// Giving up.
    GivesUp,
    /// Leaving, or a bad review.
    Leave,
    /// The same again.
    Repeated,
    /// Impatience.
    Impatience,
    /// An exception or a decision.
    Decision,
    /// Compliance ground.
    Compliance(ComplianceKind),
    /// An opportunity.
    Value(OpportunityKind),
}

impl Kind {
    /// The trigger it speaks for.
    pub fn trigger(self) -> Trigger {
        match self {
            Self::Person | Self::Call | Self::Manager | Self::Machine => Trigger::ExplicitRequest,
            Self::Anger
            | Self::Sarcasm
            | Self::GivesUp
            | Self::Leave
            | Self::Repeated
            | Self::Impatience => Trigger::Frustration,
            Self::Decision => Trigger::OutOfScope,
            Self::Compliance(_) => Trigger::Compliance,
            Self::Value(_) => Trigger::HighValue,
        }
    }

    /// The reason it gives.
    pub fn reason(self) -> Reason {
        match self {
            Self::Person => Reason::AskedForPerson,
            Self::Call => Reason::AskedForCall,
            Self::Manager => Reason::AskedForManager,
            Self::Machine => Reason::RefusesMachine,
            Self::Anger => Reason::Anger,
            Self::Sarcasm => Reason::Sarcasm,
            Self::GivesUp => Reason::GivesUp,
            Self::Leave => Reason::ThreatensToLeave,
            Self::Repeated => Reason::Mood,
            Self::Impatience => Reason::Impatience,
            Self::Decision => Reason::AsksForDecision,
            Self::Compliance(kind) => Reason::Compliance { kind },
            Self::Value(kind) => Reason::Opportunity { kind },
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "person" => Self::Person,
            "call" => Self::Call,
            "manager" => Self::Manager,
            "machine" => Self::Machine,
            "anger" => Self::Anger,
            "sarcasm" => Self::Sarcasm,
            "gives_up" => Self::GivesUp,
            "leave" => Self::Leave,
            "repeated" => Self::Repeated,
            "impatience" => Self::Impatience,
            "decision" => Self::Decision,
            "symptoms" => Self::Compliance(ComplianceKind::Symptoms),
            "emergency" => Self::Compliance(ComplianceKind::Emergency),
            "safety" => Self::Compliance(ComplianceKind::Safety),
            "legal" => Self::Compliance(ComplianceKind::Legal),
            "privacy" => Self::Compliance(ComplianceKind::Privacy),
            "fraud" => Self::Compliance(ComplianceKind::Fraud),
            "money_advice" => Self::Compliance(ComplianceKind::MoneyAdvice),
            "self_harm" => Self::Compliance(ComplianceKind::SelfHarm),
            "company" => Self::Value(OpportunityKind::Company),
            "bulk" => Self::Value(OpportunityKind::Bulk),
            "custom_quote" => Self::Value(OpportunityKind::CustomQuote),
            "partnership" => Self::Value(OpportunityKind::Partnership),
            "large_event" => Self::Value(OpportunityKind::LargeEvent),
            "long_contract" => Self::Value(OpportunityKind::LongContract),
            _ => return None,
        })
    }
}

/// How much one rule alone is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Enough to hand over.
    Sure,
    /// One sign among others.
    Hint,
}

/// What a line of a rules file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Finds(Kind, Weight),
    /// Takes back what was found inside: requests for a person by `not`, refusals of a machine by
    /// `not-machine`; in the files without requests, everything but certainties about life and limb.
    TakesBack {
        machine: bool,
    },
}

/// A rule that found its words.
#[derive(Clone, Copy, Debug)]
pub struct Found {
    /// Of what kind.
    pub kind: Kind,
    /// What it is worth.
    pub weight: Weight,
    /// First byte in the line of the text.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
    /// Whether a `not` rule took it back.
    pub taken_back: bool,
}

/// All rules, compiled.
pub struct Rules {
    set: RegexSet,
    each: Vec<(Says, Family, Regex)>,
}

/// Rules of one file; a `not` line acts within its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Request,
    Compliance,
    Value,
    Mood,
}

const FILES: [(Family, &str); 5] = [
    (Family::Request, include_str!("../rules/request.rules")),
    (Family::Request, include_str!("../rules/foreign.rules")),
    (
        Family::Compliance,
        include_str!("../rules/compliance.rules"),
    ),
    (Family::Value, include_str!("../rules/value.rules")),
    (Family::Mood, include_str!("../rules/mood.rules")),
];

impl Rules {
    /// Compiles the rules that ship with Relevo.
    pub fn shipped() -> Result<Self, RuleFault> {
        let mut sources = Vec::new();
        let mut meanings = Vec::new();
        for (family, file) in FILES {
            for (says, pattern) in parse::lines(file)? {
                meanings.push((says, family));
                sources.push(pattern);
            }
        }
        let set = parse::compile_set(&sources)?;
        let each = sources
            .iter()
            .zip(meanings)
            .map(|(source, (says, family))| Ok((says, family, parse::compile(source)?)))
            .collect::<Result<_, RuleFault>>()?;
        Ok(Self { set, each })
    }

    /// Everything the rules find in `text`, in the order of the rules.
    pub fn find(&self, text: &Text) -> Vec<Found> {
        let line = text.line.as_bytes();
        let mut found = Vec::new();
        let mut taken = Vec::new();
        for index in self.set.matches(line).iter() {
            let Some((says, family, regex)) = self.each.get(index) else {
                continue;
            };
            for hit in regex.find_iter(line) {
                match *says {
                    Says::Finds(kind, weight) => found.push((
                        *family,
                        Found {
                            kind,
                            weight,
                            from: hit.start(),
                            to: hit.end(),
                            taken_back: false,
                        },
                    )),
                    Says::TakesBack { machine } => {
                        taken.push((*family, machine, hit.start(), hit.end()));
                    }
                }
            }
        }
        for (family, hit) in &mut found {
            hit.taken_back = taken.iter().any(|(other, machine, from, to)| {
                other == family
                    && *machine == (hit.kind == Kind::Machine)
                    && hit.from < *to
                    && *from < hit.to
            });
        }
        found.into_iter().map(|(_, hit)| hit).collect()
    }
}
