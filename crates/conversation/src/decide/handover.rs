//! The baton: calling a person, taking over, handing back, closing.

use super::{answer, call, customer, record, route, timer, turn};
use crate::content::Content;
use crate::effect::Effect;
use crate::fact::{Author, DropReason, Escalation, Event, Fact, Outgoing, TimerPurpose};
use crate::hours;
use crate::ids::{Epoch, EscalationId, OperatorId, OutgoingId};
use crate::playbook::{AgentSwitch, Autonomy, House};
use crate::sentence;
use crate::signal::{Reason, Signal, Trigger};
use crate::state::Conversation;
use crate::time::Timestamp;

/// Calls a person because of `signals`.
pub(super) fn escalate(
    conversation: &Conversation,
    event: &Event,
    signals: Vec<Signal>,
    house: &House,
) -> Vec<Effect> {
    route::escalation(conversation, event, signals, house)
        .map(|escalation| record(Fact::Escalated { escalation }))
        .into_iter()
        .collect()
}

pub(super) fn escalated(
    conversation: &Conversation,
    event: &Event,
    escalation: &Escalation,
    house: &House,
) -> Vec<Effect> {
    let mut effects = answer::dropped(conversation, DropReason::Escalated);
    effects.push(Effect::Alert {
        escalation: escalation.id.clone(),
        operators: escalation.called.clone(),
        level: 0,
    });
    effects.push(Effect::WriteBrief {
        escalation: escalation.id.clone(),
    });
    effects.push(timer::wait(event, TimerPurpose::Promise, escalation.due_at));
    effects.extend(
        escalation
            .opens_at
            .map(|opens| timer::wait(event, TimerPurpose::Opening, opens)),
    );
    let said_already = conversation.open_call().is_some_and(|open| open.announced);
    if !said_already {
        let epoch = conversation.epoch.next();
        effects.extend(meanwhile(conversation, event, escalation, epoch, house));
    }
    effects
}

/// A graver call took the ground from the one sentence before it left; it is said for that call.
pub(super) fn sentence_taken_back(
    conversation: &Conversation,
    event: &Event,
    outgoing: &OutgoingId,
    house: &House,
) -> Vec<Effect> {
    let open = conversation.open_call();
    open.filter(|open| open.sentence.as_ref() == Some(outgoing))
        .and_then(|open| {
            let epoch = conversation.epoch;
            meanwhile(conversation, event, &open.escalation, epoch, house)
        })
        .into_iter()
        .collect()
}

/// The one sentence the agent says while the conversation waits, in the `epoch` of the wait.
fn meanwhile(
    conversation: &Conversation,
    event: &Event,
    escalation: &Escalation,
    epoch: Epoch,
    house: &House,
) -> Option<Effect> {
    let text = sentence_for(conversation, event, escalation, house)?;
    Some(record(Fact::Queued {
        outgoing: Outgoing {
            id: OutgoingId::of(&event.id, "meanwhile"),
            author: Author::Agent,
            content: Content::text(text),
            reply_to: None,
            epoch,
            sources: Vec::new(),
        },
    }))
}

/// What it says, if anything.
fn sentence_for(
    conversation: &Conversation,
    event: &Event,
    escalation: &Escalation,
    house: &House,
) -> Option<String> {
    let may_speak = house.agent == AgentSwitch::On
        && house.playbook.autonomy != Autonomy::SuggestOnly
        && conversation.window_is_open(event.known_at())
        && !escalation
            .signals
            .iter()
            .any(|s| comes_from_silence(&s.reason));
    if !may_speak {
        return None;
    }
    let language = conversation.language.unwrap_or(house.playbook.language);
    let route = house.playbook.route(escalation.trigger);
    let opens_later = |opens: &Timestamp| *opens > event.known_at();
    if let Some(opens) = escalation.opens_at.filter(opens_later) {
        let zone = hours::time_zone(&house.playbook.time_zone);
        return Some(sentence::out_of_hours(
            opens,
            event.known_at(),
            &zone,
            language,
        ));
    }
    let own = sentence::meanwhile(route.meanwhile, route.promise, language)?;
    // The owner's sentence is in the playbook's language; a customer in another gets Relevo's own.
    match route.sentence {
        Some(text) if language == house.playbook.language && !text.trim().is_empty() => Some(text),
        Some(_) | None => Some(own.to_owned()),
    }
}

