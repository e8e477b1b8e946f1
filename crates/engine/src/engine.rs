//! The engine itself: what it holds, how it starts, and its loop. The work is in `intake`, `outbox`
//! and `api`; no rule about conversations is here.

use crate::api::types::{Changed, Topic};
use crate::changes::Changes;
use crate::error::EngineError;
use crate::house::{Desk, Houses};
use crate::kept::Turns;
use crate::meta::Meta;
use crate::outbox::{Paces, Untold};
use crate::places::Places;
use crate::ports::{Alerts, Chance, Clock, Secrets};
use agent::Drafter;
use conversation::state::Conversation;
use conversation::time::Timestamp;
use journal::{Journal, WorkKind};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::sync::{Notify, broadcast};
use triggers::Reader;

/// The longest the loop sleeps without looking again, should a wake-up be lost.
const LONGEST_NAP: Duration = Duration::from_secs(30);

/// What a host gives the engine.
pub struct Ports {
    /// The store.
    pub journal: Journal,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Ids and chance.
    pub chance: Arc<dyn Chance>,
    /// The keyring.
    pub secrets: Arc<dyn Secrets>,
    /// The way to WhatsApp.
    pub meta: Arc<dyn Meta>,
    /// The way to operators.
    pub alerts: Arc<dyn Alerts>,
    /// Where Meta's deliveries come in on this machine, for the connect page.
    pub webhook_url: String,
    /// Where the simulated phones are, in the demo.
    pub phones_url: Option<String>,
}

/// Relevo's engine. Cloning it is cheap; all clones are one.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

struct Inner {
    ports: Ports,
    reader: &'static Reader,
    houses: RwLock<Arc<Houses>>,
    drafter: RwLock<Arc<dyn Drafter>>,
    changes: Changes,
    wake: Arc<Notify>,
    paces: Paces,
    places: Places,
    untold: Untold,
    turns: Turns,
    online: std::sync::atomic::AtomicBool,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

impl Engine {
    /// Starts from what the journal holds: houses are prepared, work that a dead process had claimed
    /// is settled. The loop begins with [`Self::at_work`].
    ///
    /// # Errors
    /// If the store can't be read, or the program was built from broken rules.
    pub async fn start(ports: Ports) -> Result<Self, EngineError> {
        let reader = Reader::embedded().map_err(|fault| EngineError::Rules(fault.to_string()))?;
        let wake = Arc::new(Notify::new());
        let engine = Self {
            inner: Arc::new(Inner {
                ports,
                reader,
                houses: RwLock::new(Arc::new(Houses::default())),
                drafter: RwLock::new(Arc::new(agent::Embedded::new())),
                changes: Changes::new(),
                wake: Arc::clone(&wake),
                paces: Paces::default(),
                places: Places::new(wake),
                untold: Untold::default(),
                turns: Turns::default(),
                online: std::sync::atomic::AtomicBool::new(true),
            }),
        };
        engine.reload_houses().await?;
        engine.reload_model().await?;
        engine.settle_the_past().await?;
        engine.relieve_who_left().await?;
        Ok(engine)
    }

    /// Works until `stop` is told: takes deliveries in, does what is due.
    pub async fn run(&self, stop: Arc<Notify>) {
        let stopped = stop.notified();
        tokio::pin!(stopped);
        loop {
            let nap = self.turn().await;
            let clock = Arc::clone(&self.inner.ports.clock);
            tokio::select! {
                () = &mut stopped => return,
                () = self.inner.wake.notified() => {}
                () = clock.sleep_until(nap) => {}
            }
        }
    }

