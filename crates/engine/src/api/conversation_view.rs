//! One conversation with all that an operator needs to speak. It costs the same however long the talk
//! has been: the state is at hand, and the rest is asked of the projections.

use super::row::{answering, put_off, row};
use super::types::{
    ApiError, ConversationView, EscalationView, HolderSpan, NoteView, Problem, SaidCounts,
};
use crate::Engine;
use crate::error::EngineError;
use conversation::brief::Briefing;
use conversation::fact::Mark;
use conversation::ids::ConversationId;
use conversation::state::{Conversation, Holder, OpenEscalation, Speaker};
use conversation::thread::{Entry, HandOver, PlacedEntry};
use journal::{Call, Judgement, ListRow, MarkWord};

/// Notes shown at the side.
const NOTES: u32 = 50;

/// The view of a conversation that was just loaded or changed.
pub(super) async fn view(
    engine: &Engine,
    conversation: Conversation,
) -> Result<ConversationView, ApiError> {
    let desk = engine.desk_of(&conversation);
    let calls = engine.journal().calls_of(&conversation.id).await?;
    let lines = engine.journal().lines_of(&conversation.id).await?;
    let said = engine.journal().said_in(&conversation.id).await?;
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
            .map(|open| escalation(&conversation, open, &calls)),
        past_escalation: conversation
            .past_escalation
            .as_ref()
            .filter(|_| conversation.escalation.is_none())
            .map(|past| escalation(&conversation, past, &calls)),
        briefing: conversation.briefing.clone(),
        proposed_briefing: proposed(&conversation),
        suggestion: conversation
            .suggestion
            .as_ref()
            .map(|draft| draft.text.clone()),
        language: conversation.language,
        draft,
        history: history(&conversation, lines),
        notes: notes.into_iter().filter_map(note).collect(),
        marks: judged.into_iter().filter_map(mark).collect(),
        said: SaidCounts {
            customer: said.customer,
            agent: said.agent,
            operators: said.operators,
        },
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
    calls: &[Call],
) -> EscalationView {
    let call = calls
        .iter()
        .find(|call| call.escalation == open.escalation.id);
    EscalationView {
        id: open.escalation.id.clone(),
        trigger: open.escalation.trigger,
        signals: open.escalation.signals.clone(),
        waiting_since: open.escalation.waiting_since,
        called_at: call.map_or(conversation.held_since, |call| call.at),
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
        // Taking it is no answer: the customer heard nothing.
        answered_at: call.and_then(|call| call.answered_at),
        ended_at: call.and_then(|call| call.ended_at),
    }
}

/// A briefing to begin with: what the operator said since taking over, word for word, so that the
/// agent at least doesn't ask again. A greeting or thanks tells it nothing.
fn proposed(conversation: &Conversation) -> Briefing {
    let said = conversation
        .turns
        .iter()
        .filter(|turn| {
            turn.at >= conversation.held_since && matches!(turn.speaker, Speaker::Operator { .. })
        })
        .map(|turn| turn.words.clone())
        .filter(|words| !triggers::is_courtesy(words))
        .collect();
    Briefing {
        facts: said,
        ..Briefing::default()
    }
}

/// The agent has it when it begins; each line that tells of another holder begins a span.
fn history(conversation: &Conversation, lines: Vec<PlacedEntry>) -> Vec<HolderSpan> {
    let mut spans = vec![HolderSpan {
        holder: Holder::Agent,
        from: conversation.began_at,
        until: None,
    }];
    for placed in lines {
        let Some(holder) = holder_after(placed.entry) else {
            continue;
        };
        if let Some(last) = spans.last_mut() {
            last.until = Some(placed.at);
        }
        spans.push(HolderSpan {
            holder,
            from: placed.at,
            until: None,
        });
    }
    spans
}

fn holder_after(entry: Entry) -> Option<Holder> {
    let Entry::Line(line) = entry else {
        return None;
    };
    match line.what {
        HandOver::NeedsPerson { .. } => Some(Holder::Waiting),
        HandOver::TakenOver { operator, .. } | HandOver::Passed { to: operator, .. } => {
            Some(Holder::Operator { operator })
        }
        HandOver::HandedBack { .. } | HandOver::Reopened { .. } => Some(Holder::Agent),
        HandOver::Closed { .. } => Some(Holder::Closed),
        HandOver::Raised { .. } | HandOver::DraftDropped { .. } | HandOver::TakenBack { .. } => {
            None
        }
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

fn note(placed: PlacedEntry) -> Option<NoteView> {
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
