//! Message templates: the list of an account, and a template filled in for sending.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Value, json};

use super::answer::Answer;
use super::error::GraphError;
use crate::chat::{Choice, ChoiceKind, Content};
use crate::live::Live;
use crate::state::State;
use crate::world::Template;

/// `GET /{waba}/message_templates`, perhaps only those of a name, status or language.
pub(super) fn list(
    live: &Arc<Live>,
    waba: &str,
    query: &HashMap<String, String>,
) -> Result<Answer, GraphError> {
    live.change(|state, _| {
        let number = state.number_of_waba(waba);
        let number = number.ok_or_else(|| GraphError::no_such_object(waba))?;
        let wanted = |key: &str, value: &str| query.get(key).is_none_or(|asked| asked == value);
        let templates = number.business.templates.iter().filter(|template| {
            wanted("name", &template.name)
                && wanted("status", &template.status)
                && wanted("language", &template.language)
        });
        let data: Vec<Value> = templates
            .enumerate()
            .map(|(place, one)| listed(waba, place, one))
            .collect();
        let mut answer = json!({ "paging": {} });
        if query.contains_key("summary") {
            answer["summary"] = json!({
                "total_count": data.len(),
                "message_template_count": number.business.templates.len(),
                "message_template_limit": 250,
                "are_translations_complete": true,
            });
        }
        answer["data"] = json!(data);
        Ok(Answer::Json(answer))
    })
}

fn listed(waba: &str, place: usize, template: &Template) -> Value {
    let mut body = json!({ "type": "BODY", "text": template.body });
    if !template.examples.is_empty() {
        body["example"] = json!({ "body_text": [template.examples] });
    }
    let mut components = vec![body];
    if !template.buttons.is_empty() {
        let buttons = template.buttons.iter();
        let buttons: Vec<Value> = buttons
            .map(|text| json!({ "type": "QUICK_REPLY", "text": text }))
            .collect();
        components.push(json!({ "type": "BUTTONS", "buttons": buttons }));
    }
    json!({
        "id": format!("{waba}{place}"),
        "name": template.name,
        "language": template.language,
        "category": template.category,
        "status": template.status,
        "parameter_format": "POSITIONAL",
        "components": components,
    })
}

/// The template that a send names, with its values in place.
pub(super) fn fill(state: &State, number: &str, part: &Value) -> Result<Content, GraphError> {
    let name = part["name"]
        .as_str()
        .ok_or_else(|| GraphError::missing("template.name"))?;
    let language = &part["language"]["code"];
    let language = language
        .as_str()
        .ok_or_else(|| GraphError::missing("template.language"))?;
    let own = state
        .numbers
        .get(number)
        .map(|own| own.business.templates.as_slice());
    let template = own
        .unwrap_or_default()
        .iter()
        .find(|template| template.name == name && template.language == language)
        .ok_or_else(|| GraphError::new(132_001, &format!("There is no {name} in {language}")))?;
    match template.status.as_str() {
        "APPROVED" => {}
        "PAUSED" => return Err(GraphError::new(132_015, "The template is paused")),
        "DISABLED" => return Err(GraphError::new(132_016, "The template is disabled")),
        _ => return Err(GraphError::new(132_001, "The template is not approved")),
    }
    let values = values(part)?;
    if values.len() != template.values() {
        let details = format!("{} values for {} places", values.len(), template.values());
        return Err(GraphError::new(132_000, &details));
    }
    let mut body = template.body.clone();
    for (place, value) in values.iter().enumerate() {
        body = body.replace(&format!("{{{{{}}}}}", place + 1), value);
    }
    if body.chars().count() > 1_024 {
        return Err(GraphError::new(132_005, "The filled-in text is too long"));
    }
    let buttons = template.buttons.iter();
    let choice = |text: &String| Choice {
        id: text.clone(),
        title: text.clone(),
        description: None,
    };
    Ok(Content::Offer {
        header: None,
        body,
        footer: None,
        offered: ChoiceKind::Template,
        choices: buttons.map(choice).collect(),
        link: None,
    })
}

/// The values for the body, in order.
fn values(part: &Value) -> Result<Vec<String>, GraphError> {
    let components = part.get("components").and_then(Value::as_array);
    let body = components.into_iter().flatten().find(|component| {
        component["type"]
            .as_str()
            .is_some_and(|t| t.eq_ignore_ascii_case("body"))
    });
    let parameters = body.and_then(|body| body["parameters"].as_array());
    let value = |parameter: &Value| match parameter["text"].as_str() {
        Some(text) if !text.contains(['\n', '\t']) && !text.contains("     ") => {
            Ok(text.to_owned())
        }
        Some(_) => Err(GraphError::new(
            132_007,
            "No new lines, tabs or rows of blanks in a value",
        )),
        None => Err(GraphError::new(132_012, "Only values of type text")),
    };
    parameters.into_iter().flatten().map(value).collect()
}
