//! Names for what is met for the first time. They are made from what Meta says, never by chance, so
//! that the same deliveries always give the same conversations.

use conversation::ids::{ConversationId, CustomerId, EventId, NumberId};
use uuid::Uuid;
use whatsapp::wire;

/// The name space of our ids; made once, at random.
const NAMES: Uuid = Uuid::from_u128(0x7d0c_39b5_4e52_4a1f_9c64_1b7f_53e2_a80d);

/// A conversation and its customer, met for the first time.
pub(crate) struct Met {
    pub(crate) conversation: ConversationId,
    pub(crate) customer: CustomerId,
}

impl Met {
    /// Named after who it is. A phone or a user id that led to a conversation once and no longer does
    /// is somebody else's now, or was left behind in a change of number: where that name `is_taken`,
    /// the event that begins the new conversation makes it another one.
    pub(crate) fn by(
        number: &NumberId,
        customer: &wire::Customer,
        event: &EventId,
        is_taken: impl FnOnce(&ConversationId) -> bool,
    ) -> Self {
        let first = Self::first(number, customer);
        if is_taken(&first.conversation) {
            return Self::named(number, &format!("{}/{event}", first_key(customer)));
        }
        first
    }

    /// As it is named as long as nobody had that name.
    pub(crate) fn first(number: &NumberId, customer: &wire::Customer) -> Self {
        Self::named(number, &first_key(customer))
    }

    fn named(number: &NumberId, key: &str) -> Self {
        Self {
            conversation: ConversationId::new(name("conversation", number, key)),
            customer: CustomerId::new(name("customer", number, key)),
        }
    }
}

fn name(kind: &str, number: &NumberId, key: &str) -> String {
    let name = format!("{kind}/{number}/{key}");
    Uuid::new_v5(&NAMES, name.as_bytes()).simple().to_string()
}

/// What a customer is called when first met: the user id where there is one, else the phone.
fn first_key(customer: &wire::Customer) -> String {
    match (&customer.user_id, customer.phone()) {
        (Some(user), _) => format!("user/{user}"),
        (None, Some(phone)) => format!("phone/{}", super::translate::phone(phone)),
        (None, None) => "nobody".to_owned(),
    }
}
