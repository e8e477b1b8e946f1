//! Numbers, accounts, the address of the webhook, blocked customers.

use reqwest::Method;
use serde_json::{Value, json};
use simulator::{Config, CustomerId, Tick, Unverified, Written};

use crate::support::{CLINICA, CLINICA_WABA, MARIELA, Stage, code, stage, stage_with, taken_apart};

#[tokio::test]
async fn an_address_for_webhooks_is_believed_when_it_echoes_the_challenge() {
    let mut stage = stage_with(|config| config.webhook = None).await;
    let configure = |token: &str| {
        let address = &stage.business.url;
        json!({ "webhook_configuration":
            { "override_callback_uri": address, "verify_token": token } })
    };
    let (status, answer) = stage.post(CLINICA, configure("wrong")).await;
    assert_eq!((status, code(&answer)), (400, 2_200));
    let right = configure(&stage.credentials.verify_token);
    assert_eq!(
        stage.post(CLINICA, right).await,
        (200, json!({ "success": true }))
    );

    stage.writes("mariela", Written::text("hola")).await;
    let (_, number) = stage
        .get(&format!("{CLINICA}?fields=webhook_configuration"))
        .await;
    assert_eq!(
        number["webhook_configuration"]["phone_number"],
        json!(stage.business.url)
    );
    assert_eq!(number.get("verified_name"), None, "only what was asked for");
}

#[tokio::test]
async fn an_account_lists_its_number_templates_and_apps() {
    let stage = stage().await;
    let (_, numbers) = stage.get(&format!("{CLINICA_WABA}/phone_numbers")).await;
    assert_eq!(
        numbers["data"][0]["verified_name"],
        "Clínica Dental Sonrisa Norte"
    );
    let (_, templates) = stage
        .get(&format!(
            "{CLINICA_WABA}/message_templates?name=recordatorio_cita"
        ))
        .await;
    assert_eq!(templates["data"].as_array().unwrap().len(), 1);
    let (_, apps) = stage.get(&format!("{CLINICA_WABA}/subscribed_apps")).await;
    let app = &apps["data"][0]["whatsapp_business_api_data"]["id"];
    assert_eq!(app, &json!(stage.credentials.app_id));
}

