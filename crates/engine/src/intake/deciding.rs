//! Decides a batch item by item, on states that carry each other's outcome. Nothing is asked of the
//! store here: what the items need was looked up by [`super::batch`].

use super::batch::{Batch, Placed, identity_of};
use super::identity::Met;
use super::item::{self, Bound, FromCustomer, OurMessage, ParkedStatus, What};
use super::stopped::Stopped;
use super::stuck::Stuck;
use super::{read, translate};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::house::Desk;
use crate::stepping::{Stepping, Touched};
use conversation::fact::{Event, Fact};
use conversation::ids::{ConversationId, EventId, MessageId, NumberId, OutgoingId};
use journal::{AsideReason, DeliveryId, NewParked, Origin, Sent, SetAside, Step};
use triggers::Reader;

impl Batch {
    /// Decides every item but those that are `stuck`, which are set aside. Returns what is to be stored,
    /// which conversations changed, and what stands still from then on.
    pub(super) fn decide(
        mut self,
        engine: &Engine,
        stuck: &Stuck,
    ) -> Result<(Step, Touched, Vec<Stopped>), EngineError> {
        let reader = engine.reader();
        let mut stepping = Stepping::new(self.now, std::mem::take(&mut self.states));
        let mut step = Step::default();
        for placed in std::mem::take(&mut self.items) {
            if let Some(why) = stuck.get(&(placed.delivery, placed.item)) {
                let why = aside(&placed, AsideReason::Undecided, why);
                step.set_aside.push(why);
                continue;
            }
            match &placed.bound {
                Bound::Customer(item) => {
                    self.customers(&mut stepping, &mut step, &placed, item, reader)?;
                }
                Bound::Status(status) => {
                    self.ours(&mut stepping, &mut step, &placed, status)?;
                }
                Bound::Stops(stopped, what) => {
                    self.stopped.push(stopped.clone());
                    let told = aside(&placed, AsideReason::Account, what);
                    step.set_aside.push(told);
                }
                Bound::Aside(why, what) => step.set_aside.push(aside(&placed, *why, what)),
            }
        }
        step.deliveries = self.deliveries;
        let touched = stepping.finish(&mut step);
        Ok((step, touched, self.stopped))
    }

    fn customers(
        &mut self,
        stepping: &mut Stepping,
        step: &mut Step,
        placed: &Placed,
        item: &FromCustomer,
        reader: &Reader,
    ) -> Result<(), EngineError> {
        if !self.known.insert(item.mark()) {
            self.note_known(placed.delivery, placed.item);
        } else if let Some(early) = self.early(placed, item)? {
            step.parked.push(early);
        } else if let Some(desk) = self.houses.desk(&item.number) {
            if let Err(left) = self.customer_item(stepping, item, origin(placed), &desk, reader) {
                step.set_aside.push(aside(placed, left.why, &left.what));
            }
        } else {
            let left = Left::number(&item.number);
            step.set_aside.push(aside(placed, left.why, &left.what));
        }
        Ok(())
    }

    /// A reaction to a message that nobody knows yet: Meta may be faster than its own answer to our
    /// request, so it waits for the message like a status.
    fn early(
        &self,
        placed: &Placed,
        item: &FromCustomer,
    ) -> Result<Option<NewParked>, EngineError> {
        let What::Reacted { message, emoji } = &item.what else {
            return Ok(None);
        };
        let is_known = self.known.contains(&item::brought_by(message))
            || self.sent_by_message.contains_key(message);
        if is_known || self.houses.desk(&item.number).is_none() {
            return Ok(None);
        }
        let status = ParkedStatus::Reacted {
            event: item.event.clone(),
            emoji: emoji.clone(),
        };
        Ok(Some(NewParked {
            message: message.clone(),
            delivery: placed.delivery,
            item: placed.item,
            at: item.at,
            status: serde_json::to_string(&status)?,
        }))
    }

    fn ours(
        &mut self,
        stepping: &mut Stepping,
        step: &mut Step,
        placed: &Placed,
        status: &OurMessage,
    ) -> Result<(), EngineError> {
        let Some(sent) = self.sent(status) else {
            step.parked.push(NewParked {
                message: status.message.clone(),
                delivery: placed.delivery,
                item: placed.item,
                at: status.at,
                status: serde_json::to_string(&status.status)?,
            });
            return Ok(());
        };
        let event = status.status.event(&status.message);
        if !self.known.insert(event.clone()) {
            self.note_known(placed.delivery, placed.item);
        } else if let Err(left) = self.status(stepping, status, &sent, event, origin(placed)) {
            step.set_aside.push(aside(placed, left.why, &left.what));
        }
        Ok(())
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
        &mut self,
        stepping: &mut Stepping,
        status: &OurMessage,
        sent: &Sent,
        id: EventId,
        origin: Origin,
    ) -> Result<(), Left> {
        let number = stepping
            .number_of(&sent.conversation)
            .ok_or_else(|| Left::stateless(&sent.conversation))?;
        let desk = self.houses.desk(&number);
        let desk = desk.ok_or_else(|| Left::number(&number))?;
        let event = Event {
            id,
            conversation: sent.conversation.clone(),
            at: status.at,
            arrived: None,
            fact: fact_of(
                &status.status,
                sent.outgoing.clone(),
                status.message.clone(),
            ),
        };
        stepping.take(event.arrived_at(status.arrived), origin, &desk.house);
        self.stopped.extend(Stopped::by(&status.status, &number));
        Ok(())
    }

