//! Whom an escalation calls, and by when.

use crate::fact::{Escalation, Event};
use crate::hours;
use crate::ids::{EscalationId, OperatorId};
use crate::language::Language;
use crate::playbook::House;
use crate::signal::{Signal, Trigger, deciding};
use crate::state::{Conversation, OpenEscalation};
use crate::team::{Operator, Presence};
use crate::time::Timestamp;
use jiff::Zoned;

/// The call that `event` makes necessary because of `signals`; the deciding one gives the trigger.
/// A call that is open already goes into it: its reasons stay, and its promise holds.
pub(super) fn escalation(
    conversation: &Conversation,
    event: &Event,
    signals: Vec<Signal>,
    house: &House,
) -> Option<Escalation> {
    let trigger = deciding(&signals)?.trigger;
    let open = conversation.open_call().map(|open| &open.escalation);
    let waiting_since = conversation
        .waiting_since()
        .unwrap_or(event.at)
        .min(event.at);
    let call = Call::of(house, trigger, conversation.language, event.known_at());
    let known_since = conversation
        .known_since()
        .unwrap_or_else(|| event.known_at())
        .min(event.known_at());
    let clock_starts = call
        .opens_at
        .map_or(known_since, |opens| opens.max(known_since));
    let due_at = clock_starts.plus(house.playbook.route(trigger).promise.duration());
    Some(Escalation {
        id: EscalationId::of(&event.id),
        trigger,
        signals: ordered(signals, open),
        route: call.route,
        called: call.called,
        waiting_since,
        due_at: open.map_or(due_at, |open| open.due_at.min(due_at)),
        opens_at: call.opens_at,
    })
}

/// All signals that fire, each once, the deciding one first and those of the open call last.
fn ordered(signals: Vec<Signal>, open: Option<&Escalation>) -> Vec<Signal> {
    let first = deciding(&signals).cloned();
    let before = open.into_iter().flat_map(|open| open.signals.clone());
    let fired = signals.into_iter().filter(Signal::fires).chain(before);
    let mut all: Vec<Signal> = Vec::new();
    for signal in first.into_iter().chain(fired) {
        if !all.contains(&signal) {
            all.push(signal);
        }
    }
    all
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
    fn of(house: &House, trigger: Trigger, language: Option<Language>, at: Timestamp) -> Self {
        let zone = hours::time_zone(&house.playbook.time_zone);
        let now = hours::local(at, &zone);
        let people = candidates(house, trigger, language);
        let (called, opens_at) = first_called(&people, &now);
        Self {
            route: ids(people),
            called,
            opens_at,
        }
    }
}

/// Who is called first, and when they come if nobody is at work.
fn first_called(people: &[&Operator], now: &Zoned) -> (Vec<OperatorId>, Option<Timestamp>) {
    if let Some(first) = people.iter().find(|person| person.can_be_called(now)) {
        return (vec![first.id.clone()], None);
    }
    let at_work = people.iter().filter(|person| person.hours.contain(now));
    let at_work = ids(at_work.copied());
    match next_at_work(people, now) {
        Some((opens, person)) if at_work.is_empty() => (vec![person.id.clone()], Some(opens)),
        // Who is away comes back sooner than who is at home, and calling them all beats calling
        // nobody.
        Some(_) | None if !at_work.is_empty() => (at_work, None),
        Some(_) | None => (ids(people.iter().copied()), None),
    }
}

/// Who is at work next. Somebody who said they are away is waited for only if all are.
fn next_at_work<'a>(people: &[&'a Operator], now: &Zoned) -> Option<(Timestamp, &'a Operator)> {
    people
        .iter()
        .enumerate()
        .filter_map(|(place, person)| Some((place, *person, person.hours.next_from(now)?)))
        .min_by_key(|(place, person, opens)| (person.presence == Presence::Away, *opens, *place))
        .map(|(_, person, opens)| (opens, person))
}

fn ids<'a>(people: impl IntoIterator<Item = &'a Operator>) -> Vec<OperatorId> {
    people.into_iter().map(|person| person.id.clone()).collect()
}

/// The people of `route` who still belong to the team.
fn people_of<'a>(route: &[OperatorId], house: &'a House) -> Vec<&'a Operator> {
    route.iter().filter_map(|id| house.team.get(id)).collect()
}

/// When the first of `route` is at work again; `None` if somebody is at `now`, or nobody ever.
pub(super) fn opens_at(route: &[OperatorId], house: &House, now: &Zoned) -> Option<Timestamp> {
    let people = people_of(route, house);
    if people.iter().any(|person| person.hours.contain(now)) {
        return None;
    }
    next_at_work(&people, now).map(|(opens, _)| opens)
}

/// All called so far and the next of the route: the first who can come. Who can't is called only
/// where nobody can.
pub(super) fn next_called(open: &OpenEscalation, house: &House, at: Timestamp) -> Vec<OperatorId> {
    let zone = hours::time_zone(&house.playbook.time_zone);
    let now = hours::local(at, &zone);
    let can_come = |id: &&OperatorId| {
        house
            .team
            .get(id)
            .is_some_and(|person| person.can_be_called(&now))
    };
    let others = || {
        open.escalation
            .route
            .iter()
            .filter(|id| !open.called.contains(id))
    };
    let next = match others().find(can_come) {
        Some(next) => Some(next),
        None if open.called.iter().any(|id| can_come(&id)) => None,
        None => others().next(),
    };
    open.called.iter().chain(next).cloned().collect()
}

/// The route's people in the owner's order; without a route, all who take this trigger, those who
/// speak the customer's language first; without such, all.
fn candidates(house: &House, trigger: Trigger, language: Option<Language>) -> Vec<&Operator> {
    let named = people_of(&house.playbook.route(trigger).operators, house);
    if !named.is_empty() {
        return named;
    }
    let all = || house.team.operators.iter();
    let mut people: Vec<_> = all()
        .filter(|person| person.skills.is_empty() || person.skills.contains(&trigger))
        .collect();
    if people.is_empty() {
        people = all().collect();
    }
    people.sort_by_key(|person| language.is_some_and(|l| !person.languages.contains(&l)));
    people
}
