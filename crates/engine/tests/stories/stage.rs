//! What a story stands on: an engine over a journal of its own, with one number, two people, and
//! deliveries in Meta's words.

use crate::called::Bell;
use crate::graph::Graph;
use crate::keyring::Keyring;
use async_trait::async_trait;
use bytes::Bytes;
use conversation::ids::{EventId, NumberId, OperatorId};
use conversation::team::{Operator, Presence, Team, WorkHours};
use conversation::time::Timestamp;
use engine::api::{Caller, SeatId, call};
use engine::ports::{Chance, Clock};
use engine::{Engine, Number, Ports};
use journal::{Journal, NewDelivery};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// The number of every story.
pub(crate) const NUMBER: &str = "400000000000001";

/// The moment at which every story begins.
pub(crate) const NOON: Timestamp = Timestamp(1_795_348_800_000);

#[derive(Clone)]
pub(crate) struct Stage {
    pub(crate) engine: Engine,
    pub(crate) journal: Journal,
    pub(crate) graph: Arc<Graph>,
    pub(crate) keyring: Arc<Keyring>,
    pub(crate) bell: Arc<Bell>,
    clock: Arc<StoryClock>,
}

impl Stage {
    pub(crate) async fn open() -> Self {
        let journal = Journal::temporary().await.unwrap();
        let graph = Arc::new(Graph::default());
        let keyring = Arc::new(Keyring::default());
        let bell = Arc::new(Bell::default());
        let clock = Arc::new(StoryClock::default());
        let engine = Engine::start(Ports {
            journal: journal.clone(),
            clock: clock.clone(),
            chance: Arc::new(Counted::default()),
            secrets: keyring.clone(),
            meta: graph.clone(),
            alerts: bell.clone(),
            webhook_url: String::new(),
            phones_url: None,
        })
        .await
        .unwrap();
        let operators = ["ana", "bo"].map(operator).to_vec();
        engine.keep_team(&Team { operators }).await.unwrap();
        for name in ["ana", "bo"] {
            let (seat, operator) = (SeatId::new(name), OperatorId::new(name));
            engine.seat_operator(&seat, &operator).await.unwrap();
        }
        engine.keep_number(&number()).await.unwrap();
        Self {
            engine,
            journal,
            graph,
            keyring,
            bell,
            clock,
        }
    }

    /// Meta delivers these messages in one delivery, and nobody looks at it yet.
    pub(crate) async fn arrives(&self, messages: &[Value]) {
        self.arrives_as(NUMBER, "messages", messages).await;
    }

    async fn arrives_as(&self, number: &str, what: &str, items: &[Value]) {
        let body = json!({
            "object": "whatsapp_business_account",
            "entry": [{ "id": "300000000000001", "changes": [{ "field": "messages", "value": {
                "messaging_product": "whatsapp",
                "metadata": { "display_phone_number": "5218112345678", "phone_number_id": number },
                what: items
            }}]}]
        });
        let delivery = NewDelivery {
            received_at: NOON,
            headers: "{}".to_owned(),
            body: Bytes::from(body.to_string()),
        };
        self.journal.keep(delivery).await.unwrap();
    }

    /// Meta delivers these messages, each in a delivery of its own, and each is taken in.
    pub(crate) async fn delivers(&self, messages: &[Value]) {
        for message in messages {
            self.arrives(std::slice::from_ref(message)).await;
            self.engine.take_in().await.unwrap();
        }
    }

    /// Meta tells what was done on the phone of the business.
    pub(crate) async fn echoes(&self, messages: &[Value]) {
        self.arrives_as(NUMBER, "message_echoes", messages).await;
        self.engine.take_in().await.unwrap();
    }

    /// Meta delivers a message to another number of ours, and it is taken in.
    pub(crate) async fn delivers_to(&self, number: &str, message: Value) {
        self.arrives_as(number, "messages", &[message]).await;
        self.engine.take_in().await.unwrap();
    }

    /// Meta tells how far messages of ours got.
    pub(crate) async fn tells(&self, statuses: &[Value]) {
        self.arrives_as(NUMBER, "statuses", statuses).await;
        self.engine.take_in().await.unwrap();
    }

