//! What is due when: statuses, the end of typing, another try of a webhook.
//!
//! A single task sleeps until the nearest moment and performs what is due, in the order in which it
//! was put down. What the jobs do is in [`crate::live`] and [`crate::webhook`].

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::Notify;

use crate::chat::{ChatKey, Tick};
use crate::live::Live;
use crate::webhook::{Notice, Post};

/// Something to do at a certain moment.
#[derive(Debug)]
pub(crate) enum Job {
    /// Tell the business.
    Tell(Notice),
    /// A message of the business gets further, or fails with a code.
    Advance {
        chat: ChatKey,
        line: String,
        to: Tick,
        error: Option<u32>,
    },
    /// The typing dots may go.
    TypingEnds(ChatKey),
    /// Post a webhook again.
    Retry(Post),
    /// Webhooks kept back for a batch that never filled up go out as they are.
    ReleaseHeld,
}

/// The jobs by moment; the second number keeps the order within one moment.
#[derive(Debug, Default)]
struct Jobs {
    by_moment: BTreeMap<(i64, u64), Job>,
    put_down: u64,
    /// Whether a job was taken off and is still being performed.
    performing: bool,
}

/// The jobs, and a bell for the task that performs them.
#[derive(Debug, Default)]
pub(crate) struct Agenda {
    jobs: Mutex<Jobs>,
    added: Notify,
}

impl Agenda {
    pub(crate) fn add(&self, due: impl IntoIterator<Item = (i64, Job)>) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        for (at, job) in due {
            jobs.put_down += 1;
            let place = (at, jobs.put_down);
            jobs.by_moment.insert(place, job);
        }
        drop(jobs);
        self.added.notify_one();
    }

    /// Whether nothing happens before this moment.
    pub(crate) fn is_empty_until(&self, moment: i64) -> bool {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        let nearest = jobs.by_moment.keys().next();
        !jobs.performing && nearest.is_none_or(|(at, _)| *at > moment)
    }

    /// The nearest moment, and its job where that moment has come.
    fn next(&self, now: i64) -> (Option<i64>, Option<Job>) {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.performing = false;
        let Some(first) = jobs.by_moment.first_entry() else {
            return (None, None);
        };
        let at = first.key().0;
        if at <= now {
            let job = first.remove();
            jobs.performing = true;
            (Some(at), Some(job))
        } else {
            (Some(at), None)
        }
    }
}

/// Performs what is due, for ever.
pub(crate) async fn run(live: Arc<Live>) {
    loop {
        match live.agenda.next(live.clock.now_millis()) {
            (_, Some(job)) => live.perform(job),
            (Some(at), None) => tokio::select! {
                () = live.clock.sleep_until(at) => {}
                () = live.agenda.added.notified() => {}
            },
            (None, None) => live.agenda.added.notified().await,
        }
    }
}
