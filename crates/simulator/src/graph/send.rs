//! `POST /{number}/messages`: sending, marking as read, showing that somebody types.
//!
//! The checks come in Meta's order: what is wrong with the request, how fast it comes, then whether
//! it can arrive at all. The forms of the message types are checked in [`super::validate`].

use std::sync::Arc;

use serde_json::{Value, json};

use super::answer::Answer;
use super::error::GraphError;
use super::file_types;
use super::validate;
use crate::chat::{ChatKey, ChoiceKind, Content};
use crate::config::Refusal;
use crate::customer::Customer;
use crate::deeds::Accepted;
use crate::faults::SendFault;
use crate::ids;
use crate::live::Live;
use crate::state::State;

/// How long a customer's message keeps the window open.
const WINDOW_MILLIS: i64 = 24 * 3_600_000;
/// Longer marks of the business are refused.
const CALLBACK_DATA_LIMIT: usize = 512;

pub(super) fn messages(live: &Arc<Live>, number: &str, body: &Value) -> Result<Answer, GraphError> {
    if !live.read(|state| state.numbers.contains_key(number)) {
        return Err(GraphError::no_such_object(number));
    }
    if body["messaging_product"] != "whatsapp" {
        return Err(GraphError::new(
            100,
            "The parameter messaging_product must be whatsapp",
        ));
    }
    if body.get("status").is_some() {
        return live.change(|state, now| mark_read(state, number, body, now));
    }
    live.change(|state, now| send(state, number, body, now))
}

/// `{"status":"read","message_id":…}`, perhaps with a typing indicator.
fn mark_read(
    state: &mut State,
    number: &str,
    body: &Value,
    now: i64,
) -> Result<Answer, GraphError> {
    if body["status"] != "read" {
        return Err(GraphError::invalid("status", "only read is known"));
    }
    let id = body["message_id"]
        .as_str()
        .ok_or_else(|| GraphError::missing("message_id"))?;
    let typing = match body.get("typing_indicator") {
        None | Some(Value::Null) => false,
        Some(indicator) if indicator["type"] == "text" => true,
        Some(_) => return Err(GraphError::invalid("typing_indicator.type", "must be text")),
    };
    let key = state
        .said_in
        .get(id)
        .filter(|key| key.number == number)
        .cloned()
        .ok_or_else(|| GraphError::invalid("message_id", "no such message"))?;
    state.business_read(&key, id, typing, now);
    Ok(Answer::Json(json!({ "success": true })))
}

fn send(state: &mut State, number: &str, body: &Value, now: i64) -> Result<Answer, GraphError> {
    let content = validate::content(state, number, body, now)?;
    let callback_data = callback_data(body)?;
    let to = address(body)?;
    let wa_id = to.in_full(state, number);
    if state
        .numbers
        .get(number)
        .is_some_and(|own| Some(own.business.wa_id()) == wa_id)
    {
        return Err(GraphError::new(131_021, "A number can't write to itself"));
    }
    let fault = state.faults.for_send();
    if let Some(SendFault::Refuse { code }) = fault {
        return Err(GraphError::new(code, "Refused on request"));
    }
    let found = match (&to, &wa_id) {
        (Address::UserId(id), _) => state.by_user_id(id),
        (Address::Phone(_), wa_id) => wa_id.as_ref().and_then(|wa_id| state.by_phone(wa_id)),
    };
    let Some(customer) = found.cloned() else {
        let nobody = nobody(&to, wa_id);
        return unknown_recipient(state, number, (&to, &nobody), callback_data, now);
    };
    if let Some(own) = state.numbers.get_mut(number) {
        own.limits.spend(&customer.id, now)?;
    }
    let key = ChatKey {
        number: number.to_owned(),
        customer: customer.id.clone(),
    };
    let fails_with = match (&fault, undeliverable(state, &key, &content, now)) {
        (Some(SendFault::FailLater { code }), _) => Some(*code),
        (_, Some(code)) if state.refusal == Refusal::AtOnce => {
            return Err(GraphError::new(code, "The message can't be delivered"));
        }
        (_, code) => code,
    };
    let template = matches!(
        content,
        Content::Offer {
            offered: ChoiceKind::Template,
            ..
        }
    );
    let reply_to = body["context"]["message_id"].as_str().map(str::to_owned);
    let accepted = Accepted {
        content,
        reply_to,
        callback_data,
        fails_with,
    };
    let id = state.business_sends(&key, accepted, now);
    let answer = accepted_answer(&to, &customer, &id, template);
    match fault {
        Some(SendFault::DropAnswer) => Ok(Answer::Lost(answer)),
        Some(SendFault::Refuse { .. } | SendFault::FailLater { .. }) | None => {
            Ok(Answer::Json(answer))
        }
    }
}

