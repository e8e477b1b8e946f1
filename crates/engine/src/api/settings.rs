//! Settings of the seat and of the house, and the language model's key.

use super::Caller;
use super::types::{
    ApiError, ErrorCode, ModelCheck, ModelChoice, Nothing, Problem, SetModelKey, Settings,
    SettingsView, Topic,
};
use crate::ports::{NoSecret, SecretName};
use crate::{Engine, because};
use std::path::Path;
use whatsapp::Secret;

pub(super) async fn settings(
    engine: &Engine,
    caller: &Caller,
    _: Nothing,
) -> Result<SettingsView, ApiError> {
    let size = engine.journal().size().await?;
    let key = engine.ports().secrets.get(&SecretName::ModelKey);
    Ok(SettingsView {
        settings: engine.settings_of(&caller.seat).await?,
        has_model_key: matches!(key, Ok(Some(_))),
        data_folder: engine
            .journal()
            .path()
            .parent()
            .map(in_full)
            .unwrap_or_default(),
        store_bytes: size.bytes,
        conversations: size.conversations,
        messages: size.messages,
    })
}

pub(super) async fn save_settings(
    engine: &Engine,
    caller: &Caller,
    input: Settings,
) -> Result<SettingsView, ApiError> {
    check(&input.model)?;
    engine
        .change_seat(&caller.seat, |seat| {
            seat.language = input.language;
            seat.theme = input.theme;
            seat.single_keys = input.single_keys;
            seat.autostart = input.autostart;
        })
        .await?;
    engine
        .change_house_settings(|house| {
            house.alert_contents = input.alert_contents;
            house.alert_sound = input.alert_sound;
            house.model = input.model;
        })
        .await?;
    engine.reload_model().await?;
    engine.changes().topic(Topic::Settings);
    settings(engine, caller, Nothing {}).await
}

/// As a person finds it, wherever Relevo was started.
fn in_full(folder: &Path) -> String {
    let full = std::path::absolute(folder);
    full.as_deref().unwrap_or(folder).display().to_string()
}

fn check(model: &ModelChoice) -> Result<(), ApiError> {
    match model {
        ModelChoice::Embedded => Ok(()),
        ModelChoice::Remote { name, .. } if name.trim().is_empty() => {
            Err(Problem::ModelUnnamed.into())
        }
        ModelChoice::Remote {
            base_url: Some(url),
            ..
        } if url::Url::parse(url).is_err() => Err(Problem::AddressInvalid.into()),
        ModelChoice::Remote { .. } => Ok(()),
    }
}

pub(super) async fn set_model_key(
    engine: &Engine,
    caller: &Caller,
    input: SetModelKey,
) -> Result<SettingsView, ApiError> {
    let secret = Some(Secret::new(&input.key)).filter(|secret| !secret.is_empty());
    engine
        .ports()
        .secrets
        .put(&SecretName::ModelKey, secret)
        .map_err(no_place)?;
    engine.reload_model().await?;
    settings(engine, caller, Nothing {}).await
}

/// Why there is no secret, as a screen explains it.
pub(super) fn no_place(error: NoSecret) -> ApiError {
    match error {
        NoSecret::NoPlace(how) => ApiError::new(ErrorCode::NoKeyring, how),
        NoSecret::Failed(_) => Problem::KeyringSilent.into(),
        NoSecret::Elsewhere(variable) => Problem::SecretElsewhere { variable }.into(),
    }
}

pub(super) async fn check_model(
    engine: &Engine,
    _: &Caller,
    _: Nothing,
) -> Result<ModelCheck, ApiError> {
    Ok(match engine.ask_model_once().await {
        Ok(text) => ModelCheck {
            ok: true,
            text,
            failure: None,
        },
        Err(error) => ModelCheck {
            ok: false,
            text: error.to_string(),
            failure: Some(because::agent_failure(&error)),
        },
    })
}
