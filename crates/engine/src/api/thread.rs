//! The middle column: one conversation and its thread.

use super::Caller;
use super::conversation_view;
use super::types::{
    ApiError, ConversationRef, ConversationView, OutgoingRef, Problem, RawItem, ThreadPage,
    ThreadQuery,
};
use crate::Engine;
use conversation::hours;
use conversation::thread::{EntryKey, items};
use journal::Page;

/// Entries a page may have at most.
const MOST_ENTRIES: u32 = 500;

pub(super) async fn conversation(
    engine: &Engine,
    _: &Caller,
    input: ConversationRef,
) -> Result<ConversationView, ApiError> {
    conversation_view::load(engine, &input.conversation).await
}

pub(super) async fn thread(
    engine: &Engine,
    _: &Caller,
    input: ThreadQuery,
) -> Result<ThreadPage, ApiError> {
    let limit = input.limit.clamp(1, MOST_ENTRIES);
    let page = page(engine, &input, limit).await?;
    let loaded = engine.journal().load(&input.conversation).await?;
    let loaded = loaded.ok_or(Problem::ConversationGone)?;
    let zone = hours::time_zone(&engine.desk_of(&loaded.conversation).playbook.time_zone);
    let full = page.entries.len() >= limit as usize;
    let first = page.entries.first().map(|entry| entry.place);
    let last = page.entries.last().map(|entry| entry.place);
    let from_the_end = input.after.is_none() && input.around.is_none() && input.before.is_none();
    Ok(ThreadPage {
        items: items(&page.entries, &page.rail, &zone),
        older: first.filter(|_| full || input.after.is_some() || input.around.is_some()),
        newer: last.filter(|_| {
            !from_the_end && (full || input.before.is_some() || input.around.is_some())
        }),
    })
}

async fn page(
    engine: &Engine,
    input: &ThreadQuery,
    limit: u32,
) -> Result<journal::ThreadPage, ApiError> {
    if let Some(key) = &input.around
        && let Some(place) = engine.journal().place_of(&input.conversation, key).await?
    {
        return Ok(engine
            .journal()
            .thread_around(&input.conversation, place, limit)
            .await?);
    }
    let page = match (input.before, input.after) {
        (Some(place), _) => Page::Before(place),
        (None, Some(place)) => Page::After(place),
        (None, None) => Page::Latest,
    };
    Ok(engine
        .journal()
        .thread(&input.conversation, page, limit)
        .await?)
}

pub(super) async fn raw_item(
    engine: &Engine,
    _: &Caller,
    input: OutgoingRef,
) -> Result<RawItem, ApiError> {
    let key = EntryKey::from(&input.outgoing);
    let json = engine.raw_item(&input.conversation, &key).await?;
    json.map(|json| RawItem { json })
        .ok_or_else(|| Problem::RawItemGone.into())
}