    /// One turn: everything that can be done now is done. Returns when to look again. One turn at a
    /// time: what is claimed and not begun would look forgotten to another.
    pub async fn turn(&self) -> Timestamp {
        loop {
            match self.work_once().await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    // A full disk or a busy file passes; the next turn tries again.
                    tracing::error!(%error, "a turn failed");
                    return self.now().plus(Duration::from_secs(1));
                }
            }
        }
        let latest = self.now().plus(LONGEST_NAP);
        // What there is no room for is begun when there is: whoever gives a place back wakes the loop.
        let rooms = self.places().rooms().into_iter();
        let kinds: Vec<WorkKind> = rooms.flat_map(|room| room.kinds).collect();
        match self.journal().next_due(&kinds).await {
            Ok(Some(due)) => due.min(latest),
            Ok(None) | Err(_) => latest,
        }
    }

    /// What is due is done also while nothing can be taken in: nobody waits for the trouble of another.
    async fn work_once(&self) -> Result<usize, EngineError> {
        let taken = self.take_in().await;
        let begun = self.do_what_is_due().await?;
        Ok(taken? + begun)
    }

    /// Listens to what changes.
    pub fn listen(&self) -> broadcast::Receiver<Changed> {
        self.inner.changes.listen()
    }

    pub(crate) fn journal(&self) -> &Journal {
        &self.inner.ports.journal
    }

    pub(crate) fn ports(&self) -> &Ports {
        &self.inner.ports
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.inner.ports.clock.now()
    }

    pub(crate) fn chance(&self) -> &dyn Chance {
        self.inner.ports.chance.as_ref()
    }

    pub(crate) fn meta(&self) -> &dyn Meta {
        self.inner.ports.meta.as_ref()
    }

    pub(crate) fn reader(&self) -> &'static Reader {
        self.inner.reader
    }

    pub(crate) fn changes(&self) -> &Changes {
        &self.inner.changes
    }

    pub(crate) fn paces(&self) -> &Paces {
        &self.inner.paces
    }

    pub(crate) fn turns(&self) -> &Turns {
        &self.inner.turns
    }

    pub(crate) fn places(&self) -> &Places {
        &self.inner.places
    }

    pub(crate) fn untold(&self) -> &Untold {
        &self.inner.untold
    }

    /// How much work is under way beside the loop.
    pub fn under_way(&self) -> u32 {
        self.inner.places.count()
    }

    /// Waits until nothing is under way beside the loop.
    pub(crate) async fn all_done(&self) {
        self.inner.places.empty().await;
    }

    /// The houses as of now.
    pub fn houses(&self) -> Arc<Houses> {
        Arc::clone(
            &self
                .inner
                .houses
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// The desk a conversation belongs to. A number that was removed leaves its conversations with an
    /// agent that knows nothing.
    pub(crate) fn desk_of(&self, conversation: &Conversation) -> Arc<Desk> {
        let houses = self.houses();
        houses
            .desk(&conversation.number)
            .unwrap_or_else(|| Arc::new(Desk::removed(&conversation.number, &houses)))
    }

    pub(crate) fn put_houses(&self, houses: Houses) {
        *self
            .inner
            .houses
            .write()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(houses);
    }

    pub(crate) fn drafter(&self) -> Arc<dyn Drafter> {
        Arc::clone(
            &self
                .inner
                .drafter
                .read()
                .unwrap_or_else(PoisonError::into_inner),
        )
    }

    /// Puts another answerer in place.
    pub fn put_drafter(&self, drafter: Arc<dyn Drafter>) {
        *self
            .inner
            .drafter
            .write()
            .unwrap_or_else(PoisonError::into_inner) = drafter;
    }

    /// There may be something to do.
    pub fn wake(&self) {
        self.inner.wake.notify_one();
    }

    /// Whether WhatsApp could be reached the last time it was tried.
    pub(crate) fn is_online(&self) -> bool {
        self.inner.online.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// Returns whether that is news.
    pub(crate) fn note_online(&self, online: bool) -> bool {
        let before = self
            .inner
            .online
            .swap(online, std::sync::atomic::Ordering::Relaxed);
        if before != online {
            self.changes().topic(Topic::Status);
        }
        before != online
    }

    /// There is a way to customers again: what waited for one is due now.
    pub(crate) async fn hurry(&self) -> Result<(), EngineError> {
        self.journal().hurry(self.now()).await?;
        self.wake();
        Ok(())
    }
}
