//! One item of a delivery, told apart by what becomes of it. Pure.

use super::stopped::Stopped;
use super::translate;
use conversation::content::Content;
use conversation::fact::{Customer, Delivery, SendFailure};
use conversation::ids::{EventId, MessageId, NumberId, OutgoingId};
use conversation::time::Timestamp;
use journal::AsideReason;
use serde::{Deserialize, Serialize};
use whatsapp::wire::{self, Item};

/// What becomes of an item.
#[derive(Debug)]
pub(super) enum Bound {
    /// It belongs to a customer's conversation.
    Customer(Box<FromCustomer>),
    /// It tells how far a message of ours got.
    Status(Box<OurMessage>),
    /// It becomes no event, and the numbers of its account stand still.
    Stops(Stopped, String),
    /// It becomes no event.
    Aside(AsideReason, String),
}

/// Something in a customer's conversation.
#[derive(Debug)]
pub(super) struct FromCustomer {
    pub(super) event: EventId,
    pub(super) number: NumberId,
    pub(super) customer: wire::Customer,
    pub(super) at: Timestamp,
    pub(super) arrived: Timestamp,
    pub(super) what: What,
}

/// What happened there.
#[derive(Debug)]
pub(super) enum What {
    Wrote(Box<conversation::content::Inbound>),
    Reacted {
        message: MessageId,
        emoji: Option<String>,
    },
    Edited {
        message: MessageId,
        content: Content,
    },
    Revoked {
        message: MessageId,
    },
    /// WhatsApp announces who the customer is now; `before` is who it was.
    Renamed {
        before: wire::Customer,
    },
    Phone(Box<conversation::content::Inbound>),
    /// What was written on the phone was changed there.
    PhoneEdited {
        message: MessageId,
        content: Content,
    },
    /// What was written on the phone was deleted there.
    PhoneRevoked {
        message: MessageId,
    },
    /// A reaction from the phone.
    PhoneReacted {
        message: MessageId,
        emoji: Option<String>,
    },
}

/// A report on a message of ours.
#[derive(Debug)]
pub(super) struct OurMessage {
    pub(super) message: MessageId,
    pub(super) outgoing: Option<OutgoingId>,
    pub(super) at: Timestamp,
    pub(super) arrived: Timestamp,
    pub(super) status: ParkedStatus,
}

/// What a status or a reaction says, in our words; kept as JSON where its message is not known yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub(crate) enum ParkedStatus {
    /// It got this far.
    Progressed {
        /// How far.
        delivery: Delivery,
    },
    /// It failed.
    Failed {
        /// Why.
        failure: SendFailure,
    },
    /// The customer reacted to it.
    Reacted {
        /// The event of the reaction.
        event: EventId,
        /// `None` takes the reaction off.
        emoji: Option<String>,
    },
}

impl ParkedStatus {
    /// The event that this status of `message` becomes: the same for every repeat.
    pub(crate) fn event(&self, message: &MessageId) -> EventId {
        let state = match self {
            Self::Progressed { delivery } => format!("{delivery:?}").to_lowercase(),
            Self::Failed { .. } => "failed".to_owned(),
            Self::Reacted { event, .. } => return event.clone(),
        };
        EventId::new(format!("st.{message}.{state}"))
    }
}

/// Tells an item apart.
pub(super) fn bind(item: &Item, received_at: Timestamp) -> Bound {
    match item {
        Item::Message(message) => of_message(message, received_at),
        Item::Status(status) => of_status(status, received_at),
        Item::Echo(echo) => of_echo(echo, received_at),
        Item::Account(notice) if notice.stops_channel() => match Stopped::by_notice(notice) {
            Some(stopped) => Bound::Stops(stopped, item.kind()),
            None => Bound::Aside(AsideReason::Account, item.kind()),
        },
        Item::Preference(_) | Item::Call(_) | Item::Account(_) | Item::Failure { .. } => {
            Bound::Aside(AsideReason::Account, item.kind())
        }
        Item::Unsupported(unsupported) => of_unsupported(unsupported, received_at),
    }
}

