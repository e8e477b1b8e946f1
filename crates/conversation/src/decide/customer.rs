//! The customer, or the owner's phone, wrote.

use super::{answer, handover, record, timer};
use crate::content::{Content, Inbound};
use crate::effect::Effect;
use crate::fact::{DropReason, Event, Fact, TakeOver, TimerPurpose};
use crate::ids::{MessageId, OperatorId};
use crate::playbook::{AgentSwitch, House};
use crate::signal::{Reason, Signal, Trigger};
use crate::state::{Answer, Conversation, Holder, Speaker, is_courtesy};
use crate::time::Timestamp;
use crate::words;
use std::time::Duration;

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
    let courtesy = is_courtesy(courtesy, signals);
    let mut effects = fetch(message);
    effects.extend(match &conversation.holder {
        Holder::Closed if courtesy => Vec::new(),
        Holder::Closed => vec![record(Fact::Reopened { by: None })],
        Holder::Operator { .. } => Vec::new(),
        Holder::Waiting => while_waiting(conversation, event, signals, courtesy, house),
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

/// Somebody is called already. Only graver ground calls anew; what else the customer adds goes into
/// the brief, so that it is not older than the talk.
fn while_waiting(
    conversation: &Conversation,
    event: &Event,
    signals: &[Signal],
    courtesy: bool,
    house: &House,
) -> Vec<Effect> {
    let Some(open) = conversation.open_call() else {
        return Vec::new();
    };
    let so_far = open.escalation.trigger;
    let graver: Vec<_> = signals
        .iter()
        .filter(|signal| signal.fires() && is_graver(signal.trigger, so_far))
        .cloned()
        .collect();
    if !graver.is_empty() {
        return handover::escalate(conversation, event, graver, house);
    }
    if courtesy {
        return Vec::new();
    }
    vec![Effect::WriteBrief {
        escalation: open.escalation.id.clone(),
    }]
}

/// Compliance is graver than all else; and anything the customer says is graver than that the
/// playbook had no answer. Between the others the first call stands: its people know the case.
fn is_graver(trigger: Trigger, so_far: Trigger) -> bool {
    match so_far {
        Trigger::Compliance => false,
        Trigger::OutOfScope => trigger != Trigger::OutOfScope,
        Trigger::ExplicitRequest | Trigger::Frustration | Trigger::HighValue => {
            trigger == Trigger::Compliance
        }
    }
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
    let mut effects = answer::dropped(conversation, DropReason::Superseded);
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
    // For thanks alone nobody is called.
    if house.agent == AgentSwitch::Off && (!courtesy || conversation.owes_answer()) {
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
    let asked = question(&message.content)?;
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

/// The words of what may be a question. A tap on a button and a bare "yes" answer one instead.
fn question(content: &Content) -> Option<Vec<String>> {
    let spoken = match content {
        Content::Text { body } => body,
        Content::Media(media) => media.caption.as_ref()?,
        Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Choice { .. }
        | Content::Offer { .. }
        | Content::Template { .. }
        | Content::Order { .. }
        | Content::Unsupported { .. } => return None,
    };
    let words = words::folded(spoken);
    (words.len() > 1 || spoken.contains('?')).then_some(words)
}

/// An answer from the owner's phone is a take-over like any other, unless it comes so late that the
/// baton has moved on since it was written.
pub(super) fn phone_wrote(
    conversation: &Conversation,
    event: &Event,
    house: &House,
) -> Vec<Effect> {
    let goes_on = match &conversation.holder {
        Holder::Operator { .. } => true,
        // The call is for what the phone's words don't answer.
        Holder::Waiting => calls_for_later(conversation, event.at),
        Holder::Closed => conversation.held_since > event.at,
        Holder::Agent => was_given_to_agent_since(conversation, event),
    };
    if !goes_on {
        let mut effects = answer::dropped(conversation, DropReason::TakenOver);
        effects.push(record(Fact::TookOver {
            operator: OperatorId::phone(),
            how: TakeOver::Phone,
        }));
        return effects;
    }
    let nothing_left = conversation.said_later(event.at).is_empty();
    if conversation.holder == Holder::Agent && nothing_left {
        let mut effects = answer::dropped(conversation, DropReason::TakenOver);
        effects.push(timer::quiet(event, house));
        return effects;
    }
    Vec::new()
}

/// Whether the open call is for anything that came after `at`.
fn calls_for_later(conversation: &Conversation, at: Timestamp) -> bool {
    let mut later = conversation.said_later(at).into_iter();
    let call = conversation.open_call();
    later.any(|open| !open.courtesy) || call.is_some_and(|open| open.escalation.waiting_since > at)
}

/// Whether, after the phone's words of `event`, a person handed the conversation to the agent or the
/// agent spoke in it. That the customer wrote again takes nothing from who wrote on the phone.
fn was_given_to_agent_since(conversation: &Conversation, event: &Event) -> bool {
    let handed_back = conversation.briefing.is_some() && conversation.held_since > event.at;
    let mut turns = conversation.turns.iter();
    handed_back || turns.any(|turn| turn.speaker == Speaker::Agent && turn.at > event.at)
}

/// New words are read like any others: what speaks for a person calls one, also where the old words
/// were answered long ago. Else a draft that answers the old words is asked for again, and thanks that
/// became a question are answered.
pub(super) fn edited(
    conversation: &Conversation,
    event: &Event,
    message: &MessageId,
    signals: &[Signal],
    courtesy: Option<bool>,
    house: &House,
) -> Vec<Effect> {
    let speaks_for_person = signals.iter().any(Signal::fires);
    let reopens = conversation.reopens_with(message, courtesy, signals);
    let is_thanks = is_courtesy(courtesy.unwrap_or_default(), signals);
    match &conversation.holder {
        Holder::Closed if speaks_for_person || reopens => {
            return vec![record(Fact::Reopened { by: None })];
        }
        Holder::Waiting => return while_waiting(conversation, event, signals, is_thanks, house),
        Holder::Agent if speaks_for_person => {
            let waits_for_burst = is_unanswered(conversation, message)
                && !signals.iter().any(|signal| signal.trigger.is_immediate());
            if !waits_for_burst {
                let fired = signals.iter().filter(|signal| signal.fires());
                let reasons = fired
                    .chain(&conversation.pending_signals)
                    .cloned()
                    .collect();
                return handover::escalate(conversation, event, reasons, house);
            }
        }
        Holder::Agent | Holder::Operator { .. } | Holder::Closed => {}
    }
    let mut effects = outdated(conversation, message);
    let let_lie = match conversation.answer {
        Answer::None | Answer::Stopped => conversation.holder == Holder::Agent,
        Answer::Pausing { .. } | Answer::Drafting { .. } => false,
    };
    let was_thanks = conversation
        .unanswered
        .iter()
        .any(|open| &open.message == message && open.courtesy);
    let wants_answer = let_lie && was_thanks && courtesy.is_some() && !is_thanks;
    if wants_answer || !effects.is_empty() {
        effects.push(resume(event, house));
    }
    effects
}

/// What the customer took back needs no answer.
pub(super) fn revoked(
    conversation: &Conversation,
    event: &Event,
    message: &MessageId,
    house: &House,
) -> Vec<Effect> {
    let mut effects = outdated(conversation, message);
    let was_open = is_unanswered(conversation, message);
    let nothing_left = was_open && conversation.unanswered.len() == 1;
    if nothing_left && conversation.holder == Holder::Agent {
        effects.push(timer::quiet(event, house));
    } else if !effects.is_empty() {
        effects.push(resume(event, house));
    }
    effects
}

/// The draft under way rests on words that changed.
fn outdated(conversation: &Conversation, message: &MessageId) -> Vec<Effect> {
    if is_unanswered(conversation, message) {
        answer::dropped(conversation, DropReason::Superseded)
    } else {
        Vec::new()
    }
}

fn is_unanswered(conversation: &Conversation, message: &MessageId) -> bool {
    conversation
        .unanswered
        .iter()
        .any(|open| &open.message == message)
}

/// Goes on with the answer after the usual pause.
pub(super) fn resume(event: &Event, house: &House) -> Effect {
    let pause = Duration::from_millis(u64::from(house.playbook.pace.pause_ms));
    timer::wait(event, TimerPurpose::Answer, event.known_at().plus(pause))
}
