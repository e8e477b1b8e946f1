//! What the business hears, how it is signed, and that it hears it in the end.

use hmac::{Hmac, Mac};
use serde_json::json;
use sha2::Sha256;
use simulator::{Config, CustomerId, Fault, Tick, Written};

use crate::support::{BIKES, CLINICA, MARIELA, Stage, stage, stage_with};

async fn after_a_greeting() -> Stage {
    let mut stage = stage().await;
    stage.writes("mariela", Written::text("hola")).await;
    stage
}

#[tokio::test]
async fn the_signature_covers_the_raw_bytes_in_which_accents_are_escaped() {
    let mut stage = stage().await;
    let who = CustomerId::new("mariela");
    stage
        .simulator
        .customer_writes(CLINICA, &who, Written::text("¿Mañana? 🦷"))
        .unwrap();
    let arrived = stage.business.next().await;

    let mut mac = Hmac::<Sha256>::new_from_slice(stage.credentials.app_secret.as_bytes()).unwrap();
    mac.update(&arrived.raw);
    let expected = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
    assert_eq!(arrived.signature, expected);
    assert!(arrived.raw.is_ascii());
    assert_eq!(arrived.items("messages")[0]["text"]["body"], "¿Mañana? 🦷");
}

#[tokio::test]
async fn a_message_comes_with_who_wrote_it_to_whom_and_when() {
    let mut stage = stage().await;
    let who = CustomerId::new("mariela");
    stage
        .simulator
        .customer_writes(CLINICA, &who, Written::text("hola"))
        .unwrap();
    let body = stage.business.next().await.json();
    assert_eq!(body["object"], "whatsapp_business_account");
    let value = &body["entry"][0]["changes"][0]["value"];
    assert_eq!(value["metadata"]["phone_number_id"], CLINICA);
    assert_eq!(value["contacts"][0]["profile"]["name"], "Mariela Cantú");
    let message = &value["messages"][0];
    assert_eq!(message["from"], "528155500201");
    assert_eq!(message["from_user_id"], "MX.8120450011736201");
    assert_eq!(message["timestamp"], "1795000000");
}

#[tokio::test]
async fn somebody_with_a_username_keeps_their_number_to_themselves() {
    let mut stage = stage().await;
    let message = stage.writes("sofia", Written::text("hola")).await;
    assert_eq!(message.get("from"), None);
    assert_eq!(message["from_user_id"], "MX.8120450011736205");

    let to = "MX.8120450011736205";
    let (status, answer) = stage
        .send(json!({ "recipient": to, "type": "text", "text": { "body": "Hola" } }))
        .await;
    assert_eq!(
        (status, &answer["contacts"][0]["user_id"]),
        (200, &json!(to))
    );
}

#[tokio::test]
async fn a_webhook_is_tried_until_it_is_answered_with_200() {
    let mut stage = stage().await;
    // 204 is a yes everywhere but at Meta.
    stage.business.will_answer(&[500, 204, 401]);
    let who = CustomerId::new("mariela");
    let id = stage
        .simulator
        .customer_writes(CLINICA, &who, Written::text("hola"))
        .unwrap();
    stage.business.next().await;
    stage.business.next().await;
    stage.clock.advance_to_next_sleeper().await;
    stage.business.next().await;
    stage.clock.advance_to_next_sleeper().await;
    assert_eq!(stage.business.message().await["id"], json!(id));
    let delivered = |chat: &simulator::Chat| chat.lines[0].tick == Tick::Delivered;
    stage.simulator.chat_where(CLINICA, &who, delivered).await;
    let tally = stage.simulator.webhooks();
    assert_eq!((tally.accepted, tally.refused, tally.under_way), (1, 3, 0));
}

#[tokio::test]
async fn a_message_is_sent_then_delivered_then_read_and_carries_the_mark_of_the_business() {
    let mut stage = after_a_greeting().await;
    let (_, answer) = stage
        .send(json!({
            "to": MARIELA, "type": "text", "text": { "body": "Hola, Mariela" },
            "biz_opaque_callback_data": "effect-7",
        }))
        .await;
    for expected in ["sent", "delivered", "read"] {
        stage.clock.advance_to_next_sleeper().await;
        let status = stage.business.status().await;
        assert_eq!(status["status"], expected);
        assert_eq!(status["id"], answer["messages"][0]["id"]);
        assert_eq!(status["biz_opaque_callback_data"], "effect-7");
    }
}

#[tokio::test]
async fn a_voice_note_of_the_business_is_also_played() {
    let mut stage = after_a_greeting().await;
    let form = reqwest::multipart::Form::new()
        .text("messaging_product", "whatsapp")
        .part(
            "file",
            reqwest::multipart::Part::bytes(b"OggS".as_slice())
                .mime_str("audio/ogg")
                .unwrap(),
        );
    let url = format!("{}/v26.0/{CLINICA}/media", stage.simulator.base_url());
    let uploaded = stage
        .http
        .post(url)
        .bearer_auth(&stage.credentials.access_token)
        .multipart(form);
    let uploaded: serde_json::Value = uploaded.send().await.unwrap().json().await.unwrap();
    stage
        .send(json!({ "to": MARIELA, "type": "audio", "audio": { "id": uploaded["id"] } }))
        .await;
    for expected in ["sent", "delivered", "read", "played"] {
        stage.clock.advance_to_next_sleeper().await;
        assert_eq!(stage.business.status().await["status"], expected);
    }
}

