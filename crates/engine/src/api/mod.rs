//! What a screen can ask of Relevo. [`list`] declares it once, with [`call`] to do it by name; the
//! other modules do the work, one per screen. Both hosts bridge the same list.

mod baton;
mod caller;
mod conversation_view;
mod inbox;
mod insights;
pub mod list;
mod numbers;
mod playbooks;
mod row;
mod seat;
mod settings;
mod shifts;
mod speech;
mod team;
mod templates;
mod thread;
pub mod types;
pub mod typescript;

pub use caller::{Caller, SeatId};
pub use list::call;

use serde::Serialize;
use serde::de::DeserializeOwned;
use types::{ApiError, ErrorCode};

/// Reads a payload. Screens are generated from the same list, so another shape is a defect or an
/// old screen.
fn read<T: DeserializeOwned>(payload: serde_json::Value) -> Result<T, ApiError> {
    // A request without input may come without a payload.
    let payload = if payload.is_null() {
        serde_json::Value::Object(serde_json::Map::new())
    } else {
        payload
    };
    serde_json::from_value(payload).map_err(|error| {
        ApiError::new(
            ErrorCode::Invalid,
            format!("the request can't be read: {error}"),
        )
    })
}

fn write<T: Serialize>(output: &T) -> Result<serde_json::Value, ApiError> {
    serde_json::to_value(output).map_err(|error| {
        ApiError::new(
            ErrorCode::Internal,
            format!("the answer can't be written: {error}"),
        )
    })
}
