//! A batch of deliveries on its way to one transaction: look everything up at once, then decide
//! item by item on states that carry each other's outcome.

use super::item::{self, Bound, FromCustomer, OurMessage, ParkedStatus, What};
use super::{identity, read, translate};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::house::{Desk, Houses};
use crate::stepping::Stepping;
use conversation::fact::{Event, Fact};
use conversation::ids::{ConversationId, EventId, MessageId, OutgoingId};
use conversation::state::Conversation;
use conversation::time::Timestamp;
use journal::{
    AsideReason, Decoded, Delivery, DeliveryId, Identity, NewParked, Origin, Sent, SetAside, Step,
};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use triggers::Reader;
use whatsapp::wire;

/// An item and where it came from.
struct Placed {
    delivery: DeliveryId,
    item: u32,
    bound: Bound,
}

/// Everything a batch needs to be decided without asking again.
pub(super) struct Batch {
    deliveries: Vec<Decoded>,
    items: Vec<Placed>,
    known: HashSet<EventId>,
    /// The conversation each identity leads to, in the order they were asked.
    found: HashMap<Identity, ConversationId>,
    sent_by_message: HashMap<MessageId, Sent>,
    sent_by_outgoing: HashMap<OutgoingId, Sent>,
    states: BTreeMap<ConversationId, (Conversation, u64)>,
    houses: Arc<Houses>,
    now: Timestamp,
}

impl Batch {
    pub(super) async fn prepare(
        engine: &Engine,
        deliveries: &[Delivery],
    ) -> Result<Self, EngineError> {
        let mut items = Vec::new();
        let mut decoded = Vec::with_capacity(deliveries.len());
        for delivery in deliveries {
            let bound = decode(delivery);
            decoded.push(Decoded {
                delivery: delivery.id,
                items: u32::try_from(bound.len()).unwrap_or(u32::MAX),
                known: Vec::new(),
            });
            items.extend((0..).zip(bound).map(|(item, bound)| Placed {
                delivery: delivery.id,
                item,
                bound,
            }));
        }
        let mut batch = Self {
            deliveries: decoded,
            items,
            known: HashSet::new(),
            found: HashMap::new(),
            sent_by_message: HashMap::new(),
            sent_by_outgoing: HashMap::new(),
            states: BTreeMap::new(),
            houses: engine.houses(),
            now: engine.now(),
        };
        batch.look_up(engine).await?;
        Ok(batch)
    }

    async fn look_up(&mut self, engine: &Engine) -> Result<(), EngineError> {
        let journal = engine.journal();
        let events: Vec<_> = self
            .items
            .iter()
            .filter_map(|placed| event_of(&placed.bound))
            .collect();
        self.known = journal.known_events(&events).await?;
        let identities = self.identities();
        let found = journal.conversations_by_identity(&identities).await?;
        self.found = identities
            .into_iter()
            .zip(found)
            .filter_map(|(who, where_)| Some((who, where_?)))
            .collect();
        let (messages, outgoing) = self.our_messages();
        for sent in journal.sent_by_message(&messages).await? {
            if let Some(message) = sent.message.clone() {
                self.sent_by_message.insert(message, sent);
            }
        }
        for sent in journal.sent_by_outgoing(&outgoing).await? {
            self.sent_by_outgoing.insert(sent.outgoing.clone(), sent);
        }
        let wanted: Vec<_> = self
            .found
            .values()
            .cloned()
            .chain(
                self.sent_by_message
                    .values()
                    .map(|sent| sent.conversation.clone()),
            )
            .chain(
                self.sent_by_outgoing
                    .values()
                    .map(|sent| sent.conversation.clone()),
            )
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect();
        for loaded in journal.load_many(&wanted).await? {
            self.states.insert(
                loaded.conversation.id.clone(),
                (loaded.conversation, loaded.version),
            );
        }
        Ok(())
    }

    fn identities(&self) -> Vec<Identity> {
        let mut all: Vec<_> = self
            .items
            .iter()
            .filter_map(|placed| match &placed.bound {
                Bound::Customer(item) => Some(identity_of(item)),
                Bound::Status(_) | Bound::Aside(..) => None,
            })
            .collect();
        all.sort();
        all.dedup();
        all
    }

