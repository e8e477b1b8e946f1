//! A person's turn, and how the clock ends it: never without a warning, and never because the
//! customer wrote again.

use super::{handover, record, timer};
use crate::effect::Effect;
use crate::fact::{Event, Fact, TimerPurpose};
use crate::hours;
use crate::ids::OperatorId;
use crate::playbook::House;
use crate::signal::{Reason, Signal, Trigger};
use crate::state::Conversation;
use crate::time::Timestamp;
use std::time::Duration;

/// How long before its end a turn is announced to end.
const WARNING: Duration = Duration::from_secs(15 * 60);

/// The wait after which `operator` is warned, where the owner wants one. Each word of theirs begins
/// it anew.
pub(super) fn begins(operator: &OperatorId, event: &Event, house: &House) -> Option<Effect> {
    let pace = &house.playbook.pace;
    let idle = pace
        .turn_ends_after
        .map(|idle| event.known_at().plus(idle.duration()));
    let shift = pace
        .turn_ends_with_shift
        .then(|| shift_ends(operator, event.known_at(), house))
        .flatten();
    let due = idle.into_iter().chain(shift).min()?;
    Some(timer::wait(event, TimerPurpose::TurnWarning, due))
}

/// When `operator`'s shift ends. Who writes on after it gets a while each time.
fn shift_ends(operator: &OperatorId, at: Timestamp, house: &House) -> Option<Timestamp> {
    let zone = hours::time_zone(&house.playbook.time_zone);
    let now = hours::local(at, &zone);
    let hours = &house.team.get(operator)?.hours;
    if hours.contain(&now) {
        hours.shift_end(&now)
    } else {
        Some(at.plus(WARNING))
    }
}

/// The holder did something else than write.
pub(super) fn goes_on(
    conversation: &Conversation,
    operator: &OperatorId,
    event: &Event,
    house: &House,
) -> Vec<Effect> {
    if conversation.operator() == Some(operator) {
        begins(operator, event, house).into_iter().collect()
    } else {
        Vec::new()
    }
}

pub(super) fn warning(conversation: &Conversation, event: &Event) -> Vec<Effect> {
    of_holder(conversation, |operator| Fact::TurnWarned {
        operator,
        ends_at: event.known_at().plus(WARNING),
    })
}

pub(super) fn end(conversation: &Conversation) -> Vec<Effect> {
    of_holder(conversation, |operator| Fact::TurnEnded { operator })
}

/// Whoever held it is gone. A person was needed or wanted to be there, so it isn't the agent's: it waits
/// for another one.
pub(super) fn left(
    conversation: &Conversation,
    event: &Event,
    operator: &OperatorId,
    house: &House,
) -> Vec<Effect> {
    if conversation.operator() != Some(operator) {
        return Vec::new();
    }
    let mut reasons = conversation.pending_signals.clone();
    reasons.push(Signal::guard(Trigger::OutOfScope, Reason::HolderLeft));
    handover::escalate(conversation, event, reasons, house)
}

fn of_holder(conversation: &Conversation, fact: impl Fn(OperatorId) -> Fact) -> Vec<Effect> {
    conversation
        .operator()
        .map(|operator| record(fact(operator.clone())))
        .into_iter()
        .collect()
}
