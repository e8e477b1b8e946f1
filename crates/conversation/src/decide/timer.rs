//! Waits that are over. A firing that nobody awaits any more means nothing.

use super::{answer, handover, record};
use crate::effect::Effect;
use crate::fact::{Closer, Event, Fact, Timer, TimerPurpose};
use crate::ids::{OperatorId, TimerId};
use crate::playbook::House;
use crate::signal::{Reason, Signal, Trigger};
use crate::state::{Conversation, Holder, OpenEscalation, Progress};
use crate::time::Timestamp;
use std::time::Duration;

/// Between two calls, at least.
const SHORTEST_RAISE: Duration = Duration::from_secs(120);

/// How long before its end an idle operator's turn is announced to end.
const TURN_WARNING: Duration = Duration::from_secs(15 * 60);

/// The wait that `event` begins.
pub(super) fn wait(event: &Event, purpose: TimerPurpose, due: Timestamp) -> Effect {
    let role = match purpose {
        TimerPurpose::Answer => "answer",
        TimerPurpose::Promise => "promise",
        TimerPurpose::PutOff => "put-off",
        TimerPurpose::Close => "close",
        TimerPurpose::TurnWarning => "turn-warning",
        TimerPurpose::TurnEnd => "turn-end",
        TimerPurpose::Settle => "settle",
    };
    Effect::Wait {
        timer: Timer {
            id: TimerId::of(&event.id, role),
            purpose,
        },
        due,
    }
}

/// The quiet time after which a conversation of the agent closes.
pub(super) fn quiet(event: &Event, house: &House) -> Effect {
    wait(
        event,
        TimerPurpose::Close,
        event.at.plus(house.playbook.pace.close_after.duration()),
    )
}

pub(super) fn fired(
    conversation: &Conversation,
    event: &Event,
    timer: &Timer,
    house: &House,
) -> Vec<Effect> {
    if !conversation.awaits(timer.purpose, &timer.id) {
        return Vec::new();
    }
    match timer.purpose {
        TimerPurpose::Answer => answer::burst_over(conversation, event, house),
        TimerPurpose::Promise => promise_over(conversation, event, house),
        TimerPurpose::PutOff => call_again(conversation),
        TimerPurpose::Close => close(conversation),
        TimerPurpose::TurnWarning => turn_warning(conversation, event),
        TimerPurpose::TurnEnd => turn_end(conversation),
        TimerPurpose::Settle => unsettled(conversation, event, house),
    }
}

/// Nobody came in time: louder, and to the next of the route as well.
fn promise_over(conversation: &Conversation, event: &Event, house: &House) -> Vec<Effect> {
    let Some(open) = conversation
        .escalation
        .as_ref()
        .filter(|_| conversation.holder == Holder::Waiting)
    else {
        return Vec::new();
    };
    let promise = house
        .playbook
        .route(open.escalation.trigger)
        .promise
        .duration();
    vec![record(Fact::Raised {
        escalation: open.escalation.id.clone(),
        level: open.level + 1,
        operators: next_called(open),
        next_at: event.at.plus((promise / 2).max(SHORTEST_RAISE)),
    })]
}

/// All called so far and the next of the route.
fn next_called(open: &OpenEscalation) -> Vec<OperatorId> {
    let mut called = open.called.clone();
    called.extend(
        open.escalation
            .route
            .iter()
            .find(|operator| !open.called.contains(operator))
            .cloned(),
    );
    called
}

fn call_again(conversation: &Conversation) -> Vec<Effect> {
    match (&conversation.escalation, &conversation.holder) {
        (Some(open), Holder::Waiting) => open
            .put_off
            .iter()
            .map(|(operator, _)| Effect::Alert {
                escalation: open.escalation.id.clone(),
                operators: vec![operator.clone()],
                level: open.level.max(1),
            })
            .collect(),
        (_, Holder::Agent | Holder::Waiting | Holder::Operator { .. } | Holder::Closed) => {
            Vec::new()
        }
    }
}

fn close(conversation: &Conversation) -> Vec<Effect> {
    let done = conversation.holder == Holder::Agent && conversation.unanswered.is_empty();
    if done {
        vec![record(Fact::Closed { by: Closer::Quiet })]
    } else {
        Vec::new()
    }
}

fn turn_warning(conversation: &Conversation, event: &Event) -> Vec<Effect> {
    conversation
        .operator()
        .map(|operator| {
            record(Fact::TurnWarned {
                operator: operator.clone(),
                ends_at: event.at.plus(TURN_WARNING),
            })
        })
        .into_iter()
        .collect()
}

fn turn_end(conversation: &Conversation) -> Vec<Effect> {
    conversation
        .operator()
        .map(|operator| {
            record(Fact::TurnEnded {
                operator: operator.clone(),
            })
        })
        .into_iter()
        .collect()
}

/// No status settled the send: a person looks at it, because repeating it could say it twice.
fn unsettled(conversation: &Conversation, event: &Event, house: &House) -> Vec<Effect> {
    let still = conversation.holder == Holder::Agent
        && conversation
            .last_said
            .as_ref()
            .is_some_and(|last| last.progress == Progress::Unclear);
    if !still {
        return Vec::new();
    }
    let signal = Signal::guard(Trigger::OutOfScope, Reason::NotSent);
    handover::escalate(conversation, event, vec![signal], house)
}
