//! What the providers say, each in its own protocol. Nothing here is taken from the client's own types.

use agent::Provider;
use serde_json::{Value, json};

pub(crate) const EVERY: [Provider; 4] = [
    Provider::OpenAi,
    Provider::Anthropic,
    Provider::Gemini,
    Provider::Ollama,
];

/// "`text`", as a provider says it.
pub(crate) fn says(provider: Provider, text: &str) -> String {
    let usage = json!({ "prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2 });
    match provider {
        Provider::OpenAi => json!({
            "id": "c", "object": "chat.completion", "model": "m", "usage": usage,
            "choices": [{ "index": 0, "finish_reason": "stop", "message": { "role": "assistant", "content": text } }],
        }),
        Provider::Anthropic => json!({
            "id": "c", "type": "message", "role": "assistant", "model": "m", "stop_reason": "end_turn",
            "content": [{ "type": "text", "text": text }],
            "usage": { "input_tokens": 1, "output_tokens": 1 },
        }),
        Provider::Gemini => json!({
            "candidates": [{ "finishReason": "STOP", "content": { "role": "model", "parts": [{ "text": text }] } }],
            "usageMetadata": { "promptTokenCount": 1, "candidatesTokenCount": 1, "totalTokenCount": 2 },
            "modelVersion": "m",
        }),
        Provider::Ollama => json!({
            "model": "m", "created_at": "2026-01-01T00:00:00Z", "done": true, "done_reason": "stop",
            "message": { "role": "assistant", "content": text },
        }),
    }
    .to_string()
}

/// A call of the hand-over tool, as a provider says it.
pub(crate) fn hands_over(provider: Provider) -> String {
    let arguments = json!({ "trigger": "high_value", "reason": "They want forty." });
    match provider {
        Provider::OpenAi => json!({
            "id": "c", "object": "chat.completion", "model": "m",
            "choices": [{ "index": 0, "finish_reason": "tool_calls", "message": {
                "role": "assistant", "content": null,
                "tool_calls": [{ "id": "t", "type": "function",
                    "function": { "name": "hand_over", "arguments": arguments.to_string() } }],
            } }],
        }),
        Provider::Anthropic => json!({
            "id": "c", "type": "message", "role": "assistant", "model": "m", "stop_reason": "tool_use",
            "content": [{ "type": "tool_use", "id": "t", "name": "hand_over", "input": arguments }],
            "usage": { "input_tokens": 1, "output_tokens": 1 },
        }),
        Provider::Gemini => json!({
            "candidates": [{ "finishReason": "STOP", "content": { "role": "model", "parts": [
                { "functionCall": { "name": "hand_over", "args": arguments } },
            ] } }],
            "modelVersion": "m",
        }),
        Provider::Ollama => json!({
            "model": "m", "created_at": "2026-01-01T00:00:00Z", "done": true, "done_reason": "stop",
            "message": { "role": "assistant", "content": "",
                "tool_calls": [{ "function": { "name": "hand_over", "arguments": arguments } }] },
        }),
    }
    .to_string()
}

/// "I won't answer that", as a provider says it.
pub(crate) fn declines(provider: Provider) -> String {
    let mut said: Value = serde_json::from_str(&says(provider, "")).expect("JSON");
    match provider {
        Provider::OpenAi => {
            said["choices"][0]["message"] = json!({ "role": "assistant", "content": null, "refusal": "I can't help with that." });
        }
        Provider::Anthropic => {
            said["stop_reason"] = json!("refusal");
            said["content"] = json!([]);
        }
        Provider::Gemini => {
            said = json!({ "promptFeedback": { "blockReason": "SAFETY" }, "modelVersion": "m" });
        }
        // Ollama has no word for it: nothing comes.
        Provider::Ollama => {}
    }
    said.to_string()
}

/// The same answer, cut off at the most tokens.
pub(crate) fn cut_off(provider: Provider) -> String {
    let mut said: Value = serde_json::from_str(&says(provider, "A cleaning is")).expect("JSON");
    match provider {
        Provider::OpenAi => said["choices"][0]["finish_reason"] = json!("length"),
        Provider::Anthropic => said["stop_reason"] = json!("max_tokens"),
        Provider::Gemini => said["candidates"][0]["finishReason"] = json!("MAX_TOKENS"),
        Provider::Ollama => said["done_reason"] = json!("length"),
    }
    said.to_string()
}
