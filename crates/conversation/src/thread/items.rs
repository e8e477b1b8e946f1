//! A page of entries as it is drawn: day lines, groups, the baton's rail, text cut at its evidence.

use super::entry::{Entry, EntryKey, HandOver, MediaState, Message, MessageAuthor, Note, Reaction};
use crate::content::Content;
use crate::fact::DraftSource;
use crate::hours::local;
use crate::ids::{MessageId, OperatorId};
use crate::signal::TextSpan;
use crate::state::Progress;
use crate::time::Timestamp;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// Messages of one author closer than this are one group.
const GROUP: Duration = Duration::from_secs(5 * 60);

/// An entry with its place and time.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedEntry {
    /// Its place: the sequence number of the event that added it.
    pub place: i64,
    /// When it was said or happened.
    pub at: Timestamp,
    /// Its name.
    pub key: EntryKey,
    /// The entry.
    pub entry: Entry,
}

/// One thing drawn in a thread.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ThreadItem {
    /// Stable name, for the list's keys and for links.
    pub key: EntryKey,
    /// Its place, for paging.
    #[cfg_attr(feature = "typescript", ts(type = "number"))]
    pub place: i64,
    /// When.
    pub at: Timestamp,
    /// What.
    pub body: ItemBody,
    /// Who held the conversation from here on.
    pub rail: Rail,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "item", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ItemBody {
    /// The line above the first item of a day.
    Day {
        /// The local date, `2026-11-22`.
        date: String,
    },
    /// Something said.
    Bubble(Box<Bubble>),
    /// A line about the baton.
    HandOver(HandOver),
    /// A note among operators.
    Note(Note),
}

/// Something said, ready to be drawn: author × content × progress are three separate axes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Bubble {
    /// Who.
    pub author: MessageAuthor,
    /// What.
    pub content: Content,
    /// Its words cut at the evidence; empty where there are none.
    pub segments: Vec<Segment>,
    /// How far it got.
    pub progress: Progress,
    /// First of its group.
    pub first: bool,
    /// Last of its group.
    pub last: bool,
    /// Meta's id, once known.
    pub wamid: Option<MessageId>,
    /// The message it answers.
    pub reply_to: Option<MessageId>,
    /// What an answer of the agent rests on.
    pub sources: Vec<DraftSource>,
    /// Changed by the customer later.
    pub edited: bool,
    /// Deleted by the customer.
    pub revoked: bool,
    /// Forwarded.
    pub forwarded: bool,
    /// Reactions.
    pub reactions: Vec<Reaction>,
    /// Where its bytes are, for media.
    pub media: MediaState,
    /// The advertisement it came from.
    pub referral: Option<String>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Segment {
    /// The words.
    pub text: String,
    /// Whether they are evidence.
    pub marked: bool,
}

/// Who holds the baton at an item.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rail", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Rail {
    /// The agent: dots.
    #[default]
    Agent,
    /// Nobody yet: amber dashes.
    Waiting,
    /// A person: a solid line.
    Operator {
        /// Who.
        operator: OperatorId,
    },
    /// Nobody any more.
    Closed,
}

/// Turns a page of entries, oldest first, into items. `before` is the rail above the first one.
pub fn items(entries: &[PlacedEntry], before: &Rail, zone: &TimeZone) -> Vec<ThreadItem> {
    let mut drawn = Vec::with_capacity(entries.len() + 8);
    let mut rail = before.clone();
    let mut day = None;
    for (index, placed) in entries.iter().enumerate() {
        let date = local(placed.at, zone).date();
        if day != Some(date) {
            day = Some(date);
            drawn.push(day_line(placed, date.to_string(), &rail));
        }
        rail = rail_after(&rail, &placed.entry);
        let previous = index.checked_sub(1).and_then(|i| entries.get(i));
        let next = entries.get(index + 1);
        drawn.push(ThreadItem {
            key: placed.key.clone(),
            place: placed.place,
            at: placed.at,
            body: body(placed, previous, next, zone),
            rail: rail.clone(),
        });
    }
    drawn
}

