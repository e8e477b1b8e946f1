//! What screens read: list, thread, search, identities, insights.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use conversation::content::{Content, Media, MediaKind};
use conversation::fact::{AlertChannel, Author, Customer, Delivery, Fact, Mark};
use conversation::ids::{EscalationId, MediaHash, MessageId, NumberId, OutgoingId};
use conversation::signal::Trigger;
use conversation::state::Progress;
use conversation::thread::{Entry, EntryKey, MediaState, Rail};
use journal::{Identity, Journal, ListPage, Page, Query, View};
use support::*;

fn names(page: &ListPage) -> Vec<&str> {
    page.rows
        .iter()
        .map(|row| row.conversation.as_str())
        .collect()
}

#[tokio::test]
async fn what_waits_is_ordered_by_what_is_at_stake() {
    let journal = Journal::temporary().await.unwrap();
    for (name, due) in [("late", 900), ("soon", 300), ("middle", 600)] {
        begun(&journal, name).await;
        let call = escalated(&format!("{name}.e"), at(due), Trigger::OutOfScope);
        happens(&journal, name, &[(&format!("{name}.x"), 2, call)]).await;
    }
    begun(&journal, "agent").await;
    let page = journal
        .list(&View::NeedsPerson, None, None, 2)
        .await
        .unwrap();
    assert_eq!(names(&page), ["soon", "middle"]);
    let next = journal
        .list(&View::NeedsPerson, None, page.next.as_ref(), 2)
        .await
        .unwrap();
    assert_eq!(names(&next), ["late"]);
    assert_eq!(next.next, None);
}

#[tokio::test]
async fn each_view_shows_its_own_and_counts_agree() {
    let journal = Journal::temporary().await.unwrap();
    for name in ["a", "b", "c", "d"] {
        begun(&journal, name).await;
    }
    happens(&journal, "b", &[("b.t", 5, took_over())]).await;
    happens(&journal, "c", &[("c.c", 6, closed())]).await;
    happens(
        &journal,
        "d",
        &[("d.w", 9, wrote("wamid.d.2", "And Monday?"))],
    )
    .await;
    let list = async |view: View| {
        let page = journal.list(&view, None, None, 10).await.unwrap();
        names(&page)
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(list(View::WithAgent).await, ["d", "a"]);
    assert_eq!(list(View::Mine(ana())).await, ["b"]);
    assert_eq!(list(View::WithOperators).await, ["b"]);
    assert_eq!(list(View::Closed).await, ["c"]);
    assert_eq!(list(View::All).await, ["d", "c", "b", "a"]);
    let counts = journal.list_counts(&ana(), None).await.unwrap();
    assert_eq!((counts.with_agent, counts.mine, counts.closed), (2, 1, 1));
    let other = NumberId::new("other");
    assert!(
        journal
            .list(&View::All, Some(&other), None, 10)
            .await
            .unwrap()
            .rows
            .is_empty()
    );
}

#[tokio::test]
async fn pages_meet_without_a_gap_when_times_are_equal() {
    let journal = Journal::temporary().await.unwrap();
    let all: Vec<String> = (0..25).map(|n| format!("c{n:02}")).collect();
    for name in &all {
        begun(&journal, name).await;
    }
    let (mut seen, mut mark) = (Vec::new(), None);
    loop {
        let page = journal
            .list(&View::All, None, mark.as_ref(), 10)
            .await
            .unwrap();
        seen.extend(names(&page).iter().map(|name| (*name).to_owned()));
        mark = page.next;
        if mark.is_none() {
            break;
        }
    }
    seen.reverse();
    assert_eq!(seen, all);
}

#[tokio::test]
async fn a_thread_is_read_page_by_page_from_any_place() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    for n in 0..20 {
        let id = format!("w{n}");
        happens(
            &journal,
            "rosa",
            &[(&id, 10 + n, wrote(&format!("m{n}"), "hello"))],
        )
        .await;
    }
    let rosa = conversation("rosa");
    let latest = journal.thread(&rosa, Page::Latest, 5).await.unwrap();
    assert_eq!(latest.entries[0].key, EntryKey("m15".to_owned()));
    let first = latest.entries[0].place;
    let before = journal.thread(&rosa, Page::Before(first), 5).await.unwrap();
    assert_eq!(before.entries[4].key, EntryKey("m14".to_owned()));
    let after = journal.thread(&rosa, Page::After(first), 2).await.unwrap();
    assert_eq!(after.entries[0].key, EntryKey("m16".to_owned()));
    let around = journal.thread_around(&rosa, first, 4).await.unwrap();
    let keys: Vec<_> = around
        .entries
        .iter()
        .map(|entry| entry.key.0.as_str())
        .collect();
    assert_eq!(keys, ["m13", "m14", "m15", "m16"]);
    let place = journal
        .place_of(&rosa, &EntryKey("m15".to_owned()))
        .await
        .unwrap();
    assert_eq!(place, Some(first));
}

