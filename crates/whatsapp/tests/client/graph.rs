//! A Graph API on loopback that hears everything and answers what a test has written down.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::response::Response;
use serde_json::Value;
use tokio::net::TcpListener;
use whatsapp::Secret;
use whatsapp::client::{Attempt, Client, Config, Number};

/// A first attempt without any chance in it.
pub(crate) const NOW: Attempt = Attempt {
    number: 0,
    random: 0,
};

/// What the other side heard, and what it will say.
#[derive(Clone, Default)]
pub(crate) struct Graph {
    heard: Arc<Mutex<Vec<Heard>>>,
    script: Arc<Mutex<VecDeque<Answer>>>,
    pub(crate) address: String,
}

/// Status, body, and the type of the body if it names one.
type Answer = (u16, Bytes, Option<&'static str>);

#[derive(Debug, Clone)]
pub(crate) struct Heard {
    pub(crate) line: String,
    pub(crate) token: String,
    pub(crate) user_agent: String,
    pub(crate) body: Bytes,
}

impl Heard {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }
}

impl Graph {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("an address"));
        let graph = Self {
            address,
            ..Self::default()
        };
        let router = Router::new().fallback(answer).with_state(graph.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        graph
    }

    pub(crate) fn says(&self, status: u16, body: impl Into<Bytes>) -> &Self {
        self.says_as(status, body, None)
    }

    pub(crate) fn says_page(&self, status: u16, body: &'static str) -> &Self {
        self.says_as(status, body, Some("text/html; charset=utf-8"))
    }

    fn says_as(&self, status: u16, body: impl Into<Bytes>, mime: Option<&'static str>) -> &Self {
        let answer = (status, body.into(), mime);
        self.script.lock().expect("the script").push_back(answer);
        self
    }

    pub(crate) fn says_json(&self, status: u16, body: &Value) -> &Self {
        self.says(status, body.to_string())
    }

    pub(crate) fn client(&self) -> Client {
        let config = Config::new(Some(&self.address), None).expect("a configuration");
        Client::new(config).expect("a client")
    }

    pub(crate) fn number(&self) -> Number {
        self.client().number("4001", Secret::new("t0ken"))
    }

    pub(crate) fn heard(&self) -> Vec<Heard> {
        self.heard.lock().expect("what was heard").clone()
    }

    pub(crate) fn lines(&self) -> Vec<String> {
        self.heard().into_iter().map(|heard| heard.line).collect()
    }
}

fn named(request: &Request, name: &HeaderName) -> String {
    let value = request.headers().get(name);
    value.map_or_else(String::new, |value| {
        value.to_str().expect("text").to_owned()
    })
}

async fn answer(State(graph): State<Graph>, request: Request) -> Response {
    let line = format!("{} {}", request.method(), request.uri());
    let token = named(&request, &header::AUTHORIZATION);
    let user_agent = named(&request, &header::USER_AGENT);
    let body = axum::body::to_bytes(request.into_body(), 1 << 24)
        .await
        .expect("a body");
    let heard = Heard {
        line,
        token,
        user_agent,
        body,
    };
    graph.heard.lock().expect("what was heard").push(heard);
    let (status, body, mime) = graph
        .script
        .lock()
        .expect("the script")
        .pop_front()
        .expect("a script");
    let mut answer = Response::builder().status(status);
    if let Some(mime) = mime {
        answer = answer.header(header::CONTENT_TYPE, mime);
    }
    answer.body(Body::from(body)).expect("an answer")
}
