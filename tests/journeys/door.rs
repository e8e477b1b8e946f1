//! Who is let in: the browser with its token, Meta with its signature, nobody else.

use crate::world::World;
use reqwest::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN};
use serde_json::json;

#[tokio::test]
async fn without_the_right_token_nobody_asks_anything() {
    let world = World::open().await;
    let url = world.url("/api/session");
    for wrong in ["", "Bearer wrong"] {
        let answer = world
            .http
            .post(&url)
            .header(AUTHORIZATION, wrong)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 401);
    }
    let answer = world
        .http
        .post(&url)
        .header(COOKIE, "relevo=wrong.lupita")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 401);
    let enter = world
        .http
        .post(world.url("/enter"))
        .json(&json!({ "token": "wrong" }));
    assert_eq!(enter.send().await.unwrap().status(), 401);
    let bearer = format!("Bearer {}", crate::process::TOKEN);
    let answer = world
        .http
        .post(&url)
        .header(AUTHORIZATION, bearer)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn a_page_from_elsewhere_is_turned_away_even_with_the_token() {
    let world = World::open().await;
    let cookie = format!("relevo={}.lupita", crate::process::TOKEN);
    for (name, value) in [
        (HOST, "relevo.example"),
        (ORIGIN, "https://evil.example"),
        (ORIGIN, "null"),
    ] {
        let request = world
            .http
            .post(world.url("/api/session"))
            .header(COOKIE, &cookie);
        let answer = request.header(&name, value).send().await.unwrap();
        assert_eq!(answer.status(), 403, "{name}: {value}");
    }
}

#[tokio::test]
async fn a_delivery_without_metas_signature_is_turned_away() {
    let world = World::open().await;
    let url = world.process().webhook();
    let unsigned = world.http.post(&url).body("{}").send().await.unwrap();
    assert_eq!(unsigned.status(), 401, "without a signature");
    let wrong = format!("sha256={}", "0".repeat(64));
    let signed = world
        .http
        .post(&url)
        .header("X-Hub-Signature-256", wrong)
        .body("{}");
    assert_eq!(
        signed.send().await.unwrap().status(),
        401,
        "with a wrong one"
    );
    let huge = world.http.post(&url).body(vec![b' '; (3 << 20) + 1]);
    assert_eq!(huge.send().await.unwrap().status(), 413, "over 3 MB");
    world.kept_every_promise().await;
}
