//! `relevo serve` as an owner runs it: a number is connected over the API as the wizard does, and the
//! process is killed in the middle of the work, again and again.

use crate::world::{CLINICA, words_of_business};
use conversation::ids::PlaybookId;
use conversation::language::Language;
use conversation::playbook::{Pace, Playbook};
use journal::Journal;
use serde_json::{Value, json};
use simulator::{Author, Chat, Config, CustomerId, Reads, Simulator, Tick, Written, world};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

const PATIENCE: Duration = Duration::from_secs(40);

/// A `relevo serve` over `folder`, and the way to ask it.
struct Hub {
    process: Child,
    address: String,
    token: String,
    webhook: String,
    http: reqwest::Client,
}

impl Hub {
    async fn start(folder: &Path, simulator: &Simulator) -> Self {
        Self::start_with(folder, simulator, &[]).await
    }

    /// The same with these variables in its environment.
    async fn start_with(folder: &Path, simulator: &Simulator, variables: &[(&str, &str)]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_relevo"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .args(["--graph-url", simulator.base_url()])
            .envs(variables.iter().copied())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut said = async |what: &str| {
            let line = lines
                .next_line()
                .await
                .unwrap()
                .expect("it says where it is");
            line.strip_prefix(what).unwrap().trim().to_owned()
        };
        let link = said("Inbox").await;
        let webhook = said("Webhook").await;
        let (address, token) = link.split_once("/#token=").unwrap();
        Self {
            process,
            address: address.to_owned(),
            token: token.to_owned(),
            webhook,
            http: reqwest::Client::builder().no_proxy().build().unwrap(),
        }
    }

    async fn ask(&self, name: &str, payload: Value) -> Value {
        let answer = self.try_ask(name, payload).await;
        answer.unwrap_or_else(|refused| panic!("{name}: {refused}"))
    }

    async fn try_ask(&self, name: &str, payload: Value) -> Result<Value, Value> {
        let url = format!("{}/api/{name}", self.address);
        let request = self.http.post(url).bearer_auth(&self.token);
        let answer = request.body(payload.to_string()).send().await.unwrap();
        let is_done = answer.status().is_success();
        let body = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        if is_done { Ok(body) } else { Err(body) }
    }

    /// Meta delivers here from now on.
    async fn is_delivered_to(&self) -> Value {
        let to = json!({ "number": CLINICA, "public_url": self.webhook });
        self.ask("set_webhook", to).await
    }

    /// How many messages of customers it has taken in.
    async fn taken_in(&self) -> u64 {
        let mut rows = std::collections::BTreeSet::new();
        for view in ["all", "needs_person"] {
            let query = json!({ "view": view, "number": null, "after": null, "limit": 50 });
            let page = self.ask("inbox", query).await;
            let listed = page["rows"].as_array().unwrap().iter();
            rows.extend(listed.map(|row| row["conversation"].to_string()));
        }
        let mut messages = 0;
        for conversation in rows {
            let conversation: Value = serde_json::from_str(&conversation).unwrap();
            let view = self
                .ask("conversation", json!({ "conversation": conversation }))
                .await;
            messages += view["said"]["customer"].as_u64().unwrap();
        }
        messages
    }

    /// Looks again at every change until this many messages are taken in. What was kept right before
    /// a kill becomes events after the next start.
    async fn takes_in(&self, messages: u64) {
        let url = format!("{}/api/changes", self.address);
        let request = self.http.get(url).bearer_auth(&self.token);
        let mut changes = request.send().await.unwrap();
        let all = async {
            while self.taken_in().await < messages {
                changes.chunk().await.unwrap();
            }
        };
        timeout(PATIENCE, all)
            .await
            .expect("every message is taken in");
    }

    /// The power fails.
    async fn kill(mut self) {
        self.process.kill().await.unwrap();
    }
}

/// Connects the clinic as the wizard does.
async fn connect(hub: &Hub, simulator: &Simulator) {
    let shop = world::shops().into_iter().next().unwrap();
    let id = PlaybookId::new("clinica");
    let draft = Playbook {
        prompt: shop.prompt,
        pace: Pace {
            pause_ms: 20,
            longest_pause_ms: 60,
            ..Pace::default()
        },
        ..Playbook::blank(id, shop.business.name, Language::Es)
    };
    hub.ask("save_playbook", json!({ "draft": draft })).await;
    hub.ask("publish_playbook", json!({ "playbook": "clinica" }))
        .await;
    let made = simulator.credentials();
    let number = json!({
        "id": CLINICA, "waba": shop.business.waba_id, "name": "Clínica", "playbook": "clinica",
        "access_token": made.access_token, "app_secret": made.app_secret, "coexistence": false,
    });
    hub.ask("connect_number", number).await;
}

async fn phone(simulator: &Simulator, customer: &CustomerId, wanted: impl Fn(&Chat) -> bool) {
    let seen = simulator.chat_where(CLINICA, customer, wanted);
    if timeout(PATIENCE, seen).await.is_err() {
        panic!("this never came: {:#?}", simulator.chat(CLINICA, customer));
    }
}

fn arrived(chat: &Chat) -> bool {
    let mut theirs = chat
        .lines
        .iter()
        .filter(|line| line.author == Author::Customer);
    theirs.all(|line| line.tick >= Tick::Delivered)
}

/// A WhatsApp whose accounts have delivered to another tool so far.
async fn simulated() -> Simulator {
    let mut config = Config {
        subscribed_before: Some("700000000000001".to_owned()),
        ..Config::demo()
    };
    for customer in &mut config.customers {
        customer.reads = Reads::After { millis: 5 };
    }
    Simulator::start(config).await.unwrap()
}

