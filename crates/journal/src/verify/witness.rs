//! What the events of one conversation prove. It replays them and looks at every claim, message
//! and escalation on the way. Pure.

use super::Check;
use crate::events::StoredEvent;
use crate::outbox::work::Work;
use crate::states::Loaded;
use conversation::effect::Effect;
use conversation::fact::{AlertChannel, Author, Fact};
use conversation::ids::{ConversationId, EscalationId, MessageId, OutgoingId};
use conversation::state::{Conversation, Holder};
use std::collections::{BTreeMap, BTreeSet};

/// A message that left the outbox.
pub(super) struct Claimed {
    pub(super) work: String,
    /// The epoch it was asked in; `None` for what a person wrote, which has no fence.
    pub(super) epoch: Option<u32>,
    /// How many events the conversation had when it was claimed.
    pub(super) version: u64,
}

/// What all conversations together show.
#[derive(Default)]
pub(super) struct Testimony {
    events: Tally,
    states: Tally,
    fence: Tally,
    sent: Tally,
    owed: Tally,
    escalations: Tally,
}

#[derive(Default)]
struct Tally {
    count: u64,
    broken: Vec<String>,
}

impl Tally {
    fn look(&mut self, count: usize, broken: Vec<String>) {
        self.count += count as u64;
        self.broken.extend(broken);
    }

    fn check(&self, name: &'static str, promise: &str) -> Check {
        Check::of(name, self.count, &self.broken, promise)
    }
}

impl Testimony {
    pub(super) fn checks(&self) -> Vec<Check> {
        vec![
            self.events
                .check("versions", "no conversation has a gap in its events"),
            self.states
                .check("states", "every state is what its events make"),
            self.fence
                .check("fence", "the agent never spoke after a person took over"),
            self.sent.check("sent_once", "no message was sent twice"),
            self.owed.check(
                "outcomes",
                "every message has an outcome or waits in the outbox",
            ),
            self.escalations
                .check("escalations", "every escalation was alerted or taken"),
        ]
    }
}

/// Looks at one conversation, event by event.
pub(super) struct Witness {
    id: ConversationId,
    claims: Vec<Claimed>,
    state: Option<Conversation>,
    seen: u64,
    gaps: Vec<String>,
    breaches: Vec<String>,
    agents: BTreeSet<OutgoingId>,
    messages: BTreeMap<OutgoingId, Option<MessageId>>,
    settled: BTreeMap<OutgoingId, u64>,
    twice: Vec<String>,
    /// The open call, as long as nobody was alerted of it.
    silent: Option<EscalationId>,
    calls: usize,
}

impl Witness {
    pub(super) fn new(id: &ConversationId, claims: Vec<Claimed>) -> Self {
        Self {
            id: id.clone(),
            claims,
            state: None,
            seen: 0,
            gaps: Vec::new(),
            breaches: Vec::new(),
            agents: BTreeSet::new(),
            messages: BTreeMap::new(),
            settled: BTreeMap::new(),
            twice: Vec::new(),
            silent: None,
            calls: 0,
        }
    }

    pub(super) fn see(&mut self, stored: &StoredEvent) {
        if stored.version != self.seen + 1 {
            let (id, version) = (&self.id, self.seen + 1);
            self.gaps.push(format!("{id}: event {version} is missing"));
        }
        self.seen = stored.version;
        let event = &stored.event;
        let mut state = match self.state.take().or_else(|| Conversation::begin(event)) {
            Some(state) => state,
            None => return,
        };
        state.apply(event);
        state.expect(&stored.asked);
        self.state = Some(state);
        self.hear(&event.fact, stored.version);
        self.check_claims(stored.version);
    }

    fn hear(&mut self, fact: &Fact, version: u64) {
        self.hear_of_messages(fact, version);
        self.hear_of_calls(fact);
    }

    fn hear_of_messages(&mut self, fact: &Fact, version: u64) {
        if let Fact::Queued { outgoing } = fact {
            if outgoing.author == Author::Agent {
                self.agents.insert(outgoing.id.clone());
            }
            self.messages.entry(outgoing.id.clone()).or_default();
        }
        if let Fact::Accepted { outgoing, message } = fact {
            self.sent_as(outgoing, message);
        }
        if let Fact::Accepted { outgoing, .. }
        | Fact::Unclear { outgoing }
        | Fact::NotSent { outgoing, .. }
        | Fact::Withdrawn { outgoing, .. }
        | Fact::Progressed { outgoing, .. } = fact
        {
            self.settled.entry(outgoing.clone()).or_insert(version);
        }
    }

