//! The state of each conversation as of its latest event, and who is who: identities lead to
//! conversations, Meta's message ids to messages of ours. States are built by
//! `conversation::state`; here they are only kept.

use crate::Journal;
use crate::error::StoreError;
use crate::fold::{Link, fold};
use crate::projections::{Changes, Place};
use conversation::ids::ConversationId;
use conversation::state::Conversation;
use sqlx::SqliteConnection;

/// A state as its row has it.
pub(crate) struct StateRow {
    conversation: String,
    version: i64,
    epoch: u32,
    state: String,
}

impl StateRow {
    pub(crate) fn of(loaded: &Loaded) -> Result<Self, serde_json::Error> {
        let state = &loaded.conversation;
        Ok(Self {
            conversation: state.id.as_str().to_owned(),
            version: i64::try_from(loaded.version).unwrap_or(i64::MAX),
            epoch: state.epoch.0,
            state: serde_json::to_string(state)?,
        })
    }
}

pub(crate) async fn put(db: &mut SqliteConnection, row: &StateRow) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "insert into states (conversation, version, epoch, state) values (?, ?, ?, ?)
         on conflict (conversation) do update set
             version = excluded.version, epoch = excluded.epoch, state = excluded.state",
        row.conversation,
        row.version,
        row.epoch,
        row.state
    )
    .execute(db)
    .await?;
    Ok(())
}

/// A conversation with the number of its events, which the next append must expect.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The state.
    pub conversation: Conversation,
    /// How many events made it.
    pub version: u64,
}

impl Journal {
    /// The state of one conversation.
    pub async fn load(&self, id: &ConversationId) -> Result<Option<Loaded>, StoreError> {
        Ok(self.load_many(std::slice::from_ref(id)).await?.pop())
    }

    /// The states of several conversations, in no particular order; unknown ones are left out.
    pub async fn load_many(&self, ids: &[ConversationId]) -> Result<Vec<Loaded>, StoreError> {
        let ids = serde_json::to_string(ids)?;
        let rows = sqlx::query!(
            "select conversation, version, state from states
             where conversation in (select value from json_each(?))",
            ids
        )
        .fetch_all(&self.readers)
        .await?;
        let mut states = Vec::with_capacity(rows.len());
        for row in rows {
            match serde_json::from_str(&row.state) {
                Ok(conversation) => states.push(Loaded {
                    conversation,
                    version: u64::try_from(row.version).unwrap_or_default(),
                }),
                Err(error) => {
                    let id = ConversationId::new(row.conversation);
                    tracing::warn!(%id, %error, "a state can't be read and is made from its events");
                    states.extend(self.remade(&id).await?);
                }
            }
        }
        Ok(states)
    }

    /// The state as its events make it. One that can't be read must not keep its customer, or others
    /// in the same batch, from being heard; the next append stores it anew.
    async fn remade(&self, id: &ConversationId) -> Result<Option<Loaded>, StoreError> {
        let events = self.events_of(id).await?;
        let links = events.iter().map(|stored| Link {
            event: &stored.event,
            asked: &stored.asked,
            place: Place(stored.seq.0),
        });
        let made = fold(None, links, &mut Changes::default())?;
        let version = events.last().map_or(0, |last| last.version);
        Ok(made.map(|conversation| Loaded {
            conversation,
            version,
        }))
    }
}