#[tokio::test]
async fn an_account_that_delivers_to_another_tool_tells_nothing_until_we_subscribe() {
    let before = |config: &mut Config| config.subscribed_before = Some("999".to_owned());
    let mut stage = stage_with(before).await;
    let path = format!("{CLINICA_WABA}/subscribed_apps");
    let subscribed = async |stage: &Stage| {
        let (_, apps) = stage.get(&path).await;
        let apps = apps["data"].as_array().unwrap().iter();
        let ids = apps.map(|app| app["whatsapp_business_api_data"]["id"].clone());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(subscribed(&stage).await, [json!("999")]);
    let who = CustomerId::new("mariela");
    stage
        .simulator
        .customer_writes(CLINICA, &who, Written::text("lost"))
        .unwrap();
    stage.post(&path, json!({})).await;
    let ours = json!(stage.credentials.app_id);
    assert_eq!(subscribed(&stage).await, [json!("999"), ours]);
    let heard = stage.writes("mariela", Written::text("heard")).await;
    assert_eq!(heard["text"]["body"], "heard");
}

#[tokio::test]
async fn the_token_says_what_it_may() {
    let stage = stage().await;
    let (_, granted) = stage.get("me/permissions").await;
    assert_eq!(granted["data"][0]["status"], "granted");
    let of = |token: &str| format!("debug_token?input_token={token}");
    let (_, own) = stage.get(&of(&stage.credentials.access_token)).await;
    assert_eq!(own["data"]["is_valid"], true);
    let (_, other) = stage.get(&of("other")).await;
    assert_eq!(other["data"]["is_valid"], false);
}

#[tokio::test]
async fn what_does_not_exist_is_refused_with_the_code_for_it() {
    let stage = stage().await;
    for path in ["12345", "12345/phone_numbers", "12345/block_users"] {
        let (status, answer) = stage.get(path).await;
        assert_eq!((status, code(&answer)), (400, 100), "{path}");
    }
    let (status, _) = stage.get("a/b/c").await;
    assert_eq!(status, 404);
}

#[tokio::test]
async fn a_blocked_customer_is_heard_no_more_until_let_in_again() {
    let mut stage = stage().await;
    let path = format!("{CLINICA}/block_users");
    let users = json!({ "messaging_product": "whatsapp", "block_users": [{ "user": MARIELA }] });
    let (status, answer) = stage.post(&path, users.clone()).await;
    assert_eq!(
        (status, code(&answer)),
        (400, 139_100),
        "nobody who hasn't written"
    );

    stage.writes("mariela", Written::text("hola")).await;
    let (_, answer) = stage.post(&path, users.clone()).await;
    assert_eq!(
        answer["block_users"]["added_users"][0]["wa_id"],
        "528155500201"
    );
    let who = CustomerId::new("mariela");
    stage
        .simulator
        .customer_writes(CLINICA, &who, Written::text("¿hola?"))
        .unwrap();
    let let_in = taken_apart(stage.call(Method::DELETE, &path, Some(users)).await).await;
    assert_eq!(
        let_in.1["block_users"]["removed_users"][0]["input"],
        MARIELA
    );
    let heard = stage.writes("mariela", Written::text("ya")).await;
    assert_eq!(heard["text"]["body"], "ya");
    let chat = stage.simulator.chat(CLINICA, &who).unwrap();
    assert_eq!(chat.lines[1].tick, Tick::Sent, "one tick for ever");
}

#[tokio::test]
async fn an_account_that_unsubscribed_is_told_nothing() {
    let mut stage = stage().await;
    let path = format!("{CLINICA_WABA}/subscribed_apps");
    stage.call(Method::DELETE, &path, None).await;
    let who = CustomerId::new("mariela");
    stage
        .simulator
        .customer_writes(CLINICA, &who, Written::text("lost"))
        .unwrap();
    let (_, answer): (u16, Value) = stage.post(&path, json!({})).await;
    assert_eq!(answer, json!({ "success": true }));
    assert_eq!(
        stage.writes("mariela", Written::text("heard")).await["text"]["body"],
        "heard"
    );
}

#[tokio::test]
async fn a_host_connects_its_webhook_only_where_it_echoes_the_challenge() {
    let mut stage = stage_with(|config| config.webhook = None).await;
    let elsewhere = format!("{}/nowhere", stage.simulator.base_url());
    let refused = stage.simulator.connect_webhook(&elsewhere).await;
    assert_eq!(refused, Err(Unverified::Refused(401)));
    let own = stage.business.url.clone();
    stage.simulator.connect_webhook(&own).await.unwrap();
    assert_eq!(
        stage.writes("mariela", Written::text("hola")).await["type"],
        "text"
    );
}

#[tokio::test]
async fn the_introduction_names_all_that_a_client_needs_and_no_secret_of_the_webhook() {
    let stage = stage().await;
    let introduction = stage.simulator.introduction();
    for needed in [
        stage.simulator.base_url(),
        &stage.credentials.access_token,
        CLINICA,
    ] {
        assert!(introduction.contains(needed), "{introduction}");
    }
    assert!(!introduction.contains(&stage.credentials.app_secret));
}

#[tokio::test]
async fn a_template_is_listed_with_an_example_and_the_list_with_a_summary_for_who_asks() {
    let stage = stage().await;
    let path = format!("{CLINICA_WABA}/message_templates");
    let (_, plain) = stage.get(&path).await;
    assert_eq!(plain.get("summary"), None);
    let example = &plain["data"][0]["components"][0]["example"]["body_text"][0];
    assert_eq!(example.as_array().unwrap().len(), 2);
    let (_, summed) = stage
        .get(&format!("{path}?summary=total_count&name=nothing"))
        .await;
    assert_eq!(summed["summary"]["total_count"], 0);
    assert_eq!(summed["summary"]["message_template_count"], 2);
}

#[tokio::test]
async fn a_profile_gives_the_fields_that_are_asked_for() {
    let stage = stage().await;
    let path = format!("{CLINICA}/whatsapp_business_profile?fields=about");
    let (_, profile) = stage.get(&path).await;
    let about = "Clínica Dental Sonrisa Norte";
    assert_eq!(
        profile["data"],
        json!([{ "messaging_product": "whatsapp", "about": about }])
    );
}
