//! The agent's answer: when it is asked for, and what becomes of it.

use super::{handover, record, timer};
use crate::content::{Content, Inbound};
use crate::effect::Effect;
use crate::fact::{Author, Draft, DropReason, Event, Fact, Outgoing, TimerPurpose};
use crate::failure::AgentFailure;
use crate::ids::{DraftId, OutgoingId};
use crate::playbook::{AgentSwitch, Autonomy, House};
use crate::signal::{Reason, Signal, Strength, Trigger};
use crate::state::{Answer, Conversation, Holder, Unanswered};
use std::time::Duration;

/// How long an operator who stopped the agent's answer has to write.
const GRACE: Duration = Duration::from_secs(120);

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
    let first = match (&conversation.answer, conversation.burst_began) {
        (Answer::Pausing { .. }, Some(began)) => began.min(event.known_at()),
        (Answer::Pausing { .. } | Answer::None | Answer::Drafting { .. } | Answer::Stopped, _) => {
            event.known_at()
        }
    };
    let latest = first.plus(Duration::from_millis(u64::from(pace.longest_pause_ms)));
    timer::wait(
        event,
        TimerPurpose::Answer,
        event
            .known_at()
            .plus(pause)
            .min(latest)
            .max(event.known_at()),
    )
}

/// The burst is over: hand over if something speaks for it, else ask for a draft.
pub(super) fn burst_over(conversation: &Conversation, event: &Event, house: &House) -> Vec<Effect> {
    let reasons = reasons_against(conversation, event, house);
    let Some(latest) = conversation.unanswered.last() else {
        return vec![timer::quiet(event, house)];
    };
    if reasons.is_empty() {
        return ask(conversation, event, latest);
    }
    over(conversation, event, reasons, house)
}

fn ask(conversation: &Conversation, event: &Event, latest: &Unanswered) -> Vec<Effect> {
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

/// Hands over because of `reasons`. Nobody is called for thanks alone: it may stay unanswered.
fn over(
    conversation: &Conversation,
    event: &Event,
    reasons: Vec<Signal>,
    house: &House,
) -> Vec<Effect> {
    let says_nothing = conversation.pending_signals.is_empty() && !conversation.owes_answer();
    if says_nothing {
        vec![timer::quiet(event, house)]
    } else {
        handover::escalate(conversation, event, reasons, house)
    }
}

fn reasons_against(conversation: &Conversation, event: &Event, house: &House) -> Vec<Signal> {
    let mut reasons = conversation.pending_signals.clone();
    let mut add = |reason| reasons.push(Signal::guard(Trigger::OutOfScope, reason));
    if house.agent == AgentSwitch::Off {
        add(Reason::AgentOff);
    }
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
    if !conversation.window_is_open(event.known_at()) {
        add(Reason::WindowClosed);
    }
    // A person would only have to send the agent's "you're welcome".
    if house.playbook.autonomy == Autonomy::SuggestOnly && !conversation.owes_answer() {
        add(Reason::SuggestOnly);
    }
    reasons
}

/// Whether `draft` is the one that is awaited.
fn is_awaited(conversation: &Conversation, draft: &DraftId) -> bool {
    conversation.holder == Holder::Agent && conversation.drafts(draft)
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
    let against = if house.agent == AgentSwitch::Off {
        Some(Reason::AgentOff)
    } else if autonomy == Autonomy::SuggestOnly {
        Some(Reason::SuggestOnly)
    } else if draft.confidence < floor(autonomy) || draft.text.trim().is_empty() {
        Some(Reason::AgentUnsure)
    } else if !conversation.window_is_open(event.known_at()) {
        Some(Reason::WindowClosed)
    } else {
        None
    };
    match against {
        Some(reason) => {
            let signal = Signal::guard(Trigger::OutOfScope, reason);
            over(conversation, event, vec![signal], house)
        }
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
    over(conversation, event, vec![signal.clone()], house)
}

pub(super) fn failed(
    conversation: &Conversation,
    event: &Event,
    draft: &DraftId,
    reason: Reason,
    house: &House,
) -> Vec<Effect> {
    if !is_awaited(conversation, draft) {
        return Vec::new();
    }
    let signal = Signal::guard(Trigger::OutOfScope, reason);
    over(conversation, event, vec![signal], house)
}

/// Who stops an answer means to write; the customer is not forgotten if nobody does. After thanks
/// alone there is nothing to write, and the conversation may grow quiet.
pub(super) fn stopped(conversation: &Conversation, event: &Event, house: &House) -> Vec<Effect> {
    let mut effects = dropped(conversation, DropReason::Stopped);
    effects.push(if conversation.owes_answer() {
        grace(event)
    } else {
        timer::quiet(event, house)
    });
    effects
}

/// The wait after which a stopped answer is somebody's business again.
pub(super) fn grace(event: &Event) -> Effect {
    timer::wait(event, TimerPurpose::Stopped, event.known_at().plus(GRACE))
}

/// Nobody wrote after the agent's answer was stopped.
pub(super) fn grace_over(conversation: &Conversation, event: &Event, house: &House) -> Vec<Effect> {
    if conversation.holder != Holder::Agent || conversation.answer != Answer::Stopped {
        return Vec::new();
    }
    let reason = Reason::AgentFailed {
        what: "an operator stopped the answer and nobody wrote".to_owned(),
        cause: Some(AgentFailure::Stopped),
    };
    let signal = Signal::guard(Trigger::OutOfScope, reason);
    over(conversation, event, vec![signal], house)
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
