//! A batch of deliveries on its way to one transaction: everything its items need is looked up at once.
//! What they lead to is decided in [`super::deciding`].

use super::identity::Met;
use super::item::{self, Bound, FromCustomer, What};
use super::stopped::Stopped;
use super::translate;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::house::Houses;
use conversation::ids::{ConversationId, EventId, MessageId, OutgoingId};
use conversation::state::Conversation;
use conversation::time::Timestamp;
use journal::{AsideReason, Decoded, Delivery, DeliveryId, Identity, Leads, Sent};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use whatsapp::wire;

/// An item and where it came from.
pub(super) struct Placed {
    pub(super) delivery: DeliveryId,
    pub(super) item: u32,
    pub(super) bound: Bound,
}

/// Everything a batch needs to be decided without asking again.
pub(super) struct Batch {
    pub(super) deliveries: Vec<Decoded>,
    pub(super) items: Vec<Placed>,
    pub(super) known: HashSet<EventId>,
    /// The conversation each identity leads to.
    pub(super) leads: Leads,
    pub(super) sent_by_message: HashMap<MessageId, Sent>,
    pub(super) sent_by_outgoing: HashMap<OutgoingId, Sent>,
    pub(super) states: BTreeMap<ConversationId, (Conversation, u64)>,
    /// What its items stop.
    pub(super) stopped: Vec<Stopped>,
    pub(super) houses: Arc<Houses>,
    pub(super) now: Timestamp,
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
            leads: Leads::default(),
            sent_by_message: HashMap::new(),
            sent_by_outgoing: HashMap::new(),
            states: BTreeMap::new(),
            stopped: Vec::new(),
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
            .flat_map(|placed| events_of(&placed.bound))
            .collect();
        self.known = journal.known_events(&events).await?;
        let identities = self.identities();
        self.leads = journal.leads(&identities).await?;
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
            .leads
            .conversations()
            .cloned()
            .chain(self.first_names())
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
            .collect::<BTreeSet<_>>()
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
                Bound::Customer(item) => Some([identity_of(item), identity_after(item)]),
                Bound::Status(_) | Bound::Stops(..) | Bound::Aside(..) => None,
            })
            .flatten()
            .collect();
        all.sort();
        all.dedup();
        all
    }

    /// How the conversations that items may begin are named, as long as nobody has that name.
    fn first_names(&self) -> impl Iterator<Item = ConversationId> {
        self.items.iter().filter_map(|placed| match &placed.bound {
            Bound::Customer(item) if item.begins() => {
                Some(Met::first(&item.number, &item.customer).conversation)
            }
            Bound::Customer(_) | Bound::Status(_) | Bound::Stops(..) | Bound::Aside(..) => None,
        })
    }

    /// The messages that items are about and that may be ours, by Meta's ids and by our own.
    fn our_messages(&self) -> (Vec<MessageId>, Vec<OutgoingId>) {
        let (mut messages, mut outgoing) = (Vec::new(), Vec::new());
        for placed in &self.items {
            match &placed.bound {
                Bound::Status(status) => {
                    messages.push(status.message.clone());
                    outgoing.extend(status.outgoing.clone());
                }
                Bound::Customer(item) => messages.extend(item.reacted_to().cloned()),
                Bound::Stops(..) | Bound::Aside(..) => {}
            }
        }
        (messages, outgoing)
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

/// The event an item is known by, and the one that brought the message it is about.
fn events_of(bound: &Bound) -> Vec<EventId> {
    match bound {
        Bound::Customer(item) => {
            let about = item.reacted_to().map(item::brought_by);
            about.into_iter().chain([item.mark()]).collect()
        }
        Bound::Status(status) => vec![status.status.event(&status.message)],
        Bound::Stops(..) | Bound::Aside(..) => Vec::new(),
    }
}

/// Who an item is from, for finding the conversation; after a change of number, who it was.
pub(super) fn identity_of(item: &FromCustomer) -> Identity {
    let who = match &item.what {
        What::Renamed { before } => before,
        What::Wrote(_)
        | What::Phone(_)
        | What::PhoneEdited { .. }
        | What::PhoneRevoked { .. }
        | What::PhoneReacted { .. }
        | What::Reacted { .. }
        | What::Edited { .. }
        | What::Revoked { .. } => &item.customer,
    };
    identity(item, who)
}

/// Who the customer of an item is from then on.
fn identity_after(item: &FromCustomer) -> Identity {
    identity(item, &item.customer)
}

fn identity(item: &FromCustomer, who: &wire::Customer) -> Identity {
    Identity {
        number: item.number.clone(),
        user_id: who.user_id.clone(),
        phone: who.phone().map(translate::phone),
    }
}