fn number(origin: &wire::Origin) -> Option<NumberId> {
    origin.phone_number_id.clone().map(NumberId::new)
}

/// The event that brought a message of the customer, or of the phone app.
pub(crate) fn brought_by(message: &MessageId) -> EventId {
    in_event(message.as_str())
}

impl FromCustomer {
    /// The event by which a repetition of the item is known. An announcement of who the customer is now
    /// brings no other than that.
    pub(super) fn mark(&self) -> EventId {
        match &self.what {
            What::Renamed { .. } => self.known(),
            What::Wrote(_)
            | What::Reacted { .. }
            | What::Edited { .. }
            | What::Revoked { .. }
            | What::PhoneEdited { .. }
            | What::PhoneRevoked { .. }
            | What::PhoneReacted { .. }
            | What::Phone(_) => self.event.clone(),
        }
    }

    /// The event that tells what the item says about its customer.
    pub(super) fn known(&self) -> EventId {
        EventId::new(format!("{}.known", self.event))
    }

    /// The event that tells whose phone the item's customer has now.
    pub(super) fn lost(&self) -> EventId {
        EventId::new(format!("{}.lost", self.event))
    }

    /// What is known of its customer after it.
    pub(super) fn customer_after(&self, known: &Customer) -> Customer {
        match &self.what {
            What::Renamed { .. } => translate::renamed(known, &self.customer),
            What::Wrote(_)
            | What::Reacted { .. }
            | What::Edited { .. }
            | What::Revoked { .. }
            | What::Phone(_)
            | What::PhoneEdited { .. }
            | What::PhoneRevoked { .. }
            | What::PhoneReacted { .. } => translate::merged(known, &self.customer),
        }
    }

    /// Whether it begins a conversation that isn't there yet. A reaction, or a change of something we
    /// never saw, doesn't.
    pub(super) fn begins(&self) -> bool {
        matches!(self.what, What::Wrote(_) | What::Phone(_))
    }

    /// The message it reacts to, if it is a reaction.
    pub(super) fn reacted_to(&self) -> Option<&MessageId> {
        match &self.what {
            What::Reacted { message, .. } => Some(message),
            What::Wrote(_)
            | What::Edited { .. }
            | What::Revoked { .. }
            | What::Renamed { .. }
            | What::PhoneEdited { .. }
            | What::PhoneRevoked { .. }
            | What::PhoneReacted { .. }
            | What::Phone(_) => None,
        }
    }
}

fn in_event(id: &str) -> EventId {
    EventId::new(format!("in.{id}"))
}

fn of_message(message: &wire::Message, received_at: Timestamp) -> Bound {
    let Some(number) = number(&message.origin) else {
        return Bound::Aside(AsideReason::UnknownNumber, "message".to_owned());
    };
    if message.group_id.is_some() {
        return Bound::Aside(AsideReason::Unsupported, "group message".to_owned());
    }
    let Some((customer, what)) = what(message) else {
        return Bound::Aside(AsideReason::Unsupported, "announcement".to_owned());
    };
    if customer.is_anonymous() {
        return Bound::Aside(
            AsideReason::Unsupported,
            "message without a sender".to_owned(),
        );
    }
    Bound::Customer(Box::new(FromCustomer {
        event: in_event(&message.id),
        number,
        customer,
        at: translate::moment(message.timestamp, received_at),
        arrived: received_at,
        what,
    }))
}

/// What a message is: something said, or a change of something said, or of who says it.
fn what(message: &wire::Message) -> Option<(wire::Customer, What)> {
    let same = message.customer.clone();
    Some(match &message.content {
        wire::Content::Reaction { message_id, emoji } => (
            same,
            What::Reacted {
                message: MessageId::new(message_id),
                emoji: emoji.clone(),
            },
        ),
        wire::Content::Edit { original, now } => {
            let content = translate::content(now)?;
            (
                same,
                What::Edited {
                    message: MessageId::new(original),
                    content,
                },
            )
        }
        wire::Content::Revoke { original } => (
            same,
            What::Revoked {
                message: MessageId::new(original),
            },
        ),
        wire::Content::System(system) => renamed(&message.customer, system)?,
        said => {
            let content = translate::content(said)?;
            let inbound = translate::inbound(
                &message.id,
                content,
                message.context.as_ref(),
                message.referral.as_ref(),
            );
            (same, What::Wrote(Box::new(inbound)))
        }
    })
}

