//! What an account and its numbers are: fields, permissions, blocked customers.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::error::GraphError;
use super::media;
use crate::chat::ChatKey;
use crate::customer::{CustomerId, digits};
use crate::live::Live;
use crate::state::{Number, State};

const SCOPES: [&str; 2] = [
    "whatsapp_business_messaging",
    "whatsapp_business_management",
];
const DAY_MILLIS: i64 = 24 * 3_600_000;

/// `GET /{id}`: a file, a number or an account.
pub(super) fn object(
    live: &Arc<Live>,
    id: &str,
    query: &HashMap<String, String>,
) -> Result<Answer, GraphError> {
    if let Some(link) = media::link(live, id) {
        return Ok(Answer::Json(link));
    }
    let app_webhook = live.read(|state| state.app_webhook.clone());
    live.change(|state, _| {
        if let Some(number) = state.numbers.get(id) {
            return Ok(Answer::Json(chosen(
                number_fields(number, app_webhook.as_deref()),
                query,
            )));
        }
        let account = state.number_of_waba(id);
        let account = account.ok_or_else(|| GraphError::no_such_object(id))?;
        let fields = json!({
            "id": id,
            "name": account.business.name,
            "timezone_id": "1",
            "currency": "USD",
            "message_template_namespace": format!("sim_{id}"),
        });
        Ok(Answer::Json(chosen(fields, query)))
    })
}

/// Keeps what `?fields=` asks for; the id always comes along.
fn chosen(fields: Value, query: &HashMap<String, String>) -> Value {
    let Some(asked) = query.get("fields").filter(|asked| !asked.is_empty()) else {
        return fields;
    };
    let Value::Object(all) = fields else {
        return fields;
    };
    let asked: Vec<&str> = asked.split(',').map(str::trim).collect();
    let always = ["id", "messaging_product"];
    let kept = |key: &str| always.contains(&key) || asked.contains(&key);
    Value::Object(all.into_iter().filter(|(key, _)| kept(key)).collect())
}

fn number_fields(number: &Number, app_webhook: Option<&str>) -> Value {
    let business = &number.business;
    let mut webhooks = Map::new();
    let mut put = |key: &str, url: Option<&str>| {
        if let Some(url) = url {
            webhooks.insert(key.to_owned(), json!(url));
        }
    };
    put("application", app_webhook);
    put("whatsapp_business_account", number.waba_webhook.as_deref());
    put("phone_number", number.number_webhook.as_deref());
    json!({
        "id": business.phone_number_id,
        "verified_name": business.name,
        "display_phone_number": business.phone,
        "quality_rating": "GREEN",
        "code_verification_status": "VERIFIED",
        "name_status": "APPROVED",
        "status": "CONNECTED",
        "platform_type": "CLOUD_API",
        "account_mode": "LIVE",
        "messaging_limit_tier": "TIER_2K",
        "throughput": { "level": "STANDARD" },
        "is_official_business_account": false,
        "webhook_configuration": webhooks,
    })
}

/// `GET /{waba}/phone_numbers`.
pub(super) fn phone_numbers(
    live: &Arc<Live>,
    waba: &str,
    query: &HashMap<String, String>,
) -> Result<Answer, GraphError> {
    live.change(|state, _| {
        let app_webhook = state.app_webhook.clone();
        let number = state.number_of_waba(waba);
        let number = number.ok_or_else(|| GraphError::no_such_object(waba))?;
        let fields = chosen(number_fields(number, app_webhook.as_deref()), query);
        Ok(Answer::Json(json!({ "data": [fields], "paging": {} })))
    })
}

/// `GET /{number}/whatsapp_business_profile`.
pub(super) fn profile(
    live: &Arc<Live>,
    number: &str,
    query: &HashMap<String, String>,
) -> Result<Answer, GraphError> {
    live.read(|state| {
        let own = state.numbers.get(number);
        let own = own.ok_or_else(|| GraphError::no_such_object(number))?;
        let fields = json!({
            "messaging_product": "whatsapp",
            "about": own.business.name,
            "address": "",
            "description": "",
            "email": "",
            "vertical": "OTHER",
            "websites": [],
        });
        Ok(Answer::Json(json!({ "data": [chosen(fields, query)] })))
    })
}

/// `GET /me`.
pub(super) fn me(live: &Arc<Live>) -> Answer {
    Answer::Json(json!({ "id": live.credentials.app_id, "name": "Simulated system user" }))
}

