//! The customer, or the owner's phone, wrote.

use super::{answer, handover, record};
use crate::content::{Content, Inbound};
use crate::effect::Effect;
use crate::fact::{DropReason, Event, Fact, TakeOver};
use crate::ids::OperatorId;
use crate::playbook::{AgentSwitch, House};
use crate::signal::{Reason, Signal, Trigger};
use crate::state::{Answer, Conversation, Holder};
use crate::words;

/// How often the same question may come before a person is called.
const SAME_QUESTION_LIMIT: usize = 3;

/// From which share of common words on two questions are the same.
const SAME_QUESTION_OVERLAP: f64 = 0.75;

pub(super) fn wrote(
    conversation: &Conversation,
    event: &Event,
    message: &Inbound,
    signals: &[Signal],
    courtesy: bool,
    house: &House,
) -> Vec<Effect> {
    let mut effects = fetch(message);
    effects.extend(match &conversation.holder {
        Holder::Closed if courtesy => Vec::new(),
        Holder::Closed => vec![record(Fact::Reopened { by: None })],
        Holder::Operator { .. } => Vec::new(),
        Holder::Waiting => while_waiting(conversation, event, signals, house),
        Holder::Agent => with_agent(conversation, event, message, signals, courtesy, house),
    });
    effects
}

fn fetch(message: &Inbound) -> Vec<Effect> {
    match &message.content {
        Content::Media(media) => media
            .remote
            .iter()
            .map(|remote| Effect::FetchMedia {
                message: message.id.clone(),
                remote: remote.clone(),
            })
            .collect(),
        Content::Text { .. }
        | Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Choice { .. }
        | Content::Offer { .. }
        | Content::Template { .. }
        | Content::Order { .. }
        | Content::Unsupported { .. } => Vec::new(),
    }
}

/// Somebody is called already; only graver ground calls anew.
fn while_waiting(
    conversation: &Conversation,
    event: &Event,
    signals: &[Signal],
    house: &House,
) -> Vec<Effect> {
    let graver: Vec<_> = signals
        .iter()
        .filter(|s| s.fires() && s.trigger == Trigger::Compliance)
        .cloned()
        .collect();
    let is_already = conversation
        .escalation
        .as_ref()
        .is_some_and(|open| open.escalation.trigger == Trigger::Compliance);
    if is_already || graver.is_empty() {
        return Vec::new();
    }
    handover::escalate(conversation, event, graver, house)
}

fn with_agent(
    conversation: &Conversation,
    event: &Event,
    message: &Inbound,
    signals: &[Signal],
    courtesy: bool,
    house: &House,
) -> Vec<Effect> {
    if let Some(reasons) = at_once(conversation, event, message, signals, courtesy, house) {
        return handover::escalate(conversation, event, reasons, house);
    }
    let mut effects = Vec::new();
    if let Answer::Drafting { draft } = &conversation.answer {
        effects.push(record(Fact::DraftDropped {
            draft: draft.clone(),
            why: DropReason::Superseded,
        }));
    }
    effects.push(answer::pause(conversation, event, message, house));
    effects
}

/// What doesn't wait for the end of a burst.
fn at_once(
    conversation: &Conversation,
    event: &Event,
    message: &Inbound,
    signals: &[Signal],
    courtesy: bool,
    house: &House,
) -> Option<Vec<Signal>> {
    let mut reasons: Vec<_> = conversation.pending_signals.clone();
    reasons.extend(signals.iter().filter(|signal| signal.fires()).cloned());
    if reasons.iter().any(|signal| signal.trigger.is_immediate()) {
        return Some(reasons);
    }
    if house.agent == AgentSwitch::Off {
        reasons.push(Signal::guard(Trigger::OutOfScope, Reason::AgentOff));
        return Some(reasons);
    }
    let repeated = (!courtesy)
        .then(|| repetition(conversation, event, message))
        .flatten()?;
    reasons.push(repeated);
    Some(reasons)
}

/// The same question for the third time.
fn repetition(conversation: &Conversation, event: &Event, message: &Inbound) -> Option<Signal> {
    let asked = words::folded(message.content.words()?);
    let same: Vec<_> = conversation
        .questions
        .iter()
        .filter(|question| words::overlap(&question.words, &asked) >= SAME_QUESTION_OVERLAP)
        .collect();
    let times = same.len() + 1;
    if times < SAME_QUESTION_LIMIT {
        return None;
    }
    let first = same.first().map_or(event.at, |question| question.at);
    Some(Signal::guard(
        Trigger::Frustration,
        Reason::Repeated {
            times: u32::try_from(times).unwrap_or(u32::MAX),
            minutes: u32::try_from(event.at.since(first).as_secs().div_ceil(60))
                .unwrap_or(u32::MAX),
        },
    ))
}

/// An answer from the owner's phone is a take-over like any other.
pub(super) fn phone_wrote(conversation: &Conversation) -> Vec<Effect> {
    match conversation.holder {
        Holder::Operator { .. } => Vec::new(),
        Holder::Agent | Holder::Waiting | Holder::Closed => {
            vec![record(Fact::TookOver {
                operator: OperatorId::phone(),
                how: TakeOver::Phone,
            })]
        }
    }
}
