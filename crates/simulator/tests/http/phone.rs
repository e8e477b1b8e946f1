//! The page of a customer's phone: what it is allowed, what it shows, what it does.

use std::sync::Arc;

use async_trait::async_trait;
use axum::http::header::{CONTENT_SECURITY_POLICY, HOST, ORIGIN};
use serde_json::{Value, json};
use simulator::{Customer, OtherSide, OtherSideStep, StepKind, Written};

use crate::support::{CLINICA, MARIELA, Stage, stage, stage_with};

impl Stage {
    async fn page(&self, path: &str) -> reqwest::Response {
        self.http
            .get(format!("{}{path}", self.simulator.base_url()))
            .send()
            .await
            .unwrap()
    }

    async fn phone(&self, customer: &str) -> Value {
        let path = format!("/phone/{customer}/state?number={CLINICA}");
        self.page(&path).await.json().await.unwrap()
    }

    async fn does(&self, customer: &str, deed: Value) -> u16 {
        let path = format!("/phone/{customer}/write?number={CLINICA}");
        let url = format!("{}{path}", self.simulator.base_url());
        self.http
            .post(url)
            .json(&deed)
            .send()
            .await
            .unwrap()
            .status()
            .as_u16()
    }
}

#[tokio::test]
async fn pages_may_load_nothing_from_anywhere_else() {
    let stage = stage().await;
    for path in [
        "/",
        "/phone/mariela",
        "/page/phone.js",
        "/page/phone.css",
        "/page/text.js",
    ] {
        let page = stage.page(path).await;
        assert_eq!(page.status(), 200, "{path}");
        let policy = page.headers()[CONTENT_SECURITY_POLICY]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self';"),
            "{path}"
        );
        let text = page.text().await.unwrap();
        assert!(!text.contains("https://"), "{path} points elsewhere");
        assert!(
            !text.contains("style=\""),
            "{path} has a style the policy forbids"
        );
    }
}

