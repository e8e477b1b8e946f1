//! A playbook prepared for reading: its facts indexed, the owner's rules compiled, thresholds set.
//! Made once per published version and shared. It reads no message. Next: `reader`.

use crate::facts::{self, Fact};
use crate::meaning::{Point, meaning_of};
use crate::rules::fold_pattern;
use crate::search::{Hit, Index};
use crate::text::Text;
use conversation::language::Language;
use conversation::playbook::{OwnerRule, Pattern, Sensitivity, Verdict};
use conversation::signal::{Strength, Trigger};
use regex::bytes::{Regex, RegexBuilder};
use std::collections::BTreeMap;

/// What a guide is made from; the playbook's own parts, so that a caller can hand over just those.
#[derive(Clone, Copy, Debug)]
pub struct GuideSource<'a> {
    /// The one prompt text.
    pub prompt: &'a str,
    /// The language it is written in, if known; read from the text otherwise.
    pub language: Option<Language>,
    /// The owner's rules.
    pub rules: &'a [OwnerRule],
    /// How easily each trigger fires.
    pub sensitivity: &'a BTreeMap<Trigger, Sensitivity>,
    /// What the operators' marks moved, in thousandths of strength: above 0 fires less easily. Kept
    /// within [`MOST_SHIFT`].
    pub shifts: &'a BTreeMap<Trigger, i16>,
}

static NO_SENSITIVITY: BTreeMap<Trigger, Sensitivity> = BTreeMap::new();
static NO_SHIFTS: BTreeMap<Trigger, i16> = BTreeMap::new();

impl<'a> GuideSource<'a> {
    /// A prompt alone: no rules, everything balanced.
    pub fn of_prompt(prompt: &'a str) -> Self {
        Self {
            prompt,
            language: None,
            rules: &[],
            sensitivity: &NO_SENSITIVITY,
            shifts: &NO_SHIFTS,
        }
    }
}

/// From this strength on a signal fires, in thousandths, before sensitivity and marks.
const THRESHOLD: i16 = 500;

/// The most that marks can move a threshold, in thousandths, either way.
pub const MOST_SHIFT: i16 = 150;

/// Why a rule of the owner can't be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RuleIssue {
    /// The regular expression has an error; the message is the engine's.
    #[error("{0}")]
    Expression(String),
    /// There is nothing in it.
    #[error("the rule is empty")]
    Empty,
    /// The regular expression is content with no words at all, so every message would have them.
    #[error("the expression finds its words in every message")]
    FindsAnything,
    /// The sentence has no word that tells what it is about.
    #[error("the sentence doesn't say what it is about")]
    SaysNothing,
}

/// A playbook prepared for reading.
#[derive(Debug)]
pub struct Guide {
    pub(crate) index: Index,
    pub(crate) language: Language,
    pub(crate) rules: Vec<Prepared>,
    offsets: BTreeMap<Trigger, i16>,
}

/// A rule of the owner, ready to match.
#[derive(Debug)]
pub(crate) struct Prepared {
    pub(crate) trigger: Trigger,
    pub(crate) verdict: Verdict,
    pub(crate) said: String,
    pub(crate) form: Form,
}

#[derive(Debug)]
pub(crate) enum Form {
    /// Over the folded line.
    Words(Regex),
    /// Over the original text.
    Expression(regex::Regex),
    /// By meaning: by its words, and by where it lies.
    Sentence(crate::search::Query, Box<Point>),
}

impl Guide {
    /// Prepares a playbook. A rule that can't be used is left out; [`check_rule`] tells the owner
    /// why, while it is typed.
    pub fn new(source: &GuideSource<'_>) -> Self {
        let facts = facts::cut(source.prompt);
        let index = Index::new(facts);
        let language = source.language.unwrap_or_else(|| index.language());
        let offsets = Trigger::ALL
            .into_iter()
            .map(|trigger| {
                let sensitivity = source
                    .sensitivity
                    .get(&trigger)
                    .copied()
                    .unwrap_or_default();
                let shift = source.shifts.get(&trigger).copied().unwrap_or_default();
                (
                    trigger,
                    step(sensitivity) + shift.clamp(-MOST_SHIFT, MOST_SHIFT),
                )
            })
            .collect();
        let rules = source
            .rules
            .iter()
            .filter_map(|rule| prepare(rule).ok())
            .collect();
        Self {
            index,
            language,
            rules,
            offsets,
        }
    }

