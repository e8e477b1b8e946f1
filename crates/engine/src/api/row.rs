//! A conversation as the list shows it, from its row in the journal. Pure.

use super::types::{Answering, InboxRow, PutOffView, RowEscalation, RowLast};
use crate::name;
use conversation::state::{Answer, Holder, OpenEscalation};
use journal::{ListCall, ListRow};

/// The row as a screen gets it.
pub(super) fn row(listed: ListRow) -> InboxRow {
    let name = name::shown(&listed.customer);
    InboxRow {
        conversation: listed.conversation,
        number: listed.number,
        initials: name::initials(&name),
        name,
        phone: listed.customer.phone,
        escalation: listed
            .call
            .filter(|_| listed.holder == Holder::Waiting)
            .and_then(escalation),
        holder: listed.holder,
        epoch: listed.epoch,
        last: listed.last.map(|last| RowLast {
            speaker: last.speaker,
            content: last.content,
            at: last.at,
            progress: last.progress,
            revoked: last.revoked,
        }),
        unanswered: listed.unanswered,
        owed: listed.owed,
        unread: listed.unread,
        answering: answering(&listed.answer),
        window_ends: listed.window_ends,
    }
}

/// What the agent is about to do.
pub(super) fn answering(answer: &Answer) -> Answering {
    match answer {
        Answer::None => Answering::No,
        Answer::Pausing { until } => Answering::Soon { at: *until },
        Answer::Drafting { .. } => Answering::Writing,
        Answer::Stopped => Answering::Stopped,
    }
}

/// Who put a call off, and until when.
pub(super) fn put_off(open: &OpenEscalation) -> Option<PutOffView> {
    open.put_off.as_ref().map(|(operator, until)| PutOffView {
        operator: operator.clone(),
        until: *until,
    })
}

fn escalation(call: ListCall) -> Option<RowEscalation> {
    Some(RowEscalation {
        id: call.escalation,
        trigger: call.trigger,
        reason: call.reason?,
        excerpt: call.excerpt,
        waiting_since: call.waiting_since,
        due_at: call.due_at,
        called_at: call.called_at,
        put_off: call
            .put_off
            .map(|(operator, until)| PutOffView { operator, until }),
    })
}