/// `GET /me/permissions`.
pub(super) fn permissions() -> Answer {
    let granted = SCOPES.map(|scope| json!({ "permission": scope, "status": "granted" }));
    Answer::Json(json!({ "data": granted }))
}

/// `GET /debug_token?input_token=…`.
pub(super) fn debug_token(
    live: &Arc<Live>,
    query: &HashMap<String, String>,
) -> Result<Answer, GraphError> {
    let asked = query
        .get("input_token")
        .ok_or_else(|| GraphError::missing("input_token"))?;
    let accounts: Vec<String> = live.read(|state| {
        state
            .numbers
            .values()
            .map(|number| number.business.waba_id.clone())
            .collect()
    });
    let granular = SCOPES.map(|scope| json!({ "scope": scope, "target_ids": accounts }));
    let data = if *asked == live.credentials.access_token {
        json!({
            "app_id": live.credentials.app_id,
            "type": "SYSTEM_USER",
            "application": "Simulator",
            "is_valid": true,
            "expires_at": 0,
            "scopes": SCOPES,
            "granular_scopes": granular,
        })
    } else {
        json!({ "is_valid": false, "scopes": [] })
    };
    Ok(Answer::Json(json!({ "data": data })))
}

/// `GET /{number}/block_users`.
pub(super) fn blocked(live: &Arc<Live>, number: &str) -> Result<Answer, GraphError> {
    live.read(|state| {
        let own = state.numbers.get(number);
        let own = own.ok_or_else(|| GraphError::no_such_object(number))?;
        let customers = own.blocked.iter().filter_map(|id| state.customer(id));
        let data: Vec<Value> = customers
            .map(|customer| {
                let wa_id = customer.wa_id();
                json!({ "messaging_product": "whatsapp", "input": wa_id, "wa_id": wa_id })
            })
            .collect();
        Ok(Answer::Json(json!({ "data": data, "paging": {} })))
    })
}

/// `POST` or `DELETE /{number}/block_users`.
pub(super) fn block(
    live: &Arc<Live>,
    number: &str,
    body: &Value,
    block: bool,
) -> Result<Answer, GraphError> {
    let users = body["block_users"]
        .as_array()
        .filter(|users| !users.is_empty());
    let users = users.ok_or_else(|| GraphError::missing("block_users"))?;
    live.change(|state, now| {
        if !state.numbers.contains_key(number) {
            return Err(GraphError::no_such_object(number));
        }
        let (mut done, mut failed) = (Vec::new(), Vec::new());
        for user in users {
            let (phone, user_id) = (user["user"].as_str(), user["user_id"].as_str());
            let input = phone.or(user_id);
            let input = input.ok_or_else(|| GraphError::missing("block_users.user"))?;
            let found = match phone {
                Some(phone) => state.by_phone(&digits(phone)),
                None => state.by_user_id(input),
            };
            let who = found.map(|customer| customer.id.clone());
            match who.and_then(|who| block_one(state, number, who, block, now)) {
                Some(wa_id) => done.push(json!({ "input": input, "wa_id": wa_id })),
                None => failed.push(failed_user(input)),
            }
        }
        let key = if block {
            "added_users"
        } else {
            "removed_users"
        };
        let mut lists = json!({ key: done });
        if done.is_empty() && !failed.is_empty() {
            return Err(GraphError::new(
                139_100,
                "None of them wrote in the last 24 hours",
            ));
        }
        if !failed.is_empty() {
            lists["failed_users"] = json!(failed);
        }
        Ok(Answer::Json(
            json!({ "messaging_product": "whatsapp", "block_users": lists }),
        ))
    })
}

/// Only somebody who wrote in the last day can be blocked; anybody can be let in again.
fn block_one(
    state: &mut State,
    number: &str,
    who: CustomerId,
    block: bool,
    now: i64,
) -> Option<String> {
    let wa_id = state.customer(&who)?.wa_id();
    let key = ChatKey {
        number: number.to_owned(),
        customer: who.clone(),
    };
    let wrote_at = state
        .chats
        .get(&key)
        .and_then(|chat| chat.customer_wrote_at);
    let own = state.numbers.get_mut(number)?;
    if block {
        wrote_at.filter(|at| now - at < DAY_MILLIS)?;
        own.blocked.insert(who);
    } else {
        own.blocked.remove(&who);
    }
    Some(wa_id)
}

fn failed_user(input: &str) -> Value {
    let details = "Only somebody who wrote in the last 24 hours can be blocked";
    let error = json!({
        "message": "Re-engagement required",
        "code": 131_047,
        "error_data": { "details": details },
    });
    json!({ "input": input, "errors": [error] })
}
