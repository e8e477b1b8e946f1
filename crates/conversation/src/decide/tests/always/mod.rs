//! What holds in every story, however wild. The acts are what the world can do to a conversation:
//! write, wait, draft, fail, take over, pass on, hand back, close, in any order.

mod acts;

use crate::effect::Effect;
use crate::fact::{Author, Event, Fact, TimerPurpose};
use crate::ids::OutgoingId;
use crate::state::{Answer, Conversation, Holder};
use crate::story::{Story, story};
use acts::act;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_promises_of_this_crate_hold(acts in prop::collection::vec(act(), 1..48)) {
        let mut told = story();
        for act in acts {
            let (epoch, known) = (told.conversation.epoch, told.events.len());
            told = told.then();
            told = act.happens_in(told);
            prop_assert!(told.conversation.epoch >= epoch, "the epoch went back");
            prop_assert_eq!(told.conversation.epoch.0 - epoch.0, changes(&told.events[known..]));
            a_wait_has_one_open_call(&told)?;
            nothing_is_lost(&told)?;
        }
        the_agent_speaks_only_while_it_may(&told)?;
        what_a_person_answered_is_not_the_agents_again(&told)?;
        the_journal_gives_the_same_state(&told)?;
    }

    #[test]
    fn statuses_give_the_same_picture_in_any_order(order in Just(acts::reports()).prop_shuffle()) {
        use crate::state::Progress;
        let end = |reports: &[Progress]| {
            let mut now = Progress::Queued;
            for next in reports {
                if now.yields_to(next) {
                    now = next.clone();
                }
            }
            now
        };
        for upto in 1..=order.len() {
            let mut sorted = order[..upto].to_vec();
            sorted.sort_by_key(acts::rank);
            prop_assert_eq!(end(&order[..upto]), end(&sorted));
        }
    }
}

/// How many of `events` change the holder.
fn changes(events: &[Event]) -> u32 {
    let changes = events.iter().filter(|event| {
        matches!(
            event.fact,
            Fact::Escalated { .. }
                | Fact::TookOver { .. }
                | Fact::Passed { .. }
                | Fact::HandedBack { .. }
                | Fact::TurnEnded { .. }
                | Fact::Closed { .. }
                | Fact::Reopened { .. }
        )
    });
    u32::try_from(changes.count()).unwrap()
}

/// Looks at the sends one event at a time: what counts is who held when the message was asked for.
fn the_agent_speaks_only_while_it_may(told: &Story) -> Result<(), TestCaseError> {
    let mut state = Conversation::begin(&told.events[0]).unwrap();
    let mut said_while_waiting = Vec::new();
    for event in &told.events {
        let was_waiting = state.holder == Holder::Waiting;
        state.apply(event);
        let goes_on = was_waiting && state.holder == Holder::Waiting;
        if !goes_on {
            said_while_waiting.clear();
        }
        if let Fact::Withdrawn { outgoing, .. } = &event.fact {
            said_while_waiting.retain(|said| *said != outgoing);
        }
        let Fact::Queued { outgoing } = &event.fact else {
            continue;
        };
        if outgoing.author != Author::Agent {
            continue;
        }
        prop_assert_eq!(outgoing.epoch, state.epoch, "asked in another epoch");
        match &state.holder {
            Holder::Agent => {}
            Holder::Waiting => said_while_waiting.push(&outgoing.id),
            Holder::Operator { .. } | Holder::Closed => {
                prop_assert!(false, "the agent spoke while {:?} holds", state.holder);
            }
        }
        prop_assert!(said_while_waiting.len() <= 1, "more than one sentence");
    }
    Ok(())
}

/// Words of the agent that are taken back, or fail, open nothing again that a person has answered since.
fn what_a_person_answered_is_not_the_agents_again(told: &Story) -> Result<(), TestCaseError> {
    let mut state = Conversation::begin(&told.events[0]).unwrap();
    let mut overtaken: Vec<&OutgoingId> = Vec::new();
    let mut by_agent: Vec<&OutgoingId> = Vec::new();
    for event in &told.events {
        let before = state.unanswered.len();
        state.apply(event);
        match &event.fact {
            Fact::Queued { outgoing } if outgoing.author == Author::Agent => {
                by_agent.push(&outgoing.id);
            }
            Fact::Queued { .. } => overtaken.append(&mut by_agent),
            Fact::PhoneWrote { .. } if event.arrived.is_none() => overtaken.append(&mut by_agent),
            Fact::Withdrawn { outgoing, .. } | Fact::NotSent { outgoing, .. }
                if overtaken.contains(&outgoing) =>
            {
                prop_assert!(state.unanswered.len() <= before, "{outgoing} was answered");
            }
            _ => {}
        }
    }
    Ok(())
}

fn a_wait_has_one_open_call(told: &Story) -> Result<(), TestCaseError> {
    let state = &told.conversation;
    let waits = state.holder == Holder::Waiting;
    prop_assert_eq!(state.open_call().is_some(), waits);
    prop_assert!(
        !waits || awaited(told, TimerPurpose::Promise),
        "nobody is called again"
    );
    Ok(())
}

/// What the customer said is under way to an answer, to a person, or was no more than thanks.
fn nothing_is_lost(told: &Story) -> Result<(), TestCaseError> {
    let state = &told.conversation;
    if state.holder != Holder::Agent || !state.owes_answer() {
        return Ok(());
    }
    let is_under_way = match &state.answer {
        Answer::Pausing { .. } => awaited(told, TimerPurpose::Answer),
        Answer::Stopped => awaited(told, TimerPurpose::Stopped),
        Answer::Drafting { draft } => told.drafts.iter().any(|(asked, _)| asked == draft),
        Answer::None => false,
    };
    prop_assert!(
        is_under_way,
        "lost: {:?} with {:?}",
        state.unanswered,
        state.answer
    );
    Ok(())
}

/// Whether a wait for this is awaited and really goes on in the world.
fn awaited(told: &Story, purpose: TimerPurpose) -> bool {
    told.waits
        .iter()
        .any(|(_, timer)| told.conversation.awaits(purpose, &timer.id))
}

/// The state made again from what the journal keeps: the events as JSON, and the drafts and waits,
/// each at the event whose id theirs begins with.
fn the_journal_gives_the_same_state(told: &Story) -> Result<(), TestCaseError> {
    let mut state = Conversation::begin(&told.events[0]).unwrap();
    for event in &told.events {
        let stored = serde_json::to_string(event).unwrap();
        let read: Event = serde_json::from_str(&stored).unwrap();
        prop_assert_eq!(&read, event);
        let asked: Vec<_> = told
            .asked
            .iter()
            .filter(|effect| asked_by(told, effect) == Some(event))
            .cloned()
            .collect();
        state.apply(&read);
        state.expect(&asked);
    }
    let stored = serde_json::to_string(&state).unwrap();
    let read: Conversation = serde_json::from_str(&stored).unwrap();
    prop_assert_eq!(&state, &told.conversation);
    prop_assert_eq!(&read, &told.conversation);
    Ok(())
}

fn asked_by<'a>(told: &'a Story, effect: &Effect) -> Option<&'a Event> {
    let id = match effect {
        Effect::Wait { timer, .. } => timer.id.as_str(),
        Effect::Draft { draft, .. } => draft.as_str(),
        other => panic!("the state waits for no {other:?}"),
    };
    let begins = |event: &&Event| {
        id.strip_prefix(event.id.as_str())
            .is_some_and(|rest| rest.starts_with('.'))
    };
    told.events
        .iter()
        .filter(begins)
        .max_by_key(|event| event.id.as_str().len())
}
