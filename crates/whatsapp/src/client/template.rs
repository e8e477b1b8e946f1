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

    /// True when numbered values for the body are all it wants: no picture above, no blank in the header
    /// or behind a button, no code or form that a button carries.
    pub fn wants_only_words(&self) -> bool {
        let numbered = (1..=self.blanks.len()).all(|n| self.blanks.contains(&n.to_string()));
        let header = match self.header_format.as_deref() {
            None => true,
            Some("TEXT") => self.header.as_deref().is_none_or(|words| !has_blank(words)),
            Some(_) => false,
        };
        let buttons = self.buttons.iter().all(TemplateInfoButton::is_plain);
        (self.blanks.is_empty() || (!self.named && numbered))
            && header
            && buttons
            && self.category != "AUTHENTICATION"
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

impl TemplateInfoButton {
    /// True when it is sent as it stands.
    fn is_plain(&self) -> bool {
        match self.kind.as_str() {
            "QUICK_REPLY" | "PHONE_NUMBER" => true,
            "URL" => self.url.as_deref().is_none_or(|url| !has_blank(url)),
            _ => false,
        }
    }
}

fn has_blank(words: &str) -> bool {
    words.contains("{{")
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

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn wants_only_words(category: &str, format: &str, components: &Value) -> bool {
        let template = json!({
            "name": "reminder", "language": "es", "status": "APPROVED", "category": category,
            "parameter_format": format, "components": components
        });
        TemplateInfo::read(&template)
            .expect("a template")
            .wants_only_words()
    }

    fn body(words: &str) -> Value {
        json!({ "type": "BODY", "text": words })
    }

    #[test]
    fn a_template_with_numbered_words_can_be_filled_in() {
        let utility = |components: Value| wants_only_words("UTILITY", "POSITIONAL", &components);
        assert!(utility(json!([body("Hola")])));
        assert!(utility(json!([body("Hola {{2}}, {{1}}. {{2}}")])));
        let buttons = json!([
            { "type": "QUICK_REPLY", "text": "Sí" },
            { "type": "URL", "text": "Ver", "url": "https://x.example" }
        ]);
        assert!(utility(json!([
            { "type": "HEADER", "format": "TEXT", "text": "Aviso" },
            body("Hola"),
            { "type": "BUTTONS", "buttons": buttons }
        ])));
    }

    #[test]
    fn what_wants_more_than_numbered_words_is_known_by_it() {
        let utility = |components: Value| wants_only_words("UTILITY", "POSITIONAL", &components);
        let button = |kind: &str, url: &str| {
            let button = json!({ "type": kind, "text": "Ver", "url": url });
            utility(json!([body("Hola"), { "type": "BUTTONS", "buttons": [button] }]))
        };
        assert!(!wants_only_words(
            "UTILITY",
            "NAMED",
            &json!([body("Hola {{name}}")])
        ));
        assert!(!utility(json!([body("Hola {{2}}")])));
        assert!(!utility(
            json!([{ "type": "HEADER", "format": "IMAGE" }, body("Hola")])
        ));
        let header = json!({ "type": "HEADER", "format": "TEXT", "text": "Para {{1}}" });
        assert!(!utility(json!([header, body("Hola")])));
        assert!(!button("URL", "https://x.example/{{1}}"));
        assert!(!button("COPY_CODE", ""));
        assert!(!wants_only_words(
            "AUTHENTICATION",
            "POSITIONAL",
            &json!([body("{{1}}")])
        ));
    }
}
