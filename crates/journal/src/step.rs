//! What the engine wants stored together: a step. Only data; see [`crate::Journal::commit`] for
//! what happens with it.

use crate::events::Origin;
use crate::ids::{DeliveryId, ParkedId, Seq, WorkId};
use crate::states::Loaded;
use conversation::effect::Effect;
use conversation::fact::Event;
use conversation::ids::{ConversationId, MessageId};
use conversation::state::Conversation;
use conversation::time::Timestamp;

/// Everything that becomes true at once. Either all of it is stored or nothing.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// Deliveries that are understood with this step.
    pub deliveries: Vec<Decoded>,
    /// New events, at most one append per conversation.
    pub appends: Vec<Append>,
    /// New work for the outbox.
    pub work: Vec<NewWork>,
    /// Work whose outcome is among the events. It leaves the outbox.
    pub finished: Vec<WorkId>,
    /// Work to be taken back. The step is refused if any of it is already claimed.
    pub cancelled: Vec<WorkId>,
    /// Items that became no event.
    pub set_aside: Vec<SetAside>,
    /// Statuses for messages not known yet.
    pub parked: Vec<NewParked>,
    /// Parked statuses that became events in this step.
    pub matched: Vec<ParkedId>,
}

/// A delivery that was understood, with all its items, in one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Which.
    pub delivery: DeliveryId,
    /// How many items it carries.
    pub items: u32,
    /// The items whose events were stored before, so that they bring nothing now.
    pub known: Vec<u32>,
}

/// New events of one conversation.
#[derive(Clone, Debug)]
pub struct Append {
    /// Which conversation.
    pub conversation: ConversationId,
    /// How many events it had when this was decided. Another number is a conflict.
    pub expected_version: u64,
    /// The state it had then; `None` if the first of the events begins it. The state afterwards
    /// is not taken from the caller: the journal makes it, as it would when rebuilding.
    pub before: Option<Conversation>,
    /// The events, in order.
    pub events: Vec<NewEvent>,
    /// The effects decided on them. The journal keeps those the state waits for (drafts, timers),
    /// so that the state can be rebuilt without deciding again; what is to be *done* stands in
    /// [`Step::work`].
    pub effects: Vec<Effect>,
}

/// An event to append.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// The event.
    pub event: Event,
    /// Where it comes from.
    pub origin: Origin,
}

impl NewEvent {
    /// An event that was made here.
    pub fn local(event: Event) -> Self {
        Self {
            event,
            origin: Origin::Local,
        }
    }
}

/// Work for the outbox. Its kind and its fence are read from the effect.
#[derive(Clone, Debug)]
pub struct NewWork {
    /// Its id. Work with an id that is in the outbox already is not added again.
    pub id: WorkId,
    /// For which conversation.
    pub conversation: ConversationId,
    /// What to do.
    pub effect: Effect,
    /// Not before.
    pub due_at: Timestamp,
}

/// An item that became no event. The raw item stays in its delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// In which delivery.
    pub delivery: DeliveryId,
    /// Which item.
    pub item: u32,
    /// Why.
    pub why: AsideReason,
    /// What it is, in plain words.
    pub what: String,
}

/// Why an item became no event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AsideReason {
    /// For a number that isn't connected here.
    UnknownNumber,
    /// Nothing a conversation can hold.
    Unsupported,
    /// About the account: quality, limits, templates.
    Account,
    /// The whole body could not be read.
    Unreadable,
    /// About a customer who is not known here: something from before Relevo was connected.
    NotHere,
    /// It says nothing that wasn't known.
    NothingNew,
    /// It could not be stored, however often it was tried: a person has to look.
    Undecided,
}

impl AsideReason {
    /// The word for it in a row.
    pub fn word(self) -> &'static str {
        match self {
            Self::UnknownNumber => "unknown_number",
            Self::Unsupported => "unsupported",
            Self::Account => "account",
            Self::Unreadable => "unreadable",
            Self::NotHere => "not_here",
            Self::NothingNew => "nothing_new",
            Self::Undecided => "undecided",
        }
    }
}

/// A status for a message nobody knows yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewParked {
    /// Meta's id of the message.
    pub message: MessageId,
    /// In which delivery it came.
    pub delivery: DeliveryId,
    /// Which item.
    pub item: u32,
    /// When it was true.
    pub at: Timestamp,
    /// The status as JSON, in the engine's words.
    pub status: String,
}

/// What a step brought about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Committed {
    /// The place of the newest event in the journal after the step; `None` if it brought no event.
    pub last: Option<Seq>,
    /// The conversations as they are now, with the number of their events, in the order of the
    /// step's appends.
    pub states: Vec<Loaded>,
    /// Appends that were stored before and changed nothing.
    pub repeated: Vec<ConversationId>,
    /// Parked statuses whose message is known now. Store them as events, with
    /// [`Step::matched`].
    pub ready: Vec<crate::parked::Parked>,
}
