//! Interactive messages: reply buttons, lists, links, requests for a location.

use std::collections::HashSet;

use serde_json::Value;

use super::{Checked, TEXT_LIMIT, optional_text, text};
use crate::chat::{Choice, ChoiceKind, Content};
use crate::graph::error::GraphError;

const BODY_LIMIT: usize = 1_024;
const SIDE_LIMIT: usize = 60;
const BUTTONS: usize = 3;
const SECTIONS: usize = 10;
const ROWS: usize = 10;

pub(super) fn content(part: &Value) -> Checked<Content> {
    let kind = text(part, "interactive.type", "type", 64)?;
    match kind.as_str() {
        "button" => {
            let choices = buttons(&part["action"])?;
            offer(part, BODY_LIMIT, ChoiceKind::Buttons, choices, None)
        }
        "list" => {
            text(&part["action"], "interactive.action.button", "button", 20)?;
            let choices = rows(&part["action"])?;
            offer(part, TEXT_LIMIT, ChoiceKind::List, choices, None)
        }
        "cta_url" => {
            let parameters = &part["action"]["parameters"];
            let at = "interactive.action.parameters";
            let label = text(
                parameters,
                &format!("{at}.display_text"),
                "display_text",
                20,
            )?;
            let link = text(parameters, &format!("{at}.url"), "url", 2_000)?;
            offer(
                part,
                BODY_LIMIT,
                ChoiceKind::Buttons,
                Vec::new(),
                Some((label, link)),
            )
        }
        "location_request_message" => {
            offer(part, BODY_LIMIT, ChoiceKind::Buttons, Vec::new(), None)
        }
        other => Err(GraphError::invalid("interactive.type", other)),
    }
}

fn offer(
    part: &Value,
    body_limit: usize,
    offered: ChoiceKind,
    choices: Vec<Choice>,
    link: Option<(String, String)>,
) -> Checked<Content> {
    let header = part.get("header").filter(|header| header["type"] == "text");
    let header = header
        .map(|header| text(header, "interactive.header.text", "text", SIDE_LIMIT))
        .transpose()?;
    let footer = optional_text(
        &part["footer"],
        "interactive.footer.text",
        "text",
        SIDE_LIMIT,
    )?;
    let body = text(&part["body"], "interactive.body.text", "text", body_limit)?;
    Ok(Content::Offer {
        header,
        body,
        footer,
        offered,
        choices,
        link,
    })
}

fn buttons(action: &Value) -> Checked<Vec<Choice>> {
    let at = "interactive.action.buttons";
    let buttons = action["buttons"]
        .as_array()
        .ok_or_else(|| GraphError::missing(at))?;
    if buttons.is_empty() || buttons.len() > BUTTONS {
        return Err(GraphError::invalid(at, "one to three buttons"));
    }
    let button = |button: &Value| {
        let reply = &button["reply"];
        let id = text(reply, &format!("{at}.reply.id"), "id", 256)?;
        let title = text(reply, &format!("{at}.reply.title"), "title", 20)?;
        Ok(Choice {
            id,
            title,
            description: None,
        })
    };
    let choices = buttons.iter().map(button).collect::<Checked<Vec<_>>>()?;
    all_different(choices.iter().map(|choice| choice.title.as_str()), at)?;
    all_different(choices.iter().map(|choice| choice.id.as_str()), at)?;
    Ok(choices)
}

fn rows(action: &Value) -> Checked<Vec<Choice>> {
    let at = "interactive.action.sections";
    let sections = action["sections"]
        .as_array()
        .ok_or_else(|| GraphError::missing(at))?;
    if sections.is_empty() || sections.len() > SECTIONS {
        return Err(GraphError::invalid(at, "one to ten sections"));
    }
    let mut choices = Vec::new();
    for section in sections {
        let title = optional_text(section, &format!("{at}.title"), "title", 24)?;
        if title.is_none() && sections.len() > 1 {
            return Err(GraphError::missing(&format!("{at}.title")));
        }
        let rows = section["rows"]
            .as_array()
            .ok_or_else(|| GraphError::missing(at))?;
        for row in rows {
            let id = text(row, &format!("{at}.rows.id"), "id", 200)?;
            let title = text(row, &format!("{at}.rows.title"), "title", 24)?;
            let description =
                optional_text(row, &format!("{at}.rows.description"), "description", 72)?;
            choices.push(Choice {
                id,
                title,
                description,
            });
        }
    }
    if choices.is_empty() || choices.len() > ROWS {
        return Err(GraphError::invalid(at, "one to ten rows in all"));
    }
    all_different(choices.iter().map(|choice| choice.id.as_str()), at)?;
    Ok(choices)
}

fn all_different<'a>(words: impl Iterator<Item = &'a str>, at: &str) -> Checked<()> {
    let mut seen = HashSet::new();
    for word in words {
        if !seen.insert(word) {
            return Err(GraphError::invalid(at, &format!("{word} is there twice")));
        }
    }
    Ok(())
}
