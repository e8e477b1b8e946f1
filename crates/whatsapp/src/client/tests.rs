//! What the client promises the outbox, without a network. With one: `tests/client.rs`.

use std::time::Duration;

use serde_json::json;

use super::answer::{How, Twice, read};
use super::backoff::{self, Attempt};
use super::body::message;
use super::codes::{look_up, outcome};
use super::limits::{Invalid, check, plus_phone};
use super::*;
use crate::wire::MediaKind;

const ONCE: How = How {
    twice: Twice::Forbidden,
    attempt: Attempt {
        number: 0,
        random: 0,
    },
};
const ANY_TIME: How = How {
    twice: Twice::Harmless,
    ..ONCE
};

fn to_ana(content: Outbound) -> Outgoing {
    Outgoing {
        to: Recipient::Phone("5218187654321".to_owned()),
        content,
        reply_to: None,
        effect: None,
    }
}

fn text(body: impl Into<String>) -> Outgoing {
    to_ana(Outbound::Text {
        body: body.into(),
        preview_url: false,
    })
}

fn button(id: &str, title: &str) -> Button {
    Button {
        id: id.to_owned(),
        title: title.to_owned(),
    }
}

fn question(buttons: Vec<Button>) -> Outgoing {
    let body = "Confirm?".to_owned();
    to_ana(Outbound::Buttons(Buttons {
        header: None,
        body,
        footer: None,
        buttons,
    }))
}

fn refused_by_meta(code: u32) -> SendError {
    let body = json!({ "error": { "code": code, "message": "no" } }).to_string();
    read(400, body.as_bytes(), &Secret::new("t"), ONCE).expect_err("a refusal")
}

fn answered(status: u16, body: &str, how: How) -> SendError {
    read(status, body.as_bytes(), &Secret::new("t0ken"), how).expect_err("a refusal")
}

fn recorded(name: &str, json: &serde_json::Value) {
    // Another crate of the workspace may have serde_json keep the order of keys.
    insta::with_settings!({ sort_maps => true, prepend_module_to_snapshot => false }, {
        insta::assert_json_snapshot!(name, json);
    });
}

#[test]
fn the_code_decides_and_not_the_http_status() {
    let seconds = Duration::from_secs;
    assert_eq!(refused_by_meta(131_047), SendError::WindowClosed);
    assert_eq!(
        refused_by_meta(131_056),
        SendError::PairLimited { after: seconds(1) }
    );
    let throttled = SendError::Throttled {
        after: Duration::from_millis(500),
        code: 130_429,
    };
    assert_eq!(refused_by_meta(130_429), throttled);
    let again = SendError::Retry {
        after: seconds(60),
        code: Some(131_057),
    };
    assert_eq!(refused_by_meta(131_057), again);
    assert!(matches!(
        refused_by_meta(190),
        SendError::ChannelStopped {
            code: 190,
            why: Stop::Token,
            ..
        }
    ));
    assert!(matches!(
        refused_by_meta(131_050),
        SendError::Refused {
            code: Some(131_050),
            refusal: Refusal::OptedOut,
            ..
        }
    ));
}

#[test]
fn a_refused_permission_stops_the_channel_whichever_of_the_hundred_codes_it_has() {
    for code in [200, 230, 299] {
        let stopped = outcome(code, Attempt::default());
        assert!(matches!(
            stopped,
            SendError::ChannelStopped {
                why: Stop::Permission,
                ..
            }
        ));
    }
    assert_eq!(look_up(300), None);
}

