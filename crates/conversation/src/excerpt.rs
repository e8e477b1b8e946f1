//! The customer's words behind a call, cut for one line of the list. Pure, and made when the
//! conversation changes, so that a page of the list needs nothing but its rows.

use crate::signal::{Evidence, Signal, TextSpan};
use crate::state::Conversation;
use crate::thread::{Segment, segments};

/// Words an excerpt has before its first marked one, at most.
const WORDS_BEFORE: usize = 2;

/// The customer's words: those that `signals` rest on, marked; else the latest ones.
pub fn excerpt(conversation: &Conversation, signals: &[Signal]) -> Vec<Segment> {
    let latest = || {
        conversation
            .unanswered
            .iter()
            .rev()
            .find_map(|open| open.words.clone())
    };
    let Some(first) = signals.iter().flat_map(|signal| &signal.evidence).next() else {
        return latest()
            .map(|text| {
                vec![Segment {
                    text,
                    marked: false,
                }]
            })
            .unwrap_or_default();
    };
    match words_of(conversation, first) {
        Some(text) => cut(text, &spans(signals, first)),
        None => vec![Segment {
            text: first.quote.clone(),
            marked: true,
        }],
    }
}

fn words_of<'a>(conversation: &'a Conversation, evidence: &Evidence) -> Option<&'a str> {
    let turn = conversation
        .turns
        .iter()
        .rev()
        .find(|turn| turn.id == evidence.message)?;
    // The customer may have changed the words since; the marks belong to those that were read.
    let span = evidence.span.start as usize..evidence.span.end as usize;
    let is_as_read = turn.words.get(span) == Some(evidence.quote.as_str());
    is_as_read.then_some(turn.words.as_str())
}

/// All spans in the message of `first`, in order.
fn spans(signals: &[Signal], first: &Evidence) -> Vec<TextSpan> {
    let mut spans: Vec<_> = signals
        .iter()
        .flat_map(|signal| &signal.evidence)
        .filter(|evidence| evidence.message == first.message)
        .map(|evidence| evidence.span)
        .collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// The text from at most two words before its first span on.
fn cut(text: &str, spans: &[TextSpan]) -> Vec<Segment> {
    let first = spans.first().map_or(0, |span| span.start as usize);
    let before = text.get(..first).unwrap_or_default();
    let start = before
        .char_indices()
        .rev()
        .filter(|(_, letter)| letter.is_whitespace())
        .nth(WORDS_BEFORE)
        .map_or(0, |(index, space)| index + space.len_utf8());
    let shifted: Vec<_> = spans
        .iter()
        .filter_map(|span| shift(*span, start))
        .collect();
    let mut cut = segments(text.get(start..).unwrap_or_default(), &shifted);
    if start > 0 {
        cut.insert(
            0,
            Segment {
                text: "…".to_owned(),
                marked: false,
            },
        );
    }
    cut
}

fn shift(span: TextSpan, by: usize) -> Option<TextSpan> {
    let by = u32::try_from(by).ok()?;
    Some(TextSpan {
        start: span.start.checked_sub(by)?,
        end: span.end.checked_sub(by)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_begins_at_most_two_words_before_its_first_mark() {
        let text = "hola buenos días desde anoche se me hincha la cara";
        let start = u32::try_from(text.find("se me hincha").unwrap()).unwrap();
        let cut = cut(
            text,
            &[TextSpan {
                start,
                end: start + 12,
            }],
        );
        assert_eq!(
            cut.iter().map(|s| s.text.as_str()).collect::<Vec<_>>(),
            ["…", "desde anoche ", "se me hincha", " la cara"]
        );
    }
}
