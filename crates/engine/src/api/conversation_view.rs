//! One conversation with all that an operator needs to speak.

use super::row::{answering, put_off, row};
use super::types::{
    ApiError, ConversationView, EscalationView, HolderSpan, NoteView, Problem, SaidCounts,
};
use crate::Engine;
use crate::error::EngineError;
use conversation::brief::Briefing;
use conversation::fact::{Author, Event, Fact, Mark};
use conversation::ids::ConversationId;
use conversation::state::{Conversation, Holder, OpenEscalation, Speaker};
use conversation::thread::Entry;
use conversation::time::Timestamp;
use journal::{Judgement, ListRow, MarkWord, StoredEvent};

/// Notes shown at the side.
const NOTES: u32 = 50;

/// The view of a conversation that was just loaded or changed.
pub(super) async fn view(
    engine: &Engine,
    conversation: Conversation,
) -> Result<ConversationView, ApiError> {
    let desk = engine.desk_of(&conversation);
    let events = engine.journal().events_of(&conversation.id).await?;
    let notes = engine.journal().notes_of(&conversation.id, NOTES).await?;
    let draft = engine.composer_draft(&conversation.id).await?;
    let judged = engine.journal().judgements_of(&conversation.id).await?;
    Ok(ConversationView {
        row: row(ListRow::of(&conversation)),
        customer: conversation.customer.clone(),
        number_name: desk.number.name.clone(),
        business: desk.playbook.business.clone(),
        held_since: conversation.held_since,
        began_at: conversation.began_at,
        answering: answering(&conversation.answer),
        escalation: conversation
            .escalation
            .as_ref()
            .map(|open| escalation(&conversation, open, &events)),
        briefing: conversation.briefing.clone(),
        proposed_briefing: proposed(&conversation),
        suggestion: conversation
            .suggestion
            .as_ref()
            .map(|draft| draft.text.clone()),
        language: conversation.language,
        draft,
        history: history(&events),
        notes: notes.into_iter().filter_map(note).collect(),
        marks: judged.into_iter().filter_map(mark).collect(),
        said: said(&events),
    })
}

/// The view of the conversation called `id`.
pub(super) async fn load(
    engine: &Engine,
    id: &ConversationId,
) -> Result<ConversationView, ApiError> {
    let loaded = engine.journal().load(id).await.map_err(EngineError::from)?;
    let loaded = loaded.ok_or(Problem::ConversationGone)?;
    view(engine, loaded.conversation).await
}

fn escalation(
    conversation: &Conversation,
    open: &OpenEscalation,
    events: &[StoredEvent],
) -> EscalationView {
    let made = |event: &Event| matches!(&event.fact, Fact::Escalated { escalation } if escalation.id == open.escalation.id);
    let called_at = events
        .iter()
        .find(|stored| made(&stored.event))
        .map_or(conversation.held_since, |s| s.event.at);
    EscalationView {
        id: open.escalation.id.clone(),
        trigger: open.escalation.trigger,
        signals: open.escalation.signals.clone(),
        waiting_since: open.escalation.waiting_since,
        called_at,
        due_at: open.escalation.due_at,
        opens_at: open.escalation.opens_at,
        called: open.called.clone(),
        next: open
            .escalation
            .route
            .iter()
            .find(|operator| !open.called.contains(operator))
            .cloned(),
        next_at: open.next_at,
        put_off: put_off(open),
        brief: open.brief.clone(),
        answered_at: answered_at(events, called_at),
    }
}

/// When a person first spoke after the call. Taking it is no answer: the customer heard nothing.
fn answered_at(events: &[StoredEvent], called_at: Timestamp) -> Option<Timestamp> {
    let spoke = |fact: &Fact| match fact {
        Fact::Queued { outgoing } => matches!(outgoing.author, Author::Operator { .. }),
        fact => matches!(fact, Fact::PhoneWrote { .. }),
    };
    events
        .iter()
        .filter(|stored| stored.event.at >= called_at)
        .find(|stored| spoke(&stored.event.fact))
        .map(|stored| stored.event.at)
}

/// A briefing to begin with: what the operator said since taking over, word for word, so that the
/// agent at least doesn't ask again.
fn proposed(conversation: &Conversation) -> Briefing {
    let said = conversation
        .turns
        .iter()
        .filter(|turn| {
            turn.at >= conversation.held_since && matches!(turn.speaker, Speaker::Operator { .. })
        })
        .map(|turn| turn.words.clone())
        .collect();
    Briefing {
        facts: said,
        ..Briefing::default()
    }
}

fn history(events: &[StoredEvent]) -> Vec<HolderSpan> {
    let mut spans: Vec<HolderSpan> = Vec::new();
    for stored in events {
        let Some(holder) = holder_after(&stored.event.fact) else {
            continue;
        };
        if let Some(last) = spans.last_mut() {
            last.until = Some(stored.event.at);
        }
        spans.push(HolderSpan {
            holder,
            from: stored.event.at,
            until: None,
        });
    }
    spans
}

fn holder_after(fact: &Fact) -> Option<Holder> {
    match fact {
        Fact::Began { .. }
        | Fact::HandedBack { .. }
        | Fact::TurnEnded { .. }
        | Fact::Reopened { .. } => Some(Holder::Agent),
        Fact::Escalated { .. } => Some(Holder::Waiting),
        Fact::TookOver { operator, .. } | Fact::Passed { to: operator, .. } => {
            Some(Holder::Operator {
                operator: operator.clone(),
            })
        }
        Fact::Closed { .. } => Some(Holder::Closed),
        _ => None,
    }
}

fn mark(judged: Judgement) -> Option<Mark> {
    match judged.mark {
        MarkWord::Right => judged
            .escalation
            .map(|escalation| Mark::Right { escalation }),
        MarkWord::Needless => judged
            .escalation
            .map(|escalation| Mark::Needless { escalation }),
        MarkWord::Missed => judged.trigger.map(|trigger| Mark::Missed { trigger }),
    }
}

fn said(events: &[StoredEvent]) -> SaidCounts {
    let mut counts = SaidCounts {
        customer: 0,
        agent: 0,
        operators: 0,
    };
    for stored in events {
        match &stored.event.fact {
            Fact::CustomerWrote { .. } => counts.customer += 1,
            Fact::PhoneWrote { .. } => counts.operators += 1,
            Fact::Queued { outgoing } => match Speaker::from(&outgoing.author) {
                Speaker::Agent => counts.agent += 1,
                Speaker::Operator { .. } | Speaker::Customer => counts.operators += 1,
            },
            _ => {}
        }
    }
    counts
}

fn note(placed: conversation::thread::PlacedEntry) -> Option<NoteView> {
    match placed.entry {
        Entry::Note(note) => Some(NoteView {
            key: placed.key,
            operator: note.operator,
            at: placed.at,
            text: note.text,
        }),
        Entry::Message(_) | Entry::Line(_) => None,
    }
}
