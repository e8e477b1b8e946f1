//! Reads JSON that keeps no promise about its types.
//!
//! Meta and the programs around it write numbers as strings and strings as numbers, and leave
//! keys out. Every reader here answers `None` instead of failing, so that one odd value costs
//! that value only. It never judges what a value means.

use std::borrow::Cow;

use serde_json::Value;

/// A text; a number counts as its digits.
pub(crate) fn text(from: &Value, key: &str) -> Option<String> {
    as_text(from.get(key)?)
}

/// Like [`text`], for a value already at hand.
pub(crate) fn as_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A text that names something, so a blank one is as good as none.
pub(crate) fn id(from: &Value, key: &str) -> Option<String> {
    text(from, key)
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
}

/// The first of several keys that holds an id.
pub(crate) fn first_id(from: &Value, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| id(from, key))
}

/// A whole number, also when written as text or with a fraction of zero.
pub(crate) fn int(from: &Value, key: &str) -> Option<i64> {
    let value = from.get(key)?;
    value.as_i64().or_else(|| {
        let number = as_text(value)?.trim().parse::<f64>().ok()?;
        (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64)
    })
}

/// A number, also when written as text.
pub(crate) fn float(from: &Value, key: &str) -> Option<f64> {
    let number: f64 = as_text(from.get(key)?)?.trim().parse().ok()?;
    number.is_finite().then_some(number)
}

/// A yes or no, also when written as text.
pub(crate) fn flag(from: &Value, key: &str) -> Option<bool> {
    let value = from.get(key)?;
    value.as_bool().or_else(|| match as_text(value)?.trim() {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    })
}

/// Seconds since 1970. Zero, negative and placeholder values say nothing about the time.
pub(crate) fn seconds(from: &Value, key: &str) -> Option<i64> {
    int(from, key).filter(|seconds| *seconds > 0)
}

/// The elements of a list; a single value stands for a list of one.
pub(crate) fn list<'a>(from: &'a Value, key: &str) -> Vec<&'a Value> {
    match from.get(key) {
        None | Some(Value::Null) => vec![],
        Some(Value::Array(all)) => all.iter().collect(),
        Some(one @ (Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_))) => {
            vec![one]
        }
    }
}

/// The body as text that a JSON parser can take in.
///
/// Half of a surrogate pair (`\ud83d` alone, from a text cut in the middle of an emoji) is legal
/// JSON but no character. A parser would refuse the whole body for it, so it is replaced first.
pub(crate) fn readable(body: &[u8]) -> Cow<'_, str> {
    let text = String::from_utf8_lossy(body);
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim_start_matches('\u{feff}')),
        Cow::Owned(text) => Cow::Owned(text.trim_start_matches('\u{feff}').to_owned()),
    };
    if text.contains("\\ud") || text.contains("\\uD") {
        return Cow::Owned(without_half_pairs(&text));
    }
    text
}

fn without_half_pairs(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        whole.push_str(&rest[..at]);
        rest = &rest[at..];
        let (kept, length) = escape(rest);
        whole.push_str(kept);
        rest = &rest[length..];
    }
    whole.push_str(rest);
    whole
}

/// What stands for the escape at the start of `rest`, and how many bytes it took.
fn escape(rest: &str) -> (&str, usize) {
    match unit(rest) {
        Some(0xD800..=0xDBFF) => match rest.get(6..).and_then(unit) {
            Some(0xDC00..=0xDFFF) => (&rest[..12], 12),
            Some(_) | None => ("\\ufffd", 6),
        },
        Some(0xDC00..=0xDFFF) => ("\\ufffd", 6),
        Some(_) => (&rest[..6], 6),
        None => {
            let length = 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
            (&rest[..length], length)
        }
    }
}

fn unit(rest: &str) -> Option<u16> {
    let digits = rest.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok()
}
