//! Newtype ids. Making one from text is an act that can be searched for (`X::new`); none of them
//! converts by itself, so a message can't be taken for a conversation.

/// Declares a text id with its meaning.
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub struct $name(String);

        impl $name {
            /// Takes `text` as an id, unchanged.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The id as text, for a row, a path or a log.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// All that is said with one customer on one of the business's numbers.
    ConversationId
);
id!(
    /// One of the business's WhatsApp numbers (Meta's `phone_number_id`).
    NumberId
);
id!(
    /// A customer, across number changes; derived from the first identity we saw.
    CustomerId
);
id!(
    /// A person of the business.
    OperatorId
);
id!(
    /// Meta's `wamid.…`; unique per message, so it also tells a repeated webhook.
    MessageId
);
id!(
    /// A message of ours, from the moment it is asked for. It travels to Meta with the send, so that
    /// a status can settle a send whose answer was lost.
    OutgoingId
);
id!(
    /// One fact in the journal.
    EventId
);
id!(
    /// One request for a draft. A draft whose id is no longer awaited is dropped.
    DraftId
);
id!(
    /// One wait. A firing whose id is no longer awaited means nothing; timers are never cancelled.
    TimerId
);
id!(
    /// One open call for a person.
    EscalationId
);
id!(
    /// A playbook, across its versions. One business has one playbook.
    PlaybookId
);
id!(
    /// Media as the journal knows it: the lowercase hex SHA-256 of its bytes.
    MediaHash
);

impl OutgoingId {
    /// The message that `event` itself asks for. `role` tells several of one event apart.
    pub fn of(event: &EventId, role: &str) -> Self {
        Self(format!("{event}.{role}"))
    }
}

impl DraftId {
    /// The draft that `event` asks for.
    pub fn of(event: &EventId) -> Self {
        Self(format!("{event}.draft"))
    }
}

impl TimerId {
    /// The wait that `event` begins. `role` tells several of one event apart.
    pub fn of(event: &EventId, role: &str) -> Self {
        Self(format!("{event}.{role}"))
    }
}

impl EscalationId {
    /// The escalation that `event` opens.
    pub fn of(event: &EventId) -> Self {
        Self(format!("{event}.escalation"))
    }
}

/// Counts the changes of holder of one conversation. Everything that speaks carries the epoch it
/// was asked in; the outbox compares it when it claims.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(transparent)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Epoch(pub u32);

impl Epoch {
    /// The epoch after one more change of holder.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl OperatorId {
    /// Whoever writes from the business's phone app: Meta doesn't say who it is.
    pub fn phone() -> Self {
        Self("phone".to_owned())
    }
}
