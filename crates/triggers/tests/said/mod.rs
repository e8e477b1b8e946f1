//! One message of a customer, said to the reader that ships with Relevo. It asserts nothing.

use conversation::ids::MessageId;
use conversation::time::Timestamp;
use triggers::{By, Guide, Reader, Reading, Turn};

/// What is read of `text`, the first message of a conversation.
pub(crate) fn read(text: &str, guide: &Guide) -> Reading {
    let id = MessageId::new("m");
    let turn = Turn {
        by: By::Customer,
        at: Timestamp(0),
        id: &id,
        text,
    };
    let reader = Reader::embedded().expect("rules and weights are built in");
    reader.read(&[turn], guide)
}
