//! A business that takes webhooks, a client that calls the Graph API, and a simulator between them.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use simulator::{Config, Credentials, CustomerId, Simulator, SteppedClock, Written};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// A morning in November.
pub(crate) const START: i64 = 1_795_000_000_000;
pub(crate) const CLINICA: &str = "710000000000142";
pub(crate) const BIKES: &str = "710000000000123";
pub(crate) const CLINICA_WABA: &str = "720000000000142";
pub(crate) const MARIELA: &str = "+528155500201";

/// A webhook as it arrived.
pub(crate) struct Arrived {
    pub(crate) signature: String,
    pub(crate) raw: Bytes,
}

impl Arrived {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.raw).unwrap()
    }

    /// The messages in it, of all entries and changes.
    pub(crate) fn items(&self, kind: &str) -> Vec<Value> {
        let body = self.json();
        let entries = body["entry"].as_array().unwrap().iter();
        entries
            .flat_map(|entry| entry["changes"].as_array().unwrap())
            .flat_map(|change| {
                change["value"][kind]
                    .as_array()
                    .cloned()
                    .unwrap_or_default()
            })
            .collect()
    }
}

#[derive(Clone)]
struct Desk {
    arrived: UnboundedSender<Arrived>,
    answers: Arc<Mutex<VecDeque<u16>>>,
}

/// The business's side of the webhook.
pub(crate) struct Receiver {
    pub(crate) url: String,
    arrived: UnboundedReceiver<Arrived>,
    answers: Arc<Mutex<VecDeque<u16>>>,
}

impl Receiver {
    async fn start(verify_token: String) -> Self {
        let (sender, arrived) = unbounded_channel();
        let answers = Arc::default();
        let desk = Desk {
            arrived: sender,
            answers: Arc::clone(&answers),
        };
        let verify = move |Query(query): Query<Vec<(String, String)>>| async move {
            let of = |key: &str| query.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
            if of("hub.verify_token").as_ref() == Some(&verify_token) {
                (StatusCode::OK, of("hub.challenge").unwrap_or_default())
            } else {
                (StatusCode::FORBIDDEN, String::new())
            }
        };
        let router = Router::new()
            .route("/webhook", get(verify).post(take))
            .with_state(desk);
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/webhook", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            url,
            arrived,
            answers,
        }
    }

    /// The next webhooks are answered with these; then with 200.
    pub(crate) fn will_answer(&self, statuses: &[u16]) {
        self.answers.lock().unwrap().extend(statuses);
    }

    pub(crate) async fn next(&mut self) -> Arrived {
        let waited = tokio::time::timeout(Duration::from_secs(20), self.arrived.recv()).await;
        waited.expect("a webhook should have come").unwrap()
    }

    /// The next message of a customer, whatever statuses come before.
    pub(crate) async fn message(&mut self) -> Value {
        self.item("messages").await
    }

    pub(crate) async fn status(&mut self) -> Value {
        self.item("statuses").await
    }

    async fn item(&mut self, kind: &str) -> Value {
        loop {
            if let Some(item) = self.next().await.items(kind).into_iter().next() {
                return item;
            }
        }
    }
}

async fn take(State(desk): State<Desk>, headers: HeaderMap, raw: Bytes) -> StatusCode {
    let signature = headers
        .get("x-hub-signature-256")
        .map(|v| v.to_str().unwrap().to_owned());
    let arrived = Arrived {
        signature: signature.unwrap_or_default(),
        raw,
    };
    desk.arrived.send(arrived).unwrap();
    let answer = desk.answers.lock().unwrap().pop_front().unwrap_or(200);
    StatusCode::from_u16(answer).unwrap()
}

/// A simulated WhatsApp with a business connected to it.
pub(crate) struct Stage {
    pub(crate) simulator: Simulator,
    pub(crate) clock: Arc<SteppedClock>,
    pub(crate) business: Receiver,
    pub(crate) http: Client,
    pub(crate) credentials: Credentials,
}

/// The demo's world on a stepped clock.
pub(crate) async fn stage() -> Stage {
    stage_with(|_| {}).await
}

pub(crate) async fn stage_with(change: impl FnOnce(&mut Config)) -> Stage {
    let clock = Arc::new(SteppedClock::at(START));
    let credentials = Credentials::random();
    let business = Receiver::start(credentials.verify_token.clone()).await;
    let mut config = Config {
        clock: Arc::clone(&clock) as _,
        credentials: credentials.clone(),
        webhook: Some(business.url.clone()),
        ..Config::demo()
    };
    change(&mut config);
    let simulator = Simulator::start(config).await.unwrap();
    let http = Client::builder().no_proxy().build().unwrap();
    Stage {
        simulator,
        clock,
        business,
        http,
        credentials,
    }
}

impl Stage {
    pub(crate) async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Response {
        let url = format!("{}/v26.0/{path}", self.simulator.base_url());
        let mut request = self
            .http
            .request(method, url)
            .bearer_auth(&self.credentials.access_token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        request.send().await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str) -> (u16, Value) {
        taken_apart(self.call(Method::GET, path, None).await).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        taken_apart(self.call(Method::POST, path, Some(body)).await).await
    }

    /// Sends words to a customer of the clinic.
    pub(crate) async fn send_text(&self, to: &str, text: &str) -> (u16, Value) {
        self.send(json!({ "to": to, "type": "text", "text": { "body": text } }))
            .await
    }

    pub(crate) async fn send(&self, mut body: Value) -> (u16, Value) {
        body["messaging_product"] = json!("whatsapp");
        self.post(&format!("{CLINICA}/messages"), body).await
    }

    /// A customer of the clinic writes, and the webhook has it.
    pub(crate) async fn writes(&mut self, customer: &str, written: Written) -> Value {
        self.simulator
            .customer_writes(CLINICA, &CustomerId::new(customer), written)
            .unwrap();
        self.business.message().await
    }

    pub(crate) fn pass(&self, millis: u64) {
        self.clock.advance(Duration::from_millis(millis));
    }
}

pub(crate) async fn taken_apart(response: Response) -> (u16, Value) {
    let status = response.status().as_u16();
    (status, response.json().await.unwrap_or(Value::Null))
}

/// The code in Meta's error JSON.
pub(crate) fn code(body: &Value) -> u64 {
    body["error"]["code"]
        .as_u64()
        .unwrap_or_else(|| panic!("no error code in {body}"))
}
