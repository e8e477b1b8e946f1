//! Asking where identities lead. What was asked for many items at once goes along with what is decided
//! on them, so that an item finds what the ones before it left, stored or not.

use super::Key;
use crate::Journal;
use crate::error::StoreError;
use conversation::fact::Customer;
use conversation::ids::{ConversationId, NumberId};
use std::collections::HashMap;

/// Somebody on one of our numbers, as an item names them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// On which of our numbers.
    pub number: NumberId,
    /// Meta's business-scoped user id, if the item has one.
    pub user_id: Option<String>,
    /// The phone number with its plus, if the item has one.
    pub phone: Option<String>,
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

    fn user_key(&self) -> Option<Key> {
        self.key("user", self.user_id.as_deref()?)
    }

    fn phone_key(&self) -> Option<Key> {
        self.key("phone", self.phone.as_deref()?)
    }

    fn key(&self, kind: &str, value: &str) -> Option<Key> {
        Some(Key {
            number: self.number.clone(),
            identity: format!("{kind}:{value}"),
        })
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        self.user_key().into_iter().chain(self.phone_key())
    }
}

/// Where identities lead: as it is stored for those that were asked, changed by [`Self::meet`].
#[derive(Clone, Debug, Default)]
pub struct Leads {
    to: HashMap<Key, ConversationId>,
    known: HashMap<ConversationId, KnownBy>,
}

/// By what a conversation's customer is known.
#[derive(Clone, Debug, Default)]
struct KnownBy {
    keys: Vec<Key>,
    has_user: bool,
}

impl Leads {
    /// The conversation an identity leads to. The user id decides; a phone leads to a conversation
    /// only as long as nobody with another user id is known there.
    pub fn of(&self, identity: &Identity) -> Option<&ConversationId> {
        let by_user = identity.user_key().and_then(|key| self.to.get(&key));
        if by_user.is_some() {
            return by_user;
        }
        let by_phone = self.to.get(&identity.phone_key()?)?;
        // Known under another user id, so the phone has a new owner.
        let is_taken =
            identity.user_id.is_some() && self.known.get(by_phone).is_some_and(|by| by.has_user);
        (!is_taken).then_some(by_phone)
    }

    /// All conversations that anything leads to.
    pub fn conversations(&self) -> impl Iterator<Item = &ConversationId> {
        self.known.keys()
    }

    /// From here on `customer` leads to `conversation`, and whoever was known there before doesn't.
    /// Returns the conversation that the customer's phone led to until now, if it was another.
    pub fn meet(
        &mut self,
        number: &NumberId,
        conversation: &ConversationId,
        customer: &Customer,
    ) -> Option<ConversationId> {
        let before = self.known.remove(conversation).unwrap_or_default();
        for key in before.keys {
            if self.to.get(&key) == Some(conversation) {
                self.to.remove(&key);
            }
        }
        let identity = Identity::of(number, customer);
        if let Some(robbed) = identity.user_key().and_then(|key| self.to.get(&key))
            && let Some(by) = self.known.get_mut(robbed)
        {
            by.has_user = false;
        }
        let left = identity.phone_key().and_then(|key| self.to.get(&key));
        let left = left.filter(|other| *other != conversation).cloned();
        let keys: Vec<Key> = identity.keys().collect();
        for key in &keys {
            self.to.insert(key.clone(), conversation.clone());
        }
        let has_user = identity.user_id.is_some();
        self.known
            .insert(conversation.clone(), KnownBy { keys, has_user });
        left
    }

    fn note(&mut self, key: Key, conversation: ConversationId, has_user: bool) {
        let by = self.known.entry(conversation.clone()).or_default();
        by.keys.push(key.clone());
        by.has_user = has_user;
        self.to.insert(key, conversation);
    }
}

impl Journal {
    /// Where each of `identities` leads.
    pub async fn leads(&self, identities: &[Identity]) -> Result<Leads, StoreError> {
        let asked: Vec<Key> = identities.iter().flat_map(Identity::keys).collect();
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
        let mut leads = Leads::default();
        for row in rows {
            let key = Key {
                number: NumberId::new(row.number),
                identity: row.identity,
            };
            leads.note(key, ConversationId::new(row.conversation), row.has_user);
        }
        Ok(leads)
    }
}
