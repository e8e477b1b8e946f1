//! Waits: how each begins, and what its end leads to. A firing that nobody awaits any more means
//! nothing.

use super::{answer, call, record, sending, turn};
use crate::effect::Effect;
use crate::fact::{Closer, Event, Fact, Timer, TimerPurpose};
use crate::ids::TimerId;
use crate::playbook::House;
use crate::state::{Conversation, Holder, Progress};
use crate::time::Timestamp;

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
        TimerPurpose::Opening => "opening",
        TimerPurpose::Stopped => "stopped",
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
        event
            .known_at()
            .plus(house.playbook.pace.close_after.duration()),
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
        TimerPurpose::Promise => call::promise_over(conversation, event, house),
        TimerPurpose::PutOff => call::again(conversation),
        TimerPurpose::Opening => call::opening(conversation),
        TimerPurpose::Close => close(conversation, event, house),
        TimerPurpose::TurnWarning => turn::warning(conversation, event),
        TimerPurpose::TurnEnd => turn::end(conversation),
        TimerPurpose::Settle => sending::unsettled(conversation, event, house),
        TimerPurpose::Stopped => answer::grace_over(conversation, event, house),
    }
}

/// It is done when nothing is owed. What waits for the network is owed still: closing would take it
/// back from the outbox.
fn close(conversation: &Conversation, event: &Event, house: &House) -> Vec<Effect> {
    if conversation.holder != Holder::Agent || conversation.owes_answer() {
        return Vec::new();
    }
    let waits_to_leave = conversation
        .in_flight
        .iter()
        .any(|ours| ours.progress == Progress::Queued);
    if waits_to_leave {
        vec![quiet(event, house)]
    } else {
        vec![record(Fact::Closed { by: Closer::Quiet })]
    }
}
