//! A conversation that the business begins, and the raw item behind an entry.

use crate::engine::Engine;
use crate::error::EngineError;
use crate::intake::identity::Met;
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

/// How often it is looked again, should the customer write while the business begins.
const TRIES: usize = 20;

/// A conversation that begins with the step that is to be stored.
struct Begun {
    conversation: ConversationId,
    step: Step,
}

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
        for _ in 0..TRIES {
            if let Some(known) = self.led_to(&identity).await? {
                return Ok(known);
            }
            let begun = self.begin_with(number, phone).await?;
            match self.journal().commit(begun.step).await {
                Ok(committed) if committed.repeated.is_empty() => return Ok(begun.conversation),
                // The customer wrote at the same moment: the next look finds what has begun.
                Ok(_) | Err(CommitError::Conflict { .. } | CommitError::Repeated { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(EngineError::Busy)
    }

    async fn led_to(&self, identity: &Identity) -> Result<Option<ConversationId>, EngineError> {
        let leads = self.journal().leads(std::slice::from_ref(identity)).await?;
        Ok(leads.of(identity).cloned())
    }

    async fn begin_with(&self, number: &NumberId, phone: &str) -> Result<Begun, EngineError> {
        let named = wire::Customer {
            wa_id: Some(phone.trim_start_matches('+').to_owned()),
            ..wire::Customer::default()
        };
        let first = Met::first(number, &named).conversation;
        let is_taken = self.journal().load(&first).await?.is_some();
        let met = Met::by(number, &named, &self.chance().event(), |_| is_taken);
        let customer = Customer {
            id: met.customer,
            user_id: None,
            phone: Some(phone.to_owned()),
            name: None,
            username: None,
        };
        let conversation = met.conversation;
        let event = Event {
            id: EventId::new(format!("bg.{conversation}")),
            conversation: conversation.clone(),
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
        Ok(Begun { conversation, step })
    }

    /// The conversation with this customer, and the latest part of its thread.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn thread_with(
        &self,
        identity: &Identity,
    ) -> Result<Option<(Conversation, Vec<ThreadItem>)>, EngineError> {
        let Some(id) = self.led_to(identity).await? else {
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
        let stored = self.journal().event(&event).await?;
        let origin = stored
            .filter(|stored| &stored.event.conversation == conversation)
            .map(|stored| stored.origin);
        let Some(Origin::Delivery { delivery, .. }) = origin else {
            return Ok(None);
        };
        let before = journal::DeliveryId(delivery.0 - 1);
        let kept = self.journal().deliveries_after(Some(before), 1).await?;
        let Some(delivery) = kept.into_iter().next() else {
            return Ok(None);
        };
        let item = wire::item_with_id(&delivery.body, &key.0);
        Ok(item.map(|item| format!("{item:#}")))
    }
}
