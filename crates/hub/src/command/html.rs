//! One conversation as a page of its own: readable, printable, with its pictures inside, and without
//! a single request to anywhere.

use anyhow::Result;
use base64::Engine as _;
use conversation::content::{Content, MediaKind};
use conversation::fact::Closer;
use conversation::hours;
use conversation::ids::OperatorId;
use conversation::state::Progress;
use conversation::team::{Operator, Team};
use conversation::thread::{
    Bubble, HandOver, ItemBody, MediaState, MessageAuthor, Rail, ThreadItem, items,
};
use conversation::time::Timestamp;
use jiff::tz::TimeZone;
use journal::{DocumentKind, Exported, Journal};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// Pictures larger than this are named and not put inside.
const LARGEST_PICTURE: u64 = 5 << 20;

const STYLE: &str = include_str!("page.css");

/// The page.
pub(super) async fn page(journal: &Journal, exported: &Exported) -> Result<String> {
    let zone = hours::time_zone("UTC");
    let items = items(&exported.entries, &Rail::default(), &zone);
    let customer = &exported.loaded.conversation.customer;
    let name = customer
        .name
        .clone()
        .or_else(|| customer.phone.clone())
        .unwrap_or_else(|| "—".to_owned());
    let teams = journal.documents::<Team>(DocumentKind::Team).await?;
    let team = teams.into_iter().flat_map(|kept| kept.content.operators);
    let people = People {
        customer: name.clone(),
        team: team.collect(),
    };
    let mut drawn = Vec::with_capacity(items.len());
    for item in &items {
        drawn.push(draw(journal, item, &people, &zone).await?);
    }
    let page = html! {
        (DOCTYPE)
        html {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (name) " · Relevo" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (name) }
                    p { (customer.phone.as_deref().unwrap_or_default()) " · times in UTC" }
                }
                main { @for item in &drawn { (item) } }
            }
        }
    };
    Ok(page.into_string())
}

async fn draw(
    journal: &Journal,
    item: &ThreadItem,
    people: &People,
    zone: &TimeZone,
) -> Result<Markup> {
    Ok(match &item.body {
        ItemBody::Day { date } => html! { h2 { (date) } },
        ItemBody::Bubble(bubble) => {
            let inside = inside(journal, bubble).await?;
            html! {
                article class=(side(&bubble.author)) {
                    @if bubble.first { b { (people.author(&bubble.author)) } }
                    (inside)
                    @if let Some(trouble) = trouble(&bubble.progress) { strong { (trouble) } }
                    time { (clock(item.at, zone)) }
                }
            }
        }
        ItemBody::HandOver(line) => {
            html! { p.line { (told(line, people)) " · " time { (clock(item.at, zone)) } } }
        }
        ItemBody::Note(note) => html! {
            aside { b { (people.named(&note.operator)) } " " (note.text) " " time { (clock(item.at, zone)) } }
        },
    })
}

fn side(author: &MessageAuthor) -> &'static str {
    match author {
        MessageAuthor::Customer => "customer",
        MessageAuthor::Agent => "agent",
        MessageAuthor::Operator { .. } | MessageAuthor::Phone => "operator",
    }
}

/// Who speaks in the conversation.
struct People {
    customer: String,
    team: Vec<Operator>,
}

impl People {
    /// An operator's name. Of one who left the team, only the id is known.
    fn named<'a>(&'a self, operator: &'a OperatorId) -> &'a str {
        let found = self.team.iter().find(|person| &person.id == operator);
        found.map_or(operator.as_str(), |person| &person.name)
    }

    fn author<'a>(&'a self, author: &'a MessageAuthor) -> &'a str {
        match author {
            MessageAuthor::Customer => &self.customer,
            MessageAuthor::Agent => "Agent",
            MessageAuthor::Operator { operator } => self.named(operator),
            MessageAuthor::Phone => "Phone",
        }
    }
}

/// What has to stand at a message that may never have reached the customer.
fn trouble(progress: &Progress) -> Option<&'static str> {
    match progress {
        Progress::Arrived | Progress::Accepted | Progress::Reported { .. } => None,
        Progress::Queued => Some("not sent yet"),
        Progress::Unclear => Some("not known to be sent"),
        Progress::Failed { .. } => Some("not sent"),
    }
}

fn clock(at: Timestamp, zone: &TimeZone) -> String {
    let local = hours::local(at, zone);
    format!("{:02}:{:02}", local.hour(), local.minute())
}

async fn inside(journal: &Journal, bubble: &Bubble) -> Result<Markup> {
    if bubble.revoked {
        return Ok(html! { em { "deleted by the customer" } });
    }
    let picture = picture(journal, bubble).await?;
    Ok(html! {
        @if let Some(address) = picture { img src=(address) alt=""; }
        @for part in &bubble.segments {
            @if part.marked { mark { (part.text) } } @else { (part.text) }
        }
        @if bubble.segments.is_empty() { em { (named(&bubble.content)) } }
        @if bubble.edited { " " small { "edited" } }
    })
}

/// What has no words is named.
fn named(content: &Content) -> String {
    match content {
        Content::Media(media) => media
            .filename
            .clone()
            .unwrap_or_else(|| format!("{:?}", media.media).to_lowercase()),
        Content::Location {
            latitude,
            longitude,
            ..
        } => format!("location {latitude}, {longitude}"),
        Content::Contacts { cards } => cards
            .iter()
            .map(|card| card.name.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        Content::Order { products, .. } => format!("order of {products} products"),
        Content::Unsupported { what } => format!("not shown: {what}"),
        Content::Text { .. }
        | Content::Choice { .. }
        | Content::Offer { .. }
        | Content::Template { .. } => String::new(),
    }
}

async fn picture(journal: &Journal, bubble: &Bubble) -> Result<Option<String>> {
    let (Content::Media(media), MediaState::Stored { hash, mime }) =
        (&bubble.content, &bubble.media)
    else {
        return Ok(None);
    };
    if !matches!(media.media, MediaKind::Image | MediaKind::Sticker) {
        return Ok(None);
    }
    match journal.media(hash).await? {
        Some(stored) if stored.size <= LARGEST_PICTURE => {
            // What is no longer on the shelf is named, like what never was.
            let Ok(bytes) = tokio::fs::read(&stored.path).await else {
                return Ok(None);
            };
            let inside = base64::engine::general_purpose::STANDARD.encode(bytes);
            Ok(Some(format!("data:{mime};base64,{inside}")))
        }
        Some(_) | None => Ok(None),
    }
}

fn told(line: &HandOver, people: &People) -> String {
    let name = |operator| people.named(operator);
    match line {
        HandOver::NeedsPerson { trigger, .. } => format!("Needs a person: {}", trigger.word()),
        HandOver::Raised { .. } => "Called again".to_owned(),
        HandOver::TakenOver { operator, .. } => format!("{} took the conversation", name(operator)),
        HandOver::Passed { from, to } => format!("{} handed it to {}", name(from), name(to)),
        HandOver::HandedBack { .. } => "Back with the agent".to_owned(),
        HandOver::DraftDropped { .. } => "A draft of the agent was not sent".to_owned(),
        HandOver::TakenBack { operator } => {
            format!("{} took a message back before it left", name(operator))
        }
        HandOver::Closed { by: Closer::Quiet } => "Closed after a quiet while".to_owned(),
        HandOver::Closed {
            by: Closer::Operator { operator },
        } => format!("{} closed it", name(operator)),
        HandOver::Reopened { .. } => "Open again".to_owned(),
    }
}
