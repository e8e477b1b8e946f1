//! The list column: pages and search.

use super::Caller;
use super::row::row;
use super::types::{
    ApiError, ErrorCode, InboxPage, InboxQuery, SearchHit, SearchPage, SearchQuery, View,
};
use crate::{Engine, name};
use conversation::ids::OperatorId;
use conversation::state::{Holder, Speaker};
use conversation::thread::{Entry, MessageAuthor, segments};
use journal::{Found, Hit, ListPage, ListRow};

/// Rows a page may have at most.
const MOST_ROWS: u32 = 200;

pub(super) async fn inbox(
    engine: &Engine,
    caller: &Caller,
    input: InboxQuery,
) -> Result<InboxPage, ApiError> {
    let operator = engine
        .seat(&caller.seat)
        .await?
        .operator
        .unwrap_or_else(|| OperatorId::new(""));
    let after = input.after.as_deref().map(serde_json::from_str).transpose();
    let after = after.map_err(|_| {
        ApiError::new(ErrorCode::Invalid, "The page mark can't be read.").about("after")
    })?;
    let view = view(input.view, &operator);
    let limit = input.limit.clamp(1, MOST_ROWS);
    let mut page = engine
        .journal()
        .list(&view, input.number.as_ref(), after.as_ref(), limit)
        .await?;
    if input.view == View::WithColleagues {
        leave_out(&mut page, &operator);
        // A page without rows would be taken for the end.
        while let Some(mark) = page.next.as_ref().filter(|_| page.rows.is_empty()) {
            let journal = engine.journal();
            page = journal
                .list(&view, input.number.as_ref(), Some(mark), limit)
                .await?;
            leave_out(&mut page, &operator);
        }
    }
    let counts = engine
        .journal()
        .list_counts(&operator, input.number.as_ref())
        .await?;
    let total = match input.view {
        View::NeedsPerson => counts.needs_person,
        View::Mine => counts.mine,
        View::WithColleagues => counts.with_operators - counts.mine,
        View::WithAgent => counts.with_agent,
        View::All => {
            counts.needs_person + counts.with_operators + counts.with_agent + counts.closed
        }
        View::Closed => counts.closed,
    };
    Ok(InboxPage {
        rows: page.rows.into_iter().map(row).collect(),
        next: page.next.and_then(|mark| serde_json::to_string(&mark).ok()),
        total: u32::try_from(total).unwrap_or(u32::MAX),
    })
}

/// What `operator` holds stands in another part of the list.
fn leave_out(page: &mut ListPage, operator: &OperatorId) {
    let is_theirs = |holder: &Holder| match holder {
        Holder::Operator { operator: holder } => holder == operator,
        Holder::Agent | Holder::Waiting | Holder::Closed => false,
    };
    page.rows.retain(|row| !is_theirs(&row.holder));
}

fn view(view: View, operator: &OperatorId) -> journal::View {
    match view {
        View::NeedsPerson => journal::View::NeedsPerson,
        View::Mine => journal::View::Mine(operator.clone()),
        View::WithColleagues => journal::View::WithOperators,
        View::WithAgent => journal::View::WithAgent,
        View::All => journal::View::All,
        View::Closed => journal::View::Closed,
    }
}

pub(super) async fn search(
    engine: &Engine,
    _: &Caller,
    input: SearchQuery,
) -> Result<SearchPage, ApiError> {
    let query = journal::Query {
        text: input.text,
        limit: input.limit.clamp(1, 100),
        ..journal::Query::default()
    };
    let found = engine.journal().search(&query).await?;
    let mut hits: Vec<_> = found.people.iter().map(person).collect();
    for hit in &found.hits {
        let speaker = speaker(engine, hit).await?;
        hits.extend(said(hit, &found, speaker));
    }
    Ok(SearchPage { hits })
}

/// A customer whose name or phone matches.
fn person(row: &ListRow) -> SearchHit {
    let name = name::shown(&row.customer);
    SearchHit {
        conversation: row.conversation.clone(),
        initials: name::initials(&name),
        entry: None,
        at: row.last_at,
        speaker: row.last.as_ref().map(|last| last.speaker.clone()),
        excerpt: segments(row.customer.phone.as_deref().unwrap_or(&name), &[]),
        name,
    }
}

/// Who said what matches; `None` for a note.
async fn speaker(engine: &Engine, hit: &Hit) -> Result<Option<Speaker>, ApiError> {
    let placed = engine.journal().entry(&hit.conversation, &hit.key).await?;
    Ok(placed.and_then(|placed| match placed.entry {
        Entry::Message(message) => Some(match message.author {
            MessageAuthor::Customer => Speaker::Customer,
            MessageAuthor::Agent => Speaker::Agent,
            MessageAuthor::Operator { operator } => Speaker::Operator {
                operator: Some(operator),
            },
            MessageAuthor::Phone => Speaker::Operator { operator: None },
        }),
        Entry::Line(_) | Entry::Note(_) => None,
    }))
}

/// A message or note that matches.
fn said(hit: &Hit, found: &Found, speaker: Option<Speaker>) -> Option<SearchHit> {
    let row = found.conversations.get(&hit.conversation)?;
    let name = name::shown(&row.customer);
    Some(SearchHit {
        conversation: hit.conversation.clone(),
        initials: name::initials(&name),
        name,
        entry: Some(hit.key.clone()),
        at: hit.at,
        speaker,
        excerpt: segments(&hit.excerpt, &hit.spans),
    })
}
