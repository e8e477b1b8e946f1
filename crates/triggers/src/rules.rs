//! The rules that ship with Relevo: patterns over folded text, kept as data in `rules/*.rules` and compiled
//! by `build/main.rs`. A `not` line takes back what other patterns found inside its words
//! ("don't need an agent"). It knows nothing of models and thresholds. Next: `reader`.

mod fold;

pub(crate) use fold::fold_pattern;

use crate::text::Text;
use conversation::signal::{ComplianceKind, OpportunityKind, Reason, Trigger};
use patterns::{Finder, LoadFault, Program};
use std::ops::Range;

/// Why the rules can't be used. It can only come from files of ours, which a test reads whole.
#[derive(Debug, thiserror::Error)]
pub enum RuleFault {
    /// What a line says is neither a kind, a sign nor a `not`.
    #[error("not a rule: {0}")]
    NotARule(String),
    /// They were compiled by another version.
    #[error("not compiled rules: {0}")]
    Foreign(#[from] postcard::Error),
    /// Their patterns can't be used.
    #[error(transparent)]
    Patterns(#[from] LoadFault),
}

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

/// What turns the meaning of other words and fires nothing by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Sign {
    /// The matter took a turn to the better.
    Better,
    /// It happened to somebody else, elsewhere, or long ago.
    Elsewhere,
    /// Somebody on the customer's own side.
    Own,
    /// A trade, told about oneself.
    Trade,
    /// Asking what one speaks to, without minding.
    Curious,
    /// Only if, some day.
    Supposed,
    /// Good words.
    Praise,
    /// Once more.
    Again,
    /// A time waited.
    Wait,
    /// A large number.
    Many,
    /// At regular times.
    Regular,
    /// Put off: only if, only when, not yet.
    Deferred,
    /// Only thought of, or over.
    Intended,
    /// A slip, or a joke.
    Mistaken,
    /// Said or wanted by somebody else.
    Theirs,
    /// The machine, or the written word, is liked better; or a person is refused from some words away.
    Prefers,
    /// What was found stands in quotation marks: somebody else's words.
    Quoted,
}

impl Sign {
    /// Whether it may turn a request into none. The others are about mood, numbers and times.
    fn turns(self) -> bool {
        !matches!(
            self,
            Self::Praise | Self::Again | Self::Wait | Self::Many | Self::Regular
        )
    }

    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "better" => Self::Better,
            "elsewhere" => Self::Elsewhere,
            "own" => Self::Own,
            "trade" => Self::Trade,
            "curious" => Self::Curious,
            "supposed" => Self::Supposed,
            "praise" => Self::Praise,
            "again" => Self::Again,
            "wait" => Self::Wait,
            "many" => Self::Many,
            "regular" => Self::Regular,
            "deferred" => Self::Deferred,
            "intended" => Self::Intended,
            "mistaken" => Self::Mistaken,
            "theirs" => Self::Theirs,
            "prefers" => Self::Prefers,
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
    /// Turns the meaning of what others find.
    Shows(Sign),
    /// Takes back what was found inside: requests for a person by `not`, refusals of a machine by
    /// `not-machine`; in the files without requests, whatever rules of the same file found.
    TakesBack {
        machine: bool,
    },
}

impl Says {
    /// The words of a rules file before a pattern.
    fn from_words(words: &str) -> Option<Self> {
        Some(match words.split_once(' ') {
            None if words == "not" => Self::TakesBack { machine: false },
            None if words == "not-machine" => Self::TakesBack { machine: true },
            None => return None,
            Some(("sign", name)) => Self::Shows(Sign::from_word(name)?),
            Some((kind, "sure")) => Self::Finds(Kind::from_word(kind)?, Weight::Sure),
            Some((kind, "hint")) => Self::Finds(Kind::from_word(kind)?, Weight::Hint),
            Some(_) => return None,
        })
    }
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
    /// Names the rule, and changes with its words.
    pub(crate) mark: u32,
}

/// Everything that the rules tell about a text.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// What was found, in the order of the rules.
    pub found: Vec<Found>,
    /// What turns its meaning, each once.
    pub(crate) signs: Vec<Sign>,
}

