//! Several events on several conversations, on their way to one transaction. Each event is decided
//! on the state the one before left; what is to be done becomes work for the outbox.

use conversation::decide::step;
use conversation::effect::Effect;
use conversation::fact::Event;
use conversation::ids::{ConversationId, EscalationId, EventId, NumberId};
use conversation::playbook::House;
use conversation::state::Conversation;
use conversation::time::Timestamp;
use journal::{Append, NewEvent, NewWork, Origin, Step, WorkId};
use std::collections::BTreeMap;

/// One conversation, as it was loaded and as it is now.
struct Open {
    before: Option<Conversation>,
    version: u64,
    now: Conversation,
    events: Vec<NewEvent>,
    effects: Vec<Effect>,
}

/// What a transaction changes for those who look on.
#[derive(Clone, Debug, Default)]
pub(crate) struct Touched {
    /// The conversations.
    pub(crate) conversations: Vec<ConversationId>,
    /// Calls that call nobody any more.
    pub(crate) calls_over: Vec<EscalationId>,
}

/// The conversations of one transaction.
pub(crate) struct Stepping {
    at: Timestamp,
    open: BTreeMap<ConversationId, Open>,
    work: Vec<NewWork>,
}

impl Stepping {
    /// Begins at `at` with the states that were loaded, each with the number of its events.
    pub(crate) fn new(
        at: Timestamp,
        states: BTreeMap<ConversationId, (Conversation, u64)>,
    ) -> Self {
        let open = states
            .into_iter()
            .map(|(id, (state, version))| {
                let now = state.clone();
                (
                    id,
                    Open {
                        before: Some(state),
                        version,
                        now,
                        events: Vec::new(),
                        effects: Vec::new(),
                    },
                )
            })
            .collect();
        Self {
            at,
            open,
            work: Vec::new(),
        }
    }

    /// The state as the events so far left it.
    pub(crate) fn state(&self, id: &ConversationId) -> Option<&Conversation> {
        self.open.get(id).map(|open| &open.now)
    }

    /// The number a conversation is on.
    pub(crate) fn number_of(&self, id: &ConversationId) -> Option<NumberId> {
        self.state(id).map(|state| state.number.clone())
    }

    /// Takes an event in, with all that follows from it at once. An event of a conversation nobody
    /// has begun changes nothing.
    pub(crate) fn take(&mut self, event: Event, origin: Origin, house: &House) {
        let first = event.id.clone();
        if !self.open.contains_key(&event.conversation) {
            let Some(now) = Conversation::begin(&event) else {
                return;
            };
            let fresh = Open {
                before: None,
                version: 0,
                now,
                events: Vec::new(),
                effects: Vec::new(),
            };
            self.open.insert(event.conversation.clone(), fresh);
        }
        let Some(open) = self.open.get_mut(&event.conversation) else {
            return;
        };
        let stepped = step(&mut open.now, event, house);
        let own = stepped.events.first().map(|event| event.id.clone());
        for event in stepped.events {
            let origin = if Some(&event.id) == own.as_ref() {
                origin
            } else {
                Origin::Local
            };
            open.events.push(NewEvent { event, origin });
        }
        let conversation = open.now.id.clone();
        for (index, effect) in stepped.effects.iter().enumerate() {
            self.work.push(new_work(
                &first,
                index,
                &conversation,
                effect.clone(),
                self.at,
            ));
        }
        open.effects.extend(stepped.effects);
    }

    /// Puts everything into `step`.
    pub(crate) fn finish(self, step: &mut Step) -> Touched {
        let mut touched = Touched::default();
        for (id, open) in self.open {
            if open.events.is_empty() {
                continue;
            }
            touched.conversations.push(id.clone());
            touched.calls_over.extend(call_over(&open));
            step.appends.push(Append {
                conversation: id,
                expected_version: open.version,
                before: open.before,
                events: open.events,
                effects: open.effects,
            });
        }
        step.work.extend(self.work);
        touched
    }
}

/// The call that was open before and isn't any more: somebody came, it is over, or a graver one took
/// its place.
fn call_over(open: &Open) -> Option<EscalationId> {
    let called = |state: &Conversation| state.open_call().map(|call| call.escalation.id.clone());
    let before = open.before.as_ref().and_then(called);
    before.filter(|call| called(&open.now).as_ref() != Some(call))
}

/// Work with a name that is the same however often the event is decided.
fn new_work(
    event: &EventId,
    index: usize,
    conversation: &ConversationId,
    effect: Effect,
    now: Timestamp,
) -> NewWork {
    let id = match &effect {
        Effect::Send { outgoing } => outgoing.id.as_str().to_owned(),
        Effect::Wait { timer, .. } => timer.id.as_str().to_owned(),
        Effect::Draft { draft, .. } => draft.as_str().to_owned(),
        Effect::Record { .. }
        | Effect::Alert { .. }
        | Effect::WriteBrief { .. }
        | Effect::FetchMedia { .. }
        | Effect::ShowTyping { .. }
        | Effect::MarkRead { .. }
        | Effect::React { .. } => format!("{event}.work.{index}"),
    };
    let due_at = match &effect {
        Effect::Wait { due, .. } => *due,
        Effect::Record { .. }
        | Effect::Send { .. }
        | Effect::Draft { .. }
        | Effect::Alert { .. }
        | Effect::WriteBrief { .. }
        | Effect::FetchMedia { .. }
        | Effect::ShowTyping { .. }
        | Effect::MarkRead { .. }
        | Effect::React { .. } => now,
    };
    NewWork {
        id: WorkId::new(id),
        conversation: conversation.clone(),
        effect,
        due_at,
    }
}
