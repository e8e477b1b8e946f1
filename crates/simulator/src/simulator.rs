//! The handle by which a host or a test holds a running simulator.
//!
//! Dropping it ends the server and everything that was under way. It adds nothing to what happens
//! inside; see [`crate::live`] for that.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::task::{AbortHandle, JoinHandle};

use crate::agenda;
use crate::chat::{Chat, ChatKey};
use crate::config::{Config, Credentials};
use crate::customer::{Customer, CustomerId, WriteError, Written};
use crate::faults::Fault;
use crate::graph::{self, Unverified};
use crate::live::Live;
use crate::phone;
use crate::script::{Script, play};
use crate::server;
use crate::webhook::WebhookTally;
use crate::world::Business;

/// Why a simulator didn't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Another program has the port, most likely.
    #[error("port {port} on 127.0.0.1 can't be used: {source}")]
    Port {
        /// The port.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// The HTTP client for webhooks could not be made.
    #[error("the HTTP client can't be made: {0}")]
    Client(#[from] reqwest::Error),
}

/// A WhatsApp that runs on this computer.
pub struct Simulator {
    live: Arc<Live>,
    tasks: Mutex<Vec<AbortHandle>>,
}

impl Simulator {
    /// Binds the port and starts to serve.
    ///
    /// # Errors
    /// Where the port is taken.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        let port = config.port;
        let taken = |source| StartError::Port { port, source };
        let listener = TcpListener::bind(("127.0.0.1", port))
            .await
            .map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        // Webhooks go to this computer or where the owner says; a proxy has no part in it.
        let http = reqwest::Client::builder().no_proxy().build()?;
        let live = Live::new(config, format!("http://{address}"), http);
        let simulator = Self {
            live,
            tasks: Mutex::default(),
        };
        let router = phone::router(Arc::clone(&simulator.live));
        simulator.keep(tokio::spawn(server::serve(listener, router)));
        simulator.keep(tokio::spawn(agenda::run(Arc::clone(&simulator.live))));
        Ok(simulator)
    }

    fn keep(&self, task: JoinHandle<()>) {
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.push(task.abort_handle());
    }

    /// Where the Graph API is, without a version: `http://127.0.0.1:<port>`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.live.base_url
    }

    /// The page of a customer's phone, with the business they wrote to last.
    #[must_use]
    pub fn phone_url(&self, customer: &CustomerId) -> String {
        format!("{}/phone/{customer}", self.live.base_url)
    }

    /// The page of a customer's phone, open on the chat with one business.
    #[must_use]
    pub fn chat_url(&self, number: &str, customer: &CustomerId) -> String {
        format!("{}?number={number}", self.phone_url(customer))
    }

    /// The page where a visitor picks a phone or becomes a new customer.
    #[must_use]
    pub fn chooser_url(&self) -> String {
        format!("{}/", self.live.base_url)
    }

    /// The secrets that a client and a webhook need.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        &self.live.credentials
    }

    /// What webhooks that tell of a number are signed with, by phone number id.
    #[must_use]
    pub fn app_secret(&self, number: &str) -> &str {
        self.live.app_secret(number)
    }

    /// The businesses that have a number here.
    #[must_use]
    pub fn businesses(&self) -> Vec<Business> {
        self.live.read(|state| {
            state
                .numbers
                .values()
                .map(|number| number.business.clone())
                .collect()
        })
    }

    /// Everyone who has a phone here.
    #[must_use]
    pub fn customers(&self) -> Vec<Customer> {
        self.live
            .read(|state| state.customers.values().cloned().collect())
    }

    /// Somebody new; replaces whoever had the same id.
    pub fn add_customer(&self, customer: Customer) {
        self.live.change(|state, _| state.add_customer(customer));
    }

    /// Somebody new with a number nobody has, played by a visitor on their phone's page.
    #[must_use]
    pub fn visitor(&self, name: &str, number: &str) -> Option<Customer> {
        self.live.change(|state, _| state.new_visitor(name, number))
    }

    /// Sets where webhooks of all numbers without an address of their own go.
    pub fn set_webhook(&self, address: &str) {
        self.live
            .change(|state, _| state.app_webhook = Some(address.to_owned()));
    }

    /// As [`Simulator::set_webhook`], but the address must first echo a challenge, as Meta asks of
    /// it when somebody saves it.
    ///
    /// # Errors
    /// Where the address doesn't answer as it should; says how it answered instead.
    pub async fn connect_webhook(&self, address: &str) -> Result<(), Unverified> {
        let token = self.live.credentials.verify_token.clone();
        graph::verify_webhook(&self.live, address, &token).await?;
        self.set_webhook(address);
        Ok(())
    }

    /// What somebody must know to point a client at a simulator that runs alone: addresses, ids and
    /// the access token. It is meant for the terminal it was started from and for no log.
    #[must_use]
    pub fn introduction(&self) -> String {
        let mut lines = vec![
            format!("Graph API      {}/v26.0", self.base_url()),
            format!("Access token   {}", self.credentials().access_token),
            format!("Phones         {}", self.chooser_url()),
            format!("Faults         POST {}/simulator/faults", self.base_url()),
        ];
        for business in self.businesses() {
            lines.push(format!(
                "Number         {} · phone number id {} · account id {} · {}",
                business.phone, business.phone_number_id, business.waba_id, business.name
            ));
        }
        lines.join("\n")
    }

    /// Sets where "Open the inbox" leads, once; the host may know it only after the start.
    pub fn set_inbox_url(&self, address: &str) {
        // A second address changes nothing: pages that are open show the first.
        let _kept = self.live.inbox_url.set(address.to_owned());
    }

    /// A customer does something in their chat with a business.
    ///
    /// # Errors
    /// Where the customer, the number or a message that is meant doesn't exist.
    pub fn customer_writes(
        &self,
        number: &str,
        who: &CustomerId,
        written: Written,
    ) -> Result<String, WriteError> {
        self.live
            .change(|state, now| state.customer_writes(number, who, written, now))
    }

    /// A customer looks at their phone: what arrived is read.
    pub fn customer_looks(&self, number: &str, who: &CustomerId) {
        let key = ChatKey {
            number: number.to_owned(),
            customer: who.clone(),
        };
        self.live
            .change(|state, now| state.customer_looks(&key, now));
    }

    /// A chat as the customer's phone shows it now.
    #[must_use]
    pub fn chat(&self, number: &str, who: &CustomerId) -> Option<Chat> {
        let key = ChatKey {
            number: number.to_owned(),
            customer: who.clone(),
        };
        self.live.read(|state| state.chats.get(&key).cloned())
    }

    /// Waits until a chat looks as it should.
    pub async fn chat_where(
        &self,
        number: &str,
        who: &CustomerId,
        wanted: impl Fn(&Chat) -> bool,
    ) -> Chat {
        let mut changes = self.live.watch();
        loop {
            if let Some(chat) = self.chat(number, who).filter(&wanted) {
                return chat;
            }
            // A lost change counts as one, and the sender lives as long as `self`.
            let _changed = changes.recv().await;
        }
    }

    /// Lets something go wrong.
    pub fn inject(&self, fault: Fault) {
        self.live.change(|state, _| state.faults.inject(fault));
    }

    /// Lets everything go right again.
    pub fn clear_faults(&self) {
        self.live.change(|state, _| state.faults.clear());
    }

    /// What will still go wrong.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        self.live.read(|state| state.faults.pending())
    }

    /// How many webhooks went which way.
    #[must_use]
    pub fn webhooks(&self) -> WebhookTally {
        self.live.outgoing.tally()
    }

    /// Whether no webhook is under way, and nothing happens by itself within this time.
    #[must_use]
    pub fn is_at_rest(&self, within: Duration) -> bool {
        let within = i64::try_from(within.as_millis()).unwrap_or(i64::MAX);
        let moment = self.live.now().saturating_add(within);
        self.live.agenda.is_empty_until(moment) && self.webhooks().under_way == 0
    }

    /// Lets the customers of a script write, from now on.
    ///
    /// # Errors
    /// Where the script names a customer or a business that doesn't exist; nothing is played then.
    pub fn play(&self, script: &Script) -> Result<(), WriteError> {
        let started_at = self.live.now();
        let parts = script.parts.iter().map(|part| {
            let number = self.live.read(|state| state.number_by_key(&part.to));
            let number = number.ok_or_else(|| WriteError::NoSuchNumber(part.to.clone()))?;
            let key = self
                .live
                .read(|state| state.chat_key(&number, &part.customer))?;
            Ok((key, part.clone()))
        });
        for (key, part) in parts.collect::<Result<Vec<_>, WriteError>>()? {
            self.keep(tokio::spawn(play::part(
                Arc::clone(&self.live),
                key,
                part,
                started_at,
            )));
        }
        Ok(())
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        for task in self
            .tasks
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .drain(..)
        {
            task.abort();
        }
    }
}
