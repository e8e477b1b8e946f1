//! What events put into a thread, told as stories and read as one reads a thread.

use crate::fact::{Delivery, Fact, Withdrawal};
use crate::ids::MessageId;
use crate::signal::{TextSpan, Trigger};
use crate::state::{Conversation, Progress};
use crate::story::{Story, ana, story};
use crate::thread::{Change, Entry, EntryKey, HandOver, Message, MessageAuthor, project};
use std::collections::BTreeMap;

/// The thread of a story, kept as the journal keeps it.
fn thread(told: &Story) -> Vec<Entry> {
    let mut state = Conversation::begin(&told.events[0]).unwrap();
    let mut order: Vec<EntryKey> = Vec::new();
    let mut entries: BTreeMap<EntryKey, Entry> = BTreeMap::new();
    for event in &told.events {
        for change in project(&state, event) {
            match change {
                Change::Add(key, entry) => {
                    order.push(key.clone());
                    entries.insert(key, entry);
                }
                Change::Amend(key, amendment) => {
                    if let Some(Entry::Message(message)) = entries.get_mut(&key) {
                        message.amend(&amendment);
                    }
                }
                Change::Remove(key) => {
                    entries.remove(&key);
                }
            }
        }
        state.apply(event);
    }
    order.iter().filter_map(|key| entries.remove(key)).collect()
}

fn messages(told: &Story) -> Vec<Message> {
    let message = |entry| match entry {
        Entry::Message(message) => Some(*message),
        Entry::Line(_) | Entry::Note(_) => None,
    };
    thread(told).into_iter().filter_map(message).collect()
}

fn lines(told: &Story) -> Vec<HandOver> {
    let line = |entry| match entry {
        Entry::Line(line) => Some(line.what),
        Entry::Message(_) | Entry::Note(_) => None,
    };
    thread(told).into_iter().filter_map(line).collect()
}

#[test]
fn who_said_what_stands_in_the_order_it_came() {
    let told = story()
        .exchange("Do you open on Sunday?", "Yes.")
        .ana_writes("And on Monday too.")
        .phone_writes("Hola");
    let authors: Vec<_> = messages(&told).into_iter().map(|m| m.author).collect();
    let operator = MessageAuthor::Operator { operator: ana() };
    assert_eq!(
        authors,
        [
            MessageAuthor::Customer,
            MessageAuthor::Agent,
            operator,
            MessageAuthor::Phone
        ]
    );
}

#[test]
fn a_call_marks_the_words_it_rests_on() {
    let told = story().alarming("A person, please", Trigger::ExplicitRequest);
    assert_eq!(messages(&told)[0].evidence, [TextSpan { start: 0, end: 1 }]);
}

#[test]
fn a_changed_message_loses_its_marks_because_the_words_are_gone() {
    let told = story()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .edits("never mind");
    let message = messages(&told).remove(0);
    assert!(message.edited && message.evidence.is_empty());
    assert_eq!(message.content.words(), Some("never mind"));
}

#[test]
fn a_call_after_the_change_does_not_mark_words_that_are_not_there() {
    let told = story()
        .alarming("This is ridiculous", Trigger::Frustration)
        .edits("ok")
        .pause_passes();
    assert!(told.conversation.open_call().is_some());
    assert!(messages(&told)[0].evidence.is_empty());
}

#[test]
fn a_deleted_message_stays_and_is_marked() {
    assert!(messages(&story().customer("Idiots").revokes())[0].revoked);
}

#[test]
fn a_reaction_sits_on_its_message_and_comes_off_again() {
    let told = story().customer("Thanks so much!");
    let message = told.conversation.unanswered[0].message.clone();
    let react = |emoji: Option<&str>| Fact::OperatorReacted {
        operator: ana(),
        message: message.clone(),
        emoji: emoji.map(str::to_owned),
    };
    let told = told.happens(react(Some("👍")));
    assert_eq!(messages(&told)[0].reactions[0].emoji, "👍");
    assert!(messages(&told.happens(react(None)))[0].reactions.is_empty());
}

#[test]
fn ticks_go_forward_whatever_order_they_come_in() {
    let told = story().customer("Hi").ana_writes("Hello!");
    let sent = told.latest_sent();
    let told = told
        .progresses(&sent, Delivery::Read)
        .happens(Fact::Accepted {
            outgoing: sent.clone(),
            message: MessageId::new("wamid.9"),
        })
        .progresses(&sent, Delivery::Delivered);
    let delivery = Delivery::Read;
    assert_eq!(messages(&told)[1].progress, Progress::Reported { delivery });
}

#[test]
fn what_was_taken_back_was_never_said() {
    let told = story().customer("Hi").ana_writes("Hello!");
    let told = told.send_is_withdrawn(Withdrawal::Cancelled { operator: ana() });
    assert_eq!(messages(&told).len(), 1);
    let by = HandOver::TakenBack { operator: ana() };
    assert_eq!(lines(&told).last(), Some(&by), "who did it is told");
}

#[test]
fn the_way_of_the_baton_stands_in_lines() {
    let told = story()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .minutes(11)
        .ana_takes_over()
        .ana_passes_to_bo()
        .ana_hands_back();
    let lines = lines(&told);
    let names: Vec<_> = lines
        .iter()
        .map(|line| match line {
            HandOver::NeedsPerson { .. } => "needs person",
            HandOver::Raised { .. } => "raised",
            HandOver::TakenOver { .. } => "taken over",
            HandOver::Passed { .. } => "passed",
            HandOver::HandedBack { .. } => "handed back",
            HandOver::DraftDropped { .. } => "draft dropped",
            HandOver::TakenBack { .. } => "taken back",
            HandOver::Closed { .. } => "closed",
            HandOver::Reopened { .. } => "reopened",
        })
        .collect();
    assert_eq!(
        names,
        [
            "needs person",
            "raised",
            "taken over",
            "passed",
            "handed back"
        ]
    );
}

#[test]
fn the_take_over_says_since_when_the_customer_had_waited() {
    let told = story()
        .alarming("A person, please", Trigger::ExplicitRequest)
        .minutes(3)
        .ana_takes_over();
    let since = told.conversation.escalation.as_ref().unwrap();
    let expected = HandOver::TakenOver {
        operator: ana(),
        how: crate::fact::TakeOver::Button,
        waiting_since: Some(since.escalation.waiting_since),
    };
    assert_eq!(lines(&told).last(), Some(&expected));
}

#[test]
fn a_dropped_draft_is_a_line() {
    let told = story()
        .customer("Do you open on Sunday?")
        .pause_passes()
        .ana_takes_over();
    assert!(matches!(
        lines(&told)[..],
        [HandOver::TakenOver { .. }, HandOver::DraftDropped { .. }]
    ));
}

#[test]
fn a_note_is_no_message() {
    let told = story().happens(Fact::Noted {
        operator: ana(),
        text: "VIP".to_owned(),
    });
    assert!(messages(&told).is_empty());
    assert!(matches!(&thread(&told)[..], [Entry::Note(note)] if note.text == "VIP"));
}