fn day_line(placed: &PlacedEntry, date: String, rail: &Rail) -> ThreadItem {
    ThreadItem {
        key: EntryKey(format!("day-{date}-{}", placed.place)),
        place: placed.place,
        at: placed.at,
        body: ItemBody::Day { date },
        rail: rail.clone(),
    }
}

/// The rail below an entry.
fn rail_after(rail: &Rail, entry: &Entry) -> Rail {
    let Entry::Line(line) = entry else {
        return rail.clone();
    };
    match &line.what {
        HandOver::NeedsPerson { .. } => Rail::Waiting,
        HandOver::TakenOver { operator, .. } | HandOver::Passed { to: operator, .. } => {
            Rail::Operator {
                operator: operator.clone(),
            }
        }
        HandOver::HandedBack { .. } | HandOver::Reopened { .. } => Rail::Agent,
        HandOver::Closed { .. } => Rail::Closed,
        HandOver::Raised { .. } | HandOver::DraftDropped { .. } | HandOver::TakenBack { .. } => {
            rail.clone()
        }
    }
}

fn body(
    placed: &PlacedEntry,
    previous: Option<&PlacedEntry>,
    next: Option<&PlacedEntry>,
    zone: &TimeZone,
) -> ItemBody {
    match &placed.entry {
        Entry::Message(message) => {
            let first = !previous.is_some_and(|p| same_group(p, placed, zone));
            let last = !next.is_some_and(|n| same_group(placed, n, zone));
            ItemBody::Bubble(Box::new(bubble(message, first, last)))
        }
        Entry::Line(line) => ItemBody::HandOver(line.what.clone()),
        Entry::Note(note) => ItemBody::Note(note.clone()),
    }
}

/// A day line between two messages parts them.
fn same_group(earlier: &PlacedEntry, later: &PlacedEntry, zone: &TimeZone) -> bool {
    match (&earlier.entry, &later.entry) {
        (Entry::Message(a), Entry::Message(b)) => {
            let apart = later.at.since(earlier.at).max(earlier.at.since(later.at));
            a.author == b.author
                && apart < GROUP
                && local(earlier.at, zone).date() == local(later.at, zone).date()
        }
        (Entry::Message(_) | Entry::Line(_) | Entry::Note(_), _) => false,
    }
}

fn bubble(message: &Message, first: bool, last: bool) -> Bubble {
    Bubble {
        author: message.author.clone(),
        segments: message
            .content
            .words()
            .map(|words| segments(words, &message.evidence))
            .unwrap_or_default(),
        content: message.content.clone(),
        progress: message.progress.clone(),
        first,
        last,
        wamid: message.wamid.clone(),
        reply_to: message.reply_to.clone(),
        sources: message.sources.clone(),
        edited: message.edited,
        revoked: message.revoked,
        forwarded: message.forwarded,
        reactions: message.reactions.clone(),
        media: message.media.clone(),
        referral: message.referral.clone(),
    }
}

/// Cuts `text` at `spans` (sorted). A span that doesn't lie on character borders marks nothing.
pub fn segments(text: &str, spans: &[TextSpan]) -> Vec<Segment> {
    let mut cut = Vec::new();
    let mut done = 0;
    for span in spans {
        let (start, end) = ((span.start as usize).max(done), span.end as usize);
        let (Some(between), Some(marked)) = (text.get(done..start), text.get(start..end)) else {
            continue;
        };
        push(&mut cut, between, false);
        push(&mut cut, marked, true);
        done = end;
    }
    push(&mut cut, text.get(done..).unwrap_or_default(), false);
    cut
}

fn push(cut: &mut Vec<Segment>, text: &str, marked: bool) {
    if !text.is_empty() {
        cut.push(Segment {
            text: text.to_owned(),
            marked,
        });
    }
}