/// Where the agent could not or must not write, it doesn't write about that either.
fn comes_from_silence(reason: &Reason) -> bool {
    match reason {
        Reason::AgentOff
        | Reason::SuggestOnly
        | Reason::NotSent
        | Reason::WindowClosed
        | Reason::HolderLeft => true,
        Reason::AskedForPerson
        | Reason::AskedForCall
        | Reason::AskedForManager
        | Reason::RefusesMachine
        | Reason::Repeated { .. }
        | Reason::Anger
        | Reason::Sarcasm
        | Reason::GivesUp
        | Reason::ThreatensToLeave
        | Reason::Impatience
        | Reason::Mood
        | Reason::NotInPlaybook { .. }
        | Reason::AsksForDecision
        | Reason::OwnMatter
        | Reason::Opportunity { .. }
        | Reason::Compliance { .. }
        | Reason::OwnerRule { .. }
        | Reason::AgentSaysSo { .. }
        | Reason::AgentUnsure
        | Reason::AgentFailed { .. }
        | Reason::TooManyTurns { .. }
        | Reason::Unreadable { .. } => false,
    }
}

pub(super) fn raised(
    event: &Event,
    escalation: &EscalationId,
    level: u32,
    operators: &[OperatorId],
    next_at: Timestamp,
) -> Vec<Effect> {
    vec![
        Effect::Alert {
            escalation: escalation.clone(),
            operators: operators.to_vec(),
            level,
        },
        timer::wait(event, TimerPurpose::Promise, next_at),
    ]
}

/// "In 5 minutes" is an answer: nobody else is called before that, nor in the moment it is over.
pub(super) fn put_off(
    conversation: &Conversation,
    event: &Event,
    escalation: &EscalationId,
    until: Timestamp,
) -> Vec<Effect> {
    let Some(open) = conversation
        .open_call()
        .filter(|open| &open.escalation.id == escalation)
    else {
        return Vec::new();
    };
    let mut effects = vec![timer::wait(event, TimerPurpose::PutOff, until)];
    let others = until.plus(call::SHORTEST_RAISE);
    if others > open.next_at {
        effects.push(timer::wait(event, TimerPurpose::Promise, others));
    }
    effects
}

pub(super) fn took_over(
    conversation: &Conversation,
    event: &Event,
    operator: &OperatorId,
    house: &House,
) -> Vec<Effect> {
    let mut effects = answer::dropped(conversation, DropReason::TakenOver);
    if let Some(latest) = conversation.unanswered.last() {
        effects.push(Effect::MarkRead {
            message: latest.message.clone(),
        });
    }
    effects.extend(turn::begins(operator, event, house));
    effects
}

/// What is unanswered, the agent answers; else the conversation may grow quiet.
pub(super) fn back_to_agent(
    conversation: &Conversation,
    event: &Event,
    house: &House,
) -> Vec<Effect> {
    if conversation.unanswered.is_empty() {
        vec![timer::quiet(event, house)]
    } else {
        vec![customer::resume(event, house)]
    }
}

/// The customer wrote to a closed conversation: what speaks for a person at once is not delayed.
pub(super) fn reopened(conversation: &Conversation, event: &Event, house: &House) -> Vec<Effect> {
    let mut reasons = conversation.pending_signals.clone();
    if house.agent == AgentSwitch::Off && conversation.owes_answer() {
        reasons.push(Signal::guard(Trigger::OutOfScope, Reason::AgentOff));
        return escalate(conversation, event, reasons, house);
    }
    if reasons.iter().any(|signal| signal.trigger.is_immediate()) {
        return escalate(conversation, event, reasons, house);
    }
    back_to_agent(conversation, event, house)
}

pub(super) fn closed(conversation: &Conversation) -> Vec<Effect> {
    answer::dropped(conversation, DropReason::Closed)
}
