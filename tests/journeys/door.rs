//! Who is let in: the browser with its token, Meta with its signature, nobody else.

use crate::process::TOKEN;
use crate::world::World;
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, COOKIE, HOST, ORIGIN, SET_COOKIE};
use serde_json::json;
use std::collections::BTreeMap;

#[tokio::test]
async fn without_the_right_token_nobody_asks_anything() {
    let world = World::open().await;
    let url = world.url("/api/session");
    let cookie = world.process().cookie("lupita").replace(TOKEN, "wrong");
    let guarded = [
        (Method::POST, "/api/session"),
        (Method::GET, "/api/changes"),
        (Method::GET, "/media/0123456789abcdef"),
    ];
    for (method, path) in guarded {
        for (name, wrong) in [
            (AUTHORIZATION, ""),
            (AUTHORIZATION, "Bearer wrong"),
            (COOKIE, &cookie),
        ] {
            let request = world.http.request(method.clone(), world.url(path));
            let answer = request.header(&name, wrong).send().await.unwrap();
            assert_eq!(answer.status(), 401, "{path} with {name}: {wrong}");
        }
    }
    let enter = world
        .http
        .post(world.url("/enter"))
        .json(&json!({ "token": "wrong" }));
    assert_eq!(enter.send().await.unwrap().status(), 401);
    let bearer = format!("Bearer {TOKEN}");
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
    let cookie = world.process().cookie("lupita");
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

/// What the browser keeps once it came in by the link, as name and value, and how it keeps it.
async fn entered(world: &World, scheme: &str) -> (String, String, String) {
    let address = world.process().address;
    let enter = world
        .http
        .post(world.url("/enter"))
        .header(ORIGIN, format!("{scheme}://{address}"));
    let answer = enter.json(&json!({ "token": TOKEN })).send().await.unwrap();
    let kept = answer.headers()[SET_COOKIE].to_str().unwrap();
    let (cookie, how) = kept.split_once("; ").unwrap();
    let (name, value) = cookie.split_once('=').unwrap();
    (name.to_owned(), value.to_owned(), how.to_owned())
}

#[tokio::test]
async fn two_hubs_on_one_machine_leave_each_others_browsers_in() {
    let hubs = [World::open().await, World::open().await];
    let mut jar = BTreeMap::new();
    for hub in &hubs {
        let (name, value, _) = entered(hub, "http").await;
        jar.insert(name, value);
    }
    assert_eq!(jar.len(), 2, "neither takes the other's place: {jar:?}");
    let all: Vec<String> = jar
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    for hub in &hubs {
        let request = hub.http.post(hub.url("/api/session"));
        let answer = request.header(COOKIE, all.join("; ")).send().await.unwrap();
        assert_eq!(answer.status(), 200);
    }
}

#[tokio::test]
async fn a_browser_stays_in_as_long_as_the_token_holds() {
    let world = World::open().await;
    let (_, _, how) = entered(&world, "http").await;
    let (_, age) = how.split_once("Max-Age=").unwrap();
    assert!(age.parse::<u32>().unwrap() > 365 * 24 * 3600, "{how}");
    assert!(!how.contains("Secure"), "loopback has no TLS: {how}");
    let (_, _, behind_tls) = entered(&world, "https").await;
    assert!(behind_tls.ends_with("; Secure"), "{behind_tls}");
}

#[tokio::test]
async fn a_proxy_passes_changes_on_at_once() {
    let world = World::open().await;
    let request = world.http.get(world.url("/api/changes")).bearer_auth(TOKEN);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.headers()["x-accel-buffering"], "no");
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
