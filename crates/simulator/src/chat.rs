//! A chat as the customer's phone keeps it: lines, ticks, the typing dots.
//!
//! It changes only through [`crate::state`] and knows nothing about webhooks or HTTP.

use serde::{Deserialize, Serialize};

use crate::customer::{CustomerId, MediaKind};

/// Names one chat: the business's phone number id and the customer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ChatKey {
    /// The business's phone number id.
    pub number: String,
    /// The customer.
    pub customer: CustomerId,
}

/// Who wrote a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The customer, whose phone this is.
    Customer,
    /// The business; a phone can't tell who of them.
    Business,
}

/// How far a line has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tick {
    /// Accepted by WhatsApp.
    Accepted,
    /// It left.
    Sent,
    /// It is on the other's phone, or with the business's webhook.
    Delivered,
    /// It was looked at.
    Read,
    /// The voice note was listened to.
    Played,
    /// It never arrives.
    Failed,
}

impl Tick {
    /// The word of a status webhook; an accepted message has none yet.
    #[must_use]
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Accepted => None,
            Self::Sent => Some("sent"),
            Self::Delivered => Some("delivered"),
            Self::Read => Some("read"),
            Self::Played => Some("played"),
            Self::Failed => Some("failed"),
        }
    }
}

/// A button or a row of a list that the customer may press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What comes back to the business.
    pub id: String,
    /// What the customer sees.
    pub title: String,
    /// A second line under a row of a list.
    pub description: Option<String>,
}

/// How the choices of a message are offered, which decides what is sent when one is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChoiceKind {
    /// Reply buttons.
    Buttons,
    /// A list behind a button.
    List,
    /// The quick replies of a template.
    Template,
}

/// A place on Earth.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// What the place is called.
    pub name: Option<String>,
    /// Its address.
    pub address: Option<String>,
}

/// A file in a line: one of ours (`id`), or one that lies elsewhere (`link`) and isn't fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct File {
    /// What it is.
    pub media: MediaKind,
    /// The id of the file.
    pub id: Option<String>,
    /// Where it lies instead.
    pub link: Option<String>,
    /// Its MIME type, where known.
    pub mime: String,
    /// Words under it.
    pub caption: Option<String>,
    /// The name of a document.
    pub filename: Option<String>,
    /// A voice note rather than a piece of sound.
    pub voice: bool,
}

/// What is in a line.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Content {
    /// Words.
    Text {
        /// The words.
        body: String,
    },
    /// A file.
    Media(File),
    /// A place.
    Location(Place),
    /// Names and numbers of people.
    Contacts {
        /// Name and phone of each.
        cards: Vec<(String, String)>,
    },
    /// Words with something to press: interactive messages and templates.
    Offer {
        /// A line above.
        header: Option<String>,
        /// The words.
        body: String,
        /// A line below.
        footer: Option<String>,
        /// How the choices are offered.
        offered: ChoiceKind,
        /// What can be pressed; empty for a plain template.
        choices: Vec<Choice>,
        /// A link with its label.
        link: Option<(String, String)>,
    },
    /// A reaction that the business sent; it sticks to its message and is no line of its own.
    Reaction {
        /// The message it belongs to.
        to: String,
        /// The emoji; none takes it away.
        emoji: Option<String>,
    },
}

/// One message.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Its message id.
    pub id: String,
    /// Who wrote it.
    pub author: Author,
    /// When.
    pub at_millis: i64,
    /// What.
    pub content: Content,
    /// How far it has come.
    pub tick: Tick,
    /// The message it quotes.
    pub reply_to: Option<String>,
    /// The emoji that the other put on it.
    pub reaction: Option<String>,
    /// True after an edit.
    pub edited: bool,
    /// True after a deletion; its content isn't shown then.
    pub deleted: bool,
    /// The business's own mark on it, echoed in every status.
    #[serde(skip)]
    pub callback_data: Option<String>,
}

impl Line {
    /// True for a voice note.
    #[must_use]
    pub fn is_voice_note(&self) -> bool {
        matches!(&self.content, Content::Media(file) if file.voice)
    }

    /// A fresh line that nobody has touched yet.
    #[must_use]
    pub fn new(id: String, author: Author, at_millis: i64, content: Content) -> Self {
        Self {
            id,
            author,
            at_millis,
            content,
            tick: Tick::Accepted,
            reply_to: None,
            reaction: None,
            edited: false,
            deleted: false,
            callback_data: None,
        }
    }
}

/// Everything one customer and one business said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Chat {
    /// The messages, oldest first.
    pub lines: Vec<Line>,
    /// Until when the business shows as typing.
    pub typing_until: Option<i64>,
    /// When the customer last wrote something that opens the 24-hour window.
    pub customer_wrote_at: Option<i64>,
    /// How many pages of the customer's phone are open on this chat.
    pub looking: u32,
}

impl Chat {
    /// A line by its id.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.iter().rev().find(|line| line.id == id)
    }

    pub(crate) fn line_mut(&mut self, id: &str) -> Option<&mut Line> {
        self.lines.iter_mut().rev().find(|line| line.id == id)
    }

    /// True while the typing dots are on the phone.
    #[must_use]
    pub fn is_typing(&self, now: i64) -> bool {
        self.typing_until.is_some_and(|until| now < until)
    }

    /// What the business wrote, oldest first.
    pub fn from_business(&self) -> impl DoubleEndedIterator<Item = &Line> {
        self.lines
            .iter()
            .filter(|line| line.author == Author::Business)
    }
}
