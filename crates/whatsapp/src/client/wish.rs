//! Reads the keys of an answer that we would like to have.
//!
//! A key that is missing, or of another type than documented, is `None` and never an error.

use serde_json::Value;

/// A text, or a number's digits; never empty.
pub(super) fn text(from: &Value, key: &str) -> Option<String> {
    crate::wire::loose_id(from, key)
}

/// The `data` list of an answer.
pub(super) fn data(from: &Value) -> impl Iterator<Item = &Value> {
    from.get("data")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
}

/// The texts of a list.
pub(super) fn texts(from: &Value, key: &str) -> Vec<String> {
    let all = from
        .get(key)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    all.filter_map(Value::as_str).map(str::to_owned).collect()
}
