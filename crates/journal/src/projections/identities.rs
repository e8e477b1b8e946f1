//! Which conversation a webhook item belongs to. Meta's user id is the key and the phone only an
//! attribute: a customer who changes the phone keeps the conversation, and a phone that somebody
//! else owns now leads to that person's. How it is asked is in [`leads`].

pub(crate) mod leads;

use super::some;
use conversation::fact::{Event, Fact};
use conversation::ids::{ConversationId, NumberId};
use conversation::state::Conversation;
use serde::Serialize;
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub(crate) struct Changes {
    /// Conversations whose customer was told anew: all they had before goes.
    changed: BTreeSet<ConversationId>,
    /// Where each key that was touched leads at last; `None` if nowhere any more.
    leads: BTreeMap<Key, Option<ConversationId>>,
}

/// One thing that says who somebody is, on one of our numbers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
struct Key {
    number: NumberId,
    identity: String,
}

#[derive(Serialize)]
struct Row<'a> {
    #[serde(flatten)]
    key: &'a Key,
    conversation: &'a ConversationId,
}

impl Changes {
    pub(crate) fn note(&mut self, before: &Conversation, event: &Event) {
        let (Fact::Began { customer, .. } | Fact::CustomerKnown { customer }) = &event.fact else {
            return;
        };
        for lead in self.leads.values_mut() {
            if lead.as_ref() == Some(&event.conversation) {
                *lead = None;
            }
        }
        for key in leads::Identity::of(&before.number, customer).keys() {
            self.leads.insert(key, Some(event.conversation.clone()));
        }
        self.changed.insert(event.conversation.clone());
    }

    pub(crate) fn rows(&self) -> Result<Rows, serde_json::Error> {
        let rows: Vec<_> = self
            .leads
            .iter()
            .filter_map(|(key, lead)| {
                let conversation = lead.as_ref()?;
                Some(Row { key, conversation })
            })
            .collect();
        let changed: Vec<_> = self.changed.iter().collect();
        let touched: Vec<_> = self.leads.keys().collect();
        Ok(Rows {
            changed: some(&changed)?,
            touched: some(&touched)?,
            rows: some(&rows)?,
        })
    }
}

pub(crate) struct Rows {
    changed: Option<String>,
    touched: Option<String>,
    rows: Option<String>,
}

impl Rows {
    pub(crate) async fn write(&self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        if let Some(changed) = &self.changed {
            sqlx::query!(
                "delete from identities where conversation in (select value from json_each(?))",
                changed
            )
            .execute(&mut *db)
            .await?;
        }
        if let Some(touched) = &self.touched {
            sqlx::query!(
                "delete from identities where (number, identity) in (
                     select value ->> 'number', value ->> 'identity' from json_each(?))",
                touched
            )
            .execute(&mut *db)
            .await?;
        }
        if let Some(rows) = &self.rows {
            sqlx::query!(
                "insert into identities (number, identity, conversation)
                 select value ->> 'number', value ->> 'identity', value ->> 'conversation'
                 from json_each(?)",
                rows
            )
            .execute(db)
            .await?;
        }
        Ok(())
    }
}

pub(crate) async fn clear(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from identities").execute(db).await?;
    Ok(())
}
