//! Files: what may be uploaded, and links that don't live long.

use reqwest::multipart::{Form, Part};
use reqwest::{Method, Response};
use serde_json::{Value, json};
use simulator::Written;

use crate::support::{CLINICA, MARIELA, Stage, code, stage, taken_apart};

const MINUTE: u64 = 60_000;

async fn upload(stage: &Stage, bytes: Vec<u8>, mime: &str) -> (u16, Value) {
    let file = Part::bytes(bytes).file_name("file").mime_str(mime).unwrap();
    let form = Form::new()
        .text("messaging_product", "whatsapp")
        .text("type", mime.to_owned());
    let url = format!("{}/v26.0/{CLINICA}/media", stage.simulator.base_url());
    let request = stage
        .http
        .post(url)
        .bearer_auth(&stage.credentials.access_token);
    taken_apart(
        request
            .multipart(form.part("file", file))
            .send()
            .await
            .unwrap(),
    )
    .await
}

async fn download(stage: &Stage, url: &str, token: Option<&str>) -> Response {
    let request = stage.http.get(url).header("user-agent", "test");
    let request = match token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    request.send().await.unwrap()
}

#[tokio::test]
async fn a_picture_can_be_fetched_for_five_minutes_and_with_the_token_only() {
    let mut stage = stage().await;
    let picture = Written::picture("image/jpeg", vec![0xff, 0xd8, 0xff], None);
    let message = stage.writes("mariela", picture).await;
    let id = message["image"]["id"].as_str().unwrap().to_owned();
    let (_, link) = stage.get(&id).await;
    let url = link["url"].as_str().unwrap();
    assert_eq!(
        (&link["mime_type"], &link["file_size"]),
        (&json!("image/jpeg"), &json!("3"))
    );

    assert_eq!(download(&stage, url, None).await.status(), 401);
    let token = stage.credentials.access_token.as_str();
    let nameless = stage.http.get(url).bearer_auth(token);
    assert_eq!(nameless.send().await.unwrap().status(), 400);
    let file = download(&stage, url, Some(token)).await;
    assert_eq!(file.bytes().await.unwrap().as_ref(), [0xff, 0xd8, 0xff]);

    stage.pass(5 * MINUTE);
    assert_eq!(download(&stage, url, Some(token)).await.status(), 404);
    let (_, again) = stage.get(&id).await;
    assert_eq!(
        download(&stage, again["url"].as_str().unwrap(), Some(token))
            .await
            .status(),
        200
    );
}

#[tokio::test]
async fn what_a_customer_sent_is_gone_after_a_week() {
    let mut stage = stage().await;
    let message = stage
        .writes("mariela", Written::voice(b"OggS".as_slice()))
        .await;
    assert_eq!(message["audio"]["voice"], true);
    let id = message["audio"]["id"].as_str().unwrap().to_owned();
    stage.pass(7 * 24 * 60 * MINUTE);
    let (status, answer) = stage.get(&id).await;
    assert_eq!((status, code(&answer)), (400, 100));
}

#[tokio::test]
async fn an_uploaded_file_can_be_sent_and_deleted() {
    let mut stage = stage().await;
    stage.writes("mariela", Written::text("hola")).await;
    let (status, uploaded) = upload(&stage, vec![1, 2, 3], "image/png").await;
    assert_eq!(status, 200);
    let id = uploaded["id"].as_str().unwrap();
    let picture =
        json!({ "to": MARIELA, "type": "image", "image": { "id": id, "caption": "Mapa" } });
    assert_eq!(stage.send(picture.clone()).await.0, 200);
    let deleted = stage.call(Method::DELETE, id, None).await;
    assert_eq!(
        taken_apart(deleted).await,
        (200, json!({ "success": true }))
    );
    assert_eq!(code(&stage.send(picture).await.1), 131_009);
}

#[tokio::test]
async fn files_that_are_too_large_or_of_a_strange_type_are_refused() {
    let stage = stage().await;
    let (status, answer) = upload(&stage, vec![0; 5 * 1024 * 1024 + 1], "image/jpeg").await;
    assert_eq!((status, code(&answer)), (400, 131_053));
    for mime in ["image/tiff", "application/zip", "text/csv"] {
        let (status, answer) = upload(&stage, vec![0], mime).await;
        assert_eq!((status, code(&answer)), (400, 100), "{mime}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_picture_fails_as_a_picture_and_goes_as_a_document() {
    let mut stage = stage().await;
    stage.writes("mariela", Written::text("hola")).await;
    let (_, uploaded) = upload(&stage, b"%PDF-1.7".to_vec(), "application/pdf").await;
    let id = &uploaded["id"];
    let picture = json!({ "to": MARIELA, "type": "image", "image": { "id": id } });
    assert_eq!(stage.send(picture).await.0, 200, "accepted, as at Meta");
    stage.clock.advance_to_next_sleeper().await;
    let failed = stage.business.status().await;
    assert_eq!(failed["errors"][0]["code"], 131_053);
    let document = json!({ "to": MARIELA, "type": "document", "document": { "id": id } });
    stage.send(document).await;
    stage.clock.advance_to_next_sleeper().await;
    assert_eq!(stage.business.status().await["status"], "sent");
}
