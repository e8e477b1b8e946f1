//! The world of a story: a simulated WhatsApp with its customers, and a Relevo that answers them.
//!
//! Time runs by itself and can be pushed ahead; agent, statuses and readers are quick. A story waits
//! for what it expects to see, never for a time to pass.

use crate::clock::PushedClock;
use crate::process::{Machine, Process, seat_everybody};
use crate::thread::Thread;
use async_trait::async_trait;
use conversation::ids::{EscalationId, NumberId, OperatorId};
use engine::host::MemorySecrets;
use engine::ports::{AlertCall, Alerts, HostLimits, Shown};
use journal::Journal;
use reqwest::header::{CONTENT_TYPE, COOKIE};
use serde_json::{Value, json};
use simulator::{Chat, Config, Customer, CustomerId, Pace, Reads, Simulator, Written};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tempfile::TempDir;
use tokio::time::timeout;

/// The clinic's phone number id. Stories happen there if they don't say otherwise.
pub(crate) const CLINICA: &str = "710000000000142";
/// The bicycle shop's.
pub(crate) const BIKES: &str = "710000000000123";

/// How long a story waits before it says that what it expects doesn't come. Not a pace: nothing
/// takes a part of it when all is well.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is due within this time belongs to what a story has set going: pauses of the agent, ticks.
const SOON: Duration = Duration::from_secs(1);

pub(crate) struct World {
    pub(crate) simulator: Arc<Simulator>,
    pub(crate) clock: PushedClock,
    pub(crate) http: reqwest::Client,
    alerts: Arc<Called>,
    machine: Machine,
    process: Option<Process>,
    folder: TempDir,
}

impl World {
    pub(crate) async fn open() -> Self {
        Self::with(|_| {}).await
    }

