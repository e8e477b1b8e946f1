//! Our own messages: sent by the outbox alone, and what a failure leads to.

use super::{handover, timer};
use crate::effect::Effect;
use crate::fact::{Author, Event, Outgoing, SendFailure, TimerPurpose};
use crate::ids::OutgoingId;
use crate::playbook::House;
use crate::signal::{Reason, Signal, Trigger};
use crate::state::{Conversation, Holder, Speaker};
use std::time::Duration;

/// How long a status may take to settle a send whose outcome is unknown.
const SETTLE: Duration = Duration::from_secs(60);

pub(super) fn queued(event: &Event, outgoing: &Outgoing, house: &House) -> Vec<Effect> {
    let mut effects = vec![Effect::Send {
        outgoing: outgoing.clone(),
    }];
    match &outgoing.author {
        Author::Agent => effects.push(timer::quiet(event, house)),
        Author::Operator { .. } => effects.extend(handover::turn(event, house)),
    }
    effects
}

/// Whether the agent's latest words are this message, and it still holds the conversation.
fn is_agents_last_word(conversation: &Conversation, outgoing: &OutgoingId) -> bool {
    conversation.holder == Holder::Agent
        && conversation.last_said.as_ref().is_some_and(|last| {
            last.speaker == Speaker::Agent && last.outgoing.as_ref() == Some(outgoing)
        })
}

/// An answer of the agent that didn't leave is a customer without an answer.
pub(super) fn not_sent(
    conversation: &Conversation,
    event: &Event,
    outgoing: &OutgoingId,
    failure: &SendFailure,
    house: &House,
) -> Vec<Effect> {
    if !is_agents_last_word(conversation, outgoing) {
        return Vec::new();
    }
    let reason = match failure {
        SendFailure::WindowClosed => Reason::WindowClosed,
        SendFailure::Unreachable
        | SendFailure::OptedOut
        | SendFailure::ChannelStopped { .. }
        | SendFailure::Refused { .. }
        | SendFailure::GaveUp => Reason::NotSent,
    };
    handover::escalate(
        conversation,
        event,
        vec![Signal::guard(Trigger::OutOfScope, reason)],
        house,
    )
}

pub(super) fn unclear(
    conversation: &Conversation,
    event: &Event,
    outgoing: &OutgoingId,
) -> Vec<Effect> {
    if is_agents_last_word(conversation, outgoing) {
        vec![timer::wait(
            event,
            TimerPurpose::Settle,
            event.at.plus(SETTLE),
        )]
    } else {
        Vec::new()
    }
}