    /// The facts of the prompt, in its order.
    pub fn facts(&self) -> &[Fact] {
        self.index.facts()
    }

    /// The language the playbook is written in.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The facts that fit `query` best, best first; scores are shares of the query's own ideal, so
    /// 1 means that a fact covers all of it.
    pub fn search(&self, query: &str) -> Vec<Hit<'_>> {
        self.index.search(&Text::new(query))
    }

    /// How much nearer in meaning to `query` each of [`Self::facts`] lies than the others: 0 as near as
    /// most, 1 by three standard deviations.
    pub fn nearness(&self, query: &str) -> Vec<f32> {
        let point = meaning_of(&Text::new(query));
        self.index.nearness(&point).relative
    }

    /// From which strength on a signal of `trigger` fires.
    pub fn threshold(&self, trigger: Trigger) -> Strength {
        let offset = self.offsets.get(&trigger).copied().unwrap_or_default();
        Strength(u16::try_from(THRESHOLD + offset).unwrap_or_default())
    }
}

/// One step of sensitivity, in thousandths of strength.
fn step(sensitivity: Sensitivity) -> i16 {
    match sensitivity {
        Sensitivity::Low => 150,
        Sensitivity::Balanced => 0,
        Sensitivity::High => -150,
    }
}

/// Whether a rule can be used, and if not, why.
pub fn check_rule(rule: &OwnerRule) -> Result<(), RuleIssue> {
    prepare(rule).map(|_| ())
}

pub(crate) fn prepare(rule: &OwnerRule) -> Result<Prepared, RuleIssue> {
    if rule.pattern.text().trim().is_empty() {
        return Err(RuleIssue::Empty);
    }
    let form = match &rule.pattern {
        Pattern::Words(words) => Form::Words(words_pattern(words)?),
        Pattern::Regex(source) => Form::Expression(expression(source)?),
        Pattern::Sentence(sentence) => Form::Sentence(
            crate::search::Query::of_rule(sentence).ok_or(RuleIssue::SaysNothing)?,
            Box::new(meaning_of(&Text::new(sentence))),
        ),
    };
    Ok(Prepared {
        trigger: rule.trigger,
        verdict: rule.verdict,
        said: rule.pattern.text().to_owned(),
        form,
    })
}

/// An expression that finds words. One that is content with nothing ("reembolso|") would find it in every
/// message.
fn expression(source: &str) -> Result<regex::Regex, RuleIssue> {
    let regex = regex::RegexBuilder::new(source)
        .case_insensitive(true)
        .size_limit(1 << 20)
        .build()
        .map_err(|error| RuleIssue::Expression(error.to_string()))?;
    if regex.is_match("") {
        return Err(RuleIssue::FindsAnything);
    }
    Ok(regex)
}

/// Words and phrases between commas; each is found as whole words.
fn words_pattern(words: &str) -> Result<Regex, RuleIssue> {
    let phrases: Vec<String> = words
        .split([',', '\n', ';'])
        .map(|phrase| Text::new(phrase).line.trim().to_owned())
        .filter(|phrase| !phrase.is_empty())
        .map(|phrase| regex::escape(&fold_pattern(&phrase)))
        .collect();
    if phrases.is_empty() {
        return Err(RuleIssue::Empty);
    }
    RegexBuilder::new(&format!(" (?:{}) ", phrases.join("|")))
        .unicode(false)
        .build()
        .map_err(|error| RuleIssue::Expression(error.to_string()))
}
