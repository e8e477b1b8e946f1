//! Day lines, groups and the baton's rail.

use crate::content::{Content, Inbound};
use crate::fact::{Closer, TakeOver};
use crate::hours::time_zone;
use crate::ids::{EscalationId, MessageId};
use crate::signal::{Reason, Trigger};
use crate::story::{FRIDAY_11, ana};
use crate::thread::{
    Entry, EntryKey, HandOver, ItemBody, Line, Message, MessageAuthor, Note, PlacedEntry, Rail,
    ThreadItem, items,
};
use crate::time::Timestamp;

/// A page of entries, minute by minute from Friday at eleven.
struct Page(Vec<PlacedEntry>);

fn page() -> Page {
    Page(Vec::new())
}

impl Page {
    fn entry(mut self, minute: i64, entry: Entry) -> Self {
        let place = i64::try_from(self.0.len()).unwrap();
        self.0.push(PlacedEntry {
            place,
            at: Timestamp(FRIDAY_11.millis() + minute * 60_000),
            key: EntryKey(format!("k{place}")),
            entry,
        });
        self
    }

    fn said(self, minute: i64, author: MessageAuthor) -> Self {
        let message = Inbound {
            id: MessageId::new("m"),
            content: Content::text("Hi"),
            reply_to: None,
            forwarded: false,
            referral: None,
        };
        self.entry(
            minute,
            Entry::Message(Box::new(Message::inbound(author, &message))),
        )
    }

    fn customer(self, minute: i64) -> Self {
        self.said(minute, MessageAuthor::Customer)
    }

    fn agent(self, minute: i64) -> Self {
        self.said(minute, MessageAuthor::Agent)
    }

    fn line(self, minute: i64, what: HandOver) -> Self {
        self.entry(minute, Entry::Line(Line { what }))
    }

    fn drawn(&self) -> Vec<ThreadItem> {
        items(&self.0, &Rail::Agent, &time_zone("America/Monterrey"))
    }

    /// Per bubble whether it is first and last of its group.
    fn groups(&self) -> Vec<(bool, bool)> {
        let bubble = |item: &ThreadItem| match &item.body {
            ItemBody::Bubble(bubble) => Some((bubble.first, bubble.last)),
            _ => None,
        };
        self.drawn().iter().filter_map(bubble).collect()
    }

    fn days(&self) -> Vec<String> {
        let day = |item: ThreadItem| match item.body {
            ItemBody::Day { date } => Some(date),
            _ => None,
        };
        self.drawn().into_iter().filter_map(day).collect()
    }

    fn rails(&self) -> Vec<Rail> {
        let entries = self.drawn().into_iter();
        let entries = entries.filter(|item| !matches!(item.body, ItemBody::Day { .. }));
        entries.map(|item| item.rail).collect()
    }
}

fn needs_person() -> HandOver {
    HandOver::NeedsPerson {
        escalation: EscalationId::new("x"),
        trigger: Trigger::ExplicitRequest,
        reason: Reason::AskedForPerson,
    }
}

#[test]
fn messages_of_one_author_within_five_minutes_are_one_group() {
    let page = page().customer(0).customer(1).customer(2);
    assert_eq!(
        page.groups(),
        [(true, false), (false, false), (false, true)]
    );
}

#[test]
fn another_author_begins_a_group() {
    let page = page().customer(0).agent(1).customer(2);
    assert_eq!(page.groups(), [(true, true); 3]);
}

#[test]
fn five_minutes_begin_a_group() {
    assert_eq!(page().customer(0).customer(5).groups(), [(true, true); 2]);
}

#[test]
fn a_line_or_a_note_in_between_begins_a_group() {
    let note = Entry::Note(Note {
        operator: ana(),
        text: "VIP".to_owned(),
    });
    let page = page().customer(0).entry(1, note).customer(2);
    assert_eq!(page.groups(), [(true, true); 2]);
}

#[test]
fn a_message_that_came_late_is_no_group_with_what_stands_above() {
    assert_eq!(page().customer(60).customer(0).groups(), [(true, true); 2]);
}

#[test]
fn each_day_begins_with_its_line() {
    // 13 hours after eleven it is midnight in Monterrey.
    let page = page()
        .customer(0)
        .customer(1)
        .customer(13 * 60)
        .customer(14 * 60);
    assert_eq!(page.days(), ["2026-11-20", "2026-11-21"]);
}

#[test]
fn midnight_parts_a_group_because_a_line_stands_between() {
    let page = page().customer(13 * 60 - 1).customer(13 * 60 + 1);
    assert_eq!(page.groups(), [(true, true); 2]);
    assert_eq!(page.days().len(), 2);
}

#[test]
fn every_item_has_a_name_of_its_own() {
    // A late message takes the thread back to a day that had its line already.
    let page = page().customer(0).customer(14 * 60).customer(1);
    let mut keys: Vec<_> = page.drawn().into_iter().map(|item| item.key).collect();
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all);
}

#[test]
fn the_rail_shows_who_holds_the_baton_from_each_line_on() {
    let operator = ana();
    let took = HandOver::TakenOver {
        operator: ana(),
        how: TakeOver::Button,
        waiting_since: None,
    };
    let back = HandOver::HandedBack {
        operator: Some(ana()),
        briefing: crate::brief::Briefing::default(),
    };
    let page = page()
        .customer(0)
        .line(1, needs_person())
        .line(2, took)
        .customer(3)
        .line(4, back)
        .line(5, HandOver::Closed { by: Closer::Quiet })
        .line(6, HandOver::Reopened { by: None });
    let held = Rail::Operator { operator };
    assert_eq!(
        page.rails(),
        [
            Rail::Agent,
            Rail::Waiting,
            held.clone(),
            held,
            Rail::Agent,
            Rail::Closed,
            Rail::Agent
        ]
    );
}

#[test]
fn a_page_goes_on_with_the_rail_above_it() {
    let page = page().customer(0);
    let drawn = items(&page.0, &Rail::Waiting, &time_zone("UTC"));
    assert!(drawn.iter().all(|item| item.rail == Rail::Waiting));
}
