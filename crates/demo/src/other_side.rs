//! Tells the phone page what the customer doesn't notice, from the very thread an operator sees.

use crate::words::{Words, span, trigger, words};
use conversation::ids::NumberId;
use conversation::language::Language;
use conversation::signal::Signal;
use conversation::state::Conversation;
use conversation::thread::{Bubble, HandOver, ItemBody, MessageAuthor, ThreadItem, segments};
use engine::Engine;
use journal::Identity;
use simulator::{Customer, OtherSideStep, QuotePart, StepKind};

/// Steps shown; the column is no archive.
const LATEST: usize = 8;

pub(crate) struct EngineSide {
    engine: Engine,
}

impl EngineSide {
    pub(crate) fn new(engine: Engine) -> Self {
        Self { engine }
    }

    pub(crate) async fn steps(
        &self,
        number: &str,
        customer: &Customer,
        lang: &str,
    ) -> Vec<OtherSideStep> {
        let language = Language::from_tag(lang).unwrap_or_default();
        // Of somebody with a username the business knows the user id alone.
        let identity = Identity {
            number: NumberId::new(number),
            user_id: Some(customer.bsuid.clone()),
            phone: Some(customer.phone.clone()),
        };
        match self.engine.thread_with(&identity).await {
            Ok(Some((conversation, items))) => self.told(&conversation, &items, language),
            Ok(None) => Vec::new(),
            Err(error) => {
                tracing::warn!(%error, "the other side can't be told");
                Vec::new()
            }
        }
    }

    fn told(
        &self,
        conversation: &Conversation,
        items: &[ThreadItem],
        language: Language,
    ) -> Vec<OtherSideStep> {
        let words = words(language);
        let mut steps: Vec<_> = items
            .iter()
            .filter_map(|item| self.step(conversation, item, language, &words))
            .collect();
        let surplus = steps.len().saturating_sub(LATEST);
        steps.drain(..surplus);
        steps
    }

    fn step(
        &self,
        conversation: &Conversation,
        item: &ThreadItem,
        language: Language,
        words: &Words,
    ) -> Option<OtherSideStep> {
        let (title, detail, kind) = match &item.body {
            ItemBody::Bubble(bubble) => return answered(item, bubble, words),
            ItemBody::HandOver(line) => self.line(line, item, conversation, language, words)?,
            ItemBody::Day { .. } | ItemBody::Note(_) => return None,
        };
        let quote = matches!(kind, StepKind::Waiting)
            .then(|| quote(conversation))
            .flatten();
        Some(OtherSideStep {
            title,
            detail,
            at_millis: item.at.millis(),
            kind,
            quote,
        })
    }

    fn line(
        &self,
        line: &HandOver,
        item: &ThreadItem,
        conversation: &Conversation,
        language: Language,
        words: &Words,
    ) -> Option<(String, String, StepKind)> {
        let name = |id| {
            self.engine
                .houses()
                .team()
                .get(id)
                .map_or_else(String::new, |person| person.name.clone())
        };
        Some(match line {
            HandOver::NeedsPerson { trigger: why, .. } => {
                let open = conversation.escalation.as_ref();
                let called = open
                    .and_then(|open| open.called.first())
                    .map(name)
                    .unwrap_or_default();
                let detail = format!(
                    "{} · {}",
                    trigger(*why, language),
                    words.calls.replace("{}", &called)
                );
                (words.goes_to_person.to_owned(), detail, StepKind::Waiting)
            }
            HandOver::TakenOver {
                operator,
                waiting_since,
                ..
            } => {
                let detail = waiting_since.map_or_else(
                    || words.silent.to_owned(),
                    |since| {
                        words
                            .waited
                            .replace("{}", &span(item.at.since(since).as_secs()))
                    },
                );
                (
                    words.takes_it.replace("{}", &name(operator)),
                    detail,
                    StepKind::Operator,
                )
            }
            HandOver::Passed { to, .. } => (
                words.passed.replace("{}", &name(to)),
                words.silent.to_owned(),
                StepKind::Operator,
            ),
            HandOver::HandedBack { .. } => (
                words.handed_back.to_owned(),
                words.knows.to_owned(),
                StepKind::Agent,
            ),
            HandOver::Closed { .. } => (
                words.closed.to_owned(),
                words.done.to_owned(),
                StepKind::Closed,
            ),
            HandOver::Raised { .. }
            | HandOver::DraftDropped { .. }
            | HandOver::TakenBack { .. }
            | HandOver::Reopened { .. } => {
                return None;
            }
        })
    }
}

/// An answer of the agent, with where it has it from. The one sentence said while a person is fetched
/// rests on nothing and is no answer.
fn answered(item: &ThreadItem, bubble: &Bubble, words: &Words) -> Option<OtherSideStep> {
    if bubble.author != MessageAuthor::Agent || bubble.sources.is_empty() {
        return None;
    }
    let mut sections: Vec<&str> = bubble
        .sources
        .iter()
        .map(|source| source.section.as_str())
        .collect();
    sections.dedup();
    Some(OtherSideStep {
        title: words.agent_answers.to_owned(),
        detail: words.from_playbook.replace("{}", &sections.join(" · ")),
        at_millis: item.at.millis(),
        kind: StepKind::Agent,
        quote: None,
    })
}

/// The customer's words that led to the call.
fn quote(conversation: &Conversation) -> Option<Vec<QuotePart>> {
    let open = conversation.escalation.as_ref()?;
    let first = open
        .escalation
        .signals
        .iter()
        .flat_map(|signal: &Signal| &signal.evidence)
        .next()?;
    let turn = conversation
        .turns
        .iter()
        .rev()
        .find(|turn| turn.id == first.message)?;
    let parts = segments(&turn.words, &[first.span]);
    Some(
        parts
            .into_iter()
            .map(|part| QuotePart {
                text: part.text,
                marked: part.marked,
            })
            .collect(),
    )
}
