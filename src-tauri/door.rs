//! The door at which Meta's deliveries knock: one port of this computer, where only the webhook answers.
//! What comes from outside comes through the owner's tunnel, which is pointed at the usual port once and
//! stays so; while another program has that port, this says so and takes it as soon as it is free.

use crate::limits::Limits;
use anyhow::Context;
use axum::Router;
use engine::WEBHOOK_PATH;
use std::sync::Arc;
use std::time::Duration;
use tauri::async_runtime::{JoinHandle, spawn};
use tokio::net::TcpListener;

/// The port a tunnel is pointed at. It stays the same, so that the tunnel needs no new set-up.
const USUAL_PORT: u16 = 4747;
/// How often a usual port that is taken is tried again.
const TRY_AGAIN: Duration = Duration::from_secs(5);

/// An open port, where nobody answers yet.
pub(crate) struct Door {
    listener: TcpListener,
    is_usual: bool,
}

/// An answered door, until it is closed.
pub(crate) struct Answered(Vec<JoinHandle<()>>);

impl Door {
    /// Opens the usual port, or any other one.
    pub(crate) async fn open() -> anyhow::Result<Self> {
        match TcpListener::bind(("127.0.0.1", USUAL_PORT)).await {
            Ok(listener) => Ok(Self {
                listener,
                is_usual: true,
            }),
            Err(error) => {
                tracing::warn!(%error, port = USUAL_PORT, "the usual port is taken, another one is used");
                let any = TcpListener::bind(("127.0.0.1", 0)).await;
                Ok(Self {
                    listener: any.context("while opening a port for Meta's deliveries")?,
                    is_usual: false,
                })
            }
        }
    }

    /// Where the webhook is asked on this computer.
    pub(crate) fn url(&self) -> anyhow::Result<String> {
        Ok(format!(
            "http://{}{WEBHOOK_PATH}",
            self.listener.local_addr()?
        ))
    }

    /// Answers with `webhook`.
    pub(crate) fn answer(self, webhook: Router, limits: Arc<Limits>) -> Answered {
        let mut tasks = Vec::new();
        if !self.is_usual {
            limits.note_port(Some(USUAL_PORT));
            tasks.push(spawn(answer_at_usual(webhook.clone(), limits)));
        }
        tasks.push(spawn(answer_at(self.listener, webhook)));
        Answered(tasks)
    }
}

impl Answered {
    /// What comes from now on is kept by Meta and delivered again.
    pub(crate) fn close(&self) {
        self.0.iter().for_each(JoinHandle::abort);
    }
}

async fn answer_at_usual(webhook: Router, limits: Arc<Limits>) {
    let listener = loop {
        tokio::time::sleep(TRY_AGAIN).await;
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", USUAL_PORT)).await {
            break listener;
        }
    };
    tracing::info!(port = USUAL_PORT, "the usual port is free again");
    limits.note_port(None);
    answer_at(listener, webhook).await;
}

async fn answer_at(door: TcpListener, webhook: Router) {
    if let Err(error) = axum::serve(door, webhook).await {
        tracing::error!(%error, "Meta's deliveries are no longer taken");
    }
}
