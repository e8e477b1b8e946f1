//! Messages, ticks and blocks.

use serde_json::json;
use tokio::net::TcpListener;
use whatsapp::Secret;
use whatsapp::client::{Client, Config, Outbound, Outgoing, Recipient, SendError};

use crate::graph::{Graph, Heard, NOW};

fn hola() -> Outgoing {
    Outgoing {
        to: Recipient::Phone("5218187654321".to_owned()),
        content: Outbound::Text {
            body: "Hola".to_owned(),
            preview_url: true,
        },
        reply_to: None,
        effect: Some("effect-1".to_owned()),
    }
}

#[tokio::test]
async fn a_message_is_accepted_with_its_id() {
    let graph = Graph::start().await;
    graph.says_json(
        200,
        &json!({
            "messaging_product": "whatsapp",
            "contacts": [{ "input": "+5218187654321", "wa_id": "528187654321", "user_id": "MX.1" }],
            "messages": [{ "id": "wamid.A", "message_status": "accepted" }],
        }),
    );
    let sent = graph.number().send(&hola(), NOW).await.expect("accepted");
    assert_eq!(
        (sent.id.as_str(), sent.user_id.as_deref()),
        ("wamid.A", Some("MX.1"))
    );
    let heard = graph.heard().remove(0);
    assert_eq!(heard.line, "POST /v26.0/4001/messages");
    assert_eq!(heard.token, "Bearer t0ken");
    assert_eq!(heard.json()["biz_opaque_callback_data"], "effect-1");
}

#[tokio::test]
async fn nothing_invalid_is_sent() {
    let graph = Graph::start().await;
    let empty = Outbound::Text {
        body: String::new(),
        preview_url: false,
    };
    let refused = graph
        .number()
        .send(
            &Outgoing {
                content: empty,
                ..hola()
            },
            NOW,
        )
        .await;
    assert!(
        matches!(refused, Err(SendError::Refused { code: None, .. })),
        "{refused:?}"
    );
    assert!(graph.heard().is_empty());
}

#[tokio::test]
async fn an_answer_without_an_id_is_unclear() {
    let graph = Graph::start().await;
    graph.says_json(200, &json!({ "messaging_product": "whatsapp" }));
    let outcome = graph.number().send(&hola(), NOW).await;
    assert!(matches!(outcome, Err(SendError::Unclear(_))), "{outcome:?}");
}

/// Takes one request and hangs up without an answer, as a line that breaks after sending does.
async fn hangs_up_after_reading() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a caller");
        let mut start = [0; 64];
        stream.readable().await.expect("a request");
        stream.try_read(&mut start).expect("its first bytes");
    });
    address
}

#[tokio::test]
async fn a_line_that_breaks_after_sending_is_unclear() {
    let address = hangs_up_after_reading().await;
    let config = Config::new(Some(&address), None).expect("a configuration");
    let number = Client::new(config)
        .expect("a client")
        .number("4001", Secret::new("t0ken"));
    let outcome = number.send(&hola(), NOW).await;
    assert!(matches!(outcome, Err(SendError::Unclear(_))), "{outcome:?}");
}

#[tokio::test]
async fn no_connection_means_that_nothing_left() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let config = Config::new(Some(&address), None).expect("a configuration");
    let number = Client::new(config)
        .expect("a client")
        .number("4001", Secret::new("t0ken"));
    let outcome = number.send(&hola(), NOW).await;
    assert!(
        matches!(outcome, Err(SendError::Retry { code: None, .. })),
        "{outcome:?}"
    );
}

#[tokio::test]
async fn reading_and_typing_name_the_message() {
    let graph = Graph::start().await;
    let done = json!({ "success": true });
    graph.says_json(200, &done).says_json(200, &done);
    graph
        .number()
        .mark_read("wamid.1", NOW)
        .await
        .expect("marked");
    graph
        .number()
        .show_typing("wamid.1", NOW)
        .await
        .expect("shown");
    let bodies: Vec<_> = graph.heard().iter().map(Heard::json).collect();
    assert_eq!(
        (&bodies[0]["status"], &bodies[0]["message_id"]),
        (&json!("read"), &json!("wamid.1"))
    );
    assert_eq!(bodies[1]["typing_indicator"], json!({ "type": "text" }));
}

#[tokio::test]
async fn blocking_fails_where_meta_says_so_for_that_customer() {
    let graph = Graph::start().await;
    let failed = json!({ "block_users": { "failed_users": [
        { "input": "+5218187654321", "errors": [{ "code": 139100, "message": "no chat today" }] },
    ]}});
    graph
        .says_json(200, &json!({ "block_users": {} }))
        .says_json(200, &failed);
    let ana = Recipient::Phone("5218187654321".to_owned());
    graph.number().block(&ana, NOW).await.expect("blocked");
    let outcome = graph.number().unblock(&ana, NOW).await;
    assert!(matches!(
        outcome,
        Err(SendError::Refused {
            code: Some(139_100),
            ..
        })
    ));
    let line = "/v26.0/4001/block_users";
    assert_eq!(
        graph.lines(),
        [format!("POST {line}"), format!("DELETE {line}")]
    );
}
