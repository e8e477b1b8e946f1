//! Files up, down and away.

use std::time::Duration;

use axum::body::Bytes;
use serde_json::json;
use whatsapp::Secret;
use whatsapp::client::{Client, Config, Refusal, SendError};

use crate::graph::{Graph, NOW};

#[tokio::test]
async fn a_file_whose_address_ran_out_is_looked_up_once_more() {
    let graph = Graph::start().await;
    let at =
        |path: &str| json!({ "url": format!("{}{path}", graph.address), "mime_type": "audio/ogg" });
    graph
        .says_json(200, &at("/old"))
        .says(404, "")
        .says_json(200, &at("/new"))
        .says(200, "sound");
    let file = graph.number().download("M1", NOW).await.expect("a file");
    assert_eq!(
        (&file.bytes[..], file.mime_type.as_deref()),
        (&b"sound"[..], Some("audio/ogg"))
    );
    let look_up = "GET /v26.0/M1?phone_number_id=4001";
    assert_eq!(graph.lines(), [look_up, "GET /old", look_up, "GET /new"]);
    for heard in graph.heard() {
        assert_eq!(heard.token, "Bearer t0ken");
        // Without a name Meta's file host gives an error page and no file.
        assert!(heard.user_agent.starts_with("relevo/"), "{heard:?}");
    }
}

#[tokio::test]
async fn a_page_in_place_of_a_picture_is_not_taken_for_the_picture() {
    let graph = Graph::start().await;
    let at = json!({ "url": format!("{}/picture", graph.address), "mime_type": "image/jpeg" });
    graph
        .says_json(200, &at)
        .says_page(200, "<html>Sorry</html>");
    let outcome = graph.number().download("M1", NOW).await;
    assert!(
        matches!(outcome, Err(SendError::Retry { .. })),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn a_file_that_stays_away_is_given_up() {
    let graph = Graph::start().await;
    let at = json!({ "url": format!("{}/gone", graph.address) });
    graph
        .says_json(200, &at)
        .says(404, "")
        .says_json(200, &at)
        .says(404, "");
    let outcome = graph.number().download("M1", NOW).await;
    assert!(matches!(
        outcome,
        Err(SendError::Refused {
            refusal: Refusal::Media,
            ..
        })
    ));
}

#[tokio::test]
async fn the_token_is_not_shown_to_strangers() {
    let (graph, stranger) = (Graph::start().await, Graph::start().await);
    let at = json!({ "url": format!("{}/file", stranger.address) });
    graph.says_json(200, &at).says_json(200, &at);
    let outcome = graph.number().download("M1", NOW).await;
    assert!(matches!(
        outcome,
        Err(SendError::Refused {
            refusal: Refusal::Media,
            ..
        })
    ));
    assert!(stranger.heard().is_empty());
}

#[tokio::test]
async fn a_type_that_is_not_taken_is_the_fault_of_the_file() {
    let graph = Graph::start().await;
    let said = "(#100) Param file must be a file with one of the following types: audio/aac";
    graph.says_json(400, &json!({ "error": { "message": said, "code": 100 } }));
    let file = Bytes::from_static(b"PK");
    let outcome = graph
        .number()
        .upload(file, "application/zip", "offer.zip", NOW)
        .await;
    assert!(matches!(
        outcome,
        Err(SendError::Refused {
            refusal: Refusal::Media,
            ..
        })
    ));
}

#[tokio::test]
async fn a_file_goes_up_with_its_type_and_can_be_deleted() {
    let graph = Graph::start().await;
    graph
        .says_json(200, &json!({ "id": "M9" }))
        .says_json(200, &json!({ "success": true }));
    let number = graph.number();
    let file = Bytes::from_static(b"%PDF-1.7");
    let id = number
        .upload(file, "application/pdf", "quote.pdf", NOW)
        .await
        .expect("an id");
    number.delete_media(&id, NOW).await.expect("deleted");
    let lines = graph.lines();
    assert_eq!(
        lines,
        [
            "POST /v26.0/4001/media",
            "DELETE /v26.0/M9?phone_number_id=4001"
        ]
    );
    let form = String::from_utf8_lossy(&graph.heard()[0].body).into_owned();
    for part in [
        "whatsapp",
        "application/pdf",
        "filename=\"quote.pdf\"",
        "%PDF-1.7",
    ] {
        assert!(form.contains(part), "{part} is not in {form}");
    }
}

#[tokio::test]
async fn a_large_file_has_as_long_as_a_slow_line_takes() {
    let graph = Graph::start().await;
    let mut config = Config::new(Some(&graph.address), None).expect("a configuration");
    config.file_timeout = Duration::from_millis(1);
    let number = Client::new(config)
        .expect("a client")
        .number("4001", Secret::new("t0ken"));
    graph.says_json(200, &json!({ "id": "M9" }));
    let file = Bytes::from(vec![0; 12 * 1024 * 1024]);
    let id = number.upload(file, "application/pdf", "plan.pdf", NOW);
    assert_eq!(id.await.expect("an id"), "M9");
}

#[tokio::test]
async fn a_picture_over_five_megabytes_is_not_even_tried() {
    let graph = Graph::start().await;
    let file = Bytes::from(vec![0; 5 * 1024 * 1024 + 1]);
    let outcome = graph.number().upload(file, "image/png", "a.png", NOW).await;
    assert!(matches!(
        outcome,
        Err(SendError::Refused {
            refusal: Refusal::Media,
            ..
        })
    ));
    assert!(graph.heard().is_empty());
}