#[tokio::test]
async fn a_page_knows_who_held_the_conversation_before_it() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    happens(&journal, "rosa", &[("t", 5, took_over())]).await;
    happens(&journal, "rosa", &[("w", 6, wrote("m", "thanks"))]).await;
    let page = journal
        .thread(&conversation("rosa"), Page::Latest, 1)
        .await
        .unwrap();
    assert_eq!(page.rail, Rail::Operator { operator: ana() });
}

async fn message(journal: &Journal, key: &str) -> conversation::thread::Message {
    let page = journal
        .thread(&conversation("rosa"), Page::Latest, 50)
        .await
        .unwrap();
    let found = page.entries.into_iter().find(|entry| entry.key.0 == key);
    match found.unwrap().entry {
        Entry::Message(message) => *message,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn later_facts_amend_a_message_by_either_of_its_ids() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    happens(&journal, "rosa", &[("q", 5, queued("out", "Yes.", 0))]).await;
    let read = Fact::Progressed {
        outgoing: OutgoingId::new("out"),
        message: MessageId::new("wamid.out"),
        delivery: Delivery::Read,
    };
    let heart = Fact::CustomerReacted {
        message: MessageId::new("wamid.out"),
        emoji: Some("❤".to_owned()),
    };
    // In one step: the reaction names an id that only the step itself makes known.
    let facts = [
        ("a", 6, accepted("out", "wamid.out")),
        ("h", 7, heart),
        ("r", 8, read),
    ];
    happens(&journal, "rosa", &facts).await;
    let message = message(&journal, "out").await;
    assert_eq!(
        message.progress,
        Progress::Reported {
            delivery: Delivery::Read
        }
    );
    assert_eq!(message.reactions.len(), 1);
    assert_eq!(message.wamid, Some(MessageId::new("wamid.out")));
}

#[tokio::test]
async fn a_medium_is_pending_until_its_bytes_are_here() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let Fact::CustomerWrote {
        mut message,
        signals,
        language,
        courtesy,
    } = wrote("pic", "")
    else {
        unreachable!()
    };
    message.content = Content::Media(Media {
        media: MediaKind::Image,
        remote: Some("77".to_owned()),
        mime: "image/jpeg".to_owned(),
        filename: None,
        caption: Some("my tooth".to_owned()),
        stored: None,
        size: None,
    });
    let picture = Fact::CustomerWrote {
        message,
        signals,
        language,
        courtesy,
    };
    happens(&journal, "rosa", &[("p", 5, picture)]).await;
    let stored = Fact::MediaStored {
        message: MessageId::new("pic"),
        hash: MediaHash::new("ab"),
        mime: "image/jpeg".to_owned(),
        size: 3,
    };
    happens(&journal, "rosa", &[("s", 6, stored)]).await;
    let media = super_message(&journal).await;
    assert!(matches!(media, MediaState::Stored { hash, .. } if hash == MediaHash::new("ab")));
}

async fn super_message(journal: &Journal) -> MediaState {
    message(journal, "pic").await.media
}

fn looking_for(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        limit: 20,
        ..Query::default()
    }
}