    /// Meta tells something of the account.
    pub(crate) async fn notices(&self, notice: &Value) {
        let body = json!({
            "object": "whatsapp_business_account",
            "entry": [{ "id": "300000000000001", "changes": [
                { "field": "account_update", "value": notice }
            ]}]
        });
        let delivery = NewDelivery {
            received_at: NOON,
            headers: "{}".to_owned(),
            body: Bytes::from(body.to_string()),
        };
        self.journal.keep(delivery).await.unwrap();
        self.engine.take_in().await.unwrap();
    }

    /// Does everything there is to do, and waits for what goes on beside the loop.
    pub(crate) async fn works(&self) {
        loop {
            self.engine.turn().await;
            while self.engine.under_way() > 0 {
                tokio::task::yield_now().await;
            }
            if self.journal.waiting_sends().await.unwrap() == 0 {
                return;
            }
        }
    }

    /// Lets the loop go round a few times; what waits for something waits on.
    pub(crate) async fn turns(&self) {
        for _ in 0..10 {
            self.engine.turn().await;
            while self.engine.under_way() > 0 {
                tokio::task::yield_now().await;
            }
        }
    }

    /// Lets the loop go round until something is so, however much goes on beside it for ever.
    pub(crate) async fn turns_until(&self, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..5000 {
            if is_so(self) {
                return;
            }
            self.engine.turn().await;
            tokio::task::yield_now().await;
        }
        panic!("it never came to be so");
    }