    fn sent_as(&mut self, outgoing: &OutgoingId, message: &MessageId) {
        let known = self.messages.entry(outgoing.clone()).or_default();
        match known {
            Some(first) if first != message => {
                let id = &self.id;
                self.twice.push(format!(
                    "{id}: {outgoing} was accepted as {first} and {message}"
                ));
            }
            Some(_) => {}
            None => *known = Some(message.clone()),
        }
    }

    fn hear_of_calls(&mut self, fact: &Fact) {
        if let Fact::Escalated { escalation } = fact {
            self.calls += 1;
            // A graver call takes the place of the one before: people are called for that.
            self.silent = Some(escalation.id.clone());
        }
        if let Fact::AlertShown {
            escalation,
            how: AlertChannel::Notification | AlertChannel::InApp,
            ..
        } = fact
        {
            self.silent.take_if(|silent| silent == escalation);
        }
        // A person is there, or nothing is left to do: nobody has to be called any more.
        let waits = self
            .state
            .as_ref()
            .is_some_and(|state| state.holder == Holder::Waiting);
        if !waits {
            self.silent = None;
        }
    }

    /// Looks at the claims made while the conversation had `version` events.
    fn check_claims(&mut self, version: u64) {
        let Some(state) = &self.state else { return };
        for claim in self.claims.iter().filter(|c| c.version == version) {
            let (id, work) = (&self.id, &claim.work);
            let outgoing = OutgoingId::new(work.clone());
            let was = state.epoch.0;
            if let Some(asked) = claim.epoch.filter(|asked| *asked != was) {
                self.breaches
                    .push(format!("{id}: {work} of epoch {asked} left in epoch {was}"));
            }
            let agent_speaks = self.agents.contains(&outgoing);
            if agent_speaks && matches!(state.holder, Holder::Operator { .. }) {
                self.breaches.push(format!(
                    "{id}: the agent's {work} left while a person held it"
                ));
            }
            if self.settled.contains_key(&outgoing) {
                self.twice.push(format!(
                    "{id}: {work} left again after its outcome was known"
                ));
            }
        }
    }

    /// Reports. `pending` is what the outbox still holds, `stored` the state as kept.
    pub(super) fn end(self, pending: &[Work], stored: Option<&Loaded>, testimony: &mut Testimony) {
        let id = &self.id;
        let is_right = match (stored, &self.state) {
            (Some(stored), Some(state)) => {
                stored.version == self.seen && &stored.conversation == state
            }
            (Some(_), None) | (None, Some(_)) | (None, None) => false,
        };
        let wrong: Vec<String> = (!is_right)
            .then(|| format!("{id}: its state differs; run `relevo rebuild`"))
            .into_iter()
            .collect();
        let forgotten = self
            .messages
            .keys()
            .filter(|outgoing| !self.settled.contains_key(*outgoing))
            .filter(|outgoing| !pending.iter().any(|w| w.id.as_str() == outgoing.as_str()))
            .map(|outgoing| format!("{id}: nobody knows what became of {outgoing}"))
            .collect();
        let unheard = self
            .silent
            .iter()
            .filter(|call| !pending.iter().any(|work| alerts(work, call)))
            .map(|call| format!("{id}: nobody was alerted of {call}"))
            .collect();
        let events = usize::try_from(self.seen).unwrap_or(usize::MAX);
        testimony.events.look(events, self.gaps);
        testimony.states.look(1, wrong);
        testimony.fence.look(self.claims.len(), self.breaches);
        testimony.sent.look(self.messages.len(), self.twice);
        testimony.owed.look(self.messages.len(), forgotten);
        testimony.escalations.look(self.calls, unheard);
    }
}

/// Whether `work` still is to call people for `call`.
fn alerts(work: &Work, call: &EscalationId) -> bool {
    matches!(&work.effect, Effect::Alert { escalation, .. } if escalation == call)
}
