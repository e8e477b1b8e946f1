//! A step as rows: all its JSON is written on the caller's task, so that the one writer only hands
//! it to SQLite. Pure.

use super::{Expected, leaving};
use crate::error::StoreError;
use crate::events::Origin;
use crate::fold::{Link, fold};
use crate::ids::{DeliveryId, WorkId};
use crate::outbox::work::WorkRow;
use crate::parked;
use crate::projections::{self, Changes, Place, some};
use crate::states::{Loaded, StateRow};
use crate::step::{Append, Step};
use conversation::effect::Effect;
use conversation::fact::Fact;
use conversation::ids::{ConversationId, EventId, MessageId};
use serde::Serialize;
use std::collections::{BTreeSet, HashMap};

/// A step, ready to be written. Lists that would be empty are `None`: their statement is skipped.
pub(super) struct Prepared {
    pub(super) appends: Vec<Expected>,
    pub(super) event_ids: String,
    pub(super) conversation_ids: String,
    pub(super) events: String,
    pub(super) event_count: i64,
    pub(super) states: Vec<StateRow>,
    pub(super) projections: projections::Rows,
    pub(super) work: Option<String>,
    pub(super) leaving: Option<String>,
    pub(super) cancelled: Vec<WorkId>,
    pub(super) deliveries: Vec<DeliveryRow>,
    pub(super) set_aside: Option<String>,
    pub(super) parked: Option<String>,
    pub(super) matched: Option<String>,
    /// Meta's ids that a parked status may have waited for: either side may have come just now.
    pub(super) named: Option<String>,
}

/// What becomes of a delivery's row.
#[derive(Clone, Copy)]
pub(super) struct DeliveryRow {
    pub(super) delivery: i64,
    pub(super) items: u32,
    pub(super) accounted: u32,
}

#[derive(Serialize)]
struct EventRow<'a> {
    event: &'a EventId,
    conversation: &'a ConversationId,
    version: u64,
    at: i64,
    delivery: i64,
    item: u32,
    fact: &'a Fact,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    asked: Vec<Effect>,
}

#[derive(Serialize)]
struct SetAsideRow<'a> {
    delivery: DeliveryId,
    item: u32,
    why: &'static str,
    what: &'a str,
}

impl Prepared {
    /// The rows of a step, and the states it leads to.
    pub(super) fn new(
        step: &Step,
        deliveries: &[DeliveryRow],
    ) -> Result<(Self, Vec<Loaded>), StoreError> {
        let appends: Vec<Expected> = step.appends.iter().map(Expected::of).collect();
        let ids: Vec<&EventId> = appends.iter().flat_map(|append| &append.events).collect();
        let conversations: Vec<_> = appends.iter().map(|append| &append.conversation).collect();
        let work: Vec<WorkRow<'_>> = step.work.iter().filter_map(WorkRow::new).collect();
        let folded = Folded::new(step)?;
        let prepared = Self {
            event_ids: serde_json::to_string(&ids)?,
            conversation_ids: serde_json::to_string(&conversations)?,
            events: serde_json::to_string(&folded.events)?,
            event_count: i64::try_from(ids.len()).unwrap_or(i64::MAX),
            states: folded
                .states
                .iter()
                .map(StateRow::of)
                .collect::<Result<_, _>>()?,
            projections: folded.changes.rows()?,
            work: some(&work)?,
            leaving: some(&leaving(step))?,
            cancelled: step.cancelled.clone(),
            deliveries: deliveries.to_vec(),
            set_aside: some(&set_aside(step))?,
            parked: some(&parked::rows(&step.parked))?,
            matched: some(&step.matched)?,
            named: some(&named(step))?,
            appends,
        };
        Ok((prepared, folded.states))
    }
}

/// A step's events taken into their states.
struct Folded<'a> {
    events: Vec<EventRow<'a>>,
    states: Vec<Loaded>,
    changes: Changes,
}

impl<'a> Folded<'a> {
    fn new(step: &'a Step) -> Result<Self, StoreError> {
        let mut folded = Self {
            events: Vec::new(),
            states: Vec::new(),
            changes: Changes::default(),
        };
        for append in &step.appends {
            folded.take(append)?;
        }
        Ok(folded)
    }

