//! What a state says after a story of events.

use super::{Answer, Holder, Progress};
use crate::command;
use crate::fact::{Delivery, Fact, SendFailure, Withdrawal};
use crate::ids::{DraftId, EscalationId, EventId, MessageId, OutgoingId};
use crate::signal::Trigger;
use crate::story::{FRIDAY_11, Story, ana, bo, story};
use crate::time::Timestamp;
use std::time::Duration;

fn unanswered(told: &Story) -> Vec<&str> {
    let words = |open: &'_ super::Unanswered| open.words.clone();
    let all: Vec<_> = told.conversation.unanswered.iter().collect();
    assert_eq!(
        all.len(),
        told.conversation
            .unanswered
            .iter()
            .filter_map(words)
            .count()
    );
    all.into_iter()
        .filter_map(|open| open.words.as_deref())
        .collect()
}

fn last_words(told: &Story) -> &str {
    let last = told.conversation.last_said.as_ref();
    last.and_then(|last| last.content.words())
        .unwrap_or_default()
}

fn report(delivery: Delivery) -> Progress {
    Progress::Reported { delivery }
}

#[test]
fn a_conversation_begins_with_its_first_event_only() {
    let told = story().customer("Hello");
    assert!(super::Conversation::begin(&told.events[0]).is_some());
    assert!(super::Conversation::begin(&told.events[1]).is_none());
}

#[test]
fn the_window_is_open_for_a_day_and_closed_before_the_first_message() {
    let told = story();
    assert!(!told.conversation.window_is_open(FRIDAY_11));
    let told = told.customer("Hello");
    let end = told.conversation.window_ends().unwrap();
    assert_eq!(end, FRIDAY_11.plus(Duration::from_secs(24 * 3600)));
    assert!(
        told.conversation
            .window_is_open(Timestamp(end.millis() - 1))
    );
    assert!(!told.conversation.window_is_open(end));
}

#[test]
fn an_answer_leaves_nothing_unanswered() {
    let told = story().customer("Hello").customer("Are you open?");
    assert_eq!(unanswered(&told), ["Hello", "Are you open?"]);
    assert!(unanswered(&told.ana_writes("Yes")).is_empty());
}

#[test]
fn what_a_failed_message_answered_is_unanswered_again_before_what_came_later() {
    let told = story()
        .customer("Are you open?")
        .ana_writes("Yes")
        .customer("Until when?")
        .send_fails(SendFailure::GaveUp);
    assert_eq!(unanswered(&told), ["Are you open?", "Until when?"]);
}

#[test]
fn what_a_withdrawn_message_answered_is_unanswered_again() {
    let told = story().customer("Are you open?").ana_writes("Yes");
    let told = told.send_is_withdrawn(Withdrawal::Cancelled { operator: ana() });
    assert_eq!(unanswered(&told), ["Are you open?"]);
    assert_eq!(last_words(&told), "Are you open?");
}

#[test]
fn what_the_customer_changed_or_deleted_is_no_longer_shown_as_it_was() {
    let told = story().customer("My card is 4111").edits("My card is lost");
    assert_eq!(last_words(&told), "My card is lost");
    let told = told.revokes();
    assert_eq!(last_words(&told), "");
    assert!(told.conversation.last_said.unwrap().revoked);
    // Also where our words stand over it and are taken back.
    let told = story().customer("My card is 4111");
    let message = told.conversation.unanswered[0].message.clone();
    let told = told
        .ana_writes("Thanks")
        .happens(Fact::CustomerRevoked { message })
        .send_is_withdrawn(Withdrawal::Cancelled { operator: ana() });
    assert_eq!(last_words(&told), "");
}

#[test]
fn what_was_changed_or_deleted_on_the_phone_is_no_longer_taken_for_said() {
    let told = story().phone_writes("It is 90 pesos");
    let message = told.conversation.turns[0].id.clone();
    let told = told.happens(Fact::PhoneEdited {
        message: message.clone(),
        content: crate::content::Content::text("It is 900 pesos"),
    });
    assert_eq!(told.conversation.turns[0].words, "It is 900 pesos");
    assert_eq!(last_words(&told), "It is 900 pesos");
    let told = told.happens(Fact::PhoneRevoked { message });
    assert!(told.conversation.turns.is_empty());
    assert!(told.conversation.last_said.unwrap().revoked);
}

#[test]
fn of_two_messages_taken_back_neither_is_shown_as_the_last_words() {
    let told = story().customer("Are you open?").ana_writes("Yes");
    let first = told.latest_sent();
    let told = told.ana_writes("Until six");
    assert_eq!(last_words(&told), "Until six");
    let second = told.latest_sent();
    let withdrawn = |outgoing| Fact::Withdrawn {
        outgoing,
        why: Withdrawal::Cancelled { operator: ana() },
    };
    let told = told.happens(withdrawn(first));
    assert_eq!(last_words(&told), "Until six");
    let told = told.happens(withdrawn(second));
    assert_eq!(last_words(&told), "Are you open?");
}

#[test]
fn a_deleted_question_does_not_come_back_with_a_failed_answer() {
    let told = story().customer("Are you open?");
    let message = told.conversation.unanswered[0].message.clone();
    let told = told
        .ana_writes("Yes")
        .happens(Fact::CustomerRevoked { message })
        .send_fails(SendFailure::GaveUp);
    assert!(unanswered(&told).is_empty());
}

