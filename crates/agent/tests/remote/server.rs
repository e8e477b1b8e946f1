//! A server on loopback that answers as its script says, and keeps what it got. It knows no provider.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::IntoResponse;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex, PoisonError};

/// What the server does with a request.
#[derive(Clone)]
pub(crate) enum Script {
    Answers(u16, String),
    /// Busy at first, and asking for a pause of so many seconds.
    Busy(u32, String),
    /// Refuses whoever brings a tool.
    TakesNoTools(String),
    Hangs,
}

/// What the server got: path and body.
type Got = Arc<Mutex<Vec<(String, Value)>>>;

pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) got: Got,
}

pub(crate) async fn server(script: Script) -> Server {
    let got = Got::default();
    let app = Router::new()
        .fallback(respond)
        .with_state((script, Arc::clone(&got)));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a free port");
    let url = format!("http://{}/v1/", listener.local_addr().expect("an address"));
    tokio::spawn(async move { axum::serve(listener, app).await });
    Server { url, got }
}

async fn respond(
    State((script, got)): State<(Script, Got)>,
    uri: Uri,
    body: Bytes,
) -> impl IntoResponse {
    let json: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let brings_tools = json.get("tools").is_some();
    let n_before = {
        let mut got = got.lock().unwrap_or_else(PoisonError::into_inner);
        got.push((uri.path().to_owned(), json));
        got.len() - 1
    };
    let said = |code, pause: String, body| {
        let headers = [
            (header::CONTENT_TYPE, "application/json".to_owned()),
            (header::RETRY_AFTER, pause),
        ];
        (StatusCode::from_u16(code).expect("a status"), headers, body)
    };
    match script {
        Script::Answers(code, body) => said(code, "0".to_owned(), body),
        Script::Busy(pause, _) if n_before == 0 => said(429, pause.to_string(), "{}".to_owned()),
        Script::Busy(_, body) => said(200, "0".to_owned(), body),
        Script::TakesNoTools(_) if brings_tools => {
            let error = json!({ "error": "gemma3:4b does not support tools" });
            said(400, "0".to_owned(), error.to_string())
        }
        Script::TakesNoTools(body) => said(200, "0".to_owned(), body),
        Script::Hangs => std::future::pending().await,
    }
}
