//! What the door promises Meta and the owner.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Bytes;
use axum::http::Request;
use tower::ServiceExt;

use super::*;
use crate::Secret;

/// A disk that may be full.
#[derive(Default)]
struct Disk {
    full: AtomicBool,
    kept: Mutex<Vec<RawDelivery>>,
}

impl Keep for Disk {
    async fn keep(&self, delivery: RawDelivery) -> Result<(), KeepError> {
        if self.full.load(Ordering::Relaxed) {
            return Err(KeepError("the disk is full".into()));
        }
        self.kept.lock().expect("the disk").push(delivery);
        Ok(())
    }
}

impl Disk {
    fn bodies(&self) -> Vec<Bytes> {
        self.kept
            .lock()
            .expect("the disk")
            .iter()
            .map(|kept| kept.body.clone())
            .collect()
    }
}

const BODY: &str = r#"{"object":"whatsapp_business_account","entry":[]}"#;
const SPACED: &str = r#"{"object": "whatsapp_business_account", "entry": []}"#;

fn secrets() -> Secrets {
    Secrets::of_one_app(Secret::new("test_app_secret"), Secret::new("let me in"))
}

async fn answer(
    disk: &Arc<Disk>,
    secrets: Secrets,
    request: Request<Body>,
) -> (StatusCode, String) {
    let router = router("/webhook", Arc::clone(disk), Arc::new(secrets));
    let response = router.oneshot(request).await.expect("an answer");
    let status = response.status();
    let body = axum::body::to_bytes(response.into_body(), 10_000)
        .await
        .expect("a body");
    (status, String::from_utf8(body.to_vec()).expect("text"))
}

async fn post(disk: &Arc<Disk>, body: impl Into<Body>, signature: Option<&str>) -> StatusCode {
    let mut request = Request::post("/webhook").header("content-type", "application/json");
    if let Some(signature) = signature {
        request = request.header("X-Hub-Signature-256", signature);
    }
    answer(
        disk,
        secrets(),
        request.body(body.into()).expect("a request"),
    )
    .await
    .0
}

async fn get(query: &str, secrets: Secrets) -> (StatusCode, String) {
    let request = Request::get(format!("/webhook?{query}"))
        .body(Body::empty())
        .expect("a request");
    answer(&Arc::default(), secrets, request).await
}

fn signed(body: &[u8]) -> String {
    sign(&Secret::new("test_app_secret"), body)
}

#[test]
fn the_signature_is_the_one_that_meta_makes() {
    let vectors = [
        (
            BODY,
            "dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756",
        ),
        (
            SPACED,
            "56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a",
        ),
    ];
    for (body, tag) in vectors {
        assert_eq!(signed(body.as_bytes()), format!("sha256={tag}"));
    }
}

#[tokio::test]
async fn what_meta_signed_is_kept_byte_for_byte_before_the_200() {
    let disk = Arc::default();
    assert_eq!(
        post(&disk, SPACED, Some(&signed(SPACED.as_bytes()))).await,
        StatusCode::OK
    );
    assert_eq!(disk.bodies(), [SPACED]);
}

#[tokio::test]
async fn a_body_that_is_no_json_is_kept_too() {
    let disk = Arc::default();
    assert_eq!(
        post(&disk, "\u{0}ä", Some(&signed("\u{0}ä".as_bytes()))).await,
        StatusCode::OK
    );
    assert_eq!(disk.bodies().len(), 1);
}

#[tokio::test]
async fn a_missing_wrong_or_odd_signature_is_401_and_nothing_is_kept() {
    let disk = Arc::default();
    let right = signed(BODY.as_bytes());
    let wrong = [
        None,
        Some(""),
        Some("sha256="),
        Some(&right["sha256=".len()..]),
        Some(&right[..right.len() - 2]),
        Some("sha1=dec6a680679a968e7e0319355b23599cbfc54502c0784668e9618baa0c633756"),
        Some("sha256=56cbbaf4961c6cfdae48b7f116c047e5eb513d2c931baae63a2bc1afd26f803a"),
    ];
    for signature in wrong {
        assert_eq!(
            post(&disk, BODY, signature).await,
            StatusCode::UNAUTHORIZED,
            "{signature:?}"
        );
    }
    assert!(disk.bodies().is_empty());
}

