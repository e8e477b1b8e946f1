//! Posting webhooks: order, faults, and another try until the answer is 200.
//!
//! Nothing here decides what is told. A notice whose number has no address yet is treated like one
//! whose receiver is down, so nothing is lost while the business is still setting up.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::http::header::{CONTENT_TYPE, USER_AGENT};
use serde::Serialize;
use tokio::sync::Semaphore;

use super::{Notice, body, sign};
use crate::agenda::Job;
use crate::chat::ChatKey;
use crate::faults::PostFault;
use crate::live::Live;

/// A receiver that hasn't answered by then is taken to be down.
const PATIENCE: Duration = Duration::from_secs(10);
/// Connections to the receiver at a time.
const CONCURRENT_POSTS: usize = 64;
/// Webhooks kept back for a batch or a change of order wait no longer than this for the rest.
const HELD_MILLIS: i64 = 2_000;
/// Meta gives up after a week.
const GIVE_UP_MILLIS: i64 = 7 * 24 * 3_600_000;

/// One body on its way.
#[derive(Debug, Clone)]
pub(crate) struct Post {
    notices: Vec<Notice>,
    first_tried_at: i64,
    tries: u32,
}

/// How many webhooks have gone which way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct WebhookTally {
    /// Bodies that were answered with 200.
    pub accepted: u64,
    /// Tries that were not.
    pub refused: u64,
    /// Bodies that wait for an answer or for another try.
    pub under_way: u64,
    /// Bodies given up after a week.
    pub lost: u64,
}

#[derive(Debug, Default)]
struct Lanes {
    waiting: HashMap<ChatKey, VecDeque<Post>>,
    held: Option<Held>,
    tally: WebhookTally,
}

#[derive(Debug)]
struct Held {
    notices: Vec<Notice>,
    group: usize,
    reversed: bool,
}

/// The webhooks that have not been answered yet.
#[derive(Debug)]
pub(crate) struct Outgoing {
    lanes: Mutex<Lanes>,
    slots: Semaphore,
}

impl Default for Outgoing {
    fn default() -> Self {
        Self {
            lanes: Mutex::default(),
            slots: Semaphore::new(CONCURRENT_POSTS),
        }
    }
}

impl Outgoing {
    fn lanes(&self) -> MutexGuard<'_, Lanes> {
        self.lanes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn tally(&self) -> WebhookTally {
        self.lanes().tally
    }
}

/// How long the sender waits before the next try: at once, then ever longer.
fn pause_millis(tries: u32) -> i64 {
    match tries {
        0 | 1 => 0,
        more => (1_000_i64 << (more - 2).min(12)).min(3_600_000),
    }
}

impl Live {
    /// Puts a notice on its way, in the manner that the faults ask for.
    pub(crate) fn tell(&self, notice: Notice) {
        let held = self.outgoing.lanes().held.is_some();
        let fault = self.change(|state, _| state.faults.for_post());
        match fault {
            Some(PostFault::Duplicate) => {
                self.post(vec![notice.clone()]);
                self.post(vec![notice]);
            }
            Some(PostFault::Reorder { group }) => self.hold(notice, group, true, held),
            Some(PostFault::Batch { group }) => self.hold(notice, group, false, held),
            None => self.post(vec![notice]),
        }
    }

    fn hold(&self, notice: Notice, group: u32, reversed: bool, already: bool) {
        let mut lanes = self.outgoing.lanes();
        let group = usize::try_from(group).unwrap_or(usize::MAX);
        let held = lanes.held.get_or_insert(Held {
            notices: Vec::new(),
            group,
            reversed,
        });
        held.notices.push(notice);
        let full = held.notices.len() >= held.group;
        drop(lanes);
        if full {
            self.release_held();
        } else if !already {
            self.agenda
                .add([(self.now() + HELD_MILLIS, Job::ReleaseHeld)]);
        }
    }

    /// Lets go what was kept back, together or in reverse order.
    pub(crate) fn release_held(&self) {
        let Some(held) = self.outgoing.lanes().held.take() else {
            return;
        };
        if held.reversed {
            for notice in held.notices.into_iter().rev() {
                self.post(vec![notice]);
            }
        } else {
            self.post(held.notices);
        }
    }

    fn post(&self, notices: Vec<Notice>) {
        let Some(lane) = notices.first().map(|notice| notice.chat.clone()) else {
            return;
        };
        let post = Post {
            notices,
            first_tried_at: self.now(),
            tries: 0,
        };
        let mut lanes = self.outgoing.lanes();
        lanes.tally.under_way += 1;
        if let Some(waiting) = lanes.waiting.get_mut(&lane) {
            waiting.push_back(post);
            return;
        }
        lanes.waiting.insert(lane.clone(), VecDeque::from([post]));
        drop(lanes);
        if let Some(live) = self.handle() {
            tokio::spawn(async move { live.drain(lane).await });
        }
    }

    /// Posts what waits in one chat, one after the other, until nothing is left.
    async fn drain(&self, lane: ChatKey) {
        loop {
            let next = {
                let mut lanes = self.outgoing.lanes();
                let next = lanes.waiting.get_mut(&lane).and_then(VecDeque::pop_front);
                if next.is_none() {
                    lanes.waiting.remove(&lane);
                }
                next
            };
            let Some(post) = next else { return };
            self.try_post(post).await;
        }
    }

    /// Another try; what came later in the same chat doesn't wait for it.
    pub(crate) fn post_again(&self, post: Post) {
        if let Some(live) = self.handle() {
            tokio::spawn(async move { live.try_post(post).await });
        }
    }

    async fn try_post(&self, mut post: Post) {
        let accepted = self.send(&post).await;
        post.tries += 1;
        let mut lanes = self.outgoing.lanes();
        if accepted {
            lanes.tally.accepted += 1;
            lanes.tally.under_way -= 1;
            drop(lanes);
            self.mark_delivered(&post);
            return;
        }
        lanes.tally.refused += 1;
        let at = self.now() + pause_millis(post.tries);
        if at - post.first_tried_at > GIVE_UP_MILLIS {
            lanes.tally.lost += 1;
            lanes.tally.under_way -= 1;
            return;
        }
        drop(lanes);
        self.agenda.add([(at, Job::Retry(post))]);
    }

    async fn send(&self, post: &Post) -> bool {
        let Some(number) = post
            .notices
            .first()
            .map(|notice| notice.chat.number.clone())
        else {
            return true;
        };
        let Some(address) = self.read(|state| state.webhook_of(&number)) else {
            return false;
        };
        let Ok(_slot) = self.outgoing.slots.acquire().await else {
            return false;
        };
        let body = sign::escaped(&body::envelope(&post.notices));
        let signature = sign::signature(self.app_secret(&number), body.as_bytes());
        let request = self
            .http
            .post(address)
            .timeout(PATIENCE)
            .header(CONTENT_TYPE, "application/json")
            .header(USER_AGENT, "facebookexternalua")
            .header("X-Hub-Signature-256", signature)
            .body(body);
        match request.send().await {
            Ok(answer) => {
                // Meta takes 200 and nothing else for a yes.
                let accepted = answer.status() == 200;
                // Only a connection whose answer was read to its end is used again.
                let _body = answer.bytes().await;
                accepted
            }
            Err(error) => {
                tracing::debug!(%error, "the webhook's receiver can't be reached");
                false
            }
        }
    }

    fn mark_delivered(&self, post: &Post) {
        self.change(|state, _| {
            for notice in &post.notices {
                if let Some(line) = &notice.line {
                    state.webhook_took(&notice.chat, line);
                }
            }
        });
    }
}
