//! What Meta refuses and with which code.

use serde_json::{Value, json};
use simulator::{Refusal, Written};

use crate::support::{CLINICA, MARIELA, Stage, code, stage, stage_with};

const JORGE: &str = "+528155500202";
const HOUR: u64 = 3_600_000;

async fn open_window(refusal: Refusal) -> Stage {
    let mut stage = stage_with(|config| config.refusal = refusal).await;
    stage.writes("mariela", Written::text("hola")).await;
    stage
}

#[tokio::test]
async fn without_the_right_token_nothing_can_be_called() {
    let stage = stage().await;
    let url = format!("{}/v26.0/{CLINICA}/messages", stage.simulator.base_url());
    for token in [None, Some("wrong")] {
        let mut request = stage.http.post(&url).json(&json!({}));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 401);
        let body: Value = answer.json().await.unwrap();
        assert_eq!(code(&body), 190);
        assert!(body["error"]["fbtrace_id"].is_string());
    }
}

#[tokio::test]
async fn an_accepted_message_is_on_the_phone_of_the_customer() {
    let stage = open_window(Refusal::Later).await;
    let (status, answer) = stage.send_text(MARIELA, "Hola, Mariela").await;
    assert_eq!(status, 200);
    assert_eq!(answer["contacts"][0]["wa_id"], "528155500201");
    assert!(
        answer["messages"][0]["id"]
            .as_str()
            .unwrap()
            .starts_with("wamid.")
    );
    let chat = stage
        .simulator
        .chat(CLINICA, &simulator::CustomerId::new("mariela"))
        .unwrap();
    assert_eq!(chat.from_business().count(), 1);
}

#[tokio::test]
async fn outside_the_window_a_message_fails_later_as_it_does_at_meta() {
    let mut stage = open_window(Refusal::Later).await;
    stage.pass(24 * HOUR);
    let (status, _) = stage.send_text(MARIELA, "¿Sigues ahí?").await;
    assert_eq!(status, 200);
    stage.clock.advance_to_next_sleeper().await;
    let failed = stage.business.status().await;
    assert_eq!(
        (&failed["status"], &failed["errors"][0]["code"]),
        (&json!("failed"), &json!(131_047))
    );
    assert_eq!(failed.get("recipient_user_id"), None);
}

#[tokio::test]
async fn outside_the_window_a_message_is_refused_at_once_where_that_is_asked_for() {
    let stage = open_window(Refusal::AtOnce).await;
    stage.pass(24 * HOUR - 1);
    assert_eq!(stage.send_text(MARIELA, "Hola").await.0, 200);
    stage.pass(1);
    let (status, answer) = stage.send_text(MARIELA, "Hola").await;
    assert_eq!((status, code(&answer)), (400, 131_047));
}

#[tokio::test]
async fn a_template_gets_through_when_the_window_is_closed() {
    let stage = stage_with(|config| config.refusal = Refusal::AtOnce).await;
    let template = |name: &str, values: &[&str]| {
        let values: Vec<_> = values
            .iter()
            .map(|v| json!({ "type": "text", "text": v }))
            .collect();
        json!({
            "to": MARIELA, "type": "template", "template": {
                "name": name, "language": { "code": "es_MX" },
                "components": [{ "type": "body", "parameters": values }],
            },
        })
    };
    let (status, answer) = stage
        .send(template(
            "recordatorio_cita",
            &["Mariela", "martes a las 10"],
        ))
        .await;
    assert_eq!(
        (status, &answer["messages"][0]["message_status"]),
        (200, &json!("accepted"))
    );

    let (status, answer) = stage.send(template("no_existe", &[])).await;
    assert_eq!((status, code(&answer)), (404, 132_001));
    let (status, answer) = stage
        .send(template("recordatorio_cita", &["Mariela"]))
        .await;
    assert_eq!((status, code(&answer)), (400, 132_000));
}

#[tokio::test]
async fn a_number_that_nobody_has_is_reported_as_undeliverable() {
    let mut stage = stage().await;
    let (status, _) = stage.send_text("+5210000000000", "Hola").await;
    assert_eq!(status, 200);
    stage.clock.advance_to_next_sleeper().await;
    assert_eq!(stage.business.status().await["errors"][0]["code"], 131_026);
}

#[tokio::test]
async fn forty_five_messages_may_be_borrowed_then_one_in_six_seconds_per_customer() {
    let mut stage = open_window(Refusal::Later).await;
    stage.writes("jorge", Written::text("hola")).await;
    for _ in 0..45 {
        assert_eq!(stage.send_text(MARIELA, "Hola").await.0, 200);
    }
    let (status, answer) = stage.send_text(MARIELA, "Hola").await;
    assert_eq!(
        (status, code(&answer)),
        (400, 131_056),
        "Meta says 400, not 429"
    );
    assert_eq!(
        stage.send_text(JORGE, "Hola").await.0,
        200,
        "others are not affected"
    );
    stage.pass(6_000);
    assert_eq!(stage.send_text(MARIELA, "Hola").await.0, 200);
    assert_eq!(stage.send_text(MARIELA, "Hola").await.0, 400);
}