/// Why a message that is in order won't arrive all the same.
fn undeliverable(state: &State, key: &ChatKey, content: &Content, now: i64) -> Option<u32> {
    if state
        .numbers
        .get(&key.number)
        .is_some_and(|own| own.blocked.contains(&key.customer))
    {
        return Some(130_403);
    }
    if let Content::Reaction { to, .. } = content
        && state
            .chats
            .get(key)
            .and_then(|chat| chat.line(to))
            .is_none()
    {
        return Some(131_009);
    }
    if let Content::Media(file) = content
        && !file_types::suits(file.media, &file.mime)
    {
        return Some(131_053);
    }
    if matches!(
        content,
        Content::Offer {
            offered: ChoiceKind::Template,
            ..
        }
    ) {
        return None;
    }
    let wrote_at = state.chats.get(key).and_then(|chat| chat.customer_wrote_at);
    let open = wrote_at.is_some_and(|at| now - at < WINDOW_MILLIS);
    (!open).then_some(131_047)
}

/// Nobody with this number uses WhatsApp. There is no chat to show it in, so only the failed status
/// comes back.
fn unknown_recipient(
    state: &mut State,
    number: &str,
    (to, nobody): (&Address, &Customer),
    callback_data: Option<String>,
    now: i64,
) -> Result<Answer, GraphError> {
    if state.refusal == Refusal::AtOnce {
        return Err(GraphError::new(
            131_026,
            "The recipient does not use WhatsApp",
        ));
    }
    let id = ids::message_id();
    state.report_undeliverable(number, nobody, &id, callback_data, now);
    Ok(Answer::Json(accepted_answer(to, nobody, &id, false)))
}

/// Stands for whoever was written to and isn't there.
fn nobody(to: &Address, wa_id: Option<String>) -> Customer {
    let (Address::Phone(written) | Address::UserId(written)) = to;
    let phone = wa_id.unwrap_or_default();
    Customer::new(&format!("nobody-{written}"), "", &format!("+{phone}"), "")
}

fn accepted_answer(to: &Address, customer: &Customer, id: &str, template: bool) -> Value {
    let (Address::Phone(input) | Address::UserId(input)) = to;
    let mut contact = json!({ "input": input });
    // Whoever has a username keeps their number to themselves.
    if customer.username.is_none() {
        contact["wa_id"] = json!(customer.wa_id());
    }
    if !customer.bsuid.is_empty() {
        contact["user_id"] = json!(customer.bsuid);
    }
    let mut message = json!({ "id": id });
    if template {
        message["message_status"] = json!("accepted");
    }
    json!({ "messaging_product": "whatsapp", "contacts": [contact], "messages": [message] })
}

/// Who a message goes to, as it is written.
enum Address {
    Phone(String),
    UserId(String),
}

impl Address {
    /// The phone number in full, where it is one.
    fn in_full(&self, state: &State, number: &str) -> Option<String> {
        match self {
            Self::Phone(written) => Some(state.in_full(number, written)),
            Self::UserId(_) => None,
        }
    }
}

/// Who it goes to: `to` wins over `recipient`.
fn address(body: &Value) -> Result<Address, GraphError> {
    match body.get("recipient_type").and_then(Value::as_str) {
        None | Some("individual") => {}
        Some(_) => {
            return Err(GraphError::invalid(
                "recipient_type",
                "only individual is served",
            ));
        }
    }
    let written = |key: &str| match body.get(key) {
        Some(Value::String(text)) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    };
    let phone = written("to").map(Address::Phone);
    phone
        .or_else(|| written("recipient").map(Address::UserId))
        .ok_or_else(|| GraphError::missing("to"))
}

fn callback_data(body: &Value) -> Result<Option<String>, GraphError> {
    let parameter = "biz_opaque_callback_data";
    match body.get(parameter) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(data)) if data.chars().count() <= CALLBACK_DATA_LIMIT => {
            Ok(Some(data.clone()))
        }
        Some(_) => Err(GraphError::invalid(
            parameter,
            "a text of at most 512 characters",
        )),
    }
}