#[test]
fn a_code_that_came_after_us_goes_by_the_http_status() {
    let with = |status| answered(status, r#"{"error":{"code":999999}}"#, ONCE);
    assert!(matches!(
        with(400),
        SendError::Refused {
            refusal: Refusal::Unknown,
            ..
        }
    ));
    assert!(matches!(with(401), SendError::ChannelStopped { .. }));
    assert!(matches!(with(500), SendError::Retry { .. }));
}

#[test]
fn a_lost_answer_to_a_send_is_unclear_and_to_anything_else_a_retry() {
    for (status, body) in [(502, "<html>"), (504, ""), (200, "<html>"), (500, "{}")] {
        assert!(
            matches!(answered(status, body, ONCE), SendError::Unclear(_)),
            "{status}"
        );
        assert!(
            matches!(answered(status, body, ANY_TIME), SendError::Retry { .. }),
            "{status}"
        );
    }
}

#[test]
fn who_lets_nothing_through_is_asked_again() {
    for status in [503, 429, 404] {
        assert!(
            matches!(answered(status, "", ONCE), SendError::Retry { .. }),
            "{status}"
        );
    }
}

#[test]
fn a_malformed_token_that_meta_repeats_is_not_passed_on() {
    let said = r#"{"error":{"code":190,"message":"Malformed access token t0ken"}}"#;
    let SendError::ChannelStopped { text, .. } = answered(401, said, ONCE) else {
        panic!("the channel should stop");
    };
    assert_eq!(text, "Malformed access token …");
}

#[test]
fn retries_come_to_an_end_at_a_person() {
    let at = |number| outcome(131_000, Attempt { number, random: 0 });
    assert!(matches!(at(1), SendError::Retry { .. }));
    assert!(matches!(
        at(2),
        SendError::Refused {
            refusal: Refusal::GaveUp,
            ..
        }
    ));
}

#[test]
fn the_pair_limit_waits_four_to_the_power_of_the_attempt() {
    let seconds = |number| backoff::pair(Attempt { number, random: 9 }).as_secs();
    assert_eq!([0, 1, 2, 3, 99].map(seconds), [1, 4, 16, 64, 4_096]);
}

#[test]
fn pauses_grow_up_to_a_bound_and_chance_moves_the_upper_half() {
    for (number, most) in [
        (0, 1_000),
        (3, 8_000),
        (8, 256_000),
        (9, 300_000),
        (4_000, 300_000),
    ] {
        let millis = |random| backoff::trouble(Attempt { number, random }).as_millis();
        let chances = [0, 1, 499, 500, 77_777_777, u64::MAX].map(millis);
        assert!(
            chances
                .iter()
                .all(|pause| (most / 2..=most).contains(pause)),
            "{chances:?}"
        );
        assert_ne!(millis(0), millis(499));
    }
    let hour = backoff::quota(Attempt {
        number: 50,
        random: u64::MAX,
    });
    assert!(hour <= Duration::from_secs(3_600));
}

#[test]
fn a_phone_always_has_its_plus() {
    assert_eq!(
        plus_phone("+52 (81) 8765-4321").as_deref(),
        Some("+528187654321")
    );
    assert_eq!(
        plus_phone("5218187654321").as_deref(),
        Some("+5218187654321")
    );
    for odd in ["", "12", "US.1349", "+1234567890123456", "call me"] {
        assert_eq!(plus_phone(odd), None, "{odd}");
    }
}

#[test]
fn a_text_is_written_as_meta_wants_it() {
    let outgoing = Outgoing {
        reply_to: Some("wamid.1".to_owned()),
        effect: Some("effect-7".to_owned()),
        ..text("Hola")
    };
    let wanted = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "+5218187654321",
        "type": "text",
        "text": { "body": "Hola", "preview_url": false },
        "context": { "message_id": "wamid.1" },
        "biz_opaque_callback_data": "effect-7",
    });
    assert_eq!(message(&outgoing), wanted);
}

#[test]
fn to_a_user_id_there_is_no_phone() {
    let outgoing = Outgoing {
        to: Recipient::UserId("US.1".to_owned()),
        ..text("Hi")
    };
    let body = message(&outgoing);
    assert_eq!((body.get("to"), &body["recipient"]), (None, &json!("US.1")));
}

#[test]
fn a_reaction_is_taken_back_with_an_empty_emoji() {
    let message_id = "wamid.1".to_owned();
    let body = message(&to_ana(Outbound::Reaction {
        message_id,
        emoji: None,
    }));
    assert_eq!(
        body["reaction"],
        json!({ "message_id": "wamid.1", "emoji": "" })
    );
}

#[test]
fn questions_and_files_are_written_as_meta_wants_them() {
    let picture = MediaOut {
        kind: MediaKind::Image,
        id: "M1".to_owned(),
        caption: None,
        filename: None,
        voice: false,
    };
    let buttons = Outbound::Buttons(Buttons {
        header: Some(Header::Media(picture.clone())),
        body: "Confirm?".to_owned(),
        footer: Some("Clinic".to_owned()),
        buttons: vec![button("y", "Yes"), button("n", "No")],
    });
    recorded("buttons", &message(&to_ana(buttons))["interactive"]);
    let row = Row {
        id: "1".to_owned(),
        title: "9:00".to_owned(),
        description: None,
    };
    let list = Outbound::List(List {
        header: Some("Times".to_owned()),
        body: "When?".to_owned(),
        footer: None,
        button: "Choose".to_owned(),
        sections: vec![Section {
            title: Some("Monday".to_owned()),
            rows: vec![row],
        }],
    });
    recorded("list", &message(&to_ana(list))["interactive"]);
    let voice = MediaOut {
        kind: MediaKind::Audio,
        voice: true,
        ..picture
    };
    let body = message(&to_ana(Outbound::Media(voice)));
    assert_eq!(
        (&body["type"], &body["audio"]),
        (&json!("audio"), &json!({ "id": "M1", "voice": true }))
    );
}

