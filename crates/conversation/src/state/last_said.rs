//! The latest thing said, with what it goes back to if it is taken back. It decides nothing.

use super::{Progress, Speaker};
use crate::content::Content;
use crate::ids::{MessageId, OutgoingId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The latest thing said, for the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LastSaid {
    /// Who.
    pub speaker: Speaker,
    /// What.
    pub content: Content,
    /// When.
    pub at: Timestamp,
    /// Meta's id, if it is the customer's or from the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageId>,
    /// Whether whoever said it deleted it; its words are gone then.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revoked: bool,
    /// Our message, if it is ours.
    pub outgoing: Option<OutgoingId>,
    /// How far it got, if it is ours.
    pub progress: Progress,
    /// What stood here before, for as long as this may still be taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Box<LastSaid>>,
}

impl LastSaid {
    /// Puts `content` in the place of what was said in `message`, if it is this one or one before it;
    /// `None` where it was deleted.
    pub(super) fn change(&mut self, message: &MessageId, content: Option<&Content>) {
        if self.message.as_ref() == Some(message) {
            self.revoked = content.is_none();
            self.content = content.cloned().unwrap_or_else(|| Content::text(""));
        } else if let Some(before) = &mut self.before {
            before.change(message, content);
        }
    }

    /// Our message `outgoing`, if it is this one or one before it.
    pub(super) fn find_mut(&mut self, outgoing: &OutgoingId) -> Option<&mut Self> {
        if self.outgoing.as_ref() == Some(outgoing) {
            return Some(self);
        }
        self.before.as_deref_mut()?.find_mut(outgoing)
    }

    /// What remains without our message `outgoing`, which was never said.
    pub(super) fn without(mut self, outgoing: &OutgoingId) -> Option<Self> {
        let before = self.before.take();
        if self.outgoing.as_ref() == Some(outgoing) {
            return before.map(|before| *before);
        }
        self.before = before
            .and_then(|before| before.without(outgoing))
            .map(Box::new);
        Some(self)
    }
}