#[tokio::test]
async fn a_number_is_connected_and_every_step_of_the_live_check_is_told() {
    let simulator = simulated().await;
    let folder = tempfile::tempdir().unwrap();
    let hub = Hub::start(folder.path(), &simulator).await;
    connect(&hub, &simulator).await;
    let check = hub.is_delivered_to().await;
    let results = |check: &Value| -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let steps = check["steps"].as_array().unwrap().iter();
        steps
            .map(|step| (text(&step["step"]), text(&step["result"])))
            .collect()
    };
    let expected = |signature: &str| {
        let steps = ["token", "permissions", "number", "webhook"].map(|step| (step, "ok"));
        let steps = steps.into_iter().chain([("signature", signature)]);
        steps
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .collect::<Vec<_>>()
    };
    assert_eq!(results(&check), expected("waiting"), "{check}");
    let jorge = CustomerId::new("jorge");
    simulator
        .customer_writes(CLINICA, &jorge, Written::text("hola"))
        .unwrap();
    phone(&simulator, &jorge, arrived).await;
    let check = hub.ask("check_number", json!({ "number": CLINICA })).await;
    assert_eq!(results(&check), expected("ok"), "{check}");
    let rests = async {
        while !simulator.is_at_rest(Duration::from_secs(3)) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, rests)
        .await
        .expect("all is told of the answer");
    // Another app secret, and nothing has shown yet that it is the right one.
    connect(&hub, &simulator).await;
    let check = hub.ask("check_number", json!({ "number": CLINICA })).await;
    assert_eq!(results(&check), expected("waiting"), "{check}");
    let link = format!("{}/#token={}", hub.address, hub.token);
    assert!(
        link.starts_with("http://127.0.0.1:"),
        "loopback only: {link}"
    );
}

#[tokio::test]
async fn a_key_from_the_environment_is_changed_there_and_nowhere_else() {
    let simulator = simulated().await;
    let folder = tempfile::tempdir().unwrap();
    let given = [("RELEVO_MODEL_KEY", "given")];
    let hub = Hub::start_with(folder.path(), &simulator, &given).await;
    let key = |key: &str| json!({ "key": key });
    let refused = hub.try_ask("set_model_key", key("entered")).await;
    assert_eq!(
        refused.unwrap_err()["problem"],
        json!({ "problem": "secret_elsewhere", "variable": "RELEVO_MODEL_KEY" })
    );
    hub.ask("set_model_key", key("given")).await;
}

#[tokio::test]
async fn killed_in_the_middle_of_the_work_it_loses_nothing_and_repeats_nothing() {
    let simulator = simulated().await;
    let folder = tempfile::tempdir().unwrap();
    let mut hub = Hub::start(folder.path(), &simulator).await;
    connect(&hub, &simulator).await;
    let customers = ["jorge", "beto", "carmen", "sofia"].map(CustomerId::new);
    let rounds = [
        "¿cuánto cuesta la limpieza dental?",
        "¿abren los sábados?",
        "¿cuánto cuesta la radiografía panorámica?",
    ];
    for (round, question) in rounds.into_iter().enumerate() {
        hub.is_delivered_to().await;
        for customer in &customers {
            simulator
                .customer_writes(CLINICA, customer, Written::text(question))
                .unwrap();
        }
        // While the others are still being answered.
        let first = &customers[round];
        phone(&simulator, first, |chat| chat.from_business().count() > 0).await;
        hub.kill().await;
        hub = Hub::start(folder.path(), &simulator).await;
    }
    hub.is_delivered_to().await;
    let late = CustomerId::new("mariela");
    simulator
        .customer_writes(CLINICA, &late, Written::text(rounds[0]))
        .unwrap();
    phone(&simulator, &late, |chat| chat.from_business().count() > 0).await;
    for customer in &customers {
        phone(&simulator, customer, arrived).await;
        let mut heard = words_of_business(&simulator.chat(CLINICA, customer).unwrap());
        let all = heard.len();
        heard.sort();
        heard.dedup();
        assert_eq!(heard.len(), all, "{customer} heard something twice");
    }
    is_taken_in(&simulator, folder.path()).await;
    hub.takes_in(u64::try_from(rounds.len() * customers.len() + 1).unwrap())
        .await;
    hub.kill().await;
    took_everything_in(folder.path(), rounds.len(), &customers);
}

/// Waits until every delivery has come, those that were refused meanwhile as well, and is understood:
/// a phone's ticks say less, since reading a later message marks the earlier ones.
async fn is_taken_in(simulator: &Simulator, folder: &Path) {
    let journal = Journal::open_to_read(folder.join("journal.db"))
        .await
        .unwrap();
    let understood = async {
        while simulator.webhooks().under_way > 0 || !journal.undecoded(1).await.unwrap().is_empty()
        {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, understood)
        .await
        .expect("every delivery comes and is understood");
}

/// What the journal says once nothing runs: every promise kept, every message there once.
fn took_everything_in(folder: &Path, messages: usize, customers: &[CustomerId]) {
    let folder = folder.to_str().unwrap();
    let verified = crate::command_line::run(&["verify", "--json", "--data", folder]).succeeds();
    assert_eq!(
        serde_json::from_str::<Value>(&verified).unwrap()["ok"],
        true
    );
    let exported = crate::command_line::run(&["export", "--data", folder]).succeeds();
    let lines: Vec<Value> = exported
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), customers.len() + 1);
    for line in lines
        .iter()
        .filter(|line| line["customer"]["name"] != "Mariela Cantú")
    {
        let entries = line["entries"].as_array().unwrap().iter();
        let wrote = entries.filter(|placed| placed["entry"]["author"]["author"] == "customer");
        assert_eq!(wrote.count(), messages, "{}", line["customer"]["name"]);
    }
}
