//! Making events again from their deliveries, and projections from events. What only people did
//! stands in events alone and is never made up; what the reader once found is kept as it was found.

mod talk;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::house::Houses;
use crate::intake::{Again, fact_of};
use conversation::effect::Effect;
use conversation::fact::{Customer, Event, Fact};
use conversation::ids::{ConversationId, EventId, MessageId, NumberId, OutgoingId};
use conversation::time::Timestamp;
use journal::{Delivery, Journal, Rebuilt, Redecoded, Remade, Seq, StoredEvent};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use talk::Talks;
use triggers::Reader;

/// Events read at a time.
const PAGE: u32 = 2_000;

impl Engine {
    /// Compares every event with its delivery, puts back what is gone, and builds all projections
    /// anew.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn rebuild(&self) -> Result<(Redecoded, Rebuilt), EngineError> {
        let mut memory = Memory::of(self.journal(), self.houses(), self.reader()).await?;
        let redecoded = self
            .journal()
            .rebuild_events(|delivery| memory.events_of(delivery))
            .await?;
        let rebuilt = self.journal().rebuild().await?;
        Ok((redecoded, rebuilt))
    }
}

/// What the intake knew when it decoded, gathered from the events that are stored.
struct Memory {
    houses: Arc<Houses>,
    reader: &'static Reader,
    talks: Talks,
    /// The stored events that deliveries brought, by id.
    stored: HashMap<EventId, Event>,
    /// The conversations begun so far on this second way through.
    begun: HashSet<ConversationId>,
    /// Who each conversation is with, as of the item that is looked at.
    customers: HashMap<ConversationId, Customer>,
    /// The conversation each identity leads to.
    identities: HashMap<(NumberId, String), ConversationId>,
    /// Our messages by our id and by Meta's.
    ours: HashMap<OutgoingId, ConversationId>,
    by_message: HashMap<MessageId, OutgoingId>,
}

impl Memory {
    async fn of(
        journal: &Journal,
        houses: Arc<Houses>,
        reader: &'static Reader,
    ) -> Result<Self, EngineError> {
        let mut memory = Self {
            houses,
            reader,
            talks: Talks::default(),
            stored: HashMap::new(),
            begun: HashSet::new(),
            customers: HashMap::new(),
            identities: HashMap::new(),
            ours: HashMap::new(),
            by_message: HashMap::new(),
        };
        let mut after = Seq::default();
        loop {
            let page = journal.events_after(after, PAGE).await?;
            let Some(last) = page.last() else {
                return Ok(memory);
            };
            after = last.seq;
            for stored in page {
                memory.note(stored);
            }
        }
    }

    fn note(&mut self, stored: StoredEvent) {
        self.talks.hear(&stored);
        let StoredEvent { event, origin, .. } = stored;
        match &event.fact {
            Fact::Queued { outgoing } => {
                self.ours
                    .insert(outgoing.id.clone(), event.conversation.clone());
            }
            Fact::Accepted { outgoing, message }
            | Fact::Progressed {
                outgoing, message, ..
            } => {
                self.by_message.insert(message.clone(), outgoing.clone());
            }
            Fact::Began { number, customer } if origin == journal::Origin::Local => {
                self.meet(number, &event.conversation, customer);
            }
            _ => {}
        }
        if origin != journal::Origin::Local {
            self.stored.insert(event.id.clone(), event);
        }
    }

    /// From here on, `customer` leads to `conversation`.
    fn meet(&mut self, number: &NumberId, conversation: &ConversationId, customer: &Customer) {
        for key in keys(customer.user_id.as_deref(), customer.phone.as_deref()) {
            self.identities
                .insert((number.clone(), key), conversation.clone());
        }
        self.customers
            .insert(conversation.clone(), customer.clone());
        self.begun.insert(conversation.clone());
    }

    /// The events a delivery brings, each with its item.
    fn events_of(&mut self, delivery: &Delivery) -> Vec<Remade> {
        let mut events = Vec::new();
        for (item, again) in (0..).zip(Again::all(delivery)) {
            match again {
                Again::Customer(item_of) => self.customer_item(item, &item_of, &mut events),
                Again::Status(status) => {
                    events.extend(self.status(&status).map(|event| Remade::new(item, event)));
                }
                Again::Aside => {}
            }
        }
        events
    }