#[tokio::test]
async fn two_signatures_are_none() {
    let request = Request::post("/webhook")
        .header("x-hub-signature-256", signed(BODY.as_bytes()))
        .header("x-hub-signature-256", "sha256=00")
        .body(Body::from(BODY))
        .expect("a request");
    let (status, _) = answer(&Arc::default(), secrets(), request).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_body_over_three_megabytes_is_413_and_one_of_three_is_not() {
    let disk = Arc::default();
    let most = vec![b' '; MOST_BYTES];
    assert_eq!(
        post(&disk, most.clone(), Some(&signed(&most))).await,
        StatusCode::OK
    );
    let more = vec![b' '; MOST_BYTES + 1];
    let status = post(&disk, more.clone(), Some(&signed(&more))).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(disk.bodies().len(), 1);
}

#[tokio::test]
async fn without_a_durable_copy_there_is_no_200() {
    let disk = Arc::new(Disk {
        full: true.into(),
        ..Disk::default()
    });
    let status = post(&disk, BODY, Some(&signed(BODY.as_bytes()))).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn each_of_several_apps_may_sign_and_its_name_is_kept() {
    let disk: Arc<Disk> = Arc::default();
    let app = |name: &str| AppSecret {
        name: name.to_owned(),
        secret: Secret::new(name),
    };
    let secrets = Secrets {
        apps: vec![app("first"), app("second")],
        verify_tokens: vec![],
    };
    let request = Request::post("/webhook")
        .header(
            SIGNATURE_HEADER,
            sign(&Secret::new("second"), BODY.as_bytes()),
        )
        .body(Body::from(BODY))
        .expect("a request");
    assert_eq!(answer(&disk, secrets, request).await.0, StatusCode::OK);
    assert_eq!(disk.kept.lock().expect("the disk")[0].signed_by, "second");
}

#[tokio::test]
async fn an_empty_secret_opens_nothing() {
    let secrets = Secrets::of_one_app(Secret::new(""), Secret::new(" "));
    let request = Request::post("/webhook")
        .header(SIGNATURE_HEADER, sign(&Secret::new(""), BODY.as_bytes()))
        .body(Body::from(BODY))
        .expect("a request");
    let (status, _) = answer(&Arc::default(), secrets.clone(), request).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    let asked = "hub.mode=subscribe&hub.challenge=1&hub.verify_token=";
    assert_eq!(get(asked, secrets).await.0, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_challenge_comes_back_as_it_was_sent() {
    let asked = "hub.mode=subscribe&hub.challenge=11%20%C3%A9%3Cb%3E&hub.verify_token=let+me+in";
    assert_eq!(
        get(asked, secrets()).await,
        (StatusCode::OK, "11 é<b>".to_owned())
    );
}

#[tokio::test]
async fn a_wrong_token_or_mode_is_refused_without_the_challenge() {
    for asked in [
        "hub.mode=subscribe&hub.challenge=42&hub.verify_token=let%20me",
        "hub.mode=unsubscribe&hub.challenge=42&hub.verify_token=let%20me%20in",
        "hub.challenge=42",
        "",
    ] {
        assert_eq!(
            get(asked, secrets()).await,
            (StatusCode::FORBIDDEN, String::new()),
            "{asked}"
        );
    }
}

#[test]
fn a_secret_shows_itself_to_no_log() {
    let shown = format!("{:?}", secrets());
    assert!(
        !shown.contains("test_app_secret") && !shown.contains("let me in"),
        "{shown}"
    );
}
