//! The second way through a delivery, for rebuilding: the same items, told apart the same way, but
//! nothing is decided.

use super::batch::{decode, identity_of};
use super::identity::Met;
use super::item::{Bound, FromCustomer, ParkedStatus, What};
use super::translate;
use conversation::content::Inbound;
use conversation::fact::{Customer, Event, Fact};
use conversation::ids::{ConversationId, EventId, MessageId, NumberId, OutgoingId};
use conversation::time::Timestamp;
use journal::{Delivery, Identity};

/// An item of a kept delivery.
pub(crate) enum Again {
    /// It belongs to a customer's conversation.
    Customer(Box<CustomerAgain>),
    /// It tells how far a message of ours got.
    Status(Box<StatusAgain>),
    /// It became no event.
    Aside,
}

/// Something in a customer's conversation.
pub(crate) struct CustomerAgain {
    pub(crate) event: EventId,
    /// By which it is known that it was taken in.
    pub(crate) mark: EventId,
    /// What it tells about its customer.
    pub(crate) known: EventId,
    /// What it tells about whoever had the customer's phone until then.
    pub(crate) lost: EventId,
    pub(crate) number: NumberId,
    pub(crate) at: Timestamp,
    pub(crate) arrived: Timestamp,
    item: FromCustomer,
}

/// A report on a message of ours.
pub(crate) struct StatusAgain {
    pub(crate) message: MessageId,
    pub(crate) outgoing: Option<OutgoingId>,
    pub(crate) at: Timestamp,
    pub(crate) arrived: Timestamp,
    pub(crate) status: ParkedStatus,
}

impl Again {
    /// The items of a delivery, in order.
    pub(crate) fn all(delivery: &Delivery) -> Vec<Self> {
        decode(delivery).into_iter().map(Self::of).collect()
    }

    fn of(bound: Bound) -> Self {
        match bound {
            Bound::Customer(item) => Self::Customer(Box::new(CustomerAgain {
                event: item.event.clone(),
                mark: item.mark(),
                known: item.known(),
                lost: item.lost(),
                number: item.number.clone(),
                at: item.at,
                arrived: item.arrived,
                item: *item,
            })),
            Bound::Status(status) => Self::Status(Box::new(StatusAgain {
                message: status.message,
                outgoing: status.outgoing,
                at: status.at,
                arrived: status.arrived,
                status: status.status,
            })),
            Bound::Stops(..) | Bound::Aside(..) => Self::Aside,
        }
    }
}

impl CustomerAgain {
    /// The message it reacts to, if it is a reaction.
    pub(crate) fn reacted_to(&self) -> Option<&MessageId> {
        self.item.reacted_to()
    }

    /// The conversation it begins, if it begins one; `is_taken` says which names are given away.
    pub(crate) fn begins(&self, is_taken: impl FnOnce(&ConversationId) -> bool) -> Option<Met> {
        let item = &self.item;
        item.begins()
            .then(|| Met::by(&item.number, &item.customer, &item.event, is_taken))
    }

    /// The customer, met for the first time as `conversation` began with it.
    pub(crate) fn new_customer(&self, conversation: &ConversationId) -> Customer {
        let item = &self.item;
        let met = Met::by(&item.number, &item.customer, &item.event, |first| {
            first != conversation
        });
        translate::customer(&item.customer, met.customer)
    }

    /// What is known of the customer after it.
    pub(crate) fn customer_after(&self, known: &Customer) -> Customer {
        self.item.customer_after(known)
    }

    /// Who it is from; after a change of number, who it was.
    pub(crate) fn identity(&self) -> Identity {
        identity_of(&self.item)
    }

    /// The fact. What a reader once found in the message is kept; it is no part of the delivery.
    /// Only a message whose event is lost is read again, by `read`.
    pub(crate) fn fact(
        &self,
        stored: Option<&Event>,
        read: impl FnOnce(Inbound) -> Fact,
    ) -> Option<Fact> {
        Some(match &self.item.what {
            What::Wrote(message) => match stored.map(|event| &event.fact) {
                Some(Fact::CustomerWrote {
                    signals,
                    language,
                    courtesy,
                    ..
                }) => Fact::CustomerWrote {
                    message: (**message).clone(),
                    signals: signals.clone(),
                    language: *language,
                    courtesy: *courtesy,
                },
                _ => read((**message).clone()),
            },
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
            What::Edited { message, content } => {
                let (signals, courtesy) = match stored.map(|event| &event.fact) {
                    Some(Fact::CustomerEdited {
                        signals, courtesy, ..
                    }) => (signals.clone(), *courtesy),
                    _ => (Vec::new(), None),
                };
                Fact::CustomerEdited {
                    message: message.clone(),
                    content: content.clone(),
                    signals,
                    courtesy,
                }
            }
            What::Revoked { message } => Fact::CustomerRevoked {
                message: message.clone(),
            },
            What::Renamed { .. } => return None,
        })
    }
}