    fn customer_item(
        &mut self,
        stepping: &mut Stepping,
        item: &FromCustomer,
        origin: Origin,
        desk: &Desk,
        reader: &Reader,
    ) -> Result<(), Left> {
        let conversation = match self.leads.of(&identity_of(item)) {
            Some(found) => found.clone(),
            None if item.begins() => self.begin(stepping, item, origin, desk),
            None => {
                return Err(Left::of(
                    AsideReason::NotHere,
                    "a customer who is not known here",
                ));
            }
        };
        let is_news = self.know(stepping, &conversation, item, origin, desk);
        let state = stepping
            .state(&conversation)
            .ok_or_else(|| Left::stateless(&conversation))?;
        let fact = match &item.what {
            What::Wrote(message) => read::wrote(state, (**message).clone(), item.at, desk, reader),
            What::Phone(message) => Fact::PhoneWrote {
                message: (**message).clone(),
            },
            What::PhoneEdited { message, content } => Fact::PhoneEdited {
                message: message.clone(),
                content: content.clone(),
            },
            What::PhoneRevoked { message } => Fact::PhoneRevoked {
                message: message.clone(),
            },
            What::PhoneReacted { message, emoji } => Fact::PhoneReacted {
                message: message.clone(),
                emoji: emoji.clone(),
            },
            What::Reacted { message, emoji } => Fact::CustomerReacted {
                message: message.clone(),
                emoji: emoji.clone(),
            },
            What::Edited { message, content } => read::edited(
                state,
                message.clone(),
                content.clone(),
                item.at,
                desk,
                reader,
            ),
            What::Revoked { message } => Fact::CustomerRevoked {
                message: message.clone(),
            },
            What::Renamed { .. } if is_news => return Ok(()),
            What::Renamed { .. } => {
                return Err(Left::of(AsideReason::NothingNew, "a change that was known"));
            }
        };
        let event = of_item(item, item.event.clone(), &conversation, fact);
        stepping.take(event, origin, &desk.house);
        Ok(())
    }

    fn begin(
        &mut self,
        stepping: &mut Stepping,
        item: &FromCustomer,
        origin: Origin,
        desk: &Desk,
    ) -> ConversationId {
        let is_taken = |id: &ConversationId| stepping.state(id).is_some();
        let met = Met::by(&item.number, &item.customer, &item.event, is_taken);
        let id = met.conversation;
        let customer = translate::customer(&item.customer, met.customer);
        let left = self.leads.meet(&item.number, &id, &customer);
        let fact = Fact::Began {
            number: item.number.clone(),
            customer,
        };
        let event = of_item(item, EventId::new(format!("bg.{id}")), &id, fact);
        stepping.take(event, origin, &desk.house);
        self.lose(stepping, left, item, origin, desk);
        id
    }

    /// Learns what an item says about its customer. Returns whether that is news.
    fn know(
        &mut self,
        stepping: &mut Stepping,
        id: &ConversationId,
        item: &FromCustomer,
        origin: Origin,
        desk: &Desk,
    ) -> bool {
        let Some(state) = stepping.state(id) else {
            return false;
        };
        let customer = item.customer_after(&state.customer);
        if customer == state.customer {
            return false;
        }
        let left = self.leads.meet(&item.number, id, &customer);
        let event = of_item(item, item.known(), id, Fact::CustomerKnown { customer });
        stepping.take(event, origin, &desk.house);
        self.lose(stepping, left, item, origin, desk);
        true
    }

    /// Whoever had the phone of an item's customer until now has it no longer, or what is written to the
    /// one would be read by the other.
    fn lose(
        &mut self,
        stepping: &mut Stepping,
        left: Option<ConversationId>,
        item: &FromCustomer,
        origin: Origin,
        desk: &Desk,
    ) {
        let Some((id, state)) = left.and_then(|id| Some((id.clone(), stepping.state(&id)?))) else {
            return;
        };
        let customer = translate::without_phone(&state.customer);
        self.leads.meet(&item.number, &id, &customer);
        let event = of_item(item, item.lost(), &id, Fact::CustomerKnown { customer });
        stepping.take(event, origin, &desk.house);
    }
}

/// Why an item became no event.
struct Left {
    why: AsideReason,
    what: String,
}

impl Left {
    fn of(why: AsideReason, what: &str) -> Self {
        let what = what.to_owned();
        Self { why, what }
    }

    fn number(number: &NumberId) -> Self {
        Self::of(AsideReason::UnknownNumber, number.as_str())
    }

    /// It has events and no state, so the journal is damaged; a rebuild makes the state again.
    fn stateless(conversation: &ConversationId) -> Self {
        let what = format!("{conversation} has no state");
        Self::of(AsideReason::Undecided, &what)
    }
}

/// An event that an item brings.
fn of_item(item: &FromCustomer, id: EventId, conversation: &ConversationId, fact: Fact) -> Event {
    let event = Event {
        id,
        conversation: conversation.clone(),
        at: item.at,
        arrived: None,
        fact,
    };
    event.arrived_at(item.arrived)
}

fn origin(placed: &Placed) -> Origin {
    Origin::Delivery {
        delivery: placed.delivery,
        item: placed.item,
    }
}

fn aside(placed: &Placed, why: AsideReason, what: &str) -> SetAside {
    SetAside {
        delivery: placed.delivery,
        item: placed.item,
        why,
        what: what.to_owned(),
    }
}

/// The fact that a status or reaction becomes, now that its message is known.
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
        ParkedStatus::Reacted { emoji, .. } => Fact::CustomerReacted {
            message,
            emoji: emoji.clone(),
        },
    }
}
