//! Secrets out of memory, for a place that may not answer: a locked keyring asks for its password, and
//! waits for as long as nobody gives it. The place is asked on a thread of its own, once at a time, and
//! nobody else waits longer than a moment. What it says is kept here, and nowhere else.

use engine::ports::{NoSecret, SecretName, Secrets};
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};
use whatsapp::Secret;

/// How long whoever needs a secret waits for the place.
const PATIENCE: Duration = Duration::from_secs(1);
/// How long whoever enters a secret waits: somebody sits there and may have to unlock the place first.
const TO_UNLOCK: Duration = Duration::from_secs(90);
/// When a place that failed is asked again. Each time may put its question for the password on the
/// screen, and whoever sent it away meant it.
const AGAIN_AFTER: Duration = Duration::from_secs(60);

/// What `S` says, remembered.
pub(crate) struct Remembered<S> {
    place: Arc<S>,
    known: Arc<Known>,
    patience: Duration,
}

#[derive(Default)]
struct Known {
    answers: Mutex<Answers>,
    came: Condvar,
}

#[derive(Default)]
struct Answers {
    by_name: BTreeMap<SecretName, Answer>,
    /// Since when the place is being asked.
    asked_at: Option<Instant>,
    /// Whether somebody went away without a secret because the place didn't answer.
    missed: bool,
}

struct Answer {
    said: Result<Option<Secret>, NoSecret>,
    at: Instant,
}

impl Answer {
    fn is_failure(&self) -> bool {
        matches!(self.said, Err(NoSecret::Failed(_)))
    }

    /// A secret is good until another one is put in its place; that there is none may change.
    fn holds(&self) -> bool {
        matches!(self.said, Ok(Some(_))) || self.at.elapsed() < AGAIN_AFTER
    }
}

impl Answers {
    fn of(&self, name: &SecretName) -> Option<Result<Option<Secret>, NoSecret>> {
        let answer = self.by_name.get(name).filter(|answer| answer.holds())?;
        Some(answer.said.clone())
    }

    fn keep(&mut self, name: SecretName, said: Result<Option<Secret>, NoSecret>) {
        if said.is_ok() {
            // It answers, so what it didn't say before is worth asking again.
            self.by_name.retain(|_, answer| !answer.is_failure());
        }
        let at = Instant::now();
        self.by_name.insert(name, Answer { said, at });
    }
}