    fn take(&mut self, append: &'a Append) -> Result<(), StoreError> {
        let rows = event_rows(append);
        let first = i64::try_from(self.events.len()).unwrap_or(i64::MAX);
        let links = append
            .events
            .iter()
            .zip(&rows)
            .zip(first..)
            .map(|((new, row), place)| Link {
                event: &new.event,
                asked: &row.asked,
                place: Place(place),
            });
        let after = fold(append.before.clone(), links, &mut self.changes)?;
        if let Some(conversation) = &after {
            self.changes.finish(conversation);
        }
        self.states.extend(after.map(|conversation| Loaded {
            conversation,
            version: append.expected_version + append.events.len() as u64,
        }));
        self.events.extend(rows);
        Ok(())
    }
}

fn event_rows(append: &Append) -> Vec<EventRow<'_>> {
    let mut asked = by_event(append);
    append
        .events
        .iter()
        .zip(append.expected_version + 1..)
        .map(|(new, version)| {
            let (delivery, item) = match new.origin {
                Origin::Delivery { delivery, item } => (delivery.0, item),
                Origin::Local => (0, 0),
            };
            EventRow {
                event: &new.event.id,
                conversation: &append.conversation,
                version,
                at: new.event.at.0,
                delivery,
                item,
                fact: &new.event.fact,
                asked: asked.remove(&version).unwrap_or_default(),
            }
        })
        .collect()
}

/// The effects the state waits for, at the version of the event that asked for them. The ids of
/// drafts and timers begin with their event's id; where none fits, the last event asked.
fn by_event(append: &Append) -> HashMap<u64, Vec<Effect>> {
    let mut asked: HashMap<u64, Vec<Effect>> = HashMap::new();
    let last = append.expected_version + append.events.len() as u64;
    for effect in &append.effects {
        let Some(id) = awaited(effect) else { continue };
        let version = append
            .events
            .iter()
            .zip(append.expected_version + 1..)
            .filter(|(new, _)| begins_with(id, &new.event.id))
            .max_by_key(|(new, _)| new.event.id.as_str().len())
            .map_or(last, |(_, version)| version);
        asked.entry(version).or_default().push(effect.clone());
    }
    asked
}

fn begins_with(id: &str, event: &EventId) -> bool {
    id.strip_prefix(event.as_str())
        .is_some_and(|rest| rest.starts_with('.'))
}

/// The id under which the state waits for `effect`; `None` if it doesn't.
fn awaited(effect: &Effect) -> Option<&str> {
    match effect {
        Effect::Wait { timer, .. } => Some(timer.id.as_str()),
        Effect::Draft { draft, .. } => Some(draft.as_str()),
        Effect::Record { .. }
        | Effect::Send { .. }
        | Effect::Alert { .. }
        | Effect::WriteBrief { .. }
        | Effect::FetchMedia { .. }
        | Effect::ShowTyping { .. }
        | Effect::MarkRead { .. }
        | Effect::React { .. } => None,
    }
}

fn set_aside(step: &Step) -> Vec<SetAsideRow<'_>> {
    step.set_aside
        .iter()
        .map(|aside| SetAsideRow {
            delivery: aside.delivery,
            item: aside.item,
            why: aside.why.word(),
            what: &aside.what,
        })
        .collect()
}

/// Meta's ids of messages of ours that this step tells, and of statuses it parks.
fn named(step: &Step) -> Vec<&MessageId> {
    let events = step.appends.iter().flat_map(|append| &append.events);
    let told = events.filter_map(|new| {
        if let Fact::Accepted { message, .. } | Fact::Progressed { message, .. } = &new.event.fact {
            return Some(message);
        }
        None
    });
    let parked = step.parked.iter().map(|parked| &parked.message);
    told.chain(parked).collect()
}

/// How many items of each delivery became something. Told from the whole step, so that a repeated
/// append still counts.
pub(super) fn accounted(step: &Step) -> Vec<DeliveryRow> {
    let mut items: HashMap<DeliveryId, BTreeSet<u32>> = HashMap::new();
    let mut note = |delivery: DeliveryId, item: u32| {
        items.entry(delivery).or_default().insert(item);
    };
    for new in step.appends.iter().flat_map(|append| &append.events) {
        if let Origin::Delivery { delivery, item } = new.origin {
            note(delivery, item);
        }
    }
    for aside in &step.set_aside {
        note(aside.delivery, aside.item);
    }
    for parked in &step.parked {
        note(parked.delivery, parked.item);
    }
    for decoded in &step.deliveries {
        for item in &decoded.known {
            note(decoded.delivery, *item);
        }
    }
    step.deliveries
        .iter()
        .map(|decoded| DeliveryRow {
            delivery: decoded.delivery.0,
            items: decoded.items,
            accounted: items
                .get(&decoded.delivery)
                .map_or(0, |known| u32::try_from(known.len()).unwrap_or(u32::MAX)),
        })
        .collect()
}
