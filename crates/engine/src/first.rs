//! A conversation that the business begins, and the raw item behind an entry.

use crate::engine::Engine;
use crate::error::EngineError;
use crate::intake::identity;
use crate::stepping::Stepping;
use conversation::fact::{Customer, Event, Fact};
use conversation::hours;
use conversation::ids::{ConversationId, EventId, MediaHash, NumberId};
use conversation::state::Conversation;
use conversation::thread::{EntryKey, ThreadItem, items};
use journal::{CommitError, Identity, Origin, Page, Step, StoredMedia};
use std::collections::BTreeMap;
use whatsapp::wire;

/// Entries of a thread that are looked at.
const LATEST: u32 = 60;

impl Engine {
    /// The conversation with whoever has this phone number; begun if there is none yet.
    pub(crate) async fn conversation_with(
        &self,
        number: &NumberId,
        phone: &str,
    ) -> Result<ConversationId, EngineError> {
        let identity = Identity {
            number: number.clone(),
            user_id: None,
            phone: Some(phone.to_owned()),
        };
        let found = self
            .journal()
            .conversations_by_identity(std::slice::from_ref(&identity))
            .await?;
        if let Some(known) = found.into_iter().flatten().next() {
            return Ok(known);
        }
        let met = wire::Customer {
            wa_id: Some(phone.trim_start_matches('+').to_owned()),
            ..wire::Customer::default()
        };
        let id = identity::conversation(number, &met);
        let customer = Customer {
            id: identity::customer(number, &met),
            user_id: None,
            phone: Some(phone.to_owned()),
            name: None,
            username: None,
        };
        let event = Event {
            id: EventId::new(format!("bg.{id}")),
            conversation: id.clone(),
            at: self.now(),
            arrived: None,
            fact: Fact::Began {
                number: number.clone(),
                customer,
            },
        };
        let mut stepping = Stepping::new(self.now(), BTreeMap::new());
        if let Some(desk) = self.houses().desk(number) {
            stepping.take(event, Origin::Local, &desk.house);
        }
        let mut step = Step::default();
        stepping.finish(&mut step);
        match self.journal().commit(step).await {
            // The customer wrote at the same moment: it has begun, which is all that was wanted.
            Ok(_) | Err(CommitError::Conflict { .. } | CommitError::Repeated { .. }) => Ok(id),
            Err(error) => Err(error.into()),
        }
    }

    /// The conversation with whoever has this phone number, and the latest part of its thread.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn thread_with(
        &self,
        number: &NumberId,
        phone: &str,
    ) -> Result<Option<(Conversation, Vec<ThreadItem>)>, EngineError> {
        let identity = Identity {
            number: number.clone(),
            user_id: None,
            phone: Some(phone.to_owned()),
        };
        let found = self
            .journal()
            .conversations_by_identity(std::slice::from_ref(&identity))
            .await?;
        let Some(id) = found.into_iter().flatten().next() else {
            return Ok(None);
        };
        let Some(loaded) = self.journal().load(&id).await? else {
            return Ok(None);
        };
        let page = self.journal().thread(&id, Page::Latest, LATEST).await?;
        let zone = hours::time_zone(&self.desk_of(&loaded.conversation).playbook.time_zone);
        Ok(Some((
            loaded.conversation,
            items(&page.entries, &page.rail, &zone),
        )))
    }

    /// A file from the shelf, if it is there.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn media(&self, hash: &MediaHash) -> Result<Option<StoredMedia>, EngineError> {
        Ok(self.journal().media(hash).await?)
    }

    /// The item of a delivery that an entry was made from, as indented JSON.
    pub(crate) async fn raw_item(
        &self,
        conversation: &ConversationId,
        key: &EntryKey,
    ) -> Result<Option<String>, EngineError> {
        let event = EventId::new(format!("in.{}", key.0));
        let events = self.journal().events_of(conversation).await?;
        let origin = events
            .into_iter()
            .find(|stored| stored.event.id == event)
            .map(|stored| stored.origin);
        let Some(Origin::Delivery { delivery, .. }) = origin else {
            return Ok(None);
        };
        let before = journal::DeliveryId(delivery.0 - 1);
        let kept = self.journal().deliveries_after(Some(before), 1).await?;
        let Some(delivery) = kept.into_iter().next() else {
            return Ok(None);
        };
        let whole: serde_json::Value = serde_json::from_slice(&delivery.body)?;
        Ok(item_with_id(&whole, &key.0).map(|item| format!("{item:#}")))
    }
}

/// The object with this id, wherever it stands.
fn item_with_id<'a>(value: &'a serde_json::Value, id: &str) -> Option<&'a serde_json::Value> {
    if value.get("id").and_then(serde_json::Value::as_str) == Some(id) {
        return Some(value);
    }
    match value {
        serde_json::Value::Object(fields) => {
            fields.values().find_map(|inner| item_with_id(inner, id))
        }
        serde_json::Value::Array(items) => items.iter().find_map(|inner| item_with_id(inner, id)),
        _ => None,
    }
}
