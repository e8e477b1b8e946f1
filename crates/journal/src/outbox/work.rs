//! What work in the outbox is: its kind, its fence, and how it stands in a row. Pure.

use crate::ids::WorkId;
use crate::step::NewWork;
use conversation::effect::Effect;
use conversation::ids::ConversationId;
use conversation::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What kind of work it is; workers claim by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WorkKind {
    /// Ask the agent for an answer.
    Draft,
    /// Send a message to the customer.
    Send,
    /// Call people.
    Alert,
    /// Write a brief.
    WriteBrief,
    /// Come back later.
    Wait,
    /// Fetch a medium.
    FetchMedia,
    /// Show that an answer is being written.
    ShowTyping,
    /// Show that a message was read.
    MarkRead,
    /// Put a reaction on a message.
    React,
}

impl WorkKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Draft,
        Self::Send,
        Self::Alert,
        Self::WriteBrief,
        Self::Wait,
        Self::FetchMedia,
        Self::ShowTyping,
        Self::MarkRead,
        Self::React,
    ];

    /// The kind of an effect; `None` for a fact to record, which is no work.
    pub fn of(effect: &Effect) -> Option<Self> {
        match effect {
            Effect::Record { .. } => None,
            Effect::Draft { .. } => Some(Self::Draft),
            Effect::Send { .. } => Some(Self::Send),
            Effect::Alert { .. } => Some(Self::Alert),
            Effect::WriteBrief { .. } => Some(Self::WriteBrief),
            Effect::Wait { .. } => Some(Self::Wait),
            Effect::FetchMedia { .. } => Some(Self::FetchMedia),
            Effect::ShowTyping { .. } => Some(Self::ShowTyping),
            Effect::MarkRead { .. } => Some(Self::MarkRead),
            Effect::React { .. } => Some(Self::React),
        }
    }
}

/// How much of some kinds may be claimed now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Room {
    /// Which kinds.
    pub kinds: Vec<WorkKind>,
    /// How much at most.
    pub places: u32,
}

/// What was done of work that is given back for another try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tried {
    /// Nothing: it was not its turn, or there was no way out.
    Nothing,
    /// It was tried.
    Once,
    /// It was tried, and whoever should take it was in trouble.
    InVain,
}

/// New work as its row has it.
#[derive(Serialize)]
pub(crate) struct WorkRow<'a> {
    work: &'a WorkId,
    conversation: &'a ConversationId,
    kind: WorkKind,
    effect: &'a Effect,
    due_at: Timestamp,
    epoch: i64,
}

impl<'a> WorkRow<'a> {
    /// The row; `None` for a fact to record, which the engine has stored as an event.
    pub(crate) fn new(new: &'a NewWork) -> Option<Self> {
        Some(Self {
            work: &new.id,
            conversation: &new.conversation,
            kind: WorkKind::of(&new.effect)?,
            effect: &new.effect,
            due_at: new.due_at,
            epoch: new.effect.fence().map_or(-1, |epoch| i64::from(epoch.0)),
        })
    }
}

/// Work in the outbox.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Its id.
    pub id: WorkId,
    /// For which conversation.
    pub conversation: ConversationId,
    /// What to do.
    pub effect: Effect,
    /// Not before.
    pub due_at: Timestamp,
    /// How often it was tried before.
    pub attempt: u32,
    /// How often whoever should take it was in trouble.
    pub troubles: u32,
    /// Since when it is being done; `None` while it waits.
    pub claimed_at: Option<Timestamp>,
}

/// Claimed work.
#[derive(Clone, Debug, PartialEq)]
pub enum Claim {
    /// Do it, then commit its outcome.
    Do(Work),
    /// The holder changed since it was asked for: don't; commit that it was withdrawn.
    Fenced(Work),
}

/// Work as it is read from its row.
pub(super) struct WorkRead {
    pub(super) work: String,
    pub(super) conversation: String,
    pub(super) effect: String,
    pub(super) due_at: i64,
    pub(super) attempt: i64,
    pub(super) troubles: i64,
    pub(super) claimed_at: i64,
    pub(super) fenced: bool,
}

impl WorkRead {
    pub(super) fn read(self) -> Result<(Work, bool), serde_json::Error> {
        let work = Work {
            id: WorkId::new(self.work),
            conversation: ConversationId::new(self.conversation),
            effect: serde_json::from_str(&self.effect)?,
            due_at: Timestamp(self.due_at),
            attempt: u32::try_from(self.attempt).unwrap_or(u32::MAX),
            troubles: u32::try_from(self.troubles).unwrap_or(u32::MAX),
            claimed_at: (self.claimed_at != 0).then_some(Timestamp(self.claimed_at)),
        };
        Ok((work, self.fenced))
    }

    pub(super) fn claim(self) -> Result<Claim, serde_json::Error> {
        let (work, fenced) = self.read()?;
        Ok(match fenced {
            true => Claim::Fenced(work),
            false => Claim::Do(work),
        })
    }
}
