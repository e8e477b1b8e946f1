//! The owner's own rules: words, regular expressions, and plain sentences matched by meaning: by words
//! of the same stem or concept, and by how near the message lies to the sentence. A rule that says
//! *never* silences its trigger where its words stand. Next: `guide`.

use super::Seen;
use super::evidence::quoted;
use crate::guide::{Form, Guide, Prepared, RuleIssue, prepare};
use crate::meaning::{Point, meaning_of, near};
use crate::search::Query;
use crate::text::Text;
use conversation::playbook::{OwnerRule, Verdict};
use conversation::signal::{Evidence, TextSpan, Trigger};

/// From this share of a sentence's ideal on, its words alone say that a message means the same.
const SAME_WORDS: f32 = 0.5;
/// From this nearness on, with [`WORDS`] times the share of the words, a message means the same. What
/// words count was learnt from `training/*/rules.jsonl`, the limit set so that one in two hundred of
/// the messages about something else, there and in `testing`, is taken for the same.
const SAME_MEANING: f32 = 0.64;
const WORDS: f32 = 0.57;
/// From this likeness on a word of the message stands for a word of the sentence.
const ALIKE: f32 = 0.5;

/// A rule of the owner that found its words.
pub(super) struct OwnerSays {
    pub(super) trigger: Trigger,
    pub(super) never: bool,
    pub(super) rule: String,
    pub(super) evidence: Vec<Evidence>,
}

impl OwnerSays {
    pub(super) fn forbids(&self, trigger: Trigger) -> bool {
        self.never && self.trigger == trigger
    }
}

pub(super) fn owner_says(seen: &Seen<'_>, guide: &Guide) -> Vec<OwnerSays> {
    guide
        .rules
        .iter()
        .filter_map(|rule| {
            let spans = spans(rule, seen.turn.text, &seen.text)?;
            Some(OwnerSays {
                trigger: rule.trigger,
                never: rule.verdict == Verdict::Never,
                rule: rule.said.clone(),
                evidence: spans
                    .into_iter()
                    .filter_map(|span| quoted(seen, span))
                    .collect(),
            })
        })
        .collect()
}

/// One rule of an owner by itself, to see what it finds before it is in force. Nothing else of a
/// message is read, and what it finds is what it would find in a conversation, with its own verdict.
#[derive(Debug)]
pub struct RuleAlone(Prepared);

impl RuleAlone {
    /// Prepares the rule.
    ///
    /// # Errors
    /// If it can't be used.
    pub fn new(rule: &OwnerRule) -> Result<Self, RuleIssue> {
        prepare(rule).map(Self)
    }

    /// The words of `message` that the rule finds, in their order; `None` where it finds nothing.
    pub fn find(&self, message: &str) -> Option<Vec<TextSpan>> {
        let mut spans = spans(&self.0, message, &Text::new(message))?;
        spans.sort_unstable();
        Some(spans)
    }
}

/// Where the rule finds its words in `original`, which was folded into `text`; `None` if it doesn't.
fn spans(rule: &Prepared, original: &str, text: &Text) -> Option<Vec<TextSpan>> {
    let spans: Vec<TextSpan> = match &rule.form {
        Form::Words(regex) => regex
            .find_iter(text.line.as_bytes())
            .filter_map(|hit| text.span(hit.start(), hit.end()))
            .collect(),
        Form::Expression(regex) => regex
            .find_iter(original)
            .filter_map(|hit| {
                Some(TextSpan {
                    start: u32::try_from(hit.start()).ok()?,
                    end: u32::try_from(hit.end()).ok()?,
                })
            })
            .collect(),
        Form::Sentence(query, point) => {
            // What silences a trigger has to be said in so many words.
            let point = (rule.verdict == Verdict::Always).then_some(point.as_ref());
            return by_meaning(query, point, text);
        }
    };
    (!spans.is_empty()).then_some(spans)
}

/// A sentence matches when enough of its telling words stand in the message, by stem or by concept, or
/// when the message lies near it. Then the words they share are shown, or all of the message.
/// A word of the message that tells little ("much", "all") can't carry a concept by itself.
fn by_meaning(rule: &Query, point: Option<&Point>, text: &Text) -> Option<Vec<TextSpan>> {
    let message = Query::new(text);
    let (mut share, mut ideal) = (0.0_f32, 0.0_f32);
    let mut spans = Vec::new();
    for term in &rule.terms {
        ideal += term.weight;
        let same = message
            .terms
            .iter()
            .map(|other| {
                (
                    crate::search::likeness(term, other) * other.weight,
                    other.token,
                )
            })
            .max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some((likeness, token)) = same.filter(|(likeness, _)| *likeness >= ALIKE) {
            share += term.weight * likeness;
            let token = text.tokens.get(token)?;
            spans.push(TextSpan {
                start: token.start,
                end: token.end,
            });
        }
    }
    let share = share / ideal.max(f32::MIN_POSITIVE);
    let is_near = |point: &Point| near(point, &meaning_of(text)) + WORDS * share >= SAME_MEANING;
    let is_same = share >= SAME_WORDS || point.is_some_and(is_near);
    if spans.is_empty() {
        spans.extend(text.span(0, text.line.len()));
    }
    is_same.then_some(spans)
}
