//! One step: an event and everything that follows from it at once. The engine stores the result in
//! one transaction, so that a crash leaves either everything or nothing.

use super::decide;
use crate::effect::Effect;
use crate::fact::Event;
use crate::ids::EventId;
use crate::playbook::House;
use crate::state::Conversation;
use std::collections::VecDeque;

/// What one event led to.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The event and those that followed at once, in order.
    pub events: Vec<Event>,
    /// Work for the world, in order; never [`Effect::Record`].
    pub effects: Vec<Effect>,
}

/// Takes `event` into `conversation` together with all that follows from it at once.
pub fn step(conversation: &mut Conversation, event: Event, house: &House) -> Step {
    let mut done = Step {
        events: Vec::new(),
        effects: Vec::new(),
    };
    let mut open = VecDeque::from([event]);
    while let Some(event) = open.pop_front() {
        let effects = decide(conversation, &event, house);
        conversation.apply(&event);
        conversation.expect(&effects);
        for (index, effect) in effects.into_iter().enumerate() {
            match effect {
                Effect::Record { fact } => open.push_back(Event {
                    id: EventId::new(format!("{}.{index}", event.id)),
                    conversation: event.conversation.clone(),
                    at: event.known_at(),
                    arrived: None,
                    fact: *fact,
                }),
                work @ (Effect::Draft { .. }
                | Effect::Send { .. }
                | Effect::Alert { .. }
                | Effect::WriteBrief { .. }
                | Effect::Wait { .. }
                | Effect::FetchMedia { .. }
                | Effect::ShowTyping { .. }
                | Effect::MarkRead { .. }
                | Effect::React { .. }) => done.effects.push(work),
            }
        }
        done.events.push(event);
    }
    done
}
