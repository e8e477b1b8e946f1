//! The owner's own rules: words, regular expressions, and plain sentences matched by meaning. A rule
//! that says *never* silences its trigger where its words stand. Next: `guide`.

use super::Seen;
use super::evidence::quoted;
use crate::guide::{Form, Guide, Prepared};
use crate::search::Query;
use conversation::playbook::Verdict;
use conversation::signal::{Evidence, TextSpan, Trigger};

/// From this share of a sentence's ideal on, a message means the same.
const SAME_MEANING: f32 = 0.5;
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
            let spans = spans(rule, seen)?;
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

/// Where the rule finds its words; `None` if it doesn't.
fn spans(rule: &Prepared, seen: &Seen<'_>) -> Option<Vec<TextSpan>> {
    let spans: Vec<TextSpan> = match &rule.form {
        Form::Words(regex) => regex
            .find_iter(seen.text.line.as_bytes())
            .filter_map(|hit| seen.text.span(hit.start(), hit.end()))
            .collect(),
        Form::Expression(regex) => regex
            .find_iter(seen.turn.text)
            .filter_map(|hit| {
                Some(TextSpan {
                    start: u32::try_from(hit.start()).ok()?,
                    end: u32::try_from(hit.end()).ok()?,
                })
            })
            .collect(),
        Form::Sentence(query) => return by_meaning(query, seen),
    };
    (!spans.is_empty()).then_some(spans)
}

/// A sentence matches when enough of its telling words stand in the message, by stem or by concept.
/// A word of the message that tells little ("much", "all") can't carry a concept by itself.
fn by_meaning(rule: &Query, seen: &Seen<'_>) -> Option<Vec<TextSpan>> {
    let message = Query::new(&seen.text);
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
            let token = seen.text.tokens.get(token)?;
            spans.push(TextSpan {
                start: token.start,
                end: token.end,
            });
        }
    }
    (ideal > 0.0 && share / ideal >= SAME_MEANING).then_some(spans)
}
