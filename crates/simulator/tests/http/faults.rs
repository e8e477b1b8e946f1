//! What goes wrong when somebody asks for it.

use reqwest::Method;
use serde_json::json;
use simulator::{CustomerId, Fault, Written};

use crate::support::{CLINICA, MARIELA, Stage, code, stage};

async fn open_window() -> Stage {
    let mut stage = stage().await;
    stage.writes("mariela", Written::text("hola")).await;
    stage
}

#[tokio::test]
async fn a_dropped_answer_closes_the_connection_though_the_message_goes_out() {
    let mut stage = open_window().await;
    stage.simulator.inject(Fault::DropAnswer { count: 1 });
    let url = format!("{}/v26.0/{CLINICA}/messages", stage.simulator.base_url());
    let body = json!({
        "messaging_product": "whatsapp", "to": MARIELA, "type": "text",
        "text": { "body": "Hola" }, "biz_opaque_callback_data": "effect-1",
    });
    let sent = stage
        .http
        .post(url)
        .bearer_auth(&stage.credentials.access_token)
        .json(&body)
        .send()
        .await;
    assert!(sent.is_err(), "the client can't know");
    stage.clock.advance_to_next_sleeper().await;
    let status = stage.business.status().await;
    assert_eq!(
        status["biz_opaque_callback_data"], "effect-1",
        "but the status settles it"
    );
}

#[tokio::test]
async fn a_broken_server_answers_with_a_page_and_has_done_nothing() {
    let stage = open_window().await;
    stage.simulator.inject(Fault::ServerError {
        status: 502,
        count: 1,
    });
    assert_eq!(
        stage.send_text(MARIELA, "Hola").await,
        (502, serde_json::Value::Null)
    );
    let chat = stage
        .simulator
        .chat(CLINICA, &CustomerId::new("mariela"))
        .unwrap();
    assert_eq!(chat.from_business().count(), 0);
    assert_eq!(stage.send_text(MARIELA, "Hola").await.0, 200);
}

#[tokio::test]
async fn a_delayed_answer_comes_when_its_time_has_come() {
    let stage = open_window().await;
    stage.simulator.inject(Fault::Delay {
        millis: 60_000,
        count: 1,
    });
    let answer = tokio::join!(
        stage.send_text(MARIELA, "Hola"),
        stage.clock.advance_to_next_sleeper()
    )
    .0;
    assert_eq!(answer.0, 200);
}

#[tokio::test]
async fn a_revoked_token_is_worth_nothing_until_it_is_restored() {
    let stage = open_window().await;
    stage.simulator.inject(Fault::RevokeToken);
    let (status, answer) = stage.send_text(MARIELA, "Hola").await;
    assert_eq!((status, code(&answer)), (401, 190));
    stage.simulator.inject(Fault::RestoreToken);
    assert_eq!(stage.send_text(MARIELA, "Hola").await.0, 200);
}

#[tokio::test]
async fn any_code_can_be_had_at_once_or_later() {
    let mut stage = open_window().await;
    stage.simulator.inject(Fault::Refuse {
        code: 131_048,
        count: 1,
    });
    stage.simulator.inject(Fault::FailLater {
        code: 131_049,
        count: 1,
    });
    assert_eq!(code(&stage.send_text(MARIELA, "Hola").await.1), 131_048);
    assert_eq!(stage.send_text(MARIELA, "Hola").await.0, 200);
    stage.clock.advance_to_next_sleeper().await;
    assert_eq!(stage.business.status().await["errors"][0]["code"], 131_049);
}

#[tokio::test]
async fn faults_come_and_go_over_http_too() {
    let stage = open_window().await;
    let url = format!("{}/simulator/faults", stage.simulator.base_url());
    let fault = json!({ "fault": "refuse", "code": 131_000, "count": 2 });
    assert_eq!(
        stage
            .http
            .post(&url)
            .json(&fault)
            .send()
            .await
            .unwrap()
            .status(),
        204
    );
    let (status, answer) = stage.send_text(MARIELA, "Hola").await;
    assert_eq!((status, code(&answer)), (500, 131_000));
    let left: serde_json::Value = stage
        .http
        .get(&url)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(
        left,
        json!([{ "fault": "refuse", "code": 131_000, "count": 1 }])
    );
    stage
        .http
        .request(Method::DELETE, &url)
        .send()
        .await
        .unwrap();
    assert_eq!(stage.send_text(MARIELA, "Hola").await.0, 200);
}
