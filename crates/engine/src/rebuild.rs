//! Making events again from their deliveries, and projections from events. What only people did
//! stands in events alone and is never made up; what the reader once found is kept as it was found.

mod talk;

use crate::engine::Engine;
use crate::error::EngineError;
use crate::house::Houses;
use crate::intake::translate::without_phone;
use crate::intake::{Again, CustomerAgain, fact_of};
use conversation::effect::Effect;
use conversation::fact::{Customer, Event, Fact};
use conversation::ids::{ConversationId, EventId, MessageId, NumberId, OutgoingId};
use conversation::time::Timestamp;
use journal::{
    Delivery, DeliveryId, Journal, Leads, Origin, Rebuilt, Redecoded, Remade, Seq, StoredEvent,
};
use std::collections::{HashMap, HashSet, VecDeque};
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
    /// The conversations that the business began, and what it learned of customers otherwise than from a
    /// delivery, each with the latest delivery that was taken in before it: it is met when the second
    /// way through comes past there.
    first: VecDeque<(DeliveryId, Event)>,
    /// The latest delivery that brought any of the events so far.
    latest: DeliveryId,
    /// What became events so far on this second way through: a repetition brings nothing.
    seen: HashSet<EventId>,
    /// The conversations begun so far on this second way through.
    begun: HashSet<ConversationId>,
    /// Who each conversation is with, as of the item that is looked at.
    customers: HashMap<ConversationId, Customer>,
    /// The conversation each identity leads to, as of the item that is looked at.
    leads: Leads,
    /// On which number each conversation is.
    numbers: HashMap<ConversationId, NumberId>,
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
            first: VecDeque::new(),
            latest: DeliveryId(0),
            seen: HashSet::new(),
            begun: HashSet::new(),
            customers: HashMap::new(),
            leads: Leads::default(),
            numbers: HashMap::new(),
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
            Fact::Began { number, .. } => {
                self.numbers
                    .insert(event.conversation.clone(), number.clone());
                if origin == Origin::Local {
                    self.first.push_back((self.latest, event.clone()));
                }
            }
            Fact::CustomerKnown { .. } if origin == Origin::Local => {
                self.first.push_back((self.latest, event.clone()));
            }
            _ => {}
        }
        if let Origin::Delivery { delivery, .. } = origin {
            self.latest = self.latest.max(delivery);
            self.stored.insert(event.id.clone(), event);
        }
    }

    /// Meets everybody whom the business wrote to before `delivery` was taken in.
    fn meet_before(&mut self, delivery: DeliveryId) {
        while let Some((_, event)) = self.first.pop_front_if(|(after, _)| *after < delivery) {
            if let Fact::Began { customer, .. } | Fact::CustomerKnown { customer } = &event.fact
                && let Some(number) = self.numbers.get(&event.conversation).cloned()
            {
                self.meet(&number, &event.conversation, customer);
            }
        }
    }

    /// From here on, `customer` leads to `conversation`. Returns the one that lost its phone to it.
    fn meet(
        &mut self,
        number: &NumberId,
        conversation: &ConversationId,
        customer: &Customer,
    ) -> Option<ConversationId> {
        let left = self.leads.meet(number, conversation, customer);
        self.customers
            .insert(conversation.clone(), customer.clone());
        self.begun.insert(conversation.clone());
        left
    }

    /// The events a delivery brings, each with its item.
    fn events_of(&mut self, delivery: &Delivery) -> Vec<Remade> {
        self.meet_before(delivery.id);
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

    fn status(&mut self, status: &crate::intake::StatusAgain) -> Option<Event> {
        let id = status.status.event(&status.message);
        if self.seen.contains(&id) {
            return None;
        }
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
        // Of a number that is no longer connected no report became an event.
        let is_lost = !self.stored.contains_key(&id);
        let number = self.numbers.get(&conversation);
        if is_lost && number.is_none_or(|number| self.houses.desk(number).is_none()) {
            return None;
        }
        self.seen.insert(id.clone());
        let fact = fact_of(&status.status, outgoing, status.message.clone());
        let event = at(status.at, id, &conversation, fact);
        Some(event.arrived_at(status.arrived))
    }

    fn customer_item(&mut self, item: u32, again: &CustomerAgain, events: &mut Vec<Remade>) {
        if self.seen.contains(&again.mark) {
            return;
        }
        let is_lost = !self.stored.contains_key(&again.mark);
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
        self.seen.insert(again.mark.clone());
        if !self.begun.contains(&conversation) {
            let customer = again.new_customer(&conversation);
            let fact = Fact::Began {
                number: again.number.clone(),
                customer: customer.clone(),
            };
            let left = self.meet(&again.number, &conversation, &customer);
            let id = EventId::new(format!("bg.{conversation}"));
            let began = at(again.at, id, &conversation, fact).arrived_at(again.arrived);
            self.talks.begin(&began);
            events.push(Remade::new(item, began));
            events.extend(self.lose(left, item, again));
        }
        if let Some(known) = self
            .customers
            .get(&conversation)
            .map(|known| again.customer_after(known))
            && self.customers.get(&conversation) != Some(&known)
        {
            let left = self.meet(&again.number, &conversation, &known);
            let fact = Fact::CustomerKnown { customer: known };
            let known =
                at(again.at, again.known.clone(), &conversation, fact).arrived_at(again.arrived);
            events.push(Remade::new(item, known));
            events.extend(self.lose(left, item, again));
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

    /// Whoever had the phone of an item's customer until then.
    fn lose(
        &mut self,
        left: Option<ConversationId>,
        item: u32,
        again: &CustomerAgain,
    ) -> Option<Remade> {
        let id = left?;
        let customer = without_phone(self.customers.get(&id)?);
        self.meet(&again.number, &id, &customer);
        let fact = Fact::CustomerKnown { customer };
        let lost = at(again.at, again.lost.clone(), &id, fact).arrived_at(again.arrived);
        Some(Remade::new(item, lost))
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

    fn conversation_of(&self, again: &CustomerAgain) -> Option<ConversationId> {
        if let Some(stored) = self.stored.get(&again.mark) {
            return Some(stored.conversation.clone());
        }
        let known = self.leads.of(&again.identity()).cloned();
        known.or_else(|| Some(again.begins(|id| self.begun.contains(id))?.conversation))
    }
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
