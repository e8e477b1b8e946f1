//! Whom an escalation calls, and by when.

use crate::fact::{Escalation, Event};
use crate::hours;
use crate::ids::{EscalationId, OperatorId};
use crate::playbook::House;
use crate::signal::{Signal, Trigger, deciding};
use crate::state::Conversation;
use crate::team::Operator;
use crate::time::Timestamp;

/// The call that `event` makes necessary because of `signals`; the deciding one gives the trigger.
pub(super) fn escalation(
    conversation: &Conversation,
    event: &Event,
    mut signals: Vec<Signal>,
    house: &House,
) -> Option<Escalation> {
    let first = deciding(&signals)?.clone();
    signals.retain(|signal| signal.fires() && signal != &first);
    signals.insert(0, first.clone());
    let waiting_since = conversation
        .waiting_since()
        .unwrap_or(event.at)
        .min(event.at);
    let call = Call::of(house, first.trigger, event.at);
    let route = house.playbook.route(first.trigger);
    let clock_starts = call
        .opens_at
        .map_or(waiting_since, |opens| opens.max(waiting_since));
    Some(Escalation {
        id: EscalationId::of(&event.id),
        trigger: first.trigger,
        signals,
        route: call.route,
        called: call.called,
        waiting_since,
        due_at: clock_starts.plus(route.promise.duration()),
        opens_at: call.opens_at,
    })
}

/// Who is to be called.
struct Call {
    /// Everybody on the route, in order.
    route: Vec<OperatorId>,
    /// Who is called first.
    called: Vec<OperatorId>,
    /// When the first of them is at work again, if nobody is now.
    opens_at: Option<Timestamp>,
}

impl Call {
    fn of(house: &House, trigger: Trigger, at: Timestamp) -> Self {
        let zone = hours::time_zone(&house.playbook.time_zone);
        let now = hours::local(at, &zone);
        let people = candidates(house, trigger);
        let route: Vec<_> = people.iter().map(|operator| operator.id.clone()).collect();
        if let Some(first) = people.iter().find(|operator| operator.can_be_called(&now)) {
            return Self {
                called: vec![first.id.clone()],
                route,
                opens_at: None,
            };
        }
        let next = people
            .iter()
            .filter(|operator| !operator.hours.contain(&now))
            .filter_map(|operator| Some((operator.hours.next_from(&now)?, operator.id.clone())))
            .min();
        let (opens_at, called) = match next {
            Some((opens, operator)) => (Some(opens), vec![operator]),
            // Everybody at work is away: calling them all beats calling nobody.
            None => (None, route.clone()),
        };
        Self {
            route,
            called,
            opens_at,
        }
    }
}

/// The route's people; without a route, all who take this trigger; without such, all.
fn candidates(house: &House, trigger: Trigger) -> Vec<&Operator> {
    let named: Vec<_> = house
        .playbook
        .route(trigger)
        .operators
        .iter()
        .filter_map(|id| house.team.get(id))
        .collect();
    if !named.is_empty() {
        return named;
    }
    let skilled: Vec<_> = house
        .team
        .operators
        .iter()
        .filter(|operator| operator.skills.is_empty() || operator.skills.contains(&trigger))
        .collect();
    if skilled.is_empty() {
        house.team.operators.iter().collect()
    } else {
        skilled
    }
}