#[test]
fn templates_take_their_blanks_by_place_or_by_name() {
    let template = |body| Template {
        name: "reminder".to_owned(),
        language: "es_MX".to_owned(),
        header: Some(Header::Text("Ana".to_owned())),
        body,
        buttons: vec![
            TemplateButton::QuickReply {
                index: 0,
                payload: "OK".to_owned(),
            },
            TemplateButton::Url {
                index: 1,
                suffix: "a1".to_owned(),
            },
        ],
    };
    let by_place = template(Params::Positional(vec![
        "Ana".to_owned(),
        "10:00".to_owned(),
    ]));
    let body = message(&to_ana(Outbound::Template(by_place)));
    recorded("template_by_place", &body["template"]);
    let by_name = template(Params::Named(vec![("name".to_owned(), "Ana".to_owned())]));
    let body = message(&to_ana(Outbound::Template(by_name)));
    recorded("template_by_name", &body["template"]["components"][1]);
}

#[test]
fn a_template_without_blanks_has_no_components() {
    let plain = Template {
        name: "hello_world".to_owned(),
        language: "en_US".to_owned(),
        header: None,
        body: Params::Positional(vec![]),
        buttons: vec![],
    };
    let body = message(&to_ana(Outbound::Template(plain)));
    let wanted = json!({ "name": "hello_world", "language": { "code": "en_US" } });
    assert_eq!(body["template"], wanted);
}

#[test]
fn characters_are_counted_and_not_bytes() {
    assert_eq!(check(&text("ñ".repeat(4_096))), Ok(()));
    let long = Invalid::TooLong {
        what: "the text",
        is: 4_097,
        most: 4_096,
    };
    assert_eq!(check(&text("ñ".repeat(4_097))), Err(long));
    assert_eq!(check(&text(" \n")), Err(Invalid::Empty("the text")));
}

#[test]
fn three_different_buttons_at_most() {
    let of = |number: usize| {
        question(
            (0..number)
                .map(|at| button(&at.to_string(), &format!("No. {at}")))
                .collect(),
        )
    };
    assert_eq!(check(&of(3)), Ok(()));
    assert_eq!(check(&of(0)), Err(Invalid::Empty("buttons")));
    assert_eq!(
        check(&of(4)),
        Err(Invalid::TooMany {
            what: "buttons",
            is: 4,
            most: 3
        })
    );
    let twice = question(vec![button("1", "Yes"), button("2", "Yes")]);
    assert!(matches!(check(&twice), Err(Invalid::Twice { .. })));
    let long = question(vec![button("1", "more than twenty letters")]);
    assert!(matches!(
        check(&long),
        Err(Invalid::TooLong { most: 20, .. })
    ));
}

#[test]
fn ten_rows_at_most_and_titles_where_there_are_several_sections() {
    let row = |id: usize| Row {
        id: id.to_string(),
        title: "t".to_owned(),
        description: None,
    };
    let list = |sections| {
        to_ana(Outbound::List(List {
            header: None,
            body: "When?".to_owned(),
            footer: None,
            button: "Choose".to_owned(),
            sections,
        }))
    };
    let section = |title: Option<&str>, ids: std::ops::Range<usize>| Section {
        title: title.map(str::to_owned),
        rows: ids.map(row).collect(),
    };
    assert_eq!(check(&list(vec![section(None, 0..10)])), Ok(()));
    let eleven = list(vec![section(Some("a"), 0..6), section(Some("b"), 6..11)]);
    assert_eq!(
        check(&eleven),
        Err(Invalid::TooMany {
            what: "rows",
            is: 11,
            most: 10
        })
    );
    let untitled = list(vec![section(Some("a"), 0..1), section(None, 1..2)]);
    assert_eq!(check(&untitled), Err(Invalid::Empty("a section's title")));
}

#[test]
fn what_is_invalid_never_leaves_and_says_why() {
    let error = SendError::from(Invalid::TooMany {
        what: "buttons",
        is: 4,
        most: 3,
    });
    let text = "4 buttons, and 3 are allowed".to_owned();
    assert_eq!(
        error,
        SendError::Refused {
            code: None,
            refusal: Refusal::Invalid,
            text
        }
    );
}
