//! A conversation as the list shows it. Pure.

use super::types::{Answering, InboxRow, PutOffView, RowEscalation, RowLast};
use crate::name;
use conversation::signal::{Evidence, Signal, TextSpan};
use conversation::state::{Answer, Conversation, Holder, OpenEscalation};
use conversation::thread::{Segment, segments};

/// Words an excerpt has before its first marked one, at most.
const WORDS_BEFORE: usize = 2;

/// The row of a conversation.
pub(super) fn row(conversation: &Conversation) -> InboxRow {
    let name = name::shown(&conversation.customer);
    InboxRow {
        conversation: conversation.id.clone(),
        number: conversation.number.clone(),
        initials: name::initials(&name),
        name,
        phone: conversation.customer.phone.clone(),
        holder: conversation.holder.clone(),
        epoch: conversation.epoch,
        last: conversation.last_said.as_ref().map(|last| RowLast {
            speaker: last.speaker.clone(),
            content: last.content.clone(),
            at: last.at,
            progress: last.progress.clone(),
        }),
        unanswered: u32::try_from(conversation.unanswered.len()).unwrap_or(u32::MAX),
        answering: answering(&conversation.answer),
        escalation: conversation
            .escalation
            .as_ref()
            .filter(|_| conversation.holder == Holder::Waiting)
            .and_then(|open| escalation(conversation, open)),
        window_ends: conversation.window_ends(),
    }
}

/// What the agent is about to do.
pub(super) fn answering(answer: &Answer) -> Answering {
    match answer {
        Answer::None => Answering::No,
        Answer::Pausing { until } => Answering::Soon { at: *until },
        Answer::Drafting { .. } => Answering::Writing,
        Answer::Stopped => Answering::Stopped,
    }
}

/// Who put a call off, and until when.
pub(super) fn put_off(open: &OpenEscalation) -> Option<PutOffView> {
    open.put_off.as_ref().map(|(operator, until)| PutOffView {
        operator: operator.clone(),
        until: *until,
    })
}

fn escalation(conversation: &Conversation, open: &OpenEscalation) -> Option<RowEscalation> {
    let signal = open.escalation.signals.first()?;
    Some(RowEscalation {
        id: open.escalation.id.clone(),
        trigger: open.escalation.trigger,
        reason: signal.reason.clone(),
        excerpt: excerpt(conversation, &open.escalation.signals),
        waiting_since: open.escalation.waiting_since,
        due_at: open.escalation.due_at,
        called_at: conversation.held_since,
        put_off: put_off(open),
    })
}

/// The customer's words: those that speak for the call, else the latest ones.
fn excerpt(conversation: &Conversation, signals: &[Signal]) -> Vec<Segment> {
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
    Some(turn.words.as_str())
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