#[tokio::test]
async fn everything_a_visitor_can_do_reaches_the_business() {
    let mut stage = stage().await;
    let visitor = stage.simulator.visitor("Ana", CLINICA).unwrap();
    let me = visitor.id.as_str();
    let deeds = [
        (json!({ "kind": "text", "body": "hola" }), "text"),
        (json!({ "kind": "sample_picture" }), "image"),
        (json!({ "kind": "sample_voice_note" }), "audio"),
        (
            json!({ "kind": "location", "latitude": 25.7, "longitude": -100.3, "name": "Casa" }),
            "location",
        ),
        (
            json!({ "kind": "contact", "name": "Luis", "phone": "+528155500999" }),
            "contacts",
        ),
    ];
    for (deed, expected) in deeds {
        assert_eq!(stage.does(me, deed).await, 200);
        assert_eq!(stage.business.message().await["type"], expected);
    }
    assert_eq!(
        stage
            .does(me, json!({ "kind": "text", "body": "  " }))
            .await,
        422
    );
    assert_eq!(stage.phone(me).await["lines"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn no_other_website_can_write_in_a_customers_name() {
    let stage = stage().await;
    let url = format!(
        "{}/phone/mariela/write?number={CLINICA}",
        stage.simulator.base_url()
    );
    let deed = json!({ "kind": "text", "body": "hola" });
    let request = stage
        .http
        .post(url)
        .header(ORIGIN, "https://evil.example")
        .json(&deed);
    assert_eq!(request.send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn nothing_is_told_under_a_name_that_is_not_this_computers() {
    let stage = stage_with(|config| config.inbox_url = Some("http://inbox".to_owned())).await;
    let ask = |path: &str, host: &str| {
        let url = format!("{}{path}", stage.simulator.base_url());
        stage.http.get(url).header(HOST, host).send()
    };
    for path in ["/", "/world", "/phone/mariela/state", "/v26.0/me"] {
        for host in [
            "evil.example",
            "evil.example:4000",
            "127.0.0.1.evil.example",
        ] {
            assert_eq!(ask(path, host).await.unwrap().status(), 403, "{host}{path}");
        }
    }
    for host in ["127.0.0.1:4000", "localhost", "[::1]:4000"] {
        assert_eq!(ask("/world", host).await.unwrap().status(), 200, "{host}");
    }
}

#[tokio::test]
async fn a_message_appears_on_the_phone_when_it_is_delivered_and_not_before() {
    let mut stage = stage().await;
    stage.writes("mariela", Written::text("hola")).await;
    stage.send_text(MARIELA, "Hola, Mariela").await;
    assert_eq!(
        stage.phone("mariela").await["lines"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    stage.clock.advance_to_next_sleeper().await;
    stage.business.status().await;
    stage.clock.advance_to_next_sleeper().await;
    stage.business.status().await;
    let shown = stage.phone("mariela").await;
    assert_eq!(shown["lines"][1]["content"]["body"], "Hola, Mariela");
    assert_eq!(shown["lines"][1]["author"], "business");
}

#[tokio::test]
async fn a_picture_is_shown_to_whom_it_belongs_and_to_nobody_else() {
    let mut stage = stage().await;
    let picture = Written::picture("image/jpeg", vec![1, 2, 3], None);
    let message = stage.writes("mariela", picture).await;
    let id = message["image"]["id"].as_str().unwrap();
    assert_eq!(
        stage
            .page(&format!("/phone/mariela/media/{id}"))
            .await
            .status(),
        200
    );
    assert_eq!(
        stage
            .page(&format!("/phone/jorge/media/{id}"))
            .await
            .status(),
        404
    );
}

#[tokio::test]
async fn a_visitor_becomes_a_new_customer_of_the_business_they_pick() {
    let stage = stage().await;
    let url = format!("{}/customers", stage.simulator.base_url());
    let newcomer = json!({ "name": "Ana", "number": CLINICA });
    let answer: Value = stage
        .http
        .post(url)
        .json(&newcomer)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(answer["customer"]["name"], "Ana");
    let url = answer["url"].as_str().unwrap();
    assert_eq!(stage.page(url).await.status(), 200);
    let world: Value = stage.page("/world").await.json().await.unwrap();
    assert_eq!(world["customers"].as_array().unwrap().len(), 9);
    assert_eq!(world["businesses"].as_array().unwrap().len(), 2);
}

struct OneStep;

#[async_trait]
impl OtherSide for OneStep {
    async fn other_side(
        &self,
        number: &str,
        customer: &Customer,
        lang: &str,
    ) -> Vec<OtherSideStep> {
        vec![OtherSideStep {
            title: format!("{number} {} {lang}", customer.bsuid),
            detail: String::new(),
            at_millis: 0,
            kind: StepKind::Agent,
            quote: None,
        }]
    }
}

/// Reads a stream until it has named an event.
async fn until_event(page: &mut reqwest::Response, event: &str) -> String {
    let mut heard = String::new();
    while !heard.contains(&format!("event: {event}\n")) || !heard.ends_with("\n\n") {
        let chunk = page.chunk().await.unwrap().expect("the stream goes on");
        heard.push_str(std::str::from_utf8(&chunk).unwrap());
    }
    heard
}

#[tokio::test]
async fn the_page_hears_of_changes_and_of_the_other_side() {
    let stage = stage_with(|config| config.other_side = Some(Arc::new(OneStep))).await;
    let mut page = stage
        .page(&format!("/phone/mariela/events?number={CLINICA}&lang=pt"))
        .await;
    let heard = until_event(&mut page, "other-side").await;
    assert!(
        heard.contains(&format!("{CLINICA} MX.8120450011736201 pt")),
        "{heard}"
    );
    stage
        .does("mariela", json!({ "kind": "text", "body": "hola" }))
        .await;
    until_event(&mut page, "chat").await;
    assert_eq!(stage.phone("mariela").await["other_side"], true);
}
