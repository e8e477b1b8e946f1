//! Says what the world should do about an event. It does nothing itself: no clock, no I/O, no
//! randomness. One file per theme, one function per fact.
//!
//! [`decide`] gets the state *before* the event; [`step`] runs an event and all the facts that
//! follow from it at once, and returns what is to be stored together.

mod answer;
mod call;
mod customer;
mod handover;
mod route;
mod sending;
mod step;
#[cfg(test)]
mod tests;
mod timer;
mod turn;

pub use step::{Step, step};

use crate::effect::Effect;
use crate::fact::{Event, Fact, TimerPurpose};
use crate::playbook::House;
use crate::signal::Reason;
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
        Fact::PhoneWrote { .. } => customer::phone_wrote(conversation, event, house),
        Fact::CustomerEdited {
            message,
            signals,
            courtesy,
            ..
        } => customer::edited(conversation, event, message, signals, *courtesy, house),
        Fact::CustomerRevoked { message } => customer::revoked(conversation, event, message, house),
        Fact::Drafted { draft } => answer::drafted(conversation, event, draft, house),
        Fact::AgentAsked { draft, signal } => {
            answer::agent_asked(conversation, event, draft, signal, house)
        }
        Fact::DraftFailed { draft, what, cause } => {
            let reason = Reason::AgentFailed {
                what: what.clone(),
                cause: cause.clone(),
            };
            answer::failed(conversation, event, draft, reason, house)
        }
        Fact::AnswerStopped { .. } => answer::stopped(conversation, event, house),
        Fact::Queued { outgoing } => sending::queued(conversation, event, outgoing, house),
        Fact::NotSent { outgoing, failure } => {
            sending::not_sent(conversation, event, outgoing, failure, house)
        }
        Fact::Unclear { outgoing } => sending::unclear(conversation, event, outgoing),
        Fact::Withdrawn { outgoing, why } => {
            sending::withdrawn(conversation, event, outgoing, why, house)
        }
        Fact::Escalated { escalation } => {
            handover::escalated(conversation, event, escalation, house)
        }
        Fact::Raised {
            escalation,
            level,
            operators,
            next_at,
        } => handover::raised(event, escalation, *level, operators, *next_at),
        Fact::PutOff {
            escalation, until, ..
        } => handover::put_off(conversation, event, escalation, *until),
        Fact::TookOver { operator, .. } => {
            handover::took_over(conversation, event, operator, house)
        }
        Fact::Passed { to, .. } => turn::begins(to, event, house).into_iter().collect(),
        Fact::HandedBack { .. } | Fact::TurnEnded { .. } => {
            handover::back_to_agent(conversation, event, house)
        }
        Fact::OperatorLeft { operator } => turn::left(conversation, event, operator, house),
        Fact::TurnWarned { ends_at, .. } => {
            vec![timer::wait(event, TimerPurpose::TurnEnd, *ends_at)]
        }
        Fact::Reopened { .. } => handover::reopened(conversation, event, house),
        Fact::Closed { .. } => handover::closed(conversation),
        Fact::TimerFired { timer } => timer::fired(conversation, event, timer, house),
        Fact::OperatorReacted {
            operator,
            message,
            emoji,
        } => {
            let mut effects = turn::goes_on(conversation, operator, event, house);
            effects.push(Effect::React {
                operator: operator.clone(),
                message: message.clone(),
                emoji: emoji.clone(),
                epoch: conversation.epoch,
            });
            effects
        }
        Fact::Noted { operator, .. } => turn::goes_on(conversation, operator, event, house),
        Fact::Began { .. }
        | Fact::CustomerKnown { .. }
        | Fact::CustomerReacted { .. }
        | Fact::PhoneEdited { .. }
        | Fact::PhoneRevoked { .. }
        | Fact::PhoneReacted { .. }
        | Fact::MediaStored { .. }
        | Fact::MediaLost { .. }
        | Fact::Accepted { .. }
        | Fact::Progressed { .. }
        | Fact::DraftDropped { .. }
        | Fact::AlertShown { .. }
        | Fact::AlertOpened { .. }
        | Fact::Seen { .. }
        | Fact::Briefed { .. }
        | Fact::Marked { .. } => Vec::new(),
    }
}

/// A fact that follows at once.
fn record(fact: Fact) -> Effect {
    Effect::Record {
        fact: Box::new(fact),
    }
}
