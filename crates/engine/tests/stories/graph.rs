//! Meta, as far as a story needs it: it takes every message, says that every number is fine, delivers an
//! account to the apps a story names, lets something happen while a number is being looked at, and is in
//! trouble when a story says so.

use async_trait::async_trait;
use bytes::Bytes;
use conversation::ids::NumberId;
use engine::meta::Meta;
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use whatsapp::Secret;
use whatsapp::client::{
    Attempt, DownloadedMedia, NumberInfo, Outgoing, Quality, Recipient, SendError, Sent,
    Subscription, TemplateInfo, TokenInfo,
};

type Meanwhile = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Default)]
pub(crate) struct Graph {
    sent: Mutex<Vec<Outgoing>>,
    writes_as: Mutex<Option<String>>,
    asked: Mutex<Vec<&'static str>>,
    meanwhile: Mutex<Option<Meanwhile>>,
    hangs_up: AtomicBool,
    breaks: AtomicBool,
    not_taken: Mutex<VecDeque<SendError>>,
    asked_for_files: AtomicU32,
    subscribed: Mutex<Vec<&'static str>>,
    address: Mutex<Option<String>>,
}

/// The app whose token the engine has.
const OUR_APP: &str = "600000000000001";

impl Graph {
    /// The apps that the account delivers to.
    pub(crate) fn delivers_to(&self, apps: &[&'static str]) {
        *self.subscribed.lock().unwrap() = apps.to_vec();
    }

    /// The app whose token the engine has is among them.
    pub(crate) fn delivers_to_us(&self) -> bool {
        self.subscribed.lock().unwrap().contains(&OUR_APP)
    }

    /// To whom messages went.
    pub(crate) fn sent_to(&self) -> Vec<String> {
        let sent = self.sent.lock().unwrap();
        let to = sent.iter().map(|outgoing| match &outgoing.to {
            Recipient::Phone(who) | Recipient::UserId(who) => who.clone(),
        });
        to.collect()
    }

    /// WhatsApp writes the phone of whoever gets the next messages with these digits.
    pub(crate) fn writes_phones_as(&self, digits: &str) {
        *self.writes_as.lock().unwrap() = Some(digits.to_owned());
    }

    /// What was asked of numbers and accounts, in order.
    pub(crate) fn asked(&self) -> Vec<&'static str> {
        self.asked.lock().unwrap().clone()
    }

    /// Has something happen while the next look at a number is on its way.
    pub(crate) fn meanwhile(&self, happens: impl Future<Output = ()> + Send + 'static) {
        *self.meanwhile.lock().unwrap() = Some(Box::pin(happens));
    }

    /// Takes the next message without saying so.
    pub(crate) fn hangs_up(&self) {
        self.hangs_up.store(true, Ordering::Relaxed);
    }

    /// The program breaks while the next message is on its way.
    pub(crate) fn breaks(&self) {
        self.breaks.store(true, Ordering::Relaxed);
    }

    /// Doesn't take the next message, as often as this is said.
    pub(crate) fn doesnt_take(&self, error: SendError) {
        self.not_taken.lock().unwrap().push_back(error);
    }

    /// How many files it was asked for; none of them ever comes.
    pub(crate) fn asked_for_files(&self) -> u32 {
        self.asked_for_files.load(Ordering::Relaxed)
    }

    /// Messages to every number go to this address from now on.
    pub(crate) fn goes_to(&self, url: &str) {
        *self.address.lock().unwrap() = Some(url.to_owned());
    }

    fn note(&self, what: &'static str) {
        self.asked.lock().unwrap().push(what);
    }
}

#[async_trait]
impl Meta for Graph {
    async fn send(&self, _: &NumberId, outgoing: &Outgoing, _: Attempt) -> Result<Sent, SendError> {
        if let Some(error) = self.not_taken.lock().unwrap().pop_front() {
            return Err(error);
        }
        assert!(!self.breaks.swap(false, Ordering::Relaxed), "it breaks");
        let mut sent = self.sent.lock().unwrap();
        sent.push(outgoing.clone());
        if self.hangs_up.swap(false, Ordering::Relaxed) {
            return Err(SendError::Unclear("the connection broke".to_owned()));
        }
        Ok(Sent {
            id: format!("wamid.OUT{}", sent.len()),
            wa_id: self.writes_as.lock().unwrap().clone(),
            user_id: None,
            status: None,
        })
    }

    async fn show_typing(&self, _: &NumberId, _: &str, _: Attempt) -> Result<(), SendError> {
        Ok(())
    }

    async fn mark_read(&self, _: &NumberId, _: &str, _: Attempt) -> Result<(), SendError> {
        Ok(())
    }

    async fn upload(&self, _: &NumberId, _: Bytes, _: &str, _: &str) -> Result<String, SendError> {
        Ok("media".to_owned())
    }

    async fn download(
        &self,
        _: &NumberId,
        _: &str,
        _: Attempt,
    ) -> Result<DownloadedMedia, SendError> {
        self.asked_for_files.fetch_add(1, Ordering::Relaxed);
        std::future::pending().await
    }

    async fn number(&self, number: &NumberId) -> Result<NumberInfo, SendError> {
        self.note("number");
        let meanwhile = self.meanwhile.lock().unwrap().take();
        if let Some(happens) = meanwhile {
            happens.await;
        }
        Ok(NumberInfo {
            id: number.as_str().to_owned(),
            display_phone_number: Some("+52 81 1234 5678".to_owned()),
            verified_name: None,
            name_status: None,
            quality: Quality::Green,
            platform_type: None,
            status: None,
            throughput: None,
            on_phone: false,
            own_webhook: self.address.lock().unwrap().clone(),
            inherited_webhook: None,
        })
    }

    async fn token(&self, _: &NumberId) -> Result<TokenInfo, SendError> {
        self.note("token");
        Ok(TokenInfo {
            is_valid: true,
            app_id: Some(OUR_APP.to_owned()),
            expires_at: None,
            scopes: vec!["whatsapp_business_messaging".to_owned()],
        })
    }

    async fn subscriptions(&self, _: &NumberId, _: &str) -> Result<Vec<Subscription>, SendError> {
        self.note("subscriptions");
        let subscribed = self.subscribed.lock().unwrap();
        let listed = subscribed.iter().map(|app| Subscription {
            app_id: Some((*app).to_owned()),
            name: None,
            callback: None,
        });
        Ok(listed.collect())
    }

    async fn subscribe(&self, _: &NumberId, _: &str) -> Result<(), SendError> {
        self.note("subscribe");
        self.subscribed.lock().unwrap().push(OUR_APP);
        Ok(())
    }

    async fn set_webhook(&self, _: &NumberId, url: &str, _: &Secret) -> Result<(), SendError> {
        self.goes_to(url);
        Ok(())
    }

    async fn templates(&self, _: &NumberId, _: &str) -> Result<Vec<TemplateInfo>, SendError> {
        Ok(vec![TemplateInfo {
            name: "reminder".to_owned(),
            language: "es_MX".to_owned(),
            status: "APPROVED".to_owned(),
            category: "UTILITY".to_owned(),
            named: false,
            header_format: None,
            header: None,
            body: "Te esperamos.".to_owned(),
            footer: None,
            blanks: Vec::new(),
            buttons: Vec::new(),
        }])
    }
}