    /// So many seconds pass.
    pub(crate) fn later(&self, seconds: i64) {
        self.clock.0.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    /// Ana writes `words` to whoever wrote `to`, as the message `id`.
    pub(crate) async fn ana_writes(&self, to: &str, id: &str, words: &str) {
        let conversation = self.talk_of(to).await.id;
        let write =
            json!({ "conversation": conversation, "id": id, "text": words, "reply_to": null });
        self.ask("ana", "write", write).await;
    }

    /// What stands in the thread with whoever wrote `words`, without what isn't said by anybody.
    pub(crate) async fn bubbles(&self, words: &str) -> Vec<Value> {
        let query = json!({
            "conversation": self.talk_of(words).await.id,
            "before": null, "after": null, "around": null, "limit": 200
        });
        let mut thread = self.ask("ana", "thread", query).await;
        let items = thread["items"].as_array_mut().unwrap();
        let bodies = items.iter_mut().map(|item| item["body"].take());
        bodies.filter(|body| body["item"] == "bubble").collect()
    }

    /// The disk takes no more events until the answer is given back to [`Full::has_room_again`].
    pub(crate) async fn disk_is_full(&self) -> Full {
        let url = format!("sqlite:{}", self.journal.path().display());
        let db = sqlx::SqlitePool::connect(&url).await.unwrap();
        sqlx::query(
            "create trigger full before insert on events
             begin select raise(abort, 'the disk is full'); end",
        )
        .execute(&db)
        .await
        .unwrap();
        Full(db)
    }

    /// Asks as the person at `seat`; an error is the screen's error.
    pub(crate) async fn try_ask(
        &self,
        seat: &str,
        name: &str,
        input: Value,
    ) -> Result<Value, Value> {
        let caller = Caller::at(SeatId::new(seat));
        let answer = call(&self.engine, &caller, name, input).await;
        answer.map_err(|error| serde_json::to_value(error).unwrap())
    }

    pub(crate) async fn ask(&self, seat: &str, name: &str, input: Value) -> Value {
        let answer = self.try_ask(seat, name, input.clone()).await;
        answer.unwrap_or_else(|error| panic!("{name} {input}: {error}"))
    }

    /// The same on a task of its own, so that it may run at the same time as another.
    pub(crate) async fn ask_beside(&self, seat: &'static str, name: &'static str, input: Value) {
        let hand = self.another_hand();
        let asked = tokio::spawn(async move { hand.ask(seat, name, input).await });
        asked.await.unwrap();
    }

    /// The same stage, for what happens meanwhile.
    pub(crate) fn another_hand(&self) -> Self {
        self.clone()
    }

    /// Every conversation, with the phone of its customer and the words that the customer wrote.
    pub(crate) async fn talks(&self) -> Vec<Talk> {
        let mut talks = Vec::new();
        for view in ["all", "needs_person", "closed"] {
            let query = json!({ "view": view, "number": null, "after": null, "limit": 200 });
            let page = self.ask("ana", "inbox", query).await;
            for row in page["rows"].as_array().unwrap() {
                let id = row["conversation"].as_str().unwrap().to_owned();
                if talks.iter().all(|talk: &Talk| talk.id != id) {
                    talks.push(self.talk(id, row).await);
                }
            }
        }
        talks
    }

    async fn talk(&self, id: String, row: &Value) -> Talk {
        let query = json!({
            "conversation": id, "before": null, "after": null, "around": null, "limit": 200
        });
        let thread = self.ask("ana", "thread", query).await;
        let said = thread["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| &item["body"]);
        let heard = said.filter(|body| body["author"]["author"] == "customer");
        Talk {
            id,
            phone: row["phone"].as_str().unwrap_or_default().to_owned(),
            heard: heard
                .map(|body| {
                    body["content"]["body"]
                        .as_str()
                        .unwrap_or_default()
                        .to_owned()
                })
                .collect(),
        }
    }

    /// The conversation in which the customer wrote `words`.
    pub(crate) async fn talk_of(&self, words: &str) -> Talk {
        let talks = self.talks().await;
        let found = talks
            .iter()
            .find(|talk| talk.heard.iter().any(|said| said == words));
        found
            .cloned()
            .unwrap_or_else(|| panic!("nobody wrote {words}: {talks:?}"))
    }

    /// Proves from the journal alone that every promise was kept.
    pub(crate) async fn kept_every_promise(&self) {
        for check in self.journal.verify().await.unwrap() {
            assert!(check.ok, "{}: {}", check.name, check.detail);
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Talk {
    pub(crate) id: String,
    pub(crate) phone: String,
    pub(crate) heard: Vec<String>,
}

/// A message from a phone, without a user id.
pub(crate) fn wrote(id: &str, phone: &str, words: &str) -> Value {
    json!({
        "id": id, "from": phone, "timestamp": "1795348790", "type": "text",
        "text": { "body": words }
    })
}

/// WhatsApp announces that whoever had `old` has `new` from now on.
pub(crate) fn changed_number(id: &str, old: &str, new: &str) -> Value {
    json!({
        "id": id, "from": old, "timestamp": "1795348791", "type": "system",
        "system": { "body": "changed", "wa_id": new, "type": "user_changed_number" }
    })
}

/// The number, as its owner connected it.
pub(crate) fn number() -> Number {
    Number {
        id: NumberId::new(NUMBER),
        name: "Clínica".to_owned(),
        phone: String::new(),
        waba: "300000000000001".to_owned(),
        playbook: None,
        coexistence: false,
        throughput: 80,
        quality: None,
        stopped: None,
        checked: false,
        secret_since: None,
    }
}

fn operator(name: &str) -> Operator {
    Operator {
        id: OperatorId::new(name),
        name: name.to_owned(),
        role: String::new(),
        languages: Vec::new(),
        skills: Vec::new(),
        topics: Vec::new(),
        hours: WorkHours::default(),
        quiet: None,
        presence: Presence::Available,
    }
}

/// A disk on which nothing can be stored.
pub(crate) struct Full(sqlx::SqlitePool);

impl Full {
    pub(crate) async fn has_room_again(self) {
        let dropped = sqlx::query("drop trigger full").execute(&self.0).await;
        dropped.unwrap();
    }
}

/// The time since noon in milliseconds.
#[derive(Default)]
struct StoryClock(AtomicI64);

#[async_trait]
impl Clock for StoryClock {
    fn now(&self) -> Timestamp {
        Timestamp(NOON.0 + self.0.load(Ordering::Relaxed))
    }

    async fn sleep_until(&self, _: Timestamp) {
        std::future::pending().await
    }
}

#[derive(Default)]
struct Counted(AtomicU64);

impl Chance for Counted {
    fn event(&self) -> EventId {
        EventId::new(format!("drawn-{}", self.number()))
    }

    fn number(&self) -> u64 {
        self.0.fetch_add(1, Ordering::Relaxed)
    }
}
