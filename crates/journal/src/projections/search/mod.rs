//! Search as you type over messages, notes and customers. The index itself is kept by triggers of
//! the schema, so this file only asks; what a typed text means and how hits are ranked is in
//! [`terms`], pure.

mod terms;
#[cfg(test)]
mod tests;

use super::inbox::ListRow;
use crate::Journal;
use crate::error::StoreError;
use conversation::ids::{ConversationId, NumberId};
use conversation::signal::TextSpan;
use conversation::thread::EntryKey;
use conversation::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use terms::Terms;

/// The newest hits that are ranked. Ranking all hits of a common word would read half the archive,
/// and nobody looks for the oldest of ten thousand.
const RANKED: u32 = 400;

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// As typed; the last word may be unfinished.
    pub text: String,
    /// Only on this number.
    pub number: Option<NumberId>,
    /// Only in this conversation.
    pub conversation: Option<ConversationId>,
    /// Only entries before this place: for the next page.
    pub before: Option<i64>,
    /// Hits at most.
    pub limit: u32,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Conversations whose customer matches by name, user name or phone, latest first.
    pub people: Vec<ListRow>,
    /// Messages and notes, best first.
    pub hits: Vec<Hit>,
    /// The conversations the hits are in.
    pub conversations: HashMap<ConversationId, ListRow>,
    /// Where to go on with [`Query::before`]; `None` when nothing older matches.
    pub next: Option<i64>,
}

/// A message or note that matches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hit {
    /// In which conversation.
    pub conversation: ConversationId,
    /// Which entry.
    pub key: EntryKey,
    /// Its place, to jump there.
    pub place: i64,
    /// When.
    pub at: Timestamp,
    /// Whether it is a note among operators.
    pub note: bool,
    /// The words around the match.
    pub excerpt: String,
    /// Where the match stands in the excerpt.
    pub spans: Vec<TextSpan>,
}

struct HitRow {
    place: i64,
    conversation: String,
    key: String,
    at: i64,
    kind: String,
    text: String,
}

impl Journal {
    /// Looks for customers, messages and notes.
    pub async fn search(&self, query: &Query) -> Result<Found, StoreError> {
        let Some(terms) = Terms::of(&query.text) else {
            return Ok(Found::default());
        };
        let rows = match terms.are_worth_reading() {
            true => self.matching(query, &terms).await?,
            false => Vec::new(),
        };
        let full = rows.len() >= usize::try_from(RANKED).unwrap_or(usize::MAX);
        let next = rows.last().filter(|_| full).map(|row| row.place);
        let hits = ranked(rows, &terms, query.limit);
        let ids: Vec<_> = hits.iter().map(|hit| hit.conversation.clone()).collect();
        let conversations = self.list_rows(&ids).await?;
        let people = match query.conversation.is_some() || query.before.is_some() {
            true => Vec::new(),
            false => self.people(query, &terms).await?,
        };
        Ok(Found {
            people,
            hits,
            conversations: conversations
                .into_iter()
                .map(|row| (row.conversation.clone(), row))
                .collect(),
            next,
        })
    }

    async fn matching(&self, query: &Query, terms: &Terms) -> Result<Vec<HitRow>, StoreError> {
        let expression = terms.expression();
        let before = query.before.unwrap_or(i64::MAX);
        let conversation = query.conversation.as_ref().map_or("", |id| id.as_str());
        let number = query.number.as_ref().map_or("", |id| id.as_str());
        let rows = sqlx::query_as!(
            HitRow,
            r#"select entries.place as "place!", entries.conversation, entries.key, entries.at,
                   entries.kind, entries.text
               from search join entries on entries.place = search.rowid
               where search match ?1 and search.rowid < ?2
                   and (?3 = '' or entries.conversation = ?3)
                   and (?4 = '' or exists (
                       select 1 from inbox
                       where inbox.conversation = entries.conversation and inbox.number = ?4))
               order by search.rowid desc limit ?5"#,
            expression,
            before,
            conversation,
            number,
            RANKED
        )
        .fetch_all(&self.readers)
        .await?;
        Ok(rows)
    }

    async fn people(&self, query: &Query, terms: &Terms) -> Result<Vec<ListRow>, StoreError> {
        let expression = terms.expression();
        let number = query.number.as_ref().map_or("", |id| id.as_str());
        let rows = sqlx::query_scalar!(
            "select inbox.shown from inbox
             where inbox.customer in (
                     select customers.customer from customer_search
                     join customers on customers.n = customer_search.rowid
                     where customer_search match ?1 limit 200)
                 and (?2 = '' or inbox.number = ?2)
             order by inbox.last_at desc limit ?3",
            expression,
            number,
            query.limit
        )
        .fetch_all(&self.readers)
        .await?;
        rows.iter()
            .map(|shown| Ok(serde_json::from_str(shown)?))
            .collect()
    }
}

/// The best of `rows`, which come newest first.
fn ranked(rows: Vec<HitRow>, terms: &Terms, limit: u32) -> Vec<Hit> {
    let mut scored: Vec<(f64, HitRow)> = rows
        .into_iter()
        .enumerate()
        .map(|(age, row)| (terms.score(&row.text, age), row))
        .collect();
    scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    scored
        .into_iter()
        .take(usize::try_from(limit).unwrap_or(usize::MAX))
        .map(|(_, row)| {
            let (excerpt, spans) = terms.excerpt(&row.text);
            Hit {
                conversation: ConversationId::new(row.conversation),
                key: EntryKey(row.key),
                place: row.place,
                at: Timestamp(row.at),
                note: row.kind == "note",
                excerpt,
                spans,
            }
        })
        .collect()
}
