//! What we may ask Meta to send.
//!
//! These types say what is meant; `body.rs` writes them as Meta wants them and `limits.rs` checks
//! them before anything leaves.

use crate::wire::MediaKind;

/// One message on its way out.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// To whom.
    pub to: Recipient,
    /// What.
    pub content: Outbound,
    /// The message that it answers.
    pub reply_to: Option<String>,
    /// Our effect id; Meta hands it back with every status.
    pub effect: Option<String>,
}

/// The address of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// A phone in international form, with or without `+` and blanks.
    Phone(String),
    /// The business-scoped user id.
    UserId(String),
}

/// The content of an outgoing message.
#[derive(Debug, Clone, PartialEq)]
pub enum Outbound {
    /// Plain words.
    Text {
        /// The words.
        body: String,
        /// Whether WhatsApp shows a preview of the first link.
        preview_url: bool,
    },
    /// An uploaded file.
    Media(MediaOut),
    /// An emoji on a customer's message.
    Reaction {
        /// The message it belongs to.
        message_id: String,
        /// `None` takes it back.
        emoji: Option<String>,
    },
    /// A question with up to three buttons.
    Buttons(Buttons),
    /// A question with a list to choose from.
    List(List),
    /// An approved template; the only thing that may be sent outside the 24-hour window.
    Template(Template),
}

/// A file that was uploaded before.
#[derive(Debug, Clone, PartialEq)]
pub struct MediaOut {
    /// What sort of file it is.
    pub kind: MediaKind,
    /// The id that the upload gave.
    pub id: String,
    /// Words under it; not for audio and stickers.
    pub caption: Option<String>,
    /// The name that a document shows.
    pub filename: Option<String>,
    /// Audio only: shown as a voice note.
    pub voice: bool,
}

/// What stands above a question or template.
#[derive(Debug, Clone, PartialEq)]
pub enum Header {
    /// Words.
    Text(String),
    /// A picture, film or document.
    Media(MediaOut),
}

/// A question with buttons.
#[derive(Debug, Clone, PartialEq)]
pub struct Buttons {
    /// Above it.
    pub header: Option<Header>,
    /// The question.
    pub body: String,
    /// Below it, small.
    pub footer: Option<String>,
    /// One to three.
    pub buttons: Vec<Button>,
}

/// A reply button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// Comes back when it is pressed.
    pub id: String,
    /// What stands on it.
    pub title: String,
}

/// A question with a list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// Words above it.
    pub header: Option<String>,
    /// The question.
    pub body: String,
    /// Below it, small.
    pub footer: Option<String>,
    /// What stands on the button that opens the list.
    pub button: String,
    /// One to ten, with ten rows in all.
    pub sections: Vec<Section>,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Needed when there are several.
    pub title: Option<String>,
    /// What can be chosen.
    pub rows: Vec<Row>,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Comes back when it is chosen.
    pub id: String,
    /// What stands in it.
    pub title: String,
    /// Smaller, below.
    pub description: Option<String>,
}

/// An approved template with its blanks filled.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Its name.
    pub name: String,
    /// Such as `es_MX`.
    pub language: String,
    /// For templates whose header has a blank or a file.
    pub header: Option<Header>,
    /// What fills the blanks of the body.
    pub body: Params,
    /// What fills the buttons.
    pub buttons: Vec<TemplateButton>,
}

/// What fills blanks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Params {
    /// `{{1}}`, `{{2}}`, … in this order; none for a template without blanks.
    Positional(Vec<String>),
    /// `{{name}}`, by name.
    Named(Vec<(String, String)>),
}

/// What fills a button of a template, by its place from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateButton {
    /// Comes back when it is pressed.
    QuickReply {
        /// Which button.
        index: u8,
        /// What comes back.
        payload: String,
    },
    /// The changing end of a link.
    Url {
        /// Which button.
        index: u8,
        /// The end of the link.
        suffix: String,
    },
}
