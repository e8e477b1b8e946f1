//! Says what the world should do about an event. It does nothing itself: no clock, no I/O, no
//! randomness. One file per theme, one function per fact.
//!
//! [`decide`] gets the state *before* the event; [`step`] runs an event and all the facts that
//! follow from it at once, and returns what is to be stored together.

mod answer;
mod customer;
mod handover;
mod route;
mod sending;
mod step;
#[cfg(test)]
mod tests;
mod timer;

pub use step::{Step, step};

use crate::effect::Effect;
use crate::fact::{Event, Fact};
use crate::playbook::House;
use crate::state::Conversation;

/// What the world should do about `event`. `conversation` is the state before it.
pub fn decide(conversation: &Conversation, event: &Event, house: &House) -> Vec<Effect> {
    match &event.fact {
        Fact::CustomerWrote {
            message,
            signals,
            courtesy,
            ..
        } => customer::wrote(conversation, event, message, signals, *courtesy, house),
        Fact::PhoneWrote { .. } => customer::phone_wrote(conversation),
        Fact::Drafted { draft } => answer::drafted(conversation, event, draft, house),
        Fact::AgentAsked { draft, signal } => {
            answer::agent_asked(conversation, event, draft, signal, house)
        }
        Fact::DraftFailed { draft, what } => {
            answer::failed(conversation, event, draft, what, house)
        }
        Fact::AnswerStopped { .. } => answer::stopped(conversation),
        Fact::Queued { outgoing } => sending::queued(event, outgoing, house),
        Fact::NotSent { outgoing, failure } => {
            sending::not_sent(conversation, event, outgoing, failure, house)
        }
        Fact::Unclear { outgoing } => sending::unclear(conversation, event, outgoing),
        Fact::Escalated { escalation } => {
            handover::escalated(conversation, event, escalation, house)
        }
        Fact::Raised {
            escalation,
            level,
            operators,
            next_at,
        } => handover::raised(event, escalation, *level, operators, *next_at),
        Fact::PutOff { until, .. } => handover::put_off(conversation, event, *until),
        Fact::TookOver { .. } => handover::took_over(conversation, event, house),
        Fact::Passed { .. } => handover::passed(event, house),
        Fact::HandedBack { .. } | Fact::TurnEnded { .. } => {
            handover::back_to_agent(conversation, event, house)
        }
        Fact::TurnWarned { ends_at, .. } => vec![timer::wait(
            event,
            crate::fact::TimerPurpose::TurnEnd,
            *ends_at,
        )],
        Fact::Reopened { .. } => handover::reopened(conversation, event, house),
        Fact::Closed { .. } => handover::closed(conversation),
        Fact::TimerFired { timer } => timer::fired(conversation, event, timer, house),
        Fact::OperatorReacted {
            operator,
            message,
            emoji,
        } => vec![Effect::React {
            operator: operator.clone(),
            message: message.clone(),
            emoji: emoji.clone(),
            epoch: conversation.epoch,
        }],
        Fact::Began { .. }
        | Fact::CustomerKnown { .. }
        | Fact::CustomerReacted { .. }
        | Fact::CustomerEdited { .. }
        | Fact::CustomerRevoked { .. }
        | Fact::MediaStored { .. }
        | Fact::MediaLost { .. }
        | Fact::Accepted { .. }
        | Fact::Withdrawn { .. }
        | Fact::Progressed { .. }
        | Fact::DraftDropped { .. }
        | Fact::AlertShown { .. }
        | Fact::AlertOpened { .. }
        | Fact::Briefed { .. }
        | Fact::Noted { .. }
        | Fact::Marked { .. } => Vec::new(),
    }
}

/// A fact that follows at once.
fn record(fact: Fact) -> Effect {
    Effect::Record {
        fact: Box::new(fact),
    }
}