/// A change of number or user id: who it is from now on, and who it was.
fn renamed(sender: &wire::Customer, system: &wire::System) -> Option<(wire::Customer, What)> {
    match system.kind {
        wire::SystemKind::NumberChanged | wire::SystemKind::UserIdChanged => {}
        wire::SystemKind::IdentityChanged | wire::SystemKind::Other(_) => return None,
    }
    let before = wire::Customer {
        user_id: system
            .previous_user_id
            .clone()
            .or_else(|| sender.user_id.clone()),
        ..sender.clone()
    };
    let now = wire::Customer {
        user_id: system.user_id.clone(),
        wa_id: system.wa_id.clone(),
        from: None,
        ..sender.clone()
    };
    Some((now, What::Renamed { before }))
}

fn of_echo(echo: &wire::Echo, received_at: Timestamp) -> Bound {
    let (Some(number), Some(what)) = (number(&echo.origin), done_on_phone(echo)) else {
        return Bound::Aside(AsideReason::Unsupported, "echo".to_owned());
    };
    if echo.customer.is_anonymous() {
        return Bound::Aside(
            AsideReason::Unsupported,
            "echo without an addressee".to_owned(),
        );
    }
    Bound::Customer(Box::new(FromCustomer {
        event: in_event(&echo.id),
        number,
        customer: echo.customer.clone(),
        at: translate::moment(echo.timestamp, received_at),
        arrived: received_at,
        what,
    }))
}

/// What the business did on its phone: said something, or changed what it had said.
fn done_on_phone(echo: &wire::Echo) -> Option<What> {
    Some(match &echo.content {
        wire::Content::Reaction { message_id, emoji } => What::PhoneReacted {
            message: MessageId::new(message_id),
            emoji: emoji.clone(),
        },
        wire::Content::Edit { original, now } => What::PhoneEdited {
            message: MessageId::new(original),
            content: translate::content(now)?,
        },
        wire::Content::Revoke { original } => What::PhoneRevoked {
            message: MessageId::new(original),
        },
        said => {
            let content = translate::content(said)?;
            let inbound = translate::inbound(&echo.id, content, echo.context.as_ref(), None);
            What::Phone(Box::new(inbound))
        }
    })
}

fn of_status(status: &wire::Status, received_at: Timestamp) -> Bound {
    let told = match (&status.state, translate::delivery(&status.state)) {
        (wire::State::Failed, _) => ParkedStatus::Failed {
            failure: translate::failure(&status.failures),
        },
        (_, Some(delivery)) => ParkedStatus::Progressed { delivery },
        (_, None) => return Bound::Aside(AsideReason::Unsupported, "status".to_owned()),
    };
    Bound::Status(Box::new(OurMessage {
        message: MessageId::new(&status.id),
        outgoing: status.effect.clone().map(OutgoingId::new),
        at: translate::moment(status.timestamp, received_at),
        arrived: received_at,
        status: told,
    }))
}

/// What can't be read is still shown in its conversation, where it names one.
fn of_unsupported(item: &wire::Unsupported, received_at: Timestamp) -> Bound {
    let id = item.raw.get("id").and_then(|id| id.as_str());
    let customer = item
        .customer
        .clone()
        .filter(|customer| !customer.is_anonymous());
    let (Some(number), Some(customer), Some(id)) = (number(&item.origin), customer, id) else {
        return Bound::Aside(AsideReason::Unsupported, item.kind.clone());
    };
    let content = Content::Unsupported {
        what: item.kind.clone(),
    };
    Bound::Customer(Box::new(FromCustomer {
        event: in_event(id),
        number,
        customer,
        at: translate::moment(item.timestamp, received_at),
        arrived: received_at,
        what: What::Wrote(Box::new(translate::inbound(id, content, None, None))),
    }))
}
