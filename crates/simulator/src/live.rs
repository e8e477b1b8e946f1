//! The running simulator: the state under its lock, the clock, the agenda, whoever watches.
//!
//! [`Live::change`] is the only door to the state, so that whatever a change causes is put on the
//! agenda and whoever watches a chat hears of it. What can be done to the world is in
//! [`crate::deeds`]; the doors from outside are [`crate::graph`] and [`crate::phone`].

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tokio::sync::broadcast;

use crate::agenda::{Agenda, Job};
use crate::chat::ChatKey;
use crate::clock::Clock;
use crate::config::{Config, Credentials, OtherSide};
use crate::state::State;
use crate::webhook::Outgoing;

/// What every part of the running simulator shares.
pub(crate) struct Live {
    state: Mutex<State>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) agenda: Agenda,
    pub(crate) outgoing: Outgoing,
    pub(crate) http: reqwest::Client,
    pub(crate) credentials: Credentials,
    app_secrets: BTreeMap<String, String>,
    pub(crate) other_side: Option<Arc<dyn OtherSide>>,
    pub(crate) inbox_url: OnceLock<String>,
    /// Known once the port is.
    pub(crate) base_url: String,
    changed: broadcast::Sender<ChatKey>,
    me: std::sync::Weak<Self>,
}

impl Live {
    pub(crate) fn new(config: Config, base_url: String, http: reqwest::Client) -> Arc<Self> {
        Arc::new_cyclic(|me| Self {
            state: Mutex::new(State::new(&config)),
            clock: config.clock,
            agenda: Agenda::default(),
            outgoing: Outgoing::default(),
            http,
            credentials: config.credentials,
            app_secrets: config.app_secrets,
            other_side: config.other_side,
            inbox_url: config.inbox_url.map_or_else(OnceLock::new, OnceLock::from),
            base_url,
            changed: broadcast::Sender::new(1_024),
            me: me.clone(),
        })
    }

    pub(crate) fn now(&self) -> i64 {
        self.clock.now_millis()
    }

    /// What webhooks that tell of a number are signed with.
    pub(crate) fn app_secret(&self, number: &str) -> &str {
        let other = self.app_secrets.get(number);
        other.unwrap_or(&self.credentials.app_secret)
    }

    /// Reads the state.
    pub(crate) fn read<R>(&self, look: impl FnOnce(&State) -> R) -> R {
        look(&self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the state, then sets going what the change causes.
    pub(crate) fn change<R>(&self, deed: impl FnOnce(&mut State, i64) -> R) -> R {
        let now = self.now();
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = deed(&mut state, now);
        let due = std::mem::take(&mut state.due);
        let changed = std::mem::take(&mut state.changed);
        // Put down while the lock is held: two changes may not swap places on the agenda.
        if !due.is_empty() {
            self.agenda.add(due);
        }
        drop(state);
        for chat in changed {
            // Nobody watching is no error.
            let _watchers = self.changed.send(chat);
        }
        answer
    }

    /// Hears of every chat that changes.
    pub(crate) fn watch(&self) -> broadcast::Receiver<ChatKey> {
        self.changed.subscribe()
    }

    /// Does what the agenda says is due.
    pub(crate) fn perform(&self, job: Job) {
        match job {
            Job::Tell(notice) => self.tell(notice),
            Job::Advance {
                chat,
                line,
                to,
                error,
            } => {
                self.change(|state, now| state.advance(&chat, &line, to, error, now));
            }
            Job::TypingEnds(chat) => self.change(|state, now| state.typing_ends(&chat, now)),
            Job::Retry(post) => self.post_again(post),
            Job::ReleaseHeld => self.release_held(),
        }
    }

    /// A handle for a task that outlives the caller.
    pub(crate) fn handle(&self) -> Option<Arc<Self>> {
        self.me.upgrade()
    }
}
