//! The words a signal rests on: what rules matched, or else the stretch of words that moved the
//! model most. Worked out only for signals that are kept, because it costs more than the reading.
//! Next: `features`.

use super::verdict::hits;
use super::{Reader, Seen};
use crate::features::token_features;
use crate::model::head_of;
use conversation::signal::{Evidence, TextSpan, Trigger};

/// What stands between words and says nothing by itself, as `!` and `?` do.
const SEPARATES: [char; 7] = [' ', '\n', ',', ';', ':', '.', '…'];

impl Reader {
    pub(super) fn evidence(&self, seen: &Seen<'_>, trigger: Trigger) -> Vec<Evidence> {
        let mut spans: Vec<TextSpan> = hits(seen, trigger)
            .filter_map(|hit| seen.text.span(hit.from, hit.to))
            .collect();
        if spans.is_empty() && trigger == Trigger::OutOfScope {
            spans.extend(missed_span(seen));
        }
        if spans.is_empty() {
            spans.extend(self.heaviest(seen, head_of(trigger)));
        }
        merged(spans)
            .into_iter()
            .filter_map(|span| quoted(seen, span))
            .collect()
    }

    /// The stretch of tokens whose features add up to most for `head`.
    fn heaviest(&self, seen: &Seen<'_>, head: usize) -> Option<TextSpan> {
        let weighs: Vec<f32> = token_features(&seen.text)
            .iter()
            .map(|buckets| self.weights.of_buckets(head, buckets))
            .collect();
        let mean = weighs.iter().sum::<f32>() / weighs.len().max(1) as f32;
        let (mut best, mut best_range) = (0.0_f32, None);
        let (mut sum, mut from) = (0.0_f32, 0);
        for (at, weight) in weighs.iter().enumerate() {
            if sum <= 0.0 {
                (sum, from) = (0.0, at);
            }
            // Half the mean is taken off, so that a stretch ends where words stop telling.
            sum += weight - mean.max(0.0) * 0.5;
            if sum > best {
                (best, best_range) = (sum, Some((from, at)));
            }
        }
        let (from, to) = best_range?;
        let tokens = &seen.text.tokens;
        Some(TextSpan {
            start: tokens.get(from)?.start,
            end: tokens.get(to)?.end,
        })
    }
}

/// The words that no fact of the playbook mentions, from the first to the last if they stand
/// together, otherwise the most telling one.
pub(super) fn missed_span(seen: &Seen<'_>) -> Option<TextSpan> {
    let first = *seen.scope.missed.first()?;
    let mut from = first;
    let mut to = first;
    while from > 0 && seen.scope.missed.contains(&(from - 1)) {
        from -= 1;
    }
    while seen.scope.missed.contains(&(to + 1)) {
        to += 1;
    }
    let tokens = &seen.text.tokens;
    Some(TextSpan {
        start: tokens.get(from)?.start,
        end: tokens.get(to)?.end,
    })
}

/// Spans in order, those that touch made one.
fn merged(mut spans: Vec<TextSpan>) -> Vec<TextSpan> {
    spans.sort_unstable();
    let mut merged: Vec<TextSpan> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            Some(_) | None => merged.push(span),
        }
    }
    merged
}

/// The customer's words in `span`, without what only separates them from others.
pub(super) fn quoted(seen: &Seen<'_>, span: TextSpan) -> Option<Evidence> {
    let text = &seen.turn.text;
    let words = text.get(span.start as usize..span.end as usize)?;
    let opens = words.trim_start_matches(SEPARATES);
    let (quote, before) = match opens.trim_end_matches(SEPARATES) {
        "" => (words, 0),
        bare => (bare, words.len() - opens.len()),
    };
    let start = span.start + u32::try_from(before).ok()?;
    Some(Evidence {
        message: seen.turn.id.clone(),
        span: TextSpan {
            start,
            end: start + u32::try_from(quote.len()).ok()?,
        },
        quote: quote.to_owned(),
    })
}