#[tokio::test]
async fn someone_who_looks_at_the_chat_reads_without_delivered_being_told() {
    let mut stage = stage().await;
    let visitor = stage.simulator.visitor("Ana", CLINICA).unwrap();
    let url = format!(
        "{}/events?number={CLINICA}",
        stage.simulator.phone_url(&visitor.id)
    );
    let page = stage.http.get(url).send().await.unwrap();
    stage
        .writes(visitor.id.as_str(), Written::text("hola"))
        .await;
    stage.send_text(&visitor.phone, "Hola, Ana").await;
    for expected in ["sent", "read"] {
        stage.clock.advance_to_next_sleeper().await;
        assert_eq!(stage.business.status().await["status"], expected);
    }
    drop(page);
}

#[tokio::test]
async fn webhooks_are_doubled_reversed_and_put_together_on_request() {
    let mut stage = stage().await;
    let who = CustomerId::new("mariela");
    let says = |words: &str| {
        stage
            .simulator
            .customer_writes(CLINICA, &who, Written::text(words))
            .unwrap();
    };
    stage
        .simulator
        .inject(Fault::DuplicateWebhooks { count: 1 });
    stage.simulator.inject(Fault::ReorderWebhooks { count: 2 });
    stage.simulator.inject(Fault::BatchWebhooks { count: 3 });
    for words in ["one", "two", "three", "four", "five", "six"] {
        says(words);
    }
    let mut bodies = Vec::new();
    for _ in 0..5 {
        let texts = stage.business.next().await.items("messages");
        bodies.push(
            texts
                .iter()
                .map(|m| m["text"]["body"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>(),
        );
    }
    let expected: [&[&str]; 5] = [
        &["one"],
        &["one"],
        &["three"],
        &["two"],
        &["four", "five", "six"],
    ];
    assert_eq!(bodies, expected);
    assert_eq!(stage.simulator.faults(), []);
}

#[tokio::test]
async fn put_together_is_what_one_number_has_to_tell_in_one_value() {
    let mut stage = after_a_greeting().await;
    stage.simulator.inject(Fault::BatchWebhooks { count: 4 });
    stage.send_text(MARIELA, "Hola").await;
    stage.clock.advance_to_next_sleeper().await;
    for who in ["mariela", "mariela", "jorge"] {
        let who = CustomerId::new(who);
        stage
            .simulator
            .customer_writes(CLINICA, &who, Written::text("¿hola?"))
            .unwrap();
    }
    let body = stage.business.next().await.json();
    let changes = body["entry"][0]["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1, "{body}");
    let count = |list: &str| changes[0]["value"][list].as_array().unwrap().len();
    let counts = (count("statuses"), count("messages"), count("contacts"));
    assert_eq!(counts, (1, 3, 2));
}

#[tokio::test]
async fn a_number_of_another_app_is_told_of_under_its_own_secret() {
    let secrets = |config: &mut Config| {
        config
            .app_secrets
            .insert(BIKES.to_owned(), "other".to_owned());
    };
    let mut stage = stage_with(secrets).await;
    for (number, who, secret) in [
        (CLINICA, "mariela", stage.credentials.app_secret.clone()),
        (BIKES, "hannah", "other".to_owned()),
    ] {
        let who = CustomerId::new(who);
        stage
            .simulator
            .customer_writes(number, &who, Written::text("hola"))
            .unwrap();
        let arrived = stage.business.next().await;
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(&arrived.raw);
        let expected = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
        assert_eq!(arrived.signature, expected, "{number}");
    }
}

#[tokio::test]
async fn a_batch_that_never_fills_up_goes_out_after_a_while() {
    let mut stage = stage().await;
    let who = CustomerId::new("hannah");
    stage.simulator.inject(Fault::BatchWebhooks { count: 9 });
    stage
        .simulator
        .customer_writes(BIKES, &who, Written::text("hi"))
        .unwrap();
    stage.clock.advance_to_next_sleeper().await;
    assert_eq!(stage.business.message().await["text"]["body"], "hi");
}

#[tokio::test]
async fn edits_deletions_and_reactions_name_the_message_they_mean() {
    let mut stage = stage().await;
    let first = stage.writes("mariela", Written::text("el martes")).await;
    let of = first["id"].as_str().unwrap().to_owned();
    let body = "el jueves".to_owned();
    let edit = stage
        .writes(
            "mariela",
            Written::Edit {
                of: of.clone(),
                body,
            },
        )
        .await;
    assert_eq!(edit["edit"]["original_message_id"], json!(of));
    assert_eq!(edit["edit"]["message"]["text"]["body"], "el jueves");
    let gone = stage
        .writes("mariela", Written::Revoke { of: of.clone() })
        .await;
    assert_eq!(gone["revoke"]["original_message_id"], json!(of));
    let taken_back = Written::Reaction {
        to: of.clone(),
        emoji: None,
    };
    let reaction = stage.writes("mariela", taken_back).await;
    assert_eq!(reaction["reaction"], json!({ "message_id": of }));
}

#[tokio::test]
async fn a_pressed_button_comes_back_with_the_id_it_was_sent_with() {
    let mut stage = after_a_greeting().await;
    let button =
        |id: &str, title: &str| json!({ "type": "reply", "reply": { "id": id, "title": title } });
    let (_, sent) = stage
        .send(json!({
            "to": MARIELA, "type": "interactive", "interactive": {
                "type": "button", "body": { "text": "¿Qué día?" },
                "action": { "buttons": [button("mar", "Martes"), button("jue", "Jueves")] },
            },
        }))
        .await;
    let of = sent["messages"][0]["id"].as_str().unwrap().to_owned();
    let pressed = Written::Choice {
        of: of.clone(),
        id: "jue".to_owned(),
    };
    let message = stage.writes("mariela", pressed).await;
    assert_eq!(
        message["interactive"]["button_reply"],
        json!({ "id": "jue", "title": "Jueves" })
    );
    assert_eq!(message["context"]["id"], json!(of));
}
