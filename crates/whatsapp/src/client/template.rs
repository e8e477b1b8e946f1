//! A template as the account has it, ready for a picker: its words and its blanks.
//!
//! Filling it in is [`super::Template`]; writing and approving templates happens at Meta.

use serde_json::Value;

use super::wish;

/// The keys to ask Meta for.
pub(super) const FIELDS: &str = "name,language,status,category,parameter_format,components";

/// One template in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateInfo {
    /// Its name.
    pub name: String,
    /// Such as `es_MX`.
    pub language: String,
    /// Only `APPROVED` may be sent.
    pub status: String,
    /// `MARKETING`, `UTILITY` or `AUTHENTICATION`.
    pub category: String,
    /// True when its blanks have names and not numbers.
    pub named: bool,
    /// `TEXT`, `IMAGE`, `VIDEO`, `DOCUMENT` or `LOCATION`; none without a header.
    pub header_format: Option<String>,
    /// The words of the header.
    pub header: Option<String>,
    /// The words of the body, with its blanks.
    pub body: String,
    /// The words below.
    pub footer: Option<String>,
    /// What stands between `{{` and `}}` in the body, in order, each once.
    pub blanks: Vec<String>,
    /// Its buttons, in order.
    pub buttons: Vec<TemplateInfoButton>,
}

/// A button of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateInfoButton {
    /// `QUICK_REPLY`, `URL`, `PHONE_NUMBER`, …
    pub kind: String,
    /// What stands on it.
    pub text: String,
    /// Where it leads.
    pub url: Option<String>,
}

impl TemplateInfo {
    /// True when it may be sent.
    pub fn is_approved(&self) -> bool {
        self.status == "APPROVED"
    }

    pub(super) fn read(from: &Value) -> Option<Self> {
        let text = |key| wish::text(from, key).unwrap_or_default();
        let part = |kind| component(from, kind);
        let body = part("BODY")
            .and_then(|part| wish::text(part, "text"))
            .unwrap_or_default();
        Some(Self {
            name: wish::text(from, "name")?,
            language: text("language"),
            status: text("status").to_ascii_uppercase(),
            category: text("category"),
            named: text("parameter_format").eq_ignore_ascii_case("named"),
            header_format: part("HEADER").and_then(|part| wish::text(part, "format")),
            header: part("HEADER").and_then(|part| wish::text(part, "text")),
            footer: part("FOOTER").and_then(|part| wish::text(part, "text")),
            blanks: blanks(&body),
            buttons: part("BUTTONS").map(buttons).unwrap_or_default(),
            body,
        })
    }
}

fn component<'a>(template: &'a Value, kind: &str) -> Option<&'a Value> {
    let all = template.get("components").and_then(Value::as_array)?;
    let is_kind =
        |part: &&Value| wish::text(part, "type").is_some_and(|is| is.eq_ignore_ascii_case(kind));
    all.iter().find(is_kind)
}

fn buttons(part: &Value) -> Vec<TemplateInfoButton> {
    let all = part
        .get("buttons")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    all.map(|button| TemplateInfoButton {
        kind: wish::text(button, "type").unwrap_or_default(),
        text: wish::text(button, "text").unwrap_or_default(),
        url: wish::text(button, "url"),
    })
    .collect()
}

fn blanks(body: &str) -> Vec<String> {
    let mut found: Vec<String> = vec![];
    for piece in body.split("{{").skip(1) {
        let Some((name, _)) = piece.split_once("}}") else {
            continue;
        };
        let name = name.trim().to_owned();
        if !name.is_empty() && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
