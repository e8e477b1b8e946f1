//! What is asked when a number is connected.

use serde_json::json;
use whatsapp::Secret;
use whatsapp::client::Quality;

use crate::graph::{Graph, Heard, NOW};

#[tokio::test]
async fn what_meta_knows_of_a_number_is_read_with_its_pace() {
    let graph = Graph::start().await;
    graph.says_json(
        200,
        &json!({
            "id": "4001", "display_phone_number": "+52 81", "verified_name": "Clínica Sol",
            "quality_rating": "GREEN", "throughput": { "level": "HIGH" }, "is_on_biz_app": false,
            "webhook_configuration": { "application": "https://app.example/w" },
        }),
    );
    let info = graph.number().info(NOW).await.expect("a number");
    assert_eq!(
        (info.quality, info.per_second(), info.on_phone),
        (Quality::Green, 1_000, false)
    );
    assert_eq!(
        info.inherited_webhook.as_deref(),
        Some("https://app.example/w")
    );
    assert_eq!(info.own_webhook, None);
}

#[tokio::test]
async fn a_number_gets_its_own_webhook_and_loses_it_again() {
    let graph = Graph::start().await;
    let done = json!({ "success": true });
    graph.says_json(200, &done).says_json(200, &done);
    let url = "https://relevo.example/webhook"
        .parse()
        .expect("an address");
    graph
        .number()
        .set_webhook(&url, &Secret::new("v3rify"), NOW)
        .await
        .expect("set");
    graph.number().clear_webhook(NOW).await.expect("cleared");
    let bodies: Vec<_> = graph.heard().iter().map(Heard::json).collect();
    let wanted = json!({ "override_callback_uri": url.as_str(), "verify_token": "v3rify" });
    assert_eq!(bodies[0]["webhook_configuration"], wanted);
    assert_eq!(
        bodies[1]["webhook_configuration"],
        json!({ "override_callback_uri": "" })
    );
}

#[tokio::test]
async fn a_token_says_what_it_lacks() {
    let graph = Graph::start().await;
    let data = json!({ "is_valid": true, "app_id": "9", "expires_at": 0,
        "scopes": ["whatsapp_business_messaging"] });
    graph.says_json(200, &json!({ "data": data }));
    let info = graph
        .client()
        .token_info(&Secret::new("t0ken"), NOW)
        .await
        .expect("a token");
    assert_eq!((info.is_valid, info.expires_at), (true, None));
    assert_eq!(info.missing(), ["whatsapp_business_management"]);
}

#[tokio::test]
async fn templates_are_listed_over_all_pages() {
    let graph = Graph::start().await;
    let template = |name: &str, body: &str| {
        json!({ "name": name, "language": "es_MX", "status": "APPROVED", "category": "UTILITY",
            "components": [{ "type": "BODY", "text": body }] })
    };
    graph.says_json(
        200,
        &json!({ "data": [template("a", "Hola {{1}}, a las {{2}}, {{1}}")],
            "paging": { "cursors": { "after": "c1" }, "next": "https://next" } }),
    );
    graph.says_json(
        200,
        &json!({ "data": [template("b", "Hola")], "paging": { "cursors": {} } }),
    );
    let account = graph.client().account("3001", Secret::new("t0ken"));
    let all = account.templates(NOW).await.expect("templates");
    assert_eq!(all[0].blanks, ["1", "2"]);
    assert!(all[1].blanks.is_empty() && all[1].is_approved());
    assert!(
        graph.lines()[1].ends_with("&limit=100&after=c1"),
        "{:?}",
        graph.lines()
    );
}

#[tokio::test]
async fn subscriptions_name_the_apps() {
    let graph = Graph::start().await;
    graph.says_json(
        200,
        &json!({ "data": [{ "whatsapp_business_api_data": { "id": "9", "name": "Relevo" } }] }),
    );
    let account = graph.client().account("3001", Secret::new("t0ken"));
    let apps = account.subscriptions(NOW).await.expect("apps");
    assert_eq!(apps[0].name.as_deref(), Some("Relevo"));
    assert_eq!(graph.lines(), ["GET /v26.0/3001/subscribed_apps"]);
}
