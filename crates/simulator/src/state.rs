//! Everything the simulated WhatsApp remembers, and nothing that happens by itself.
//!
//! Changes are made under one lock by [`crate::live`]; what they cause later is put in `due`, which
//! the agenda takes over. It never sends, waits or reads a clock.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use bytes::Bytes;

use crate::agenda::Job;
use crate::chat::{Chat, ChatKey};
use crate::config::{Config, Pace, Refusal};
use crate::customer::{Customer, CustomerId, Reads, WriteError, digits};
use crate::faults::Faults;
use crate::ids;
use crate::limits::Limits;
use crate::world::Business;

/// A file lives this long after an upload …
pub(crate) const UPLOAD_LIFE_MILLIS: i64 = 30 * 24 * 3_600_000;
/// … and this long after it came in with a webhook.
pub(crate) const INBOUND_LIFE_MILLIS: i64 = 7 * 24 * 3_600_000;
/// A link to a file.
pub(crate) const LINK_LIFE_MILLIS: i64 = 5 * 60_000;

/// A business's number and what was set up for it.
#[derive(Debug)]
pub(crate) struct Number {
    pub(crate) business: Business,
    pub(crate) limits: Limits,
    pub(crate) blocked: BTreeSet<CustomerId>,
    pub(crate) subscribed: bool,
    /// The app of somebody else's that is subscribed too.
    pub(crate) other_app: Option<String>,
    /// An address for webhooks that goes before the app's own.
    pub(crate) number_webhook: Option<String>,
    pub(crate) waba_webhook: Option<String>,
}

/// A file.
#[derive(Debug, Clone)]
pub(crate) struct StoredMedia {
    pub(crate) mime: String,
    pub(crate) bytes: Bytes,
    pub(crate) filename: Option<String>,
    pub(crate) gone_at: i64,
}

/// A short-lived address of a file.
#[derive(Debug, Clone)]
pub(crate) struct MediaLink {
    pub(crate) media: String,
    pub(crate) expires_at: i64,
}

/// The whole world.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) numbers: BTreeMap<String, Number>,
    pub(crate) customers: BTreeMap<CustomerId, Customer>,
    pub(crate) chats: HashMap<ChatKey, Chat>,
    pub(crate) media: HashMap<String, StoredMedia>,
    pub(crate) links: HashMap<String, MediaLink>,
    pub(crate) faults: Faults,
    pub(crate) app_webhook: Option<String>,
    pub(crate) pace: Pace,
    pub(crate) refusal: Refusal,
    /// What the present change causes, with its moment.
    pub(crate) due: Vec<(i64, Job)>,
    /// The chats that the present change touched.
    pub(crate) changed: Vec<ChatKey>,
    /// In which chat a customer said what, by message id.
    pub(crate) said_in: HashMap<String, ChatKey>,
    /// Phone numbers in full, for finding a recipient.
    by_phone: HashMap<String, CustomerId>,
    /// Business-scoped user ids, for the same.
    by_user_id: HashMap<String, CustomerId>,
}

impl State {
    pub(crate) fn new(config: &Config) -> Self {
        let numbers = config.businesses.iter().map(|business| {
            let number = Number {
                business: business.clone(),
                limits: Limits::new(config.throughput),
                blocked: BTreeSet::new(),
                subscribed: config.subscribed_before.is_none(),
                other_app: config.subscribed_before.clone(),
                number_webhook: None,
                waba_webhook: None,
            };
            (business.phone_number_id.clone(), number)
        });
        let mut state = Self {
            numbers: numbers.collect(),
            customers: BTreeMap::new(),
            chats: HashMap::new(),
            media: HashMap::new(),
            links: HashMap::new(),
            faults: Faults::default(),
            app_webhook: config.webhook.clone(),
            pace: config.pace,
            refusal: config.refusal,
            due: Vec::new(),
            changed: Vec::new(),
            said_in: HashMap::new(),
            by_phone: HashMap::new(),
            by_user_id: HashMap::new(),
        };
        for customer in &config.customers {
            state.add_customer(customer.clone());
        }
        state
    }

