//! The agent's answer: when it is asked for, and what becomes of it.

use super::{handover, record, timer};
use crate::content::{Content, Inbound};
use crate::effect::Effect;
use crate::fact::{Author, Draft, DropReason, Event, Fact, Outgoing, TimerPurpose};
use crate::ids::{DraftId, OutgoingId};
use crate::playbook::{Autonomy, House};
use crate::signal::{Reason, Signal, Strength, Trigger};
use crate::state::{Answer, Conversation, Holder};
use std::time::Duration;

/// How sure the agent must be to answer alone, by autonomy.
fn floor(autonomy: Autonomy) -> Strength {
    match autonomy {
        Autonomy::SuggestOnly => Strength::CERTAIN,
        Autonomy::AnswerSure => Strength(500),
        Autonomy::AnswerAll => Strength(300),
    }
}

/// Waits for the rest of a burst. A finished question is answered sooner than a fragment; however
/// long the burst goes on, its first message doesn't wait longer than the playbook allows.
pub(super) fn pause(
    conversation: &Conversation,
    event: &Event,
    message: &Inbound,
    house: &House,
) -> Effect {
    let pace = &house.playbook.pace;
    let usual = Duration::from_millis(u64::from(pace.pause_ms));
    let pause = match message.content.words() {
        Some(words) if words.trim_end().ends_with(['?', '.', '!']) => usual.mul_f64(0.75),
        Some(words) if words.split_whitespace().count() < 4 => usual.mul_f64(1.5),
        Some(_) | None => usual,
    };
    let first = conversation
        .waiting_since()
        .unwrap_or(event.at)
        .min(event.at);
    let latest = first.plus(Duration::from_millis(u64::from(pace.longest_pause_ms)));
    timer::wait(
        event,
        TimerPurpose::Answer,
        event.at.plus(pause).min(latest).max(event.at),
    )
}

/// The burst is over: hand over if something speaks for it, else ask for a draft.
pub(super) fn burst_over(conversation: &Conversation, event: &Event, house: &House) -> Vec<Effect> {
    let reasons = reasons_against(conversation, event, house);
    if !reasons.is_empty() {
        return handover::escalate(conversation, event, reasons, house);
    }
    let Some(latest) = conversation.unanswered.last() else {
        return Vec::new();
    };
    vec![
        Effect::ShowTyping {
            message: latest.message.clone(),
            epoch: conversation.epoch,
        },
        Effect::Draft {
            draft: DraftId::of(&event.id),
            epoch: conversation.epoch,
        },
    ]
}

fn reasons_against(conversation: &Conversation, event: &Event, house: &House) -> Vec<Signal> {
    let mut reasons = conversation.pending_signals.clone();
    let mut add = |reason| reasons.push(Signal::guard(Trigger::OutOfScope, reason));
    if let Some(what) = conversation
        .unanswered
        .iter()
        .find_map(|open| open.unreadable.clone())
    {
        add(Reason::Unreadable { what });
    }
    if conversation.agent_turns >= house.playbook.pace.most_agent_turns {
        add(Reason::TooManyTurns {
            turns: conversation.agent_turns,
        });
    }
    if !conversation.window_is_open(event.at) {
        add(Reason::WindowClosed);
    }
    reasons
}

/// Whether `draft` is the one that is awaited.
fn is_awaited(conversation: &Conversation, draft: &DraftId) -> bool {
    conversation.holder == Holder::Agent
        && conversation.answer
            == Answer::Drafting {
                draft: draft.clone(),
            }
}

pub(super) fn drafted(
    conversation: &Conversation,
    event: &Event,
    draft: &Draft,
    house: &House,
) -> Vec<Effect> {
    // Whoever took its place said so with an event of its own; a late draft changes nothing.
    if !is_awaited(conversation, &draft.id) {
        return Vec::new();
    }
    let autonomy = house.playbook.autonomy;
    let against = if autonomy == Autonomy::SuggestOnly {
        Some(Reason::SuggestOnly)
    } else if draft.confidence < floor(autonomy) {
        Some(Reason::AgentUnsure)
    } else if !conversation.window_is_open(event.at) {
        Some(Reason::WindowClosed)
    } else {
        None
    };
    match against {
        Some(reason) => handover::escalate(
            conversation,
            event,
            vec![Signal::guard(Trigger::OutOfScope, reason)],
            house,
        ),
        None => vec![record(Fact::Queued {
            outgoing: Outgoing {
                id: OutgoingId::of(&event.id, "answer"),
                author: Author::Agent,
                content: Content::text(draft.text.clone()),
                reply_to: None,
                epoch: draft.epoch,
                sources: draft.sources.clone(),
            },
        })],
    }
}

pub(super) fn agent_asked(
    conversation: &Conversation,
    event: &Event,
    draft: &DraftId,
    signal: &Signal,
    house: &House,
) -> Vec<Effect> {
    if !is_awaited(conversation, draft) {
        return Vec::new();
    }
    handover::escalate(conversation, event, vec![signal.clone()], house)
}

pub(super) fn failed(
    conversation: &Conversation,
    event: &Event,
    draft: &DraftId,
    what: &str,
    house: &House,
) -> Vec<Effect> {
    if !is_awaited(conversation, draft) {
        return Vec::new();
    }
    let signal = Signal::guard(
        Trigger::OutOfScope,
        Reason::AgentFailed {
            what: what.to_owned(),
        },
    );
    handover::escalate(conversation, event, vec![signal], house)
}

pub(super) fn stopped(conversation: &Conversation) -> Vec<Effect> {
    dropped(conversation, DropReason::Stopped)
}

/// The event that says a draft under way is not sent, if one is.
pub(super) fn dropped(conversation: &Conversation, why: DropReason) -> Vec<Effect> {
    match &conversation.answer {
        Answer::Drafting { draft } => vec![record(Fact::DraftDropped {
            draft: draft.clone(),
            why,
        })],
        Answer::None | Answer::Pausing { .. } | Answer::Stopped => Vec::new(),
    }
}