    /// A world in which `change` differs.
    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let clock = PushedClock::new();
        let mut config = Config {
            clock: Arc::new(clock.clone()),
            pace: Pace {
                sent_millis: 5,
                delivered_millis: 5,
                played_millis: 5,
            },
            // The bicycle shop belongs to another Meta app than the clinic.
            app_secrets: BTreeMap::from([(BIKES.to_owned(), "the shop's own".to_owned())]),
            ..Config::demo()
        };
        config.customers.iter_mut().for_each(reads_at_once);
        change(&mut config);
        let simulator = Arc::new(Simulator::start(config).await.unwrap());
        let secrets = Arc::new(MemorySecrets::default());
        demo::keep_secrets(&simulator, secrets.as_ref());
        let folder = tempfile::tempdir().unwrap();
        let alerts = Arc::new(Called::default());
        let machine = Machine {
            folder: folder.path().to_owned(),
            graph: simulator.base_url().to_owned(),
            clock: clock.clone(),
            secrets,
            alerts: alerts.clone(),
        };
        let process = Process::start(machine.clone()).await;
        demo::furnish(&process.engine).await.unwrap();
        for number in [CLINICA, BIKES] {
            hurry(&process, number).await;
        }
        seat_everybody(&process.engine).await;
        simulator.connect_webhook(&process.webhook()).await.unwrap();
        Self {
            simulator,
            clock,
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
            alerts,
            machine,
            process: Some(process),
            folder,
        }
    }

    pub(crate) fn process(&self) -> &Process {
        self.process.as_ref().expect("Relevo runs")
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.process().address)
    }

    /// The power fails.
    pub(crate) async fn kill(&mut self) {
        self.process.take().expect("Relevo runs").kill().await;
    }

    /// Relevo ends properly.
    pub(crate) async fn close(&mut self) {
        self.process.take().expect("Relevo runs").close().await;
    }

    /// Relevo starts again on the same data.
    pub(crate) async fn start(&mut self) {
        let process = Process::start(self.machine.clone()).await;
        self.simulator.set_webhook(&process.webhook());
        self.process = Some(process);
    }

    /// A customer of the clinic writes. Returns the message's id.
    pub(crate) fn writes(&self, customer: &str, words: &str) -> String {
        self.does(customer, Written::text(words))
    }

    pub(crate) fn does(&self, customer: &str, what: Written) -> String {
        let customer = CustomerId::new(customer);
        self.simulator
            .customer_writes(CLINICA, &customer, what)
            .unwrap()
    }

    /// Waits until the customer's phone looks as it should.
    pub(crate) async fn phone(
        &self,
        customer: &str,
        what: &str,
        wanted: impl Fn(&Chat) -> bool,
    ) -> Chat {
        self.phone_with(CLINICA, customer, what, wanted).await
    }

    /// The same in the chat with `number`.
    pub(crate) async fn phone_with(
        &self,
        number: &str,
        customer: &str,
        what: &str,
        wanted: impl Fn(&Chat) -> bool,
    ) -> Chat {
        let who = CustomerId::new(customer);
        let seen = self.simulator.chat_where(number, &who, wanted);
        match timeout(PATIENCE, seen).await {
            Ok(chat) => chat,
            Err(_) => panic!("{what}: {:#?}", self.simulator.chat(number, &who)),
        }
    }

    /// Waits until the customer's phone shows `count` messages of the business; gives their words.
    pub(crate) async fn heard(&self, customer: &str, count: usize) -> Vec<String> {
        let what = format!("{count} messages of the business on the phone of {customer}");
        let chat = self
            .phone(customer, &what, |chat| {
                chat.from_business().count() >= count
            })
            .await;
        words_of_business(&chat)
    }

    /// What the customer's phone shows of the business now.
    pub(crate) fn shows(&self, customer: &str) -> Vec<String> {
        let chat = self.simulator.chat(CLINICA, &CustomerId::new(customer));
        chat.as_ref().map(words_of_business).unwrap_or_default()
    }

    /// Asks as the person at `seat`; an error is the screen's error.
    pub(crate) async fn try_ask(
        &self,
        seat: &str,
        name: &str,
        payload: Value,
    ) -> Result<Value, Value> {
        let request = self
            .http
            .post(self.url(&format!("/api/{name}")))
            .header(COOKIE, self.process().cookie(seat))
            .header(CONTENT_TYPE, "application/json")
            .body(payload.to_string());
        let answer = request.send().await.unwrap();
        let is_error = !answer.status().is_success();
        let body: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        if is_error { Err(body) } else { Ok(body) }
    }

    pub(crate) async fn ask(&self, seat: &str, name: &str, payload: Value) -> Value {
        let answer = self.try_ask(seat, name, payload.clone()).await;
        answer.unwrap_or_else(|error| panic!("{name} {payload}: {error}"))
    }

    /// The row of a customer, in whichever view it is.
    pub(crate) async fn row(&self, customer: &str) -> Option<Value> {
        let name = self.name_of(customer);
        for view in ["all", "needs_person", "closed"] {
            let query = json!({ "view": view, "number": null, "after": null, "limit": 200 });
            let page = self.ask("lupita", "inbox", query).await;
            let found = page["rows"]
                .as_array()
                .unwrap()
                .iter()
                .find(|row| row["name"] == name);
            if let Some(row) = found {
                return Some(row.clone());
            }
        }
        None
    }

    fn name_of(&self, customer: &str) -> String {
        let customers = self.simulator.customers();
        let found = customers
            .into_iter()
            .find(|known| known.id.as_str() == customer);
        found.expect("a known customer").name
    }

    /// The playbook that a number uses.
    pub(crate) async fn playbook(&self, number: &str) -> Value {
        let cards = self.ask("lupita", "playbooks", json!({})).await;
        let uses = |card: &&Value| card["numbers"] == json!([number]);
        let card = cards.as_array().unwrap().iter().find(uses);
        card.expect("every number has its playbook")["id"].clone()
    }

    /// The id of a customer's conversation, once there is one.
    pub(crate) async fn conversation(&self, customer: &str) -> String {
        let row = self
            .until("a row in the list", async || self.row(customer).await)
            .await;
        row["conversation"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn view(&self, customer: &str) -> Value {
        let conversation = self.conversation(customer).await;
        self.ask(
            "lupita",
            "conversation",
            json!({ "conversation": conversation }),
        )
        .await
    }

    pub(crate) async fn thread(&self, customer: &str) -> Thread {
        let conversation = self.conversation(customer).await;
        let query = json!({
            "conversation": conversation, "before": null, "after": null, "around": null, "limit": 200
        });
        let page = self.ask("lupita", "thread", query).await;
        Thread(page["items"].as_array().unwrap().clone())
    }

    /// Waits until the thread looks as it should.
    pub(crate) async fn thread_where(
        &self,
        customer: &str,
        what: &str,
        wanted: impl Fn(&Thread) -> bool,
    ) -> Thread {
        self.until(what, async || {
            Some(self.thread(customer).await).filter(&wanted)
        })
        .await
    }

    /// Waits until `holder` (`agent`, `waiting`, `operator`, `closed`) has the conversation.
    pub(crate) async fn held_by(&self, customer: &str, holder: &str) -> Value {
        let what = format!("{customer} is held by {holder}");
        self.until(&what, async || {
            let view = self.view(customer).await;
            Some(view).filter(|view| view["row"]["holder"]["holder"] == holder)
        })
        .await
    }

    /// Takes the conversation as the screen of `operator` does.
    pub(crate) async fn takes_over(&self, operator: &str, customer: &str) -> Result<Value, Value> {
        let row = self.view(customer).await["row"].clone();
        let take = json!({
            "conversation": row["conversation"], "epoch": row["epoch"], "how": "button"
        });
        self.try_ask(operator, "take_over", take).await
    }

    /// Writes as `operator`; `id` names the message, so that it can be clicked twice.
    pub(crate) async fn says(
        &self,
        operator: &str,
        customer: &str,
        id: &str,
        text: &str,
    ) -> Result<Value, Value> {
        let conversation = self.conversation(customer).await;
        let write =
            json!({ "conversation": conversation, "id": id, "text": text, "reply_to": null });
        self.try_ask(operator, "write", write).await
    }

    /// Everybody who was called so far.
    pub(crate) fn calls(&self) -> Vec<AlertCall> {
        self.alerts.calls.lock().unwrap().clone()
    }

    /// Holds every call up on its way to the screen, until what this gives is dropped.
    pub(crate) async fn holds_calls_up(&self) -> impl Drop {
        self.alerts.held_up.clone().lock_owned().await
    }

    /// How many calls came to the screen, and which are there now.
    pub(crate) fn on_screen(&self) -> (usize, Vec<EscalationId>) {
        self.alerts.on_screen.lock().unwrap().clone()
    }

    /// The calls that were taken off the screen so far.
    pub(crate) fn settled(&self) -> Vec<EscalationId> {
        self.alerts.settled.lock().unwrap().clone()
    }

    /// Looks again at every change until there is something to see.
    pub(crate) async fn until<T>(&self, what: &str, look: impl AsyncFn() -> Option<T>) -> T {
        let mut changes = self.process().engine.listen();
        let seen = async {
            loop {
                if let Some(seen) = look().await {
                    return seen;
                }
                // Falling behind is a change too.
                let _ = changes.recv().await;
            }
        };
        match timeout(PATIENCE, seen).await {
            Ok(seen) => seen,
            Err(_) => panic!("this never came: {what}"),
        }
    }

    /// Waits until neither side has anything more to do by itself, so that what isn't there now doesn't
    /// come a moment later. What is due within [`SOON`] is waited for as well.
    pub(crate) async fn at_rest(&self) {
        let rests = async {
            loop {
                // What goes back and forth between the two shows on one side or in the count.
                let told = self.simulator.webhooks();
                if self.simulator.is_at_rest(SOON)
                    && self.process().is_at_rest(SOON).await
                    && self.simulator.is_at_rest(SOON)
                    && self.simulator.webhooks() == told
                {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(PATIENCE, rests).await.expect("all comes to rest");
    }

    /// Proves from the journal alone that every promise was kept, once nothing more happens.
    pub(crate) async fn kept_every_promise(&self) {
        if self.process.is_some() {
            self.at_rest().await;
        }
        let journal = Journal::open_to_read(self.folder().join("journal.db"))
            .await
            .unwrap();
        for check in journal.verify().await.unwrap() {
            assert!(check.ok, "{}: {}", check.name, check.detail);
        }
        journal.close().await;
    }
}

fn reads_at_once(customer: &mut Customer) {
    customer.reads = Reads::After { millis: 5 };
}

pub(crate) fn words_of_business(chat: &Chat) -> Vec<String> {
    let words = |content: &simulator::Content| match content {
        simulator::Content::Text { body } | simulator::Content::Offer { body, .. } => body.clone(),
        other => format!("{other:?}"),
    };
    chat.from_business()
        .map(|line| words(&line.content))
        .collect()
}

/// An agent that doesn't make a story wait for the rest of a burst.
async fn hurry(process: &Process, number: &str) {
    let houses = process.engine.houses();
    let desk = houses.desk(&NumberId::new(number)).unwrap();
    let mut playbook = desk.playbook.as_ref().clone();
    playbook.pace.pause_ms = 20;
    playbook.pace.longest_pause_ms = 60;
    playbook.pace.close_after = conversation::time::Minutes(3 * 24 * 60);
    process.engine.publish(playbook).await.unwrap();
}

/// Alerts that are written down.
#[derive(Default)]
pub(crate) struct Called {
    calls: Mutex<Vec<AlertCall>>,
    settled: Mutex<Vec<EscalationId>>,
    held_up: Arc<tokio::sync::Mutex<()>>,
    on_screen: Mutex<(usize, Vec<EscalationId>)>,
}

#[async_trait]
impl Alerts for Called {
    async fn call(&self, call: AlertCall) -> Vec<(OperatorId, Shown)> {
        self.calls.lock().unwrap().push(call.clone());
        drop(self.held_up.lock().await);
        {
            let mut on_screen = self.on_screen.lock().unwrap();
            on_screen.0 += 1;
            on_screen.1.push(call.escalation.clone());
        }
        let called = call.called.into_iter();
        called.map(|one| (one.operator, Shown::Natively)).collect()
    }

    async fn settle(&self, escalation: &EscalationId) {
        self.settled.lock().unwrap().push(escalation.clone());
        let mut on_screen = self.on_screen.lock().unwrap();
        on_screen.1.retain(|one| one != escalation);
    }

    fn limits(&self) -> HostLimits {
        HostLimits::default()
    }
}
