//! Whoever is called is called on a screen, and whatever ends the call takes it from there.

use crate::stage::{Stage, wrote};
use async_trait::async_trait;
use conversation::ids::{EscalationId, OperatorId};
use engine::ports::{AlertCall, Alerts, HostLimits, Shown};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Mutex;

const LUCIA: &str = "5218187654321";
const ASKED: &str = "quiero hablar con una persona";

/// The screens of everybody, as far as calls stand on them.
#[derive(Default)]
pub(crate) struct Bell {
    calling: Mutex<BTreeSet<EscalationId>>,
}

impl Bell {
    fn calls(&self) -> usize {
        self.calling.lock().unwrap().len()
    }
}

#[async_trait]
impl Alerts for Bell {
    async fn call(&self, call: AlertCall) -> Vec<(OperatorId, Shown)> {
        self.calling.lock().unwrap().insert(call.escalation);
        let called = call.called.into_iter();
        called.map(|one| (one.operator, Shown::Natively)).collect()
    }

    async fn settle(&self, escalation: &EscalationId) {
        self.calling.lock().unwrap().remove(escalation);
    }

    fn limits(&self) -> HostLimits {
        HostLimits::default()
    }
}

async fn lucia_is_waiting() -> Stage {
    let stage = Stage::open().await;
    stage.delivers(&[wrote("M1", LUCIA, ASKED)]).await;
    stage.turns().await;
    assert_eq!(stage.bell.calls(), 1);
    stage
}

#[tokio::test]
async fn who_answers_on_the_phone_of_the_business_ends_the_call() {
    let stage = lucia_is_waiting().await;
    let said = json!({
        "id": "P1", "from": "5218112345678", "to": LUCIA, "timestamp": "1795348795",
        "type": "text", "text": { "body": "Soy Ana, ¿en qué te ayudo?" }
    });
    stage.echoes(&[said]).await;
    assert_eq!(stage.bell.calls(), 0);
}

#[tokio::test]
async fn who_takes_over_ends_the_call() {
    let stage = lucia_is_waiting().await;
    let conversation = json!({ "conversation": stage.talk_of(ASKED).await.id });
    let view = stage.ask("ana", "conversation", conversation).await;
    let take = json!({
        "conversation": view["row"]["conversation"], "epoch": view["row"]["epoch"], "how": "button"
    });
    stage.ask("ana", "take_over", take).await;
    assert_eq!(stage.bell.calls(), 0);
}