impl Known {
    fn answers(&self) -> MutexGuard<'_, Answers> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<S: Secrets + 'static> Remembered<S> {
    /// Nothing is remembered yet.
    pub(crate) fn new(place: S) -> Self {
        Self {
            place: Arc::new(place),
            known: Arc::default(),
            patience: PATIENCE,
        }
    }

    /// The place itself.
    pub(crate) fn place(&self) -> &S {
        &self.place
    }

    /// Whether the place doesn't answer, though it is there.
    pub(crate) fn is_silent(&self) -> bool {
        let answers = self.known.answers();
        let waits = answers
            .asked_at
            .is_some_and(|at| at.elapsed() > self.patience);
        waits || answers.by_name.values().any(Answer::is_failure)
    }

    /// Whether it answers now and somebody missed an answer before; says so once.
    pub(crate) fn came_back(&self) -> bool {
        !self.is_silent() && std::mem::take(&mut self.known.answers().missed)
    }

    /// Asks again for what the place didn't say. May wait for a moment.
    pub(crate) fn ask_again(&self) {
        let failed: Vec<SecretName> = {
            let answers = self.known.answers();
            let failed = answers.by_name.iter().filter(|(_, one)| one.is_failure());
            failed.map(|(name, _)| name.clone()).collect()
        };
        for name in failed {
            if self.get(&name).is_err() {
                return;
            }
        }
    }

    fn wait_for(&self, name: &SecretName) -> Result<Option<Secret>, NoSecret> {
        let mut answers = self.known.answers();
        loop {
            if let Some(said) = answers.of(name) {
                answers.missed |= matches!(said, Err(NoSecret::Failed(_)));
                return said;
            }
            let since = match answers.asked_at {
                Some(since) => since,
                None => *answers.asked_at.insert(self.ask(name.clone())),
            };
            let Some(left) = self.patience.checked_sub(since.elapsed()) else {
                answers.missed = true;
                return Err(silent());
            };
            let waited = self.known.came.wait_timeout(answers, left);
            (answers, _) = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Asks the place, beside everything else. Says when that began.
    fn ask(&self, name: SecretName) -> Instant {
        let (place, known, began) = (self.place.clone(), self.known.clone(), Instant::now());
        thread::spawn(move || {
            let said = place.get(&name);
            let mut answers = known.answers();
            let newer = answers.by_name.get(&name).filter(|one| one.at > began);
            if newer.is_none() {
                answers.keep(name, said);
            }
            answers.asked_at = None;
            known.came.notify_all();
        });
        began
    }
}

impl<S: Secrets + 'static> Secrets for Remembered<S> {
    fn get(&self, name: &SecretName) -> Result<Option<Secret>, NoSecret> {
        let known = self.known.answers().of(name);
        // The runtime's other tasks go on meanwhile.
        known.unwrap_or_else(|| tokio::task::block_in_place(|| self.wait_for(name)))
    }

    fn put(&self, name: &SecretName, secret: Option<Secret>) -> Result<(), NoSecret> {
        let (place, known, name) = (self.place.clone(), self.known.clone(), name.clone());
        let (done, put) = mpsc::channel();
        thread::spawn(move || {
            let kept = place.put(&name, secret.clone());
            if kept.is_ok() {
                known.answers().keep(name, Ok(secret));
                known.came.notify_all();
            }
            // Whoever waited may have gone.
            let _ = done.send(kept);
        });
        let put = tokio::task::block_in_place(|| put.recv_timeout(TO_UNLOCK));
        put.unwrap_or_else(|_| Err(silent()))
    }
}

fn silent() -> NoSecret {
    NoSecret::Failed("it is locked, or busy".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

    const KEY: SecretName = SecretName::ModelKey;

    /// A keyring with a question on the screen until `unlocked` says something.
    struct Locked {
        asked: AtomicU32,
        unlocked: Mutex<mpsc::Receiver<Result<Option<Secret>, NoSecret>>>,
    }

    impl Secrets for Locked {
        fn get(&self, _: &SecretName) -> Result<Option<Secret>, NoSecret> {
            self.asked.fetch_add(1, Relaxed);
            self.unlocked.lock().unwrap().recv().unwrap()
        }

        fn put(&self, _: &SecretName, _: Option<Secret>) -> Result<(), NoSecret> {
            Ok(())
        }
    }

    type Answering = mpsc::Sender<Result<Option<Secret>, NoSecret>>;

    fn locked() -> (Arc<Remembered<Locked>>, Answering) {
        let (answering, unlocked) = mpsc::channel();
        let place = Locked {
            asked: AtomicU32::new(0),
            unlocked: Mutex::new(unlocked),
        };
        let patience = Duration::from_millis(50);
        let remembered = Remembered {
            patience,
            ..Remembered::new(place)
        };
        (Arc::new(remembered), answering)
    }

    fn key() -> Result<Option<Secret>, NoSecret> {
        Ok(Some(Secret::new("k")))
    }

    #[test]
    fn a_secret_is_read_once() {
        let (secrets, keyring) = locked();
        keyring.send(key()).unwrap();
        for _ in 0..3 {
            assert_eq!(secrets.get(&KEY), key());
        }
        assert_eq!(secrets.place().asked.load(Relaxed), 1);
        assert!(!secrets.is_silent());
    }

    #[test]
    fn a_locked_keyring_asks_once_and_everybody_else_is_told_at_once() {
        let (secrets, keyring) = locked();
        for name in [KEY, KEY, SecretName::VerifyToken] {
            assert!(matches!(secrets.get(&name), Err(NoSecret::Failed(_))));
        }
        assert_eq!(secrets.place().asked.load(Relaxed), 1);
        assert!(secrets.is_silent());
        keyring.send(key()).unwrap();
        while secrets.is_silent() {
            thread::yield_now();
        }
        assert_eq!(secrets.get(&KEY), key(), "unlocked, it is known");
        assert!(secrets.came_back() && !secrets.came_back(), "said once");
    }

    #[test]
    fn a_question_that_was_sent_away_is_not_put_again_at_once() {
        let (secrets, keyring) = locked();
        keyring
            .send(Err(NoSecret::Failed("dismissed".to_owned())))
            .unwrap();
        for _ in 0..3 {
            assert!(secrets.get(&KEY).is_err());
        }
        assert_eq!(secrets.place().asked.load(Relaxed), 1);
    }

    #[test]
    fn what_was_entered_is_what_holds() {
        let (secrets, keyring) = locked();
        keyring.send(Ok(None)).unwrap();
        assert_eq!(secrets.get(&KEY), Ok(None));
        secrets.put(&KEY, Some(Secret::new("new"))).unwrap();
        assert_eq!(secrets.get(&KEY), Ok(Some(Secret::new("new"))));
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_locked_keyring_holds_up_nobody_who_needs_no_secret() {
        let (secrets, _keyring) = locked();
        let secrets = Arc::new(Remembered {
            place: secrets.place.clone(),
            known: secrets.known.clone(),
            patience: Duration::from_secs(5),
        });
        for _ in 0..4 {
            let secrets = secrets.clone();
            tokio::spawn(async move { secrets.get(&KEY) });
        }
        while secrets.place().asked.load(Relaxed) == 0 {
            tokio::task::yield_now().await;
        }
        let others = tokio::spawn(async { tokio::task::yield_now().await });
        let done = tokio::time::timeout(Duration::from_secs(3), others).await;
        done.expect("it goes on").unwrap();
    }
}
