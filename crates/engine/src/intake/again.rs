//! The second way through a delivery, for rebuilding: the same items, told apart the same way, but
//! nothing is decided.

use super::batch::decode;
use super::item::{Bound, FromCustomer, ParkedStatus, What};
use super::{identity, translate};
use conversation::content::Inbound;
use conversation::fact::{Customer, Event, Fact};
use conversation::ids::{ConversationId, EventId, MessageId, NumberId, OutgoingId};
use conversation::time::Timestamp;
use journal::Delivery;

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
            Bound::Aside(..) => Self::Aside,
        }
    }
}

impl CustomerAgain {
    /// The message it reacts to, if it is a reaction.
    pub(crate) fn reacted_to(&self) -> Option<&MessageId> {
        self.item.reacted_to()
    }

    /// Whether it begins a conversation that isn't there yet.
    pub(crate) fn begins(&self) -> bool {
        matches!(self.item.what, What::Wrote(_) | What::Phone(_))
    }

    /// The conversation it begins.
    pub(crate) fn first_conversation(&self) -> ConversationId {
        identity::conversation(&self.number, &self.item.customer)
    }

    /// The customer, met for the first time.
    pub(crate) fn new_customer(&self) -> Customer {
        translate::customer(
            &self.item.customer,
            identity::customer(&self.number, &self.item.customer),
        )
    }

    /// What is known of the customer after it.
    pub(crate) fn merged(&self, known: &Customer) -> Customer {
        translate::merged(known, &self.item.customer)
    }

    /// Who it is from; after a change of number, who it was.
    pub(crate) fn identity(&self) -> (Option<&str>, Option<String>) {
        let who = match &self.item.what {
            What::Renamed { before } => before,
            What::Wrote(_)
            | What::Phone(_)
            | What::Reacted { .. }
            | What::Edited { .. }
            | What::Revoked { .. } => &self.item.customer,
        };
        (who.user_id.as_deref(), who.phone().map(translate::phone))
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
            What::Reacted { message, emoji } => Fact::CustomerReacted {
                message: message.clone(),
                emoji: emoji.clone(),
            },
            What::Edited { message, content } => Fact::CustomerEdited {
                message: message.clone(),
                content: content.clone(),
                signals: match stored.map(|event| &event.fact) {
                    Some(Fact::CustomerEdited { signals, .. }) => signals.clone(),
                    _ => Vec::new(),
                },
            },
            What::Revoked { message } => Fact::CustomerRevoked {
                message: message.clone(),
            },
            What::Renamed { .. } => return None,
        })
    }
}