#[test]
fn a_message_on_the_phone_is_no_longer_on_its_way() {
    let told = story().customer("Are you open?").ana_writes("Yes");
    let sent = told.latest_sent();
    let told = told.progresses(&sent, Delivery::Sent);
    assert!(told.conversation.on_its_way(&sent).is_some());
    let told = told.progresses(&sent, Delivery::Read);
    assert!(told.conversation.on_its_way(&sent).is_none());
    let last = told.conversation.last_said.unwrap();
    assert_eq!(last.progress, report(Delivery::Read));
}

#[test]
fn progress_goes_forward_only() {
    let sent = report(Delivery::Sent);
    let read = report(Delivery::Read);
    let failed = Progress::Failed {
        failure: SendFailure::Unreachable,
    };
    assert!(Progress::Queued.yields_to(&sent) && sent.yields_to(&read));
    assert!(!read.yields_to(&sent) && !read.yields_to(&Progress::Accepted));
    assert!(sent.yields_to(&failed) && !read.yields_to(&failed));
    assert!(!failed.yields_to(&sent) && failed.yields_to(&read));
    assert!(Progress::Unclear.yields_to(&sent) && !sent.yields_to(&Progress::Unclear));
}

#[test]
fn a_firing_that_nobody_awaits_changes_nothing() {
    let told = story().customer("Are you open?");
    let (_, old) = told.waits[0].clone();
    let told = told.seconds(1).customer("Hello?");
    let before = told.conversation.clone();
    let told = told.happens(Fact::TimerFired { timer: old });
    assert_eq!(told.conversation, before);
}

#[test]
fn an_outcome_of_a_draft_nobody_asked_for_changes_nothing() {
    let told = story().customer("Are you open?").pause_passes();
    let before = told.conversation.clone();
    let draft = DraftId::of(&EventId::new("elsewhere"));
    let what = "timed out".to_owned();
    let told = told.happens(Fact::DraftFailed {
        draft,
        what,
        cause: None,
    });
    assert_eq!(told.conversation, before);
}

#[test]
fn the_brief_of_an_older_call_is_not_taken_for_the_newer_ones() {
    let told = story().alarming("A person, please", Trigger::ExplicitRequest);
    let told = told.happens(Fact::Briefed {
        escalation: EscalationId::new("another"),
        brief: crate::brief::Brief::default(),
    });
    assert!(told.conversation.open_call().unwrap().brief.is_none());
}

#[test]
fn the_pause_that_is_over_is_no_longer_shown() {
    let told = story().customer("Are you open?").revokes().pause_passes();
    assert_eq!(told.conversation.answer, Answer::None);
}

#[test]
fn the_talk_that_is_kept_stays_short_however_long_it_gets() {
    let mut told = story().customer("Hello").ana_takes_over();
    for n in 0..60 {
        told = told.customer(&format!("message number {n}"));
    }
    assert_eq!(told.conversation.turns.len(), 40);
    assert_eq!(told.conversation.turns[39].words, "message number 59");
    assert!(told.conversation.questions.len() <= 40);
}

#[test]
fn who_writes_on_and_on_makes_the_state_no_longer_and_is_still_owed_an_answer() {
    let mut told = story().customer("My name is Lucía").ana_takes_over();
    told = told.alarming("My face is swollen", Trigger::Compliance);
    told = told.voice_note();
    for n in 0..200 {
        told = told.alarming(&format!("alarm number {n}"), Trigger::Frustration);
        told = told.thanks();
    }
    let state = &told.conversation;
    assert_eq!(state.unanswered.len(), 40);
    assert_eq!(
        state.unanswered[0].words.as_deref(),
        Some("My name is Lucía")
    );
    assert_eq!(state.waiting_since(), Some(FRIDAY_11));
    assert!(
        state
            .unanswered
            .iter()
            .any(|open| open.unreadable.is_some())
    );
    let latest = state.unanswered.iter().rfind(|open| !open.courtesy);
    assert_eq!(latest.unwrap().words.as_deref(), Some("alarm number 199"));
    assert_eq!(state.unread, 402);
    assert!(state.pending_signals.len() <= 40);
    told.ana_hands_back()
        .pause_passes()
        .expect_called(Trigger::Compliance);
}

#[test]
fn an_unknown_message_of_ours_changes_nothing() {
    let told = story().customer("Hello");
    let before = told.conversation.clone();
    let told = told.happens(Fact::Accepted {
        outgoing: OutgoingId::new("elsewhere"),
        message: MessageId::new("wamid.x"),
    });
    assert_eq!(told.conversation, before);
}

#[test]
fn reopening_begins_a_new_stretch() {
    let told = story().customer("Hi").ana_writes("Bye").ana_closes();
    let told = told.customer("One more thing?");
    assert_eq!(told.conversation.holder, Holder::Agent);
    assert!(!told.conversation.needed_person);
    assert!(told.conversation.escalation.is_none());
}

#[test]
fn what_an_operator_has_seen_is_no_longer_unread() {
    let told = story().alarming("A person, please", Trigger::ExplicitRequest);
    assert_eq!(told.conversation.unread, 1);
    let opened = command::opened(&told.conversation, &ana())
        .unwrap()
        .remove(0);
    let told = told.happens(opened).customer("Hello?");
    assert_eq!(
        told.conversation.unread, 1,
        "one came after the brief was opened"
    );
    let told = told.ana_takes_over();
    assert_eq!(told.conversation.unread, 0);
    let told = told.customer("There you are").customer("Listen");
    assert_eq!(told.conversation.unread, 2);
    assert!(command::opened(&told.conversation, &bo()).is_err());
    let seen = command::opened(&told.conversation, &ana())
        .unwrap()
        .remove(0);
    let told = told.happens(seen);
    assert_eq!(told.conversation.unread, 0);
    assert_eq!(
        told.conversation.unanswered.len(),
        4,
        "seen is not answered"
    );
}