    fn status(&self, status: &crate::intake::StatusAgain) -> Option<Event> {
        let id = status.status.event(&status.message);
        let outgoing = match self.stored.get(&id).map(|event| &event.fact) {
            Some(Fact::Progressed { outgoing, .. } | Fact::NotSent { outgoing, .. }) => {
                outgoing.clone()
            }
            _ => status
                .outgoing
                .clone()
                .or_else(|| self.by_message.get(&status.message).cloned())?,
        };
        let conversation = self.ours.get(&outgoing)?.clone();
        let fact = fact_of(&status.status, outgoing, status.message.clone());
        let event = at(status.at, id, &conversation, fact);
        Some(event.arrived_at(status.arrived))
    }

    fn customer_item(
        &mut self,
        item: u32,
        again: &crate::intake::CustomerAgain,
        events: &mut Vec<Remade>,
    ) {
        let is_lost = !self.stored.contains_key(&again.event);
        if is_lost && self.houses.desk(&again.number).is_none() {
            return;
        }
        // A reaction to what nobody knew became no event.
        if is_lost && again.reacted_to().is_some_and(|id| !self.is_known(id)) {
            return;
        }
        let Some(conversation) = self.conversation_of(again) else {
            return;
        };
        if !self.begun.contains(&conversation) {
            let customer = again.new_customer();
            let fact = Fact::Began {
                number: again.number.clone(),
                customer: customer.clone(),
            };
            self.meet(&again.number, &conversation, &customer);
            let id = EventId::new(format!("bg.{conversation}"));
            let began = at(again.at, id, &conversation, fact).arrived_at(again.arrived);
            self.talks.begin(&began);
            events.push(Remade::new(item, began));
        }
        if let Some(known) = self
            .customers
            .get(&conversation)
            .map(|known| again.merged(known))
            && self.customers.get(&conversation) != Some(&known)
        {
            self.meet(&again.number, &conversation, &known);
            let id = EventId::new(format!("{}.known", again.event));
            let fact = Fact::CustomerKnown { customer: known };
            let known = at(again.at, id, &conversation, fact).arrived_at(again.arrived);
            events.push(Remade::new(item, known));
        }
        let read = |message| {
            let desk = self.houses.desk(&again.number);
            self.talks.read(
                &conversation,
                message,
                again.at,
                desk.as_deref(),
                self.reader,
            )
        };
        if let Some(fact) = again.fact(self.stored.get(&again.event), read) {
            let event = at(again.at, again.event.clone(), &conversation, fact);
            let event = event.arrived_at(again.arrived);
            let asked = self.asked(&again.number, &event);
            events.push(Remade { item, event, asked });
        }
    }

    fn is_known(&self, message: &MessageId) -> bool {
        self.by_message.contains_key(message)
            || self
                .stored
                .contains_key(&crate::intake::brought_by(message))
    }

    /// What a lost event had the conversation wait for.
    fn asked(&self, number: &NumberId, event: &Event) -> Vec<Effect> {
        if self.stored.contains_key(&event.id) {
            return Vec::new();
        }
        let desk = self.houses.desk(number);
        desk.map_or_else(Vec::new, |desk| self.talks.asked(event, &desk.house))
    }

    fn conversation_of(&self, again: &crate::intake::CustomerAgain) -> Option<ConversationId> {
        if let Some(stored) = self.stored.get(&again.event) {
            return Some(stored.conversation.clone());
        }
        let (user, phone) = again.identity();
        let known = keys(user, phone.as_deref())
            .find_map(|key| self.identities.get(&(again.number.clone(), key)).cloned());
        known.or_else(|| again.begins().then(|| again.first_conversation()))
    }
}

fn keys<'a>(user: Option<&'a str>, phone: Option<&'a str>) -> impl Iterator<Item = String> + 'a {
    user.map(|id| format!("user:{id}"))
        .into_iter()
        .chain(phone.map(|phone| format!("phone:{phone}")))
}

fn at(at: Timestamp, id: EventId, conversation: &ConversationId, fact: Fact) -> Event {
    Event {
        id,
        conversation: conversation.clone(),
        at,
        arrived: None,
        fact,
    }
}
