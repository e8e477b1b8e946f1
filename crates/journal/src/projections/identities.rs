//! Which conversation a webhook item belongs to. Meta's user id is the key and the phone only an
//! attribute: a customer who changes the phone keeps the conversation, and a phone that somebody
//! else owns now leads to that person's.

use super::some;
use crate::Journal;
use crate::error::StoreError;
use conversation::fact::{Customer, Event, Fact};
use conversation::ids::{ConversationId, NumberId};
use conversation::state::Conversation;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody on one of our numbers, as an item names them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identity {
    /// On which of our numbers.
    pub number: NumberId,
    /// Meta's business-scoped user id, if the item has one.
    pub user_id: Option<String>,
    /// The phone number with its plus, if the item has one.
    pub phone: Option<String>,
}

#[derive(Default)]
pub(crate) struct Changes {
    /// Conversations whose customer was told anew: all they had before goes.
    changed: BTreeSet<ConversationId>,
    /// Where each key that was touched leads at last; `None` if nowhere any more.
    leads: BTreeMap<Key, Option<ConversationId>>,
}

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
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
        for identity in keys(customer.user_id.as_deref(), customer.phone.as_deref()) {
            let number = before.number.clone();
            self.leads
                .insert(Key { number, identity }, Some(event.conversation.clone()));
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

fn keys(user_id: Option<&str>, phone: Option<&str>) -> impl Iterator<Item = String> {
    let user = user_id.map(|id| format!("user:{id}"));
    let phone = phone.map(|phone| format!("phone:{phone}"));
    user.into_iter().chain(phone)
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

impl Journal {
    /// The conversation each of `identities` leads to, in the same order. The user id decides; a
    /// phone leads to a conversation only as long as nobody with another user id is known there.
    pub async fn conversations_by_identity(
        &self,
        identities: &[Identity],
    ) -> Result<Vec<Option<ConversationId>>, StoreError> {
        let asked: Vec<Key> = identities.iter().flat_map(asked_keys).collect();
        let asked = serde_json::to_string(&asked)?;
        let rows = sqlx::query!(
            r#"select identities.number, identities.identity, identities.conversation,
                   exists (
                       select 1 from identities as other
                       where other.conversation = identities.conversation
                           and other.identity >= 'user:' and other.identity < 'user;'
                   ) as "has_user!: bool"
               from json_each(?) join identities
                   on identities.number = value ->> 'number'
                   and identities.identity = value ->> 'identity'"#,
            asked
        )
        .fetch_all(&self.readers)
        .await?;
        let known: BTreeMap<(String, String), (String, bool)> = rows
            .into_iter()
            .map(|row| ((row.number, row.identity), (row.conversation, row.has_user)))
            .collect();
        Ok(identities.iter().map(|one| lead(one, &known)).collect())
    }
}

fn asked_keys(identity: &Identity) -> Vec<Key> {
    keys(identity.user_id.as_deref(), identity.phone.as_deref())
        .map(|key| Key {
            number: identity.number.clone(),
            identity: key,
        })
        .collect()
}

fn lead(
    identity: &Identity,
    known: &BTreeMap<(String, String), (String, bool)>,
) -> Option<ConversationId> {
    let number = identity.number.as_str();
    let at = |key: String| known.get(&(number.to_owned(), key));
    if let Some(user_id) = &identity.user_id
        && let Some((conversation, _)) = at(format!("user:{user_id}"))
    {
        return Some(ConversationId::new(conversation.clone()));
    }
    let (conversation, has_user) = at(format!("phone:{}", identity.phone.as_ref()?))?;
    // Known under another user id, so the phone has a new owner.
    if identity.user_id.is_some() && *has_user {
        return None;
    }
    Some(ConversationId::new(conversation.clone()))
}

impl Identity {
    /// A customer on one of our numbers.
    pub fn of(number: &NumberId, customer: &Customer) -> Self {
        Self {
            number: number.clone(),
            user_id: customer.user_id.clone(),
            phone: customer.phone.clone(),
        }
    }
}
