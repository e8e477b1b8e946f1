//! The talk before a message whose event is lost, so that the reader reads it as it did at first.
//! It is gathered from the events that are there and never stored.

use crate::house::Desk;
use crate::intake::wrote;
use conversation::content::Inbound;
use conversation::decide::decide;
use conversation::effect::Effect;
use conversation::fact::{Event, Fact};
use conversation::ids::ConversationId;
use conversation::playbook::House;
use conversation::state::Conversation;
use conversation::time::Timestamp;
use journal::StoredEvent;
use std::collections::HashMap;
use triggers::Reader;

/// What was said in every conversation up to its first lost event.
#[derive(Default)]
pub(super) struct Talks(HashMap<ConversationId, Talk>);

#[derive(Default)]
struct Talk {
    state: Option<Conversation>,
    version: u64,
    torn: bool,
}

impl Talks {
    /// Takes an event in, unless one before it is missing.
    pub(super) fn hear(&mut self, stored: &StoredEvent) {
        let talk = self.0.entry(stored.event.conversation.clone()).or_default();
        talk.torn |= stored.version != talk.version + 1;
        if talk.torn {
            return;
        }
        talk.version = stored.version;
        let begun = talk.state.take();
        talk.state = begun.or_else(|| Conversation::begin(&stored.event));
        if let Some(state) = talk.state.as_mut() {
            state.apply(&stored.event);
            state.expect(&stored.asked);
        }
    }

    /// A conversation whose very beginning was lost begins again.
    pub(super) fn begin(&mut self, event: &Event) {
        let talk = self.0.entry(event.conversation.clone()).or_default();
        if talk.state.is_none() {
            talk.state = Conversation::begin(event);
        }
    }

    /// What a lost event had its conversation wait for, decided again on what was there before it.
    pub(super) fn asked(&self, event: &Event, house: &House) -> Vec<Effect> {
        let talk = self.0.get(&event.conversation);
        let Some(state) = talk.and_then(|talk| talk.state.as_ref()) else {
            return Vec::new();
        };
        let mut effects = decide(state, event, house);
        effects.retain(|effect| matches!(effect, Effect::Wait { .. } | Effect::Draft { .. }));
        effects
    }

    /// The lost fact that the customer wrote `message`.
    pub(super) fn read(
        &self,
        conversation: &ConversationId,
        message: Inbound,
        at: Timestamp,
        desk: Option<&Desk>,
        reader: &Reader,
    ) -> Fact {
        let state = self
            .0
            .get(conversation)
            .and_then(|talk| talk.state.as_ref());
        match state.zip(desk) {
            Some((state, desk)) => wrote(state, message, at, desk, reader),
            // Its number is no longer connected: nobody's rules apply to it.
            None => Fact::CustomerWrote {
                message,
                signals: Vec::new(),
                language: None,
                courtesy: false,
            },
        }
    }
}
