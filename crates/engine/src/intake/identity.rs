//! Names for what is met for the first time. They are made from what Meta says, never by chance, so
//! that the same deliveries always give the same conversations.

use conversation::ids::{ConversationId, CustomerId, NumberId};
use uuid::Uuid;
use whatsapp::wire;

/// The name space of our ids; made once, at random.
const NAMES: Uuid = Uuid::from_u128(0x7d0c_39b5_4e52_4a1f_9c64_1b7f_53e2_a80d);

/// What a customer is called when first met: the user id where there is one, else the phone.
fn first_key(customer: &wire::Customer) -> String {
    match (&customer.user_id, customer.phone()) {
        (Some(user), _) => format!("user/{user}"),
        (None, Some(phone)) => format!("phone/{}", super::translate::phone(phone)),
        (None, None) => "nobody".to_owned(),
    }
}

/// The conversation that begins with this customer on this number.
pub(crate) fn conversation(number: &NumberId, customer: &wire::Customer) -> ConversationId {
    let name = format!("conversation/{number}/{}", first_key(customer));
    ConversationId::new(Uuid::new_v5(&NAMES, name.as_bytes()).simple().to_string())
}

/// The customer that is met for the first time.
pub(crate) fn customer(number: &NumberId, customer: &wire::Customer) -> CustomerId {
    let name = format!("customer/{number}/{}", first_key(customer));
    CustomerId::new(Uuid::new_v5(&NAMES, name.as_bytes()).simple().to_string())
}