    fn our_messages(&self) -> (Vec<MessageId>, Vec<OutgoingId>) {
        let ours = || {
            self.items.iter().filter_map(|placed| match &placed.bound {
                Bound::Status(status) => Some(status),
                Bound::Customer(_) | Bound::Aside(..) => None,
            })
        };
        (
            ours().map(|status| status.message.clone()).collect(),
            ours()
                .filter_map(|status| status.outgoing.clone())
                .collect(),
        )
    }

    /// Decides every item. Returns what is to be stored and which conversations changed.
    pub(super) fn decide(
        mut self,
        engine: &Engine,
    ) -> Result<(Step, Vec<ConversationId>), EngineError> {
        let reader = engine.reader();
        let mut stepping = Stepping::new(self.now, std::mem::take(&mut self.states));
        let mut step = Step::default();
        for placed in std::mem::take(&mut self.items) {
            let origin = Origin::Delivery {
                delivery: placed.delivery,
                item: placed.item,
            };
            match &placed.bound {
                Bound::Customer(item) => {
                    if !self.known.insert(item.event.clone()) {
                        self.note_known(placed.delivery, placed.item);
                    } else if let Some(desk) = self.houses.desk(&item.number) {
                        self.customer_item(&mut stepping, item, origin, &desk, reader);
                    } else {
                        step.set_aside.push(aside(
                            &placed,
                            AsideReason::UnknownNumber,
                            item.number.as_str(),
                        ));
                    }
                }
                Bound::Status(status) => match self.sent(status) {
                    Some(sent) => {
                        let event = status.status.event(&status.message);
                        if self.known.insert(event.clone()) {
                            self.status(&mut stepping, status, &sent, event, origin);
                        } else {
                            self.note_known(placed.delivery, placed.item);
                        }
                    }
                    None => step.parked.push(NewParked {
                        message: status.message.clone(),
                        delivery: placed.delivery,
                        item: placed.item,
                        at: status.at,
                        status: serde_json::to_string(&status.status)?,
                    }),
                },
                Bound::Aside(why, what) => step.set_aside.push(aside(&placed, *why, what)),
            }
        }
        step.deliveries = self.deliveries;
        let touched = stepping.finish(&mut step);
        Ok((step, touched))
    }

    fn note_known(&mut self, delivery: DeliveryId, item: u32) {
        if let Some(decoded) = self
            .deliveries
            .iter_mut()
            .find(|decoded| decoded.delivery == delivery)
        {
            decoded.known.push(item);
        }
    }

    fn sent(&self, status: &OurMessage) -> Option<Sent> {
        let by_ours = status
            .outgoing
            .as_ref()
            .and_then(|id| self.sent_by_outgoing.get(id));
        by_ours
            .or_else(|| self.sent_by_message.get(&status.message))
            .cloned()
    }

    fn status(
        &self,
        stepping: &mut Stepping,
        status: &OurMessage,
        sent: &Sent,
        id: EventId,
        origin: Origin,
    ) {
        let Some(desk) = stepping
            .number_of(&sent.conversation)
            .and_then(|number| self.houses.desk(&number))
        else {
            return;
        };
        let fact = of_status(status, sent.outgoing.clone());
        let event = Event {
            id,
            conversation: sent.conversation.clone(),
            at: status.at,
            fact,
        };
        stepping.take(event, origin, &desk.house);
    }