#[tokio::test]
async fn a_number_sends_no_more_than_its_throughput_in_a_second() {
    let mut stage = stage_with(|config| config.throughput = 2).await;
    for customer in ["mariela", "jorge"] {
        stage.writes(customer, Written::text("hola")).await;
    }
    assert_eq!(stage.send_text(MARIELA, "1").await.0, 200);
    assert_eq!(stage.send_text(JORGE, "2").await.0, 200);
    let (status, answer) = stage.send_text(MARIELA, "3").await;
    assert_eq!((status, code(&answer)), (400, 130_429));
    stage.pass(1_000);
    assert_eq!(stage.send_text(MARIELA, "3").await.0, 200);
}

#[tokio::test]
async fn messages_that_break_a_limit_are_refused() {
    let stage = open_window(Refusal::Later).await;
    let list = |rows: usize| {
        let rows: Vec<_> = (0..rows)
            .map(|n| json!({ "id": n.to_string(), "title": "Fila" }))
            .collect();
        json!({ "type": "interactive", "interactive": {
            "type": "list", "body": { "text": "Elige" },
            "action": { "button": "Ver", "sections": [{ "rows": rows }] },
        } })
    };
    let twins = json!({ "type": "reply", "reply": { "id": "a", "title": "Sí" } });
    let cases = [
        (
            json!({ "type": "text", "text": { "body": "x".repeat(4_097) } }),
            131_009,
        ),
        (json!({ "type": "text", "text": { "body": "" } }), 131_008),
        (json!({ "type": "text" }), 131_008),
        (json!({ "type": "poem", "poem": {} }), 131_051),
        (
            json!({ "type": "image", "image": { "id": "404" } }),
            131_009,
        ),
        (
            json!({ "type": "audio", "audio": { "link": "https://x.example/a", "caption": "no" } }),
            131_009,
        ),
        (
            json!({ "type": "location", "location": { "latitude": 95, "longitude": 0 } }),
            131_009,
        ),
        (
            json!({ "type": "interactive", "interactive": {
            "type": "button", "body": { "text": "¿?" }, "action": { "buttons": [twins, twins] },
        } }),
            131_009,
        ),
        (list(11), 131_009),
        (
            json!({ "type": "text", "text": { "body": "x" }, "biz_opaque_callback_data": "x".repeat(513) }),
            131_009,
        ),
    ];
    for (mut body, expected) in cases {
        body["to"] = json!(MARIELA);
        let (status, answer) = stage.send(body.clone()).await;
        assert_eq!((status, code(&answer)), (400, expected), "{body}");
    }
    let mut ten = list(10);
    ten["to"] = json!(MARIELA);
    assert_eq!(stage.send(ten).await.0, 200);
}

#[tokio::test]
async fn without_a_plus_the_country_of_the_business_is_put_in_front() {
    let stage = open_window(Refusal::AtOnce).await;
    let (status, answer) = stage.send_text("8155500201", "Hola").await;
    assert_eq!(
        (status, &answer["contacts"][0]["wa_id"]),
        (200, &json!("528155500201"))
    );
    // As given it would be Mariela's number; as Meta reads it, it is nobody's.
    for elsewhere in ["528155500201", "+8155500201"] {
        let (_, answer) = stage.send_text(elsewhere, "Hola").await;
        assert_eq!(code(&answer), 131_026, "{elsewhere}");
    }
}

#[tokio::test]
async fn a_user_id_is_no_phone_number() {
    let mut stage = stage_with(|config| config.refusal = Refusal::AtOnce).await;
    stage.writes("sofia", Written::text("hola")).await;
    let sofia = "MX.8120450011736205";
    let (_, answer) = stage.send_text(sofia, "Hola").await;
    assert_eq!(code(&answer), 131_026);
    let by_user_id = json!({ "recipient": sofia, "type": "text", "text": { "body": "Hola" } });
    let (_, answer) = stage.send(by_user_id).await;
    let contact = &answer["contacts"][0];
    assert_eq!(contact["user_id"], sofia);
    assert_eq!(contact.get("wa_id"), None, "nor does the answer tell it");
    stage.clock.advance_to_next_sleeper().await;
    let status = stage.business.status().await;
    assert_eq!(status["recipient_user_id"], sofia);
    assert_eq!(status.get("recipient_id"), None);
}

#[tokio::test]
async fn marking_as_read_turns_the_ticks_and_shows_typing_for_25_seconds() {
    let mut stage = stage().await;
    let message = stage.writes("mariela", Written::text("hola")).await;
    let who = simulator::CustomerId::new("mariela");
    let read = json!({
        "messaging_product": "whatsapp", "status": "read", "message_id": message["id"],
        "typing_indicator": { "type": "text" },
    });
    let (status, answer) = stage
        .post(&format!("{CLINICA}/messages"), read.clone())
        .await;
    assert_eq!((status, answer), (200, json!({ "success": true })));
    let chat = stage.simulator.chat(CLINICA, &who).unwrap();
    assert_eq!(chat.lines[0].tick, simulator::Tick::Read);
    assert!(chat.typing_until.is_some());
    stage.pass(25_000);
    stage
        .simulator
        .chat_where(CLINICA, &who, |chat| chat.typing_until.is_none())
        .await;

    stage.post(&format!("{CLINICA}/messages"), read).await;
    stage.send_text(MARIELA, "Hola").await;
    assert_eq!(
        stage.simulator.chat(CLINICA, &who).unwrap().typing_until,
        None,
        "a reply ends it"
    );
}
