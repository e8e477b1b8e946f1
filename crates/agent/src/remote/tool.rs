//! The one tool a model has: handing over. A tool call can't be confused with words to the customer,
//! as a marker in the text could.

use crate::drafter::NoAnswer;
use conversation::signal::Trigger;
use genai::chat::{Tool, ToolCall};
use serde_json::{Value, json};

const NAME: &str = "hand_over";

/// The tool, as the model is told of it.
pub(super) fn hand_over() -> Tool {
    let triggers: Vec<&str> = Trigger::ALL.into_iter().map(Trigger::word).collect();
    Tool::new(NAME)
        .with_description(
            "Calls a person of the business. Use it instead of answering whenever the facts don't \
             hold the answer, a decision or exception is asked for, the customer asks for a person, \
             is upset, is a large opportunity, or touches law, health, safety, money or personal data.",
        )
        .with_schema(json!({
            "type": "object",
            "properties": {
                "trigger": { "type": "string", "enum": triggers, "description": "Which reason it is." },
                "reason": { "type": "string", "description": "Why, in one short sentence." },
            },
            "required": ["trigger", "reason"],
        }))
}

/// What the model called it with.
pub(super) fn read(call: &ToolCall) -> Result<(Trigger, String), NoAnswer> {
    if call.fn_name != NAME {
        return Err(NoAnswer::Unusable(format!(
            "it called an unknown tool: {}",
            call.fn_name
        )));
    }
    let field = |name: &str| call.fn_arguments.get(name).and_then(Value::as_str);
    let trigger = field("trigger").and_then(|word| {
        Trigger::ALL
            .into_iter()
            .find(|trigger| trigger.word() == word)
    });
    // A hand-over for a reason we have no word for is still a hand-over.
    let why = field("reason").unwrap_or_default().trim().to_owned();
    Ok((trigger.unwrap_or(Trigger::OutOfScope), why))
}
