//! An open call for a person that nobody has answered: again, louder, and to the next of the route.

use super::{record, route, timer};
use crate::effect::Effect;
use crate::fact::{Event, Fact, TimerPurpose};
use crate::hours;
use crate::playbook::House;
use crate::state::{Conversation, OpenEscalation};
use crate::time::Timestamp;
use std::time::Duration;

/// Between two calls, at least.
pub(super) const SHORTEST_RAISE: Duration = Duration::from_secs(120);

/// Between two calls that reach nobody new, at most.
const LONGEST_RAISE: Duration = Duration::from_secs(3600);

/// A promise noticed later than this was not broken by the people: the machine slept, or the
/// customer's message came late.
const OVERSLEPT: Duration = Duration::from_secs(300);

/// Nobody came in time.
pub(super) fn promise_over(
    conversation: &Conversation,
    event: &Event,
    house: &House,
) -> Vec<Effect> {
    let Some(open) = conversation.open_call() else {
        return Vec::new();
    };
    if event.known_at().since(open.next_at) > OVERSLEPT {
        let again = event.known_at().plus(SHORTEST_RAISE);
        return vec![
            alert(open),
            timer::wait(event, TimerPurpose::Promise, again),
        ];
    }
    vec![record(Fact::Raised {
        escalation: open.escalation.id.clone(),
        level: open.level + 1,
        operators: route::next_called(open, house, event.known_at()),
        next_at: next_raise(open, house, event.known_at()),
    })]
}

/// When to call once more. Who has been called for long is called less often, and at night nobody.
fn next_raise(open: &OpenEscalation, house: &House, at: Timestamp) -> Timestamp {
    let promise = house
        .playbook
        .route(open.escalation.trigger)
        .promise
        .duration();
    let people = u32::try_from(open.escalation.route.len()).unwrap_or(u32::MAX);
    let repeated = open.level.saturating_sub(people).min(10);
    let pause = (promise / 2).max(SHORTEST_RAISE);
    let longest = LONGEST_RAISE.max(pause);
    let next = at.plus(pause.saturating_mul(1 << repeated).min(longest));
    let zone = hours::time_zone(&house.playbook.time_zone);
    route::opens_at(&open.escalation.route, house, &hours::local(next, &zone)).unwrap_or(next)
}

/// An operator had asked to be called again.
pub(super) fn again(conversation: &Conversation) -> Vec<Effect> {
    let put_off = conversation
        .open_call()
        .and_then(|open| Some((open, open.put_off.as_ref()?)));
    put_off
        .map(|(open, (operator, _))| Effect::Alert {
            escalation: open.escalation.id.clone(),
            operators: vec![operator.clone()],
            level: open.level.max(1),
        })
        .into_iter()
        .collect()
}

/// People are at work again.
pub(super) fn opening(conversation: &Conversation) -> Vec<Effect> {
    conversation.open_call().map(alert).into_iter().collect()
}

fn alert(open: &OpenEscalation) -> Effect {
    Effect::Alert {
        escalation: open.escalation.id.clone(),
        operators: open.called.clone(),
        level: open.level,
    }
}
