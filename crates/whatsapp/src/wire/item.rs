//! One thing that happened, out of a delivery that may carry a thousand.
//!
//! Here are the kinds of item and where each came from; what they hold is in the files beside.
//! An item is never dropped: what nobody understands is [`Unsupported`], with its raw JSON.

use serde::Serialize;
use serde_json::Value;

use super::{
    Account, Call, Content, Customer, Echo, Failure, Message, Preference, Reply, State, Status,
};

/// Where in Meta's world an item came from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Origin {
    /// The WhatsApp business account (`entry[].id`).
    pub waba: Option<String>,
    /// The subscription field that brought it, such as `messages` or `standby`.
    pub field: String,
    /// The business's number, by Meta's id. Account notices have none.
    pub phone_number_id: Option<String>,
    /// The business's number, as people write it.
    pub display_phone: Option<String>,
}

/// One item of a delivery.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "item", rename_all = "snake_case")]
pub enum Item {
    /// A customer wrote, reacted, ordered, edited or changed number.
    Message(Box<Message>),
    /// How far a message of ours has come.
    Status(Box<Status>),
    /// A person of the business wrote on the phone's Business app.
    Echo(Box<Echo>),
    /// A customer no longer wants marketing, or wants it again.
    Preference(Box<Preference>),
    /// A customer calls or called, or a call of ours changed its state.
    Call(Box<Call>),
    /// A notice about account, number, templates, groups or history.
    Account(Box<Account>),
    /// An error that belongs to no message.
    Failure {
        /// Where it came from.
        origin: Origin,
        /// What Meta reports.
        failure: Failure,
    },
    /// Something that can't be read, kept as it came.
    Unsupported(Box<Unsupported>),
}

/// What could not be read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Unsupported {
    /// Where it came from.
    pub origin: Origin,
    /// What it called itself, or the list it stood in.
    pub kind: String,
    /// Whose it seems to be, so that it can still be shown in the right place.
    pub customer: Option<Customer>,
    /// When it says that it happened, in seconds since 1970.
    pub timestamp: Option<i64>,
    /// The JSON as it came; a text where not even JSON could be made of it.
    pub raw: Value,
}

impl Item {
    /// Where it came from.
    pub fn origin(&self) -> &Origin {
        match self {
            Self::Message(message) => &message.origin,
            Self::Status(status) => &status.origin,
            Self::Echo(echo) => &echo.origin,
            Self::Preference(preference) => &preference.origin,
            Self::Call(call) => &call.origin,
            Self::Account(account) => &account.origin,
            Self::Failure { origin, .. } => origin,
            Self::Unsupported(unsupported) => &unsupported.origin,
        }
    }

    /// What it calls itself, for people who look for what was not understood.
    pub fn kind(&self) -> String {
        match self {
            Self::Message(message) => content_kind(&message.content, "message"),
            Self::Echo(echo) => content_kind(&echo.content, "echo"),
            Self::Status(status) => status_kind(&status.state),
            Self::Preference(_) => "preference".to_owned(),
            Self::Call(_) => "call".to_owned(),
            Self::Account(account) => account.origin.field.clone(),
            Self::Failure { .. } => "error".to_owned(),
            Self::Unsupported(unsupported) => unsupported.kind.clone(),
        }
    }

    /// False when its kind is not known to us, wherever that shows.
    pub fn is_understood(&self) -> bool {
        match self {
            Self::Message(message) => is_known(&message.content),
            Self::Echo(echo) => is_known(&echo.content),
            Self::Status(status) => !matches!(status.state, State::Unknown(_)),
            Self::Preference(_) | Self::Call(_) | Self::Account(_) | Self::Failure { .. } => true,
            Self::Unsupported(_) => false,
        }
    }
}

fn is_known(content: &Content) -> bool {
    match content {
        Content::Unknown { .. } | Content::Reply(Reply::Other { .. }) => false,
        Content::Edit { now, .. } => is_known(now),
        Content::Text { .. }
        | Content::Media(_)
        | Content::Location(_)
        | Content::Contacts { .. }
        | Content::Reply(_)
        | Content::TemplateButton { .. }
        | Content::Reaction { .. }
        | Content::Order(_)
        | Content::System(_)
        | Content::Revoke { .. }
        | Content::Unsupported { .. }
        | Content::Welcome => true,
    }
}

fn content_kind(content: &Content, otherwise: &str) -> String {
    let Content::Unknown { kind, .. } = content else {
        return otherwise.to_owned();
    };
    kind.clone()
}

fn status_kind(state: &State) -> String {
    let State::Unknown(name) = state else {
        return "status".to_owned();
    };
    format!("status {name}")
}
