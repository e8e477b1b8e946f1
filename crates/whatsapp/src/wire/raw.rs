//! One item of a webhook body as Meta sent it, for whoever wants to see what couldn't be shown. It reads
//! nothing of what the item says.

use serde_json::Value;

use super::loose;

/// The item with this id, if the body has one. What [`super::decode`] takes in can be found here too.
pub fn item_with_id(body: &[u8], id: &str) -> Option<Value> {
    let mut whole: Value = serde_json::from_str(&loose::readable(body)).ok()?;
    find(&mut whole, id).map(Value::take)
}

/// An answer names the message it answers in its `context`, and is not that message.
fn find<'a>(value: &'a mut Value, id: &str) -> Option<&'a mut Value> {
    if value.get("id").and_then(Value::as_str) == Some(id) {
        return Some(value);
    }
    match value {
        Value::Object(fields) => fields
            .iter_mut()
            .filter(|(key, _)| *key != "context")
            .find_map(|(_, inner)| find(inner, id)),
        Value::Array(items) => items.iter_mut().find_map(|inner| find(inner, id)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_item_is_found_in_a_body_that_is_cut_inside_an_emoji() {
        let body = br#"{"entry":[{"changes":[{"value":{
            "contacts":[{"profile":{"name":"Half \ud83d"}}],
            "messages":[{"id":"M1","type":"hologram"}]}}]}]}"#;
        let item = item_with_id(body, "M1").expect("the item");
        assert_eq!(item, json!({ "id": "M1", "type": "hologram" }));
        assert_eq!(item_with_id(body, "M2"), None);
    }

    #[test]
    fn an_answer_is_not_taken_for_what_it_answers() {
        let body = json!({ "messages": [
            { "id": "M2", "context": { "id": "M1" } },
            { "id": "M1", "type": "hologram" }
        ]});
        let item = item_with_id(body.to_string().as_bytes(), "M1");
        assert_eq!(item.expect("the item")["type"], "hologram");
    }
}
