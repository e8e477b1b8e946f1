//! Our own messages: sent by the outbox alone, and what a failure leads to.

use super::{answer, customer, handover, timer, turn};
use crate::effect::Effect;
use crate::fact::{Author, Event, Outgoing, SendFailure, TimerPurpose, Withdrawal};
use crate::ids::OutgoingId;
use crate::playbook::House;
use crate::signal::{Reason, Signal, Trigger};
use crate::state::{Answer, Conversation, Holder, InFlight, Progress, Speaker};
use std::time::Duration;

/// How long a status may take to settle a send whose outcome is unknown.
const SETTLE: Duration = Duration::from_secs(60);

pub(super) fn queued(
    conversation: &Conversation,
    event: &Event,
    outgoing: &Outgoing,
    house: &House,
) -> Vec<Effect> {
    let mut effects = vec![Effect::Send {
        outgoing: outgoing.clone(),
    }];
    match &outgoing.author {
        Author::Agent => {
            if conversation.holder == Holder::Agent {
                effects.push(timer::quiet(event, house));
            }
        }
        Author::Operator { operator } => effects.extend(turn::begins(operator, event, house)),
    }
    effects
}

/// An answer that didn't leave is a customer without an answer, whoever wrote it, and even if the
/// conversation was closed in the belief that there was one. Who holds the conversation sees it.
pub(super) fn not_sent(
    conversation: &Conversation,
    event: &Event,
    outgoing: &OutgoingId,
    failure: &SendFailure,
    house: &House,
) -> Vec<Effect> {
    let failed = Progress::Failed {
        failure: failure.clone(),
    };
    let leaves_a_gap = conversation
        .on_its_way(outgoing)
        .is_some_and(|ours| ours.progress.yields_to(&failed) && answers_something(ours));
    let is_watched = match conversation.holder {
        Holder::Agent | Holder::Closed => false,
        Holder::Waiting | Holder::Operator { .. } => true,
    };
    if is_watched || !leaves_a_gap {
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
    // What the message answered is unanswered again, and the promise's clock starts there.
    let mut after = conversation.clone();
    after.apply(event);
    let signal = Signal::guard(Trigger::OutOfScope, reason);
    handover::escalate(&after, event, vec![signal], house)
}

pub(super) fn unclear(
    conversation: &Conversation,
    event: &Event,
    outgoing: &OutgoingId,
) -> Vec<Effect> {
    let is_news = conversation.on_its_way(outgoing).is_some_and(|ours| {
        ours.speaker == Speaker::Agent && ours.progress.yields_to(&Progress::Unclear)
    });
    if conversation.holder != Holder::Agent || !is_news {
        return Vec::new();
    }
    let due = event.known_at().plus(SETTLE);
    vec![timer::wait(event, TimerPurpose::Settle, due)]
}

/// No status settled the send: a person looks at it, because repeating it could say it twice.
pub(super) fn unsettled(conversation: &Conversation, event: &Event, house: &House) -> Vec<Effect> {
    let still = conversation
        .in_flight
        .iter()
        .any(|ours| ours.speaker == Speaker::Agent && ours.progress == Progress::Unclear);
    if conversation.holder != Holder::Agent || !still {
        return Vec::new();
    }
    let signal = Signal::guard(Trigger::OutOfScope, Reason::NotSent);
    handover::escalate(conversation, event, vec![signal], house)
}

/// A message was taken back before it left. If the agent holds the conversation by then, what the
/// message answered is the agent's to answer; unless an operator took it back by hand. If a person is
/// called by then, the one sentence said meanwhile is for the newer call.
pub(super) fn withdrawn(
    conversation: &Conversation,
    event: &Event,
    outgoing: &OutgoingId,
    why: &Withdrawal,
    house: &House,
) -> Vec<Effect> {
    if conversation.holder == Holder::Waiting && *why == Withdrawal::HolderChanged {
        return handover::sentence_taken_back(conversation, event, outgoing, house);
    }
    let leaves_a_gap = conversation
        .on_its_way(outgoing)
        .is_some_and(answers_something);
    let is_idle = match conversation.answer {
        Answer::None | Answer::Stopped => conversation.holder == Holder::Agent,
        Answer::Pausing { .. } | Answer::Drafting { .. } => false,
    };
    if !leaves_a_gap || !is_idle {
        return Vec::new();
    }
    match why {
        Withdrawal::Cancelled { .. } => vec![answer::grace(event)],
        Withdrawal::HolderChanged | Withdrawal::AgentOff => vec![customer::resume(event, house)],
    }
}

/// Whether the customer goes without an answer if `ours` doesn't arrive. Thanks need none.
fn answers_something(ours: &InFlight) -> bool {
    ours.answers.iter().any(|open| !open.courtesy)
}
