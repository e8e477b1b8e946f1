//! The window's one command. What can be asked stands in `engine::api`; here is only the way there.

use crate::seat::Seat;
use engine::api::types::ApiError;
use serde_json::Value;
use tauri::State;

/// Does the request called `name`. An error crosses as `{ code, text, about }`.
#[tauri::command]
pub(crate) async fn api(
    seat: State<'_, Seat>,
    name: String,
    payload: Value,
) -> Result<Value, ApiError> {
    seat.call(&name, payload).await
}
