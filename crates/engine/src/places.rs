//! The work that is under way beside the loop, and the room that is left for more. Whoever works holds
//! a place and gives it back by dropping it, also when it fails; the loop wakes then. What the work is
//! stands in [`crate::outbox`].

use journal::{Room, WorkId, WorkKind};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// How much of one lane is under way at most.
const IN_A_LANE: u32 = 64;

/// Work that may wait for one another. A model, Meta and a customer's file each take seconds when they
/// are in trouble, and nothing else waits for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lane {
    /// What the loop does by itself, at once.
    Loop,
    /// Calls for people.
    Calls,
    /// Whatever the customer is to get.
    Words,
    /// Ticks and typing.
    Courtesies,
    /// What the agent is asked.
    Drafts,
    /// Files of customers.
    Files,
}

impl Lane {
    const ALL: [Self; 6] = [
        Self::Loop,
        Self::Calls,
        Self::Words,
        Self::Courtesies,
        Self::Drafts,
        Self::Files,
    ];

    pub(crate) fn of(kind: WorkKind) -> Self {
        match kind {
            WorkKind::Wait | WorkKind::WriteBrief => Self::Loop,
            WorkKind::Alert => Self::Calls,
            WorkKind::Send | WorkKind::React => Self::Words,
            WorkKind::ShowTyping | WorkKind::MarkRead => Self::Courtesies,
            WorkKind::Draft => Self::Drafts,
            WorkKind::FetchMedia => Self::Files,
        }
    }
}

/// The places taken.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    kept: Arc<Kept>,
}

#[derive(Debug)]
struct Kept {
    taken: Mutex<BTreeMap<u64, Taken>>,
    tickets: AtomicU64,
    failed: AtomicBool,
    given_back: Notify,
    wake: Arc<Notify>,
}

#[derive(Debug)]
struct Taken {
    work: WorkId,
    lane: Lane,
}

/// A taken place. Work that was given back may be begun again before its first place is.
#[derive(Debug)]
pub(crate) struct Place {
    kept: Arc<Kept>,
    ticket: u64,
    is_done: bool,
}

impl Places {
    /// `wake` is told whenever a place is given back.
    pub(crate) fn new(wake: Arc<Notify>) -> Self {
        let kept = Kept {
            taken: Mutex::default(),
            tickets: AtomicU64::new(0),
            failed: AtomicBool::new(false),
            given_back: Notify::new(),
            wake,
        };
        Self {
            kept: Arc::new(kept),
        }
    }

    pub(crate) fn take(&self, work: &WorkId, lane: Lane) -> Place {
        let ticket = self.kept.tickets.fetch_add(1, Ordering::SeqCst);
        let work = work.clone();
        self.kept.taken().insert(ticket, Taken { work, lane });
        Place {
            kept: Arc::clone(&self.kept),
            ticket,
            is_done: false,
        }
    }

    /// How much more may begin, lane by lane. A full lane is left out.
    pub(crate) fn rooms(&self) -> Vec<Room> {
        let taken = self.kept.taken();
        let room = |lane: Lane| {
            let busy = taken.values().filter(|other| other.lane == lane).count();
            let busy = u32::try_from(busy).unwrap_or(u32::MAX);
            let kinds = WorkKind::ALL.into_iter();
            Room {
                kinds: kinds.filter(|kind| Lane::of(*kind) == lane).collect(),
                places: IN_A_LANE.saturating_sub(busy),
            }
        };
        let rooms = Lane::ALL.into_iter().map(room);
        rooms.filter(|room| room.places > 0).collect()
    }

    /// What is under way.
    pub(crate) fn under_way(&self) -> Vec<WorkId> {
        let taken = self.kept.taken();
        taken.values().map(|taken| taken.work.clone()).collect()
    }

    pub(crate) fn count(&self) -> u32 {
        u32::try_from(self.kept.taken().len()).unwrap_or(u32::MAX)
    }

    /// Something that was begun didn't come to its end.
    pub(crate) fn note_failure(&self) {
        self.kept.failed.store(true, Ordering::SeqCst);
    }

    /// Whether something failed since this was asked last.
    pub(crate) fn take_failure(&self) -> bool {
        self.kept.failed.swap(false, Ordering::SeqCst)
    }

    /// Waits until every place is given back.
    pub(crate) async fn empty(&self) {
        loop {
            let given_back = self.kept.given_back.notified();
            if self.count() == 0 {
                return;
            }
            given_back.await;
        }
    }
}

impl Kept {
    fn taken(&self) -> MutexGuard<'_, BTreeMap<u64, Taken>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Gives it back with the work done. One that is only dropped has failed.
    pub(crate) fn done(mut self) {
        self.is_done = true;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        if !self.is_done {
            self.kept.failed.store(true, Ordering::SeqCst);
        }
        self.kept.taken().remove(&self.ticket);
        self.kept.given_back.notify_waiters();
        self.kept.wake.notify_one();
    }
}