#[tokio::test]
async fn search_finds_words_as_they_are_typed_without_accents() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    let facts = [("w", 5, wrote("m", "¿Cuánto cuesta la limpieza dental?"))];
    happens(&journal, "rosa", &facts).await;
    let note = Fact::Noted {
        operator: ana(),
        text: "Prefiere la limpieza por la tarde".to_owned(),
    };
    happens(&journal, "rosa", &[("n", 6, note)]).await;

    let found = journal.search(&looking_for("cuanto limp")).await.unwrap();
    assert_eq!(found.hits.len(), 1);
    assert_eq!(found.hits[0].key, EntryKey("m".to_owned()));
    assert_eq!(found.hits[0].spans.len(), 2);
    assert!(found.conversations.contains_key(&conversation("rosa")));

    let found = journal.search(&looking_for("limpieza")).await.unwrap();
    assert_eq!(found.hits.iter().filter(|hit| hit.note).count(), 1);
    assert!(
        journal
            .search(&looking_for("endodoncia"))
            .await
            .unwrap()
            .hits
            .is_empty()
    );
    assert_eq!(
        journal
            .notes_of(&conversation("rosa"), 5)
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn search_finds_customers_by_name_and_phone() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "Rosalía").await;
    begun(&journal, "Luis").await;
    for typed in ["rosal", "+528"] {
        let found = journal.search(&looking_for(typed)).await.unwrap();
        let people: Vec<_> = found
            .people
            .iter()
            .map(|row| row.conversation.as_str())
            .collect();
        assert_eq!(people, ["Rosalía"], "{typed}");
    }
}

#[tokio::test]
async fn an_edited_message_is_found_by_its_new_words_and_a_deleted_one_not_at_all() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "rosa").await;
    happens(
        &journal,
        "rosa",
        &[("w", 5, wrote("m", "appointment on monday"))],
    )
    .await;
    let edited = Fact::CustomerEdited {
        signals: Vec::new(),
        courtesy: Some(false),
        message: MessageId::new("m"),
        content: Content::text("appointment on tuesday"),
    };
    happens(&journal, "rosa", &[("e", 6, edited)]).await;
    let hits = async |text: &str| journal.search(&looking_for(text)).await.unwrap().hits.len();
    assert_eq!((hits("monday").await, hits("tuesday").await), (0, 1));
    let revoked = Fact::CustomerRevoked {
        message: MessageId::new("m"),
    };
    happens(&journal, "rosa", &[("r", 7, revoked)]).await;
    assert_eq!(hits("tuesday").await, 0);
}

fn who(user_id: Option<&str>, phone: Option<&str>) -> Identity {
    Identity {
        number: number(),
        user_id: user_id.map(str::to_owned),
        phone: phone.map(str::to_owned),
    }
}

#[tokio::test]
async fn a_customer_keeps_the_conversation_when_the_phone_changes() {
    let journal = Journal::temporary().await.unwrap();
    let known = |user_id: Option<&str>, phone: &str| Customer {
        user_id: user_id.map(str::to_owned),
        phone: Some(phone.to_owned()),
        ..customer("rosa")
    };
    let began = Fact::Began {
        number: number(),
        customer: known(None, "+1"),
    };
    happens(&journal, "rosa", &[("b", 0, began)]).await;
    let lead = async |identity| {
        let leads = journal.leads(std::slice::from_ref(&identity)).await;
        leads.unwrap().of(&identity).cloned()
    };
    // The id comes later: the phone leads there, and is filled in.
    let rosa = Some(conversation("rosa"));
    assert_eq!(lead(who(Some("MX.1"), Some("+1"))).await, rosa);
    let told = Fact::CustomerKnown {
        customer: known(Some("MX.1"), "+1"),
    };
    happens(&journal, "rosa", &[("k", 1, told)]).await;
    assert_eq!(lead(who(Some("MX.1"), None)).await, rosa);
    assert_eq!(lead(who(None, Some("+1"))).await, rosa);
    // Somebody else has the phone now.
    assert_eq!(lead(who(Some("MX.2"), Some("+1"))).await, None);
    // And Rosa has another one.
    let moved = Fact::CustomerKnown {
        customer: known(Some("MX.1"), "+9"),
    };
    happens(&journal, "rosa", &[("m", 2, moved)]).await;
    assert_eq!(lead(who(Some("MX.1"), Some("+9"))).await, rosa);
    assert_eq!(lead(who(None, Some("+1"))).await, None);
}

