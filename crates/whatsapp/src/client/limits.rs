//! Meta's limits on what a message may hold, checked before it leaves.
//!
//! A message that Meta would refuse costs a round trip and says less clearly what is wrong.
//! Whether it is wise to send it is not asked here.

use std::collections::HashSet;

use super::error::{Refusal, SendError};
use super::outgoing::{
    Buttons, Header, List, MediaOut, Outbound, Outgoing, Params, Recipient, Section, Template,
};
use crate::wire::MediaKind;

/// What is wrong with a message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// Too many characters.
    #[error("{what} has {is} characters, and {most} are allowed")]
    TooLong {
        /// Which part.
        what: &'static str,
        /// How long it is.
        is: usize,
        /// How long it may be.
        most: usize,
    },
    /// Nothing where something is needed.
    #[error("{0} is empty")]
    Empty(&'static str),
    /// Too many of something.
    #[error("{is} {what}, and {most} are allowed")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there are.
        is: usize,
        /// How many there may be.
        most: usize,
    },
    /// The same twice, where each must differ.
    #[error("{what} `{text}` stands there twice")]
    Twice {
        /// Which part.
        what: &'static str,
        /// The text.
        text: String,
    },
    /// No phone in international form.
    #[error("the phone number is not in international form")]
    Phone,
    /// A part that this kind of message can't have.
    #[error("{0}")]
    Unfit(&'static str),
}

impl From<Invalid> for SendError {
    fn from(invalid: Invalid) -> Self {
        Self::Refused {
            code: None,
            refusal: Refusal::Invalid,
            text: invalid.to_string(),
        }
    }
}

/// Would Meta take this?
pub fn check(outgoing: &Outgoing) -> Result<(), Invalid> {
    match &outgoing.to {
        Recipient::Phone(phone) => plus_phone(phone).map(drop).ok_or(Invalid::Phone)?,
        Recipient::UserId(id) => filled("the user id", id, 256)?,
    }
    at_most("the callback data", outgoing.effect.as_deref(), 512)?;
    match &outgoing.content {
        Outbound::Text { body, .. } => filled("the text", body, 4096),
        Outbound::Media(file) => media(file),
        Outbound::Reaction { message_id, .. } => filled("the message id", message_id, 512),
        Outbound::Buttons(question) => buttons(question),
        Outbound::List(question) => list(question),
        Outbound::Template(filled_in) => template(filled_in),
    }
}

/// The phone as `+` and digits; `None` if it can't be one.
pub(super) fn plus_phone(phone: &str) -> Option<String> {
    let odd = |letter: char| !(letter.is_ascii_digit() || "+ -().".contains(letter));
    if phone.contains(odd) {
        return None;
    }
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    (5..=15)
        .contains(&digits.len())
        .then(|| format!("+{digits}"))
}

fn media(file: &MediaOut) -> Result<(), Invalid> {
    filled("the media id", &file.id, 512)?;
    at_most("the caption", file.caption.as_deref(), 1024)?;
    let captioned = match file.kind {
        MediaKind::Image | MediaKind::Video | MediaKind::Document => true,
        MediaKind::Audio | MediaKind::Sticker => false,
    };
    if file.caption.is_some() && !captioned {
        return Err(Invalid::Unfit("audio and stickers have no caption"));
    }
    if file.filename.is_some() && file.kind != MediaKind::Document {
        return Err(Invalid::Unfit("only a document has a file name"));
    }
    Ok(())
}

fn buttons(question: &Buttons) -> Result<(), Invalid> {
    question.header.as_ref().map_or(Ok(()), header)?;
    filled("the question", &question.body, 1024)?;
    at_most("the footer", question.footer.as_deref(), 60)?;
    count("buttons", question.buttons.len(), 3)?;
    for button in &question.buttons {
        filled("a button's id", &button.id, 256)?;
        filled("a button's title", &button.title, 20)?;
    }
    distinct(
        "the button",
        question.buttons.iter().map(|button| button.title.as_str()),
    )?;
    distinct(
        "the button id",
        question.buttons.iter().map(|button| button.id.as_str()),
    )
}

fn header(header: &Header) -> Result<(), Invalid> {
    match header {
        Header::Text(text) => filled("the header", text, 60),
        Header::Media(file) => match file.kind {
            MediaKind::Image | MediaKind::Video | MediaKind::Document => media(file),
            MediaKind::Audio | MediaKind::Sticker => Err(Invalid::Unfit(
                "a header is words, a picture, a film or a document",
            )),
        },
    }
}

fn list(question: &List) -> Result<(), Invalid> {
    if let Some(header) = &question.header {
        filled("the header", header, 60)?;
    }
    filled("the question", &question.body, 4096)?;
    at_most("the footer", question.footer.as_deref(), 60)?;
    filled("the list's button", &question.button, 20)?;
    count("sections", question.sections.len(), 10)?;
    let several = question.sections.len() > 1;
    question
        .sections
        .iter()
        .try_for_each(|part| section(part, several))?;
    let rows = || question.sections.iter().flat_map(|section| &section.rows);
    count("rows", rows().count(), 10)?;
    distinct("the row id", rows().map(|row| row.id.as_str()))
}

fn section(section: &Section, several: bool) -> Result<(), Invalid> {
    at_most("a section's title", section.title.as_deref(), 24)?;
    if several && section.title.as_deref().unwrap_or_default().is_empty() {
        return Err(Invalid::Empty("a section's title"));
    }
    for row in &section.rows {
        filled("a row's id", &row.id, 200)?;
        filled("a row's title", &row.title, 24)?;
        at_most("a row's description", row.description.as_deref(), 72)?;
    }
    Ok(())
}

fn template(filled_in: &Template) -> Result<(), Invalid> {
    filled("the template's name", &filled_in.name, 512)?;
    filled("the template's language", &filled_in.language, 16)?;
    filled_in.header.as_ref().map_or(Ok(()), header)?;
    let texts: Vec<&str> = match &filled_in.body {
        Params::Positional(texts) => texts.iter().map(String::as_str).collect(),
        Params::Named(texts) => texts.iter().map(|(_, text)| text.as_str()).collect(),
    };
    texts
        .into_iter()
        .try_for_each(|text| filled("a template's parameter", text, 1024))
}

fn filled(what: &'static str, text: &str, most: usize) -> Result<(), Invalid> {
    if text.trim().is_empty() {
        return Err(Invalid::Empty(what));
    }
    at_most(what, Some(text), most)
}

fn at_most(what: &'static str, text: Option<&str>, most: usize) -> Result<(), Invalid> {
    let is = text.map_or(0, |text| text.chars().count());
    if is > most {
        Err(Invalid::TooLong { what, is, most })
    } else {
        Ok(())
    }
}

fn count(what: &'static str, is: usize, most: usize) -> Result<(), Invalid> {
    match is {
        0 => Err(Invalid::Empty(what)),
        _ if is > most => Err(Invalid::TooMany { what, is, most }),
        _ => Ok(()),
    }
}

fn distinct<'a>(what: &'static str, texts: impl Iterator<Item = &'a str>) -> Result<(), Invalid> {
    let mut seen = HashSet::new();
    for text in texts {
        if !seen.insert(text) {
            return Err(Invalid::Twice {
                what,
                text: text.to_owned(),
            });
        }
    }
    Ok(())
}
