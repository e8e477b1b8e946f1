//! Files: a customer's are fetched at once and kept; ours go up before the message.

use crate::world::{CLINICA, World};
use base64::Engine as _;
use reqwest::header::{CONTENT_TYPE, COOKIE};
use serde_json::json;
use simulator::{Content, Fault, MediaKind, Written};
use std::time::Duration;

/// The beginning of a PNG; what is in a file is nobody's business here.
const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n of a tooth";

#[tokio::test]
async fn a_customers_picture_is_stored_and_served_as_it_came() {
    let world = World::open().await;
    world.does(
        "mariela",
        Written::picture("image/png", PICTURE, Some("mi muela".to_owned())),
    );
    let thread = world
        .thread_where("mariela", "the picture is on this machine", |thread| {
            thread
                .said_by("customer")
                .iter()
                .any(|said| said["media"]["state"] == "stored")
        })
        .await;
    let media = thread.said_by("customer")[0]["media"].clone();
    assert_eq!(media["mime"], "image/png");
    let url = world.url(&format!("/media/{}", media["hash"].as_str().unwrap()));
    let unknown = world.http.get(&url).send().await.unwrap();
    assert_eq!(
        unknown.status(),
        401,
        "only whoever knows the token sees it"
    );
    let cookie = world.process().cookie("lupita");
    let served = world
        .http
        .get(&url)
        .header(COOKIE, cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(served.headers()[CONTENT_TYPE], "image/png");
    assert_eq!(served.bytes().await.unwrap(), PICTURE);
    world.kept_every_promise().await;
}

#[tokio::test]
async fn a_picture_that_came_while_the_number_stood_still_is_fetched_when_it_is_in_order() {
    let world = World::open().await;
    world.simulator.inject(Fault::RevokeToken);
    world.does("mariela", Written::picture("image/png", PICTURE, None));
    world.held_by("mariela", "waiting").await;
    world.simulator.inject(Fault::RestoreToken);
    world
        .ask("lupita", "check_number", json!({ "number": CLINICA }))
        .await;
    world.clock.pass(Duration::from_secs(2 * 60 * 60));
    let thread = world
        .thread_where("mariela", "the picture is on this machine", |thread| {
            let mut said = thread.said_by("customer").into_iter();
            said.any(|said| said["media"]["state"] == "stored")
        })
        .await;
    assert_eq!(thread.said_by("customer").len(), 1);
    world.kept_every_promise().await;
}

#[tokio::test]
async fn an_operators_file_reaches_the_phone() {
    let world = World::open().await;
    world.writes("beto", "quiero hablar con una persona");
    world.held_by("beto", "waiting").await;
    let before = world.heard("beto", 1).await.len();
    world.takes_over("lupita", "beto").await.unwrap();
    let base64 = base64::engine::general_purpose::STANDARD.encode(PICTURE);
    let kept = world
        .ask(
            "lupita",
            "upload",
            json!({ "base64": base64, "mime": "image/png" }),
        )
        .await;
    let write = json!({
        "conversation": world.conversation("beto").await, "id": "w1", "media": kept["media"],
        "kind": "image", "mime": "image/png", "filename": null, "caption": "La clínica",
    });
    world.ask("lupita", "write_media", write).await;
    let chat = world
        .phone("beto", "the picture", |chat| {
            chat.from_business().count() > before
        })
        .await;
    let line = chat.from_business().last().unwrap();
    let Content::Media(file) = &line.content else {
        panic!("no file: {line:?}")
    };
    assert_eq!(file.media, MediaKind::Image);
    assert_eq!(file.caption.as_deref(), Some("La clínica"));
    world.kept_every_promise().await;
}

#[tokio::test]
async fn edits_deletions_and_reactions_show_on_the_message_they_belong_to() {
    let world = World::open().await;
    let first = world.writes("carmen", "quiero hablar con una persna");
    let second = world.writes("carmen", "olvídalo");
    world.does(
        "carmen",
        Written::Edit {
            of: first,
            body: "quiero hablar con una persona".to_owned(),
        },
    );
    world.does("carmen", Written::Revoke { of: second });
    let chat = world
        .phone("carmen", "an answer", |chat| {
            chat.from_business().count() > 0
        })
        .await;
    let answer = chat.from_business().next().unwrap().id.clone();
    // Meta's own answer to our request, with the id of the message, may come after the reaction.
    world.does(
        "carmen",
        Written::Reaction {
            to: answer,
            emoji: Some("👍".to_owned()),
        },
    );
    world
        .thread_where("carmen", "the marks", |thread| {
            let said = thread.said_by("customer");
            said.iter().any(|said| said["edited"] == true)
                && said.iter().any(|said| said["revoked"] == true)
                && thread
                    .said_by("agent")
                    .iter()
                    .any(|said| said["reactions"][0]["emoji"] == "👍")
        })
        .await;
    world.kept_every_promise().await;
}

#[tokio::test]
async fn an_edit_into_a_complaint_calls_a_person() {
    let world = World::open().await;
    let asked = world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    world.heard("jorge", 1).await;
    world.does(
        "jorge",
        Written::Edit {
            of: asked,
            body: "Quiero hablar con el encargado, los voy a denunciar a Profeco".to_owned(),
        },
    );
    let view = world.held_by("jorge", "waiting").await;
    let evidence = &view["escalation"]["signals"][0]["evidence"][0]["quote"];
    assert!(evidence.is_string(), "{view}");
    world.kept_every_promise().await;
}
