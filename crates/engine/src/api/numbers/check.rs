//! The live check of a number: each step asks Meta, or the journal, and tells what it found.

use crate::api::types::{
    ApiError, CheckFinding, CheckResult, CheckStep, CheckedThing, NumberCheck, Problem,
};
use crate::house::Number;
use crate::{Engine, because};
use whatsapp::client::{NumberInfo, Quality, SendError, TokenInfo};

pub(super) async fn run(engine: &Engine, number: &Number) -> Result<NumberCheck, ApiError> {
    let token = engine.meta().token(&number.id).await;
    let info = engine.meta().number(&number.id).await;
    Ok(NumberCheck {
        steps: vec![
            accepted(token.as_ref()),
            permissions(token.as_ref()),
            look(engine, number, info.as_ref()).await?,
            webhook(engine, number, token.as_ref(), info.as_ref().ok()).await?,
            signature(engine, number).await?,
        ],
    })
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

fn accepted(info: Result<&TokenInfo, &SendError>) -> CheckStep {
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

/// Keeps what Meta says of the number. The answer took its time: what the owner changed meanwhile stays changed, and a number that was removed stays removed.
async fn look(
    engine: &Engine,
    number: &Number,
    info: Result<&NumberInfo, &SendError>,
) -> Result<CheckStep, ApiError> {
    let info = match info {
        Ok(info) => info,
        Err(error) => return Ok(failed(CheckedThing::Number, error)),
    };
    let seen = engine
        .change_number(&number.id, |kept| Some(seen(kept?, info)))
        .await?
        .ok_or(Problem::NumberGone)?;
    let name = info.verified_name.clone().unwrap_or(seen.name);
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

/// Whether the account delivers to the token's own app, and that app to us. Other apps may be
/// subscribed beside it, such as the tool that had the number before.
async fn webhook(
    engine: &Engine,
    number: &Number,
    token: Result<&TokenInfo, &SendError>,
    info: Option<&NumberInfo>,
) -> Result<CheckStep, ApiError> {
    let found = match delivers(engine, number, token).await {
        Ok(found) => found,
        Err(error) => return Ok(failed(CheckedThing::Webhook, &error)),
    };
    let ours = engine.house_settings().await?.public_url;
    let theirs = info.and_then(|info| {
        info.own_webhook
            .as_ref()
            .or(info.inherited_webhook.as_ref())
    });
    Ok(match (theirs, ours) {
        // An owner who set it up at Meta by hand never told us our address.
        (Some(address), Some(ours)) if !is_same(address, &ours) => step(
            CheckedThing::Webhook,
            CheckResult::Failed,
            CheckFinding::DeliversElsewhere {
                address: address.clone(),
            },
        ),
        (Some(_) | None, _) => step(CheckedThing::Webhook, CheckResult::Ok, found),
    })
}

/// Has the account deliver to the token's app if it doesn't yet.
async fn delivers(
    engine: &Engine,
    number: &Number,
    token: Result<&TokenInfo, &SendError>,
) -> Result<CheckFinding, SendError> {
    let app = token.map_err(Clone::clone)?.app_id.as_ref();
    let apps = engine
        .meta()
        .subscriptions(&number.id, &number.waba)
        .await?;
    if app.is_some() && apps.iter().any(|listed| listed.app_id.as_ref() == app) {
        return Ok(CheckFinding::Delivers);
    }
    engine.meta().subscribe(&number.id, &number.waba).await?;
    Ok(CheckFinding::DeliversNow)
}

/// Meta may keep an address with or without the slash at its end.
fn is_same(one: &str, other: &str) -> bool {
    one.trim_end_matches('/') == other.trim().trim_end_matches('/')
}

/// A kept delivery had the right signature, or it would not have been kept. One to another number, or
/// from before the app secret was given, says nothing of this one's.
async fn signature(engine: &Engine, number: &Number) -> Result<CheckStep, ApiError> {
    let last = engine.journal().last_delivery_to(&number.id).await?;
    Ok(if last.is_some_and(|at| Some(at) >= number.secret_since) {
        step(
            CheckedThing::Signature,
            CheckResult::Ok,
            CheckFinding::DeliveryArrived,
        )
    } else {
        step(
            CheckedThing::Signature,
            CheckResult::Waiting,
            CheckFinding::NothingArrived,
        )
    })
}
