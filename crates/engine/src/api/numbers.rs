//! The numbers page: connecting, checking and stopping a WhatsApp number.

use super::Caller;
use super::settings::no_place;
use super::types::{
    ApiError, ChannelState, CheckFinding, CheckResult, CheckStep, CheckedThing, ConnectNumber,
    Done, Nothing, NumberCheck, NumberRef, NumberView, Problem, SendTest, SetWebhook, Topic,
    WebhookInfo,
};
use crate::house::Number;
use crate::ports::SecretName;
use crate::{Engine, because};
use conversation::ids::NumberId;
use whatsapp::Secret;
use whatsapp::client::{
    Attempt, NumberInfo, Outbound, Outgoing, Quality, Recipient, SendError, TokenInfo,
};

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
    let last_webhook_at = engine.journal().last_delivery_at().await?;
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
    let secrets = &engine.ports().secrets;
    let given = [
        (
            SecretName::AccessToken(input.id.clone()),
            input.access_token,
        ),
        (SecretName::AppSecret(input.id.clone()), input.app_secret),
    ];
    for (name, secret) in given {
        if let Some(text) = secret.filter(|text| !text.trim().is_empty()) {
            secrets
                .put(&name, Some(Secret::new(text)))
                .map_err(no_place)?;
        }
    }
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
    };
    let id = number.id.clone();
    let kept = engine
        .change_number(&id, |known| Some(connected(number, known)))
        .await?;
    engine.changes().topic(Topic::Status);
    view(engine, kept.ok_or(Problem::NumberGone)?).await
}

/// What Meta said of a number stays true when it is connected again.
fn connected(number: Number, known: Option<Number>) -> Number {
    match known {
        Some(known) => Number {
            phone: known.phone,
            throughput: known.throughput,
            quality: known.quality,
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
    let number = known(engine, &input.number)?;
    let info = engine.meta().token(&number.id).await;
    Ok(NumberCheck {
        steps: vec![
            token(info.as_ref()),
            permissions(info.as_ref()),
            look(engine, &number).await?,
            webhook(engine, &number).await,
            signature(engine).await?,
        ],
    })
}

pub(super) fn known(engine: &Engine, number: &NumberId) -> Result<Number, ApiError> {
    let desk = engine.houses().desk(number);
    let desk = desk.ok_or(Problem::NumberGone)?;
    Ok(desk.number.clone())
}

fn step(step: CheckedThing, result: CheckResult, finding: CheckFinding) -> CheckStep {
    CheckStep {
        step,
        result,
        detail: finding.to_string(),
        finding,
    }
}

fn failed(thing: CheckedThing, error: &SendError) -> CheckStep {
    let trouble = because::trouble(error);
    step(
        thing,
        CheckResult::Failed,
        CheckFinding::Trouble { trouble },
    )
}

fn token(info: Result<&TokenInfo, &SendError>) -> CheckStep {
    match info {
        Ok(info) if info.is_valid => step(
            CheckedThing::Token,
            CheckResult::Ok,
            CheckFinding::TokenAccepted,
        ),
        Ok(_) => step(
            CheckedThing::Token,
            CheckResult::Failed,
            CheckFinding::TokenRunOut,
        ),
        Err(error) => failed(CheckedThing::Token, error),
    }
}

fn permissions(info: Result<&TokenInfo, &SendError>) -> CheckStep {
    match info {
        Ok(info) if info.missing().is_empty() => step(
            CheckedThing::Permissions,
            CheckResult::Ok,
            CheckFinding::MaySendAndManage,
        ),
        Ok(info) => step(
            CheckedThing::Permissions,
            CheckResult::Failed,
            CheckFinding::PermissionsMissing {
                permissions: info.missing().into_iter().map(Into::into).collect(),
            },
        ),
        Err(error) => failed(CheckedThing::Permissions, error),
    }
}

/// Looks at the number at Meta, and keeps what Meta says of it. The answer takes its time: what the
/// owner changed meanwhile stays changed, and a number that was removed stays removed.
async fn look(engine: &Engine, number: &Number) -> Result<CheckStep, ApiError> {
    let info = match engine.meta().number(&number.id).await {
        Ok(info) => info,
        Err(error) => return Ok(failed(CheckedThing::Number, &error)),
    };
    let seen = engine
        .change_number(&number.id, |kept| Some(seen(kept?, &info)))
        .await?
        .ok_or(Problem::NumberGone)?;
    let name = info.verified_name.unwrap_or(seen.name);
    Ok(step(
        CheckedThing::Number,
        CheckResult::Ok,
        CheckFinding::NumberFound {
            phone: seen.phone,
            name,
        },
    ))
}

/// A number with what Meta says of it.
fn seen(number: Number, info: &NumberInfo) -> Number {
    Number {
        phone: info.display_phone_number.clone().unwrap_or(number.phone),
        throughput: info.per_second(),
        quality: quality(info.quality),
        coexistence: number.coexistence || info.on_phone,
        stopped: None,
        checked: true,
        ..number
    }
}

fn quality(quality: Quality) -> Option<String> {
    match quality {
        Quality::Green => Some("green".to_owned()),
        Quality::Yellow => Some("yellow".to_owned()),
        Quality::Red => Some("red".to_owned()),
        Quality::Unknown => None,
    }
}

async fn webhook(engine: &Engine, number: &Number) -> CheckStep {
    match engine.meta().subscriptions(&number.id, &number.waba).await {
        Ok(apps) if apps.is_empty() => {
            match engine.meta().subscribe(&number.id, &number.waba).await {
                Ok(()) => step(
                    CheckedThing::Webhook,
                    CheckResult::Ok,
                    CheckFinding::DeliversNow,
                ),
                Err(error) => failed(CheckedThing::Webhook, &error),
            }
        }
        Ok(_) => step(
            CheckedThing::Webhook,
            CheckResult::Ok,
            CheckFinding::Delivers,
        ),
        Err(error) => failed(CheckedThing::Webhook, &error),
    }
}

/// A kept delivery had the right signature, or it would not have been kept.
async fn signature(engine: &Engine) -> Result<CheckStep, ApiError> {
    Ok(match engine.journal().last_delivery_at().await? {
        Some(_) => step(
            CheckedThing::Signature,
            CheckResult::Ok,
            CheckFinding::DeliveryArrived,
        ),
        None => step(
            CheckedThing::Signature,
            CheckResult::Waiting,
            CheckFinding::NothingArrived,
        ),
    })
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
    let number = known(engine, &input.number)?;
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
    let number = known(engine, &input.number)?;
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
