//! What operators' marks moved: seen, forgotten, held.

use super::Caller;
use super::types::{ApiError, PlaybookRef, SetShift, ThresholdShift};
use crate::Engine;

pub(super) async fn shifts(
    engine: &Engine,
    _: &Caller,
    input: PlaybookRef,
) -> Result<Vec<ThresholdShift>, ApiError> {
    Ok(engine.threshold_shifts(&input.playbook).await?)
}

pub(super) async fn set_shift(
    engine: &Engine,
    _: &Caller,
    input: SetShift,
) -> Result<Vec<ThresholdShift>, ApiError> {
    engine
        .change_shift(&input.playbook, input.trigger, input.change)
        .await?;
    Ok(engine.threshold_shifts(&input.playbook).await?)
}
