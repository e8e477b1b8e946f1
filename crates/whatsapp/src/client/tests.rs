//! What the client promises the outbox, without a network: what an answer means, how a message is
//! written, and what never leaves. With a network: the crate's own `tests/client`.

mod answers;
mod bodies;
mod limits;

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