#[tokio::test]
async fn insights_add_up_by_day() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "alone").await;
    happens(
        &journal,
        "alone",
        &[("a.q", 2, queued("o", "Yes.", 0)), ("a.c", 60, closed())],
    )
    .await;
    begun(&journal, "called").await;
    let call = escalated("call", at(600), Trigger::HighValue);
    let shown = Fact::AlertShown {
        escalation: EscalationId::new("call"),
        operator: ana(),
        how: AlertChannel::Notification,
    };
    let answer = Fact::Queued {
        outgoing: outgoing("p", Author::Operator { operator: ana() }, "Hi!", 2),
    };
    let mark = Fact::Marked {
        operator: ana(),
        mark: Mark::Right {
            escalation: EscalationId::new("call"),
        },
    };
    let facts = [
        ("e", 3, call),
        ("s", 4, shown),
        ("t", 100, took_over()),
        ("p", 123, answer),
        ("k", 130, mark),
    ];
    happens(&journal, "called", &facts).await;

    let days = journal
        .insights(at(-86_400), at(86_400), None, at(3600), |_| {
            "today".to_owned()
        })
        .await
        .unwrap();
    let today = &days["today"];
    assert_eq!(
        (today.begun, today.ended_by_agent, today.customer_messages),
        (2, 1, 2)
    );
    assert_eq!((today.agent_messages, today.operator_messages), (1, 1));
    assert_eq!(today.escalations[&Trigger::HighValue], 1);
    assert_eq!(
        (
            today.promises_kept,
            today.promises_missed,
            today.marked_right
        ),
        (1, 0, 1)
    );
    assert_eq!(today.first_responses, [120_000]);
    let calls = journal.calls_of(&conversation("called")).await.unwrap();
    assert_eq!(calls[0].operator, Some(ana()));
    assert_eq!(calls[0].alerted_at, Some(at(4)));
}

#[tokio::test]
async fn a_late_call_nobody_took_is_missed_and_not_taken() {
    let journal = Journal::temporary().await.unwrap();
    for name in ["alone", "taken"] {
        begun(&journal, name).await;
        let call = escalated(&format!("{name}.e"), at(600), Trigger::OutOfScope);
        happens(&journal, name, &[(&format!("{name}.x"), 2, call)]).await;
    }
    happens(&journal, "taken", &[("t", 700, took_over())]).await;
    let days = journal
        .insights(at(-86_400), at(86_400), None, at(3600), |_| String::new())
        .await
        .unwrap();
    let today = &days[""];
    assert_eq!((today.taken, today.promises_missed), (1, 2));
}

#[tokio::test]
async fn a_row_has_all_that_a_page_shows_of_a_call() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "jorge").await;
    let call = escalated("e", at(600), Trigger::HighValue);
    let put_off = Fact::PutOff {
        escalation: EscalationId::new("e"),
        operator: ana(),
        until: at(300),
    };
    happens(&journal, "jorge", &[("x", 2, call), ("p", 3, put_off)]).await;
    let page = journal.list(&View::All, None, None, 1).await.unwrap();
    let call = page.rows[0].call.as_ref().unwrap();
    assert_eq!(call.excerpt[0].text, "Do you open on Sunday?");
    assert_eq!((call.waiting_since, call.called_at), (NOON, at(2)));
    assert_eq!(call.put_off, Some((ana(), at(300))));
    assert_eq!(page.rows[0].unread, 1);
}

#[tokio::test]
async fn a_judgement_names_the_trigger_of_its_escalation() {
    let journal = Journal::temporary().await.unwrap();
    begun(&journal, "jorge").await;
    let mark = Fact::Marked {
        operator: ana(),
        mark: Mark::Needless {
            escalation: EscalationId::new("e"),
        },
    };
    let call = escalated("e", at(600), Trigger::HighValue);
    happens(&journal, "jorge", &[("x", 2, call), ("m", 3, mark)]).await;
    let judged = journal.judgements_between(NOON, at(9), None).await.unwrap();
    assert_eq!(judged[0].trigger, Some(Trigger::HighValue));
}