    fn customer_item(
        &mut self,
        stepping: &mut Stepping,
        item: &FromCustomer,
        origin: Origin,
        desk: &Desk,
        reader: &Reader,
    ) {
        let identity = identity_of(item);
        let conversation = match self.found.get(&identity) {
            Some(found) => found.clone(),
            None => {
                // A reaction or a change of something we never saw begins no conversation.
                if !matches!(item.what, What::Wrote(_) | What::Phone(_)) {
                    return;
                }
                let begun = begin(stepping, item, origin, desk);
                self.found.insert(identity, begun.clone());
                begun
            }
        };
        self.know(stepping, &conversation, item, origin, desk);
        let Some(state) = stepping.state(&conversation) else {
            return;
        };
        let fact = match &item.what {
            What::Wrote(message) => read::wrote(state, (**message).clone(), item.at, desk, reader),
            What::Phone(message) => Fact::PhoneWrote {
                message: (**message).clone(),
            },
            What::Reacted { message, emoji } => Fact::CustomerReacted {
                message: message.clone(),
                emoji: emoji.clone(),
            },
            What::Edited { message, content } => Fact::CustomerEdited {
                message: message.clone(),
                content: content.clone(),
            },
            What::Revoked { message } => Fact::CustomerRevoked {
                message: message.clone(),
            },
            What::Renamed { .. } => return,
        };
        stepping.take(
            Event {
                id: item.event.clone(),
                conversation,
                at: item.at,
                fact,
            },
            origin,
            &desk.house,
        );
    }

    /// Learns what an item says about its customer.
    fn know(
        &mut self,
        stepping: &mut Stepping,
        id: &ConversationId,
        item: &FromCustomer,
        origin: Origin,
        desk: &Desk,
    ) {
        let Some(state) = stepping.state(id) else {
            return;
        };
        let customer = translate::merged(&state.customer, &item.customer);
        if customer == state.customer {
            return;
        }
        self.found
            .insert(Identity::of(&item.number, &customer), id.clone());
        let event = Event {
            id: EventId::new(format!("{}.known", item.event)),
            conversation: id.clone(),
            at: item.at,
            fact: Fact::CustomerKnown { customer },
        };
        stepping.take(event, origin, &desk.house);
    }
}

/// Reads a delivery. What is no webhook at all is one item that is set aside.
pub(super) fn decode(delivery: &Delivery) -> Vec<Bound> {
    match wire::decode(&delivery.body) {
        Ok(items) => items
            .iter()
            .map(|item| item::bind(item, delivery.received_at))
            .collect(),
        Err(error) => vec![Bound::Aside(AsideReason::Unreadable, error.to_string())],
    }
}

fn event_of(bound: &Bound) -> Option<EventId> {
    match bound {
        Bound::Customer(item) => Some(item.event.clone()),
        Bound::Status(status) => Some(status.status.event(&status.message)),
        Bound::Aside(..) => None,
    }
}

/// Who an item is from, for finding the conversation; after a change of number, who it was.
fn identity_of(item: &FromCustomer) -> Identity {
    let who = match &item.what {
        What::Renamed { before } => before,
        What::Wrote(_)
        | What::Phone(_)
        | What::Reacted { .. }
        | What::Edited { .. }
        | What::Revoked { .. } => &item.customer,
    };
    Identity {
        number: item.number.clone(),
        user_id: who.user_id.clone(),
        phone: who.phone().map(translate::phone),
    }
}

fn begin(
    stepping: &mut Stepping,
    item: &FromCustomer,
    origin: Origin,
    desk: &Desk,
) -> ConversationId {
    let id = identity::conversation(&item.number, &item.customer);
    let customer = translate::customer(
        &item.customer,
        identity::customer(&item.number, &item.customer),
    );
    let fact = Fact::Began {
        number: item.number.clone(),
        customer,
    };
    let event = Event {
        id: EventId::new(format!("bg.{id}")),
        conversation: id.clone(),
        at: item.at,
        fact,
    };
    stepping.take(event, origin, &desk.house);
    id
}

fn aside(placed: &Placed, why: AsideReason, what: &str) -> SetAside {
    SetAside {
        delivery: placed.delivery,
        item: placed.item,
        why,
        what: what.to_owned(),
    }
}

fn of_status(status: &OurMessage, outgoing: OutgoingId) -> Fact {
    fact_of(&status.status, outgoing, status.message.clone())
}

/// The fact a status becomes, now that its message is known.
pub(crate) fn fact_of(status: &ParkedStatus, outgoing: OutgoingId, message: MessageId) -> Fact {
    match status {
        ParkedStatus::Progressed { delivery } => Fact::Progressed {
            outgoing,
            message,
            delivery: *delivery,
        },
        ParkedStatus::Failed { failure } => Fact::NotSent {
            outgoing,
            failure: failure.clone(),
        },
    }
}