impl Heard {
    /// Whether anything in the text may turn a request that a rule is sure of: put off, quoted, taken back.
    pub(crate) fn is_turned(&self) -> bool {
        let taken_back = self.found.iter().any(|hit| hit.taken_back);
        taken_back || self.signs.iter().any(|sign| sign.turns())
    }
}

/// All rules, compiled.
pub struct Rules {
    finder: Finder,
    each: Vec<Rule>,
}

/// One line of a rules file, apart from its pattern.
struct Rule {
    says: Says,
    family: Family,
    mark: u32,
}

/// Rules of one file; a `not` line acts within its family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Request,
    Compliance,
    Value,
    Mood,
    Signs,
}

/// What `build/main.rs` made: of each rule the name of its file, what it says and its mark, and all their patterns.
const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

impl Family {
    fn of_file(name: &str) -> Option<Self> {
        Some(match name {
            "request" | "reach" | "foreign" => Self::Request,
            "compliance" => Self::Compliance,
            "value" => Self::Value,
            "mood" => Self::Mood,
            "signs" => Self::Signs,
            _ => return None,
        })
    }
}

impl Rules {
    /// Loads the rules that ship with Relevo.
    ///
    /// # Errors
    /// When a line of them says what isn't known.
    pub fn shipped() -> Result<Self, RuleFault> {
        let (rules, program): (Vec<(&str, &str, u32)>, Program) = postcard::from_bytes(COMPILED)?;
        let each = rules.into_iter().map(|(file, says, mark)| {
            let fault = || RuleFault::NotARule(format!("{file}: {says}"));
            let family = Family::of_file(file).ok_or_else(fault)?;
            let says = Says::from_words(says).ok_or_else(fault)?;
            Ok(Rule { says, family, mark })
        });
        let each = each.collect::<Result<_, RuleFault>>()?;
        let finder = Finder::new(program)?;
        Ok(Self { finder, each })
    }

    /// How many places the rules of one trigger find in `text`, those that are taken back included; the
    /// others aren't looked for.
    pub(crate) fn count(&self, text: &Text, trigger: Trigger) -> usize {
        let wanted = |pattern: usize| match self.each.get(pattern).map(|rule| rule.says) {
            Some(Says::Finds(kind, _)) => kind.trigger() == trigger,
            Some(Says::Shows(_) | Says::TakesBack { .. }) | None => false,
        };
        self.finder.places(text.line.as_bytes(), wanted).len()
    }

    /// Everything the rules tell about `text`.
    pub fn hear(&self, text: &Text) -> Heard {
        let line = text.line.as_bytes();
        let mut found = Vec::new();
        let mut taken = Vec::new();
        let mut signs = Vec::new();
        for place in self.finder.places(line, |_| true) {
            let Some(rule) = self.each.get(place.pattern) else {
                continue;
            };
            match rule.says {
                Says::Shows(sign) => signs.push(sign),
                Says::Finds(kind, said) => {
                    // A quoted request is somebody else's, or the machine's own words: a sign, no more.
                    let quoted = text.quotes(place.from, place.to);
                    signs.extend(quoted.then_some(Sign::Quoted));
                    let weight = match rule.family {
                        Family::Request if quoted => Weight::Hint,
                        _ => said,
                    };
                    let found_here = Found {
                        kind,
                        weight,
                        from: place.from,
                        to: place.to,
                        taken_back: false,
                        mark: rule.mark,
                    };
                    found.push((rule.family, found_here));
                }
                Says::TakesBack { machine } => {
                    taken.push((rule.family, machine, place.from, place.to));
                }
            }
        }
        signs.sort_unstable();
        signs.dedup();
        for (family, hit) in &mut found {
            hit.taken_back = taken.iter().any(|(other, machine, from, to)| {
                other == family
                    && *machine == (hit.kind == Kind::Machine)
                    && overlap(hit.from..hit.to, *from..*to)
            });
        }
        Heard {
            found: found.into_iter().map(|(_, hit)| hit).collect(),
            signs,
        }
    }
}

/// Whether two places share a word. Each holds the space before its first word and the one after its
/// last, so neighbours share one byte and no word.
fn overlap(a: Range<usize>, b: Range<usize>) -> bool {
    a.start + 1 < b.end && b.start + 1 < a.end
}
