//! The rules that ship with Relevo: patterns over folded text, kept as data in `rules/*.rules` and compiled
//! by `build/main.rs`. A `not` line takes back what other patterns found inside its words
//! ("don't need an agent"). It knows nothing of models and thresholds. Next: `reader`.

mod fold;
mod says;

pub(crate) use fold::fold_pattern;
pub(crate) use says::Sign;
pub use says::{Kind, Weight};

use crate::text::Text;
use conversation::signal::Trigger;
use patterns::{Finder, LoadFault, Place, Program};
use says::Says;
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
    /// Whether it is a bare noun, which may answer what the agent asked.
    pub(crate) bare: bool,
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
    /// Whether the text says yes and nothing more.
    pub(crate) assents: bool,
    /// Whether it takes the person whom the agent has offered.
    pub(crate) accepts: bool,
    /// Whether all it asks for was denied by the message before.
    pub(crate) denied: bool,
}

impl Heard {
    /// Whether anything in the text may turn a request that a rule is sure of: put off, quoted, taken back.
    pub(crate) fn is_turned(&self) -> bool {
        // What was asked for in vain is told as a thing of the past.
        let mut found = self.found.iter();
        if found.any(|hit| hit.kind == Kind::Unheard && !hit.taken_back) {
            return false;
        }
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
    Unheard,
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
            "request" | "reach" | "foreign" | "thread" => Self::Request,
            "compliance" => Self::Compliance,
            "value" => Self::Value,
            "mood" => Self::Mood,
            "unheard" => Self::Unheard,
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
            Some(Says::Finds(kind, _) | Says::FindsBare(kind)) => kind.trigger() == trigger,
            Some(_) | None => false,
        };
        self.finder.places(text.line.as_bytes(), wanted).len()
    }

    /// What the agent offers in `text`, if it offers a person or a call.
    pub(crate) fn offered(&self, text: &Text) -> Option<Found> {
        let offers = |says| matches!(says, Says::Offers(_));
        let (says, place) = self.first(text, offers)?;
        let Says::Offers(kind) = says.says else {
            return None;
        };
        Some(Found {
            kind,
            weight: Weight::Sure,
            from: place.from,
            to: place.to,
            taken_back: false,
            bare: false,
            mark: says.mark,
        })
    }

    /// Whether the agent asks in `text` about people who are none of the business's.
    pub(crate) fn asks_who(&self, text: &Text) -> bool {
        self.first(text, |says| says == Says::AsksWho).is_some()
    }

    /// Whether `text` ends in a denial that hasn't said what it denies.
    pub(crate) fn dangles(&self, text: &Text) -> bool {
        self.first(text, |says| says == Says::Dangles).is_some()
    }

    /// The first rule that says what is wanted and is found in `text`; the others aren't looked for.
    fn first(&self, text: &Text, wanted: impl Fn(Says) -> bool) -> Option<(&Rule, Place)> {
        let wanted = |pattern: usize| self.each.get(pattern).is_some_and(|rule| wanted(rule.says));
        let places = self.finder.places(text.line.as_bytes(), wanted);
        let place = *places.first()?;
        Some((self.each.get(place.pattern)?, place))
    }

    /// Everything the rules tell about `text` by itself.
    pub(crate) fn hear(&self, text: &Text) -> Heard {
        let line = text.line.as_bytes();
        let mut heard = Heard::default();
        let mut families = Vec::new();
        let (mut taken, mut signs, mut anew) = (Vec::new(), Vec::new(), Vec::new());
        for place in self.finder.places(line, |_| true) {
            let Some(rule) = self.each.get(place.pattern) else {
                continue;
            };
            let (kind, said, bare) = match rule.says {
                Says::Finds(kind, said) => (kind, said, false),
                Says::FindsBare(kind) => (kind, Weight::Sure, true),
                Says::Shows(sign) => {
                    signs.push((sign, place.from..place.to));
                    continue;
                }
                Says::TakesBack { machine } => {
                    taken.push((rule.family, machine, place.from..place.to));
                    continue;
                }
                Says::BeginsAnew => {
                    anew.push(place.from..place.to);
                    continue;
                }
                Says::Assents => {
                    heard.assents = true;
                    continue;
                }
                Says::Offers(_) | Says::AsksWho | Says::Dangles => continue,
            };
            // A quoted request is somebody else's, or the machine's own words: a sign, no more.
            let quoted = rule.family == Family::Request && text.quotes(place.from, place.to);
            if quoted {
                heard.signs.push(Sign::Quoted);
            }
            families.push(rule.family);
            heard.found.push(Found {
                kind,
                weight: if quoted { Weight::Hint } else { said },
                from: place.from,
                to: place.to,
                taken_back: false,
                bare,
                mark: rule.mark,
            });
        }
        for (hit, family) in heard.found.iter_mut().zip(families) {
            hit.taken_back = taken.iter().any(|(other, machine, denial)| {
                *other == family
                    && *machine == (hit.kind == Kind::Machine)
                    && overlap(hit.from..hit.to, denial)
                    && !(family == Family::Request && ends_before(denial, &anew, hit.to))
            });
        }
        let shown = signs.into_iter().filter(|(sign, place)| {
            *sign != Sign::Prefers || !ends_before(place, &anew, place.end)
        });
        heard.signs.extend(shown.map(|(sign, _)| sign));
        heard.signs.sort_unstable();
        heard.signs.dedup();
        heard
    }
}

/// Whether a denial says what fails, and what stands at `to` is a wish that begins anew after it.
fn ends_before(denial: &Range<usize>, anew: &[Range<usize>], to: usize) -> bool {
    let mut anew = anew.iter();
    anew.any(|place| place.start == denial.start && place.end <= to)
}

/// Whether two places share a word. Each holds the space before its first word and the one after its
/// last, so neighbours share one byte and no word.
fn overlap(a: Range<usize>, b: &Range<usize>) -> bool {
    a.start + 1 < b.end && b.start + 1 < a.end
}
