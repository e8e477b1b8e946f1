//! The numbers page: connecting, checking and stopping a WhatsApp number. The steps of a check are in
//! [`check`].

mod check;

use super::Caller;
use super::settings::no_place;
use super::types::{
    ApiError, ChannelState, ConnectNumber, Done, Nothing, NumberCheck, NumberRef, NumberView,
    Problem, SendTest, SetWebhook, Topic, WebhookInfo,
};
use crate::house::Number;
use crate::ports::SecretName;
use crate::{Engine, because};
use conversation::ids::NumberId;
use whatsapp::Secret;
use whatsapp::client::{Attempt, Outbound, Outgoing, Recipient, SendError};

pub(super) async fn numbers(
    engine: &Engine,
    _: &Caller,
    _: Nothing,
) -> Result<Vec<NumberView>, ApiError> {
    let mut views = Vec::new();
    for number in engine.numbers().await? {
        views.push(view(engine, number).await?);
    }
    Ok(views)
}

async fn view(engine: &Engine, number: Number) -> Result<NumberView, ApiError> {
    let last_webhook_at = engine.journal().last_delivery_to(&number.id).await?;
    Ok(NumberView {
        channel: match (&number.stopped, number.checked) {
            (Some((code, why)), _) => ChannelState::Stopped {
                code: *code,
                stop: because::stop_behind(*code),
                why: why.clone(),
            },
            (None, true) => ChannelState::Open,
            (None, false) => ChannelState::Unchecked,
        },
        id: number.id,
        name: number.name,
        phone: number.phone,
        waba: number.waba,
        playbook: number.playbook,
        quality: number.quality,
        throughput: number.throughput,
        coexistence: number.coexistence,
        last_webhook_at,
    })
}

pub(super) async fn connect_number(
    engine: &Engine,
    _: &Caller,
    input: ConnectNumber,
) -> Result<NumberView, ApiError> {
    for (field, text) in [("id", input.id.as_str()), ("waba", &input.waba)] {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            let field = field.to_owned();
            return Err(Problem::DigitsOnly { field }.into());
        }
    }
    keep_given(
        engine,
        SecretName::AccessToken(input.id.clone()),
        input.access_token,
    )?;
    let new_secret = keep_given(
        engine,
        SecretName::AppSecret(input.id.clone()),
        input.app_secret,
    )?;
    let number = Number {
        id: input.id,
        name: input.name,
        waba: input.waba,
        playbook: input.playbook,
        coexistence: input.coexistence,
        phone: String::new(),
        throughput: whatsapp::pace::DEFAULT_PER_SECOND,
        quality: None,
        // New secrets deserve a new try.
        stopped: None,
        checked: false,
        secret_since: new_secret.then(|| engine.now()),
    };
    let id = number.id.clone();
    let kept = engine
        .change_number(&id, |known| Some(connected(number, known)))
        .await?;
    engine.changes().topic(Topic::Status);
    view(engine, kept.ok_or(Problem::NumberGone)?).await
}

/// Keeps a secret if the owner gave one. Returns whether it did.
fn keep_given(engine: &Engine, name: SecretName, given: Option<String>) -> Result<bool, ApiError> {
    let Some(text) = given.filter(|text| !text.trim().is_empty()) else {
        return Ok(false);
    };
    let secrets = &engine.ports().secrets;
    secrets
        .put(&name, Some(Secret::new(text)))
        .map_err(no_place)?;
    Ok(true)
}

/// What Meta said of a number stays true when it is connected again.
fn connected(number: Number, known: Option<Number>) -> Number {
    match known {
        Some(known) => Number {
            phone: known.phone,
            throughput: known.throughput,
            quality: known.quality,
            secret_since: number.secret_since.or(known.secret_since),
            ..number
        },
        None => number,
    }
}

pub(super) async fn check_number(
    engine: &Engine,
    _: &Caller,
    input: NumberRef,
) -> Result<NumberCheck, ApiError> {
    check::run(engine, &askable(engine, &input.number)?).await
}

pub(super) fn known(engine: &Engine, number: &NumberId) -> Result<Number, ApiError> {
    let desk = engine.houses().desk(number);
    let desk = desk.ok_or(Problem::NumberGone)?;
    Ok(desk.number.clone())
}

/// A number of which Meta can be asked: the place of its token answers. A token that isn't there is
/// Meta's to miss.
fn askable(engine: &Engine, number: &NumberId) -> Result<Number, ApiError> {
    let number = known(engine, number)?;
    let name = SecretName::AccessToken(number.id.clone());
    engine.ports().secrets.get(&name).map_err(no_place)?;
    Ok(number)
}

pub(super) async fn webhook_info(
    engine: &Engine,
    _: &Caller,
    _: Nothing,
) -> Result<WebhookInfo, ApiError> {
    Ok(WebhookInfo {
        local_url: engine.ports().webhook_url.clone(),
        verify_token: verify_token(engine)?.expose().to_owned(),
        public_url: engine.house_settings().await?.public_url,
    })
}

/// The token Meta repeats when it verifies us; made once.
fn verify_token(engine: &Engine) -> Result<Secret, ApiError> {
    let secrets = &engine.ports().secrets;
    if let Some(kept) = secrets.get(&SecretName::VerifyToken).map_err(no_place)? {
        return Ok(kept);
    }
    let fresh = Secret::new(format!(
        "{}{:016x}",
        engine.chance().event(),
        engine.chance().number()
    ));
    secrets
        .put(&SecretName::VerifyToken, Some(fresh.clone()))
        .map_err(no_place)?;
    Ok(fresh)
}

pub(super) async fn set_webhook(
    engine: &Engine,
    caller: &Caller,
    input: SetWebhook,
) -> Result<NumberCheck, ApiError> {
    let number = askable(engine, &input.number)?;
    let token = verify_token(engine)?;
    engine
        .meta()
        .set_webhook(&number.id, &input.public_url, &token)
        .await
        .map_err(|error| refused(&error))?;
    engine
        .change_house_settings(|settings| settings.public_url = Some(input.public_url))
        .await?;
    check_number(engine, caller, NumberRef { number: number.id }).await
}

/// What Meta refused, as a screen explains it.
pub(super) fn refused(error: &SendError) -> ApiError {
    let trouble = because::trouble(error);
    Problem::Meta { trouble }.into()
}

pub(super) async fn send_test(
    engine: &Engine,
    _: &Caller,
    input: SendTest,
) -> Result<Done, ApiError> {
    let number = askable(engine, &input.number)?;
    let outgoing = Outgoing {
        to: Recipient::Phone(crate::intake::translate::phone(&input.to)),
        content: Outbound::Text {
            body: "Relevo ✓".to_owned(),
            preview_url: false,
        },
        reply_to: None,
        effect: Some(format!("test.{}", engine.chance().event())),
    };
    let attempt = Attempt::first(engine.chance().number());
    engine
        .meta()
        .send(&number.id, &outgoing, attempt)
        .await
        .map_err(|error| refused(&error))?;
    Ok(Done {})
}

pub(super) async fn remove_number(
    engine: &Engine,
    _: &Caller,
    input: NumberRef,
) -> Result<Done, ApiError> {
    let secrets = &engine.ports().secrets;
    for name in [
        SecretName::AccessToken(input.number.clone()),
        SecretName::AppSecret(input.number.clone()),
    ] {
        secrets.put(&name, None).map_err(no_place)?;
    }
    engine.forget_number(&input.number).await?;
    engine.changes().topic(Topic::Status);
    Ok(Done {})
}
