//! From our words to Meta's: a message of ours as the client sends it. Pure.

use conversation::content::{Choice, Content, Media, MediaKind};
use conversation::fact::Customer;
use whatsapp::client::{
    Button, Buttons, List, MediaOut, Outbound, Params, Recipient, Row, Section, Template,
};
use whatsapp::wire;

/// Reply buttons a message may have; more choices become a list
/// (Meta, "Interactive reply buttons messages").
const MOST_BUTTONS: usize = 3;

/// To whom: the user id is the customer's key, the phone stands in where it isn't known. A phone changes
/// hands without a word to us, and what was written to its owner would be read by another.
pub(super) fn recipient(customer: &Customer) -> Option<Recipient> {
    let phone = || customer.phone.clone().map(Recipient::Phone);
    let user = customer.user_id.clone().map(Recipient::UserId);
    user.or_else(phone)
}

/// The content as Meta takes it; `None` for what a business can't send. `uploaded` is Meta's id of
/// the file, for media.
pub(super) fn content(content: &Content, uploaded: Option<String>) -> Option<Outbound> {
    match content {
        Content::Text { body } => Some(Outbound::Text {
            body: body.clone(),
            preview_url: true,
        }),
        Content::Media(media) => Some(Outbound::Media(file(media, uploaded?))),
        Content::Offer { body, choices } => offer(body, choices),
        Content::Template {
            name,
            language,
            values,
            ..
        } => Some(Outbound::Template(Template {
            name: name.clone(),
            language: language.clone(),
            header: None,
            body: Params::Positional(values.clone()),
            buttons: Vec::new(),
        })),
        Content::Location { .. }
        | Content::Contacts { .. }
        | Content::Choice { .. }
        | Content::Order { .. }
        | Content::Unsupported { .. } => None,
    }
}

fn file(media: &Media, id: String) -> MediaOut {
    MediaOut {
        kind: match media.media {
            MediaKind::Image => wire::MediaKind::Image,
            MediaKind::Video => wire::MediaKind::Video,
            MediaKind::Audio | MediaKind::Voice => wire::MediaKind::Audio,
            MediaKind::Document => wire::MediaKind::Document,
            MediaKind::Sticker => wire::MediaKind::Sticker,
        },
        id,
        caption: media.caption.clone(),
        filename: media.filename.clone(),
        voice: media.media == MediaKind::Voice,
    }
}

fn offer(body: &str, choices: &[Choice]) -> Option<Outbound> {
    if choices.is_empty() {
        return None;
    }
    if choices.len() <= MOST_BUTTONS {
        let buttons = choices
            .iter()
            .map(|c| Button {
                id: c.id.clone(),
                title: c.title.clone(),
            })
            .collect();
        return Some(Outbound::Buttons(Buttons {
            header: None,
            body: body.to_owned(),
            footer: None,
            buttons,
        }));
    }
    let rows = choices
        .iter()
        .map(|c| Row {
            id: c.id.clone(),
            title: c.title.clone(),
            description: c.description.clone(),
        })
        .collect();
    Some(Outbound::List(List {
        header: None,
        body: body.to_owned(),
        footer: None,
        button: "…".to_owned(),
        sections: vec![Section { title: None, rows }],
    }))
}