    pub(crate) fn add_customer(&mut self, customer: Customer) {
        self.by_phone.insert(customer.wa_id(), customer.id.clone());
        self.by_user_id
            .insert(customer.bsuid.clone(), customer.id.clone());
        self.customers.insert(customer.id.clone(), customer);
    }

    pub(crate) fn customer(&self, id: &CustomerId) -> Option<&Customer> {
        self.customers.get(id)
    }

    /// The digits that Meta makes of a phone number as a business writes it: without a `+` the
    /// business's own country code goes in front, even where it stands there already.
    pub(crate) fn in_full(&self, number: &str, written: &str) -> String {
        let plain = digits(written);
        match self.numbers.get(number) {
            Some(own) if !written.starts_with('+') => {
                format!("{}{plain}", own.business.country_code)
            }
            Some(_) | None => plain,
        }
    }

    /// Whoever has this phone number, in full and without a `+`.
    pub(crate) fn by_phone(&self, wa_id: &str) -> Option<&Customer> {
        self.customers.get(self.by_phone.get(wa_id)?)
    }

    /// Whoever has this business-scoped user id.
    pub(crate) fn by_user_id(&self, id: &str) -> Option<&Customer> {
        self.customers.get(self.by_user_id.get(id)?)
    }

    /// The key of a chat whose both ends exist.
    pub(crate) fn chat_key(&self, number: &str, who: &CustomerId) -> Result<ChatKey, WriteError> {
        if !self.customers.contains_key(who) {
            return Err(WriteError::NoSuchCustomer(who.clone()));
        }
        if !self.numbers.contains_key(number) {
            return Err(WriteError::NoSuchNumber(number.to_owned()));
        }
        Ok(ChatKey {
            number: number.to_owned(),
            customer: who.clone(),
        })
    }

    /// The chat for changing it; whoever asks is taken to have changed it.
    pub(crate) fn chat_mut(&mut self, key: &ChatKey) -> &mut Chat {
        self.changed.push(key.clone());
        self.chats.entry(key.clone()).or_default()
    }

    pub(crate) fn store_media(&mut self, media: StoredMedia) -> String {
        let id = ids::object_id();
        self.media.insert(id.clone(), media);
        id
    }

    /// A file that still exists.
    pub(crate) fn media_at(&self, id: &str, now: i64) -> Option<&StoredMedia> {
        self.media.get(id).filter(|media| now < media.gone_at)
    }

    /// The phone number id of a business, by its short name.
    pub(crate) fn number_by_key(&self, key: &str) -> Option<String> {
        let mut numbers = self.numbers.values();
        numbers
            .find(|n| n.business.key == key)
            .map(|n| n.business.phone_number_id.clone())
    }

    /// Somebody new from the country of the business, with a number that nobody has.
    pub(crate) fn new_visitor(&mut self, name: &str, number: &str) -> Option<Customer> {
        let business = &self.numbers.get(number)?.business;
        let mut free = (400..1_000).map(|n| format!("{}{n:03}", business.visitor_prefix));
        let phone = free.find(|phone| !self.by_phone.contains_key(&digits(phone)))?;
        let bsuid = format!("{}.{}", business.country, ids::object_id());
        let wa_id = digits(&phone);
        let name = name.trim();
        let name = if name.is_empty() { "Alex" } else { name };
        let mut visitor = Customer::new(&wa_id, name, &phone, &bsuid);
        visitor.reads = Reads::WhenLooking;
        self.add_customer(visitor.clone());
        Some(visitor)
    }

    /// The number that a WABA id belongs to; each business here has one.
    pub(crate) fn number_of_waba(&mut self, waba: &str) -> Option<&mut Number> {
        self.numbers
            .values_mut()
            .find(|number| number.business.waba_id == waba)
    }

    /// Where webhooks of a number go: its own address, its account's, the app's, in this order.
    pub(crate) fn webhook_of(&self, number: &str) -> Option<String> {
        let number = self.numbers.get(number)?;
        let own = number
            .number_webhook
            .clone()
            .or_else(|| number.waba_webhook.clone());
        own.or_else(|| self.app_webhook.clone())
    }
}
