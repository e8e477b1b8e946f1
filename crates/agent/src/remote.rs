//! Language models behind the same port as the embedded answerer. The model answers in plain text
//! or hands over through a tool; what it made up is stopped by `grounding`. A provider that is busy is
//! asked once more while there is time; it never falls back by itself: every failure is a
//! [`NoAnswer`], and a person answers.

mod fault;
mod prompt;
mod thoughts;
mod tool;

use crate::drafter::{Answer, Ask, Drafter, NoAnswer};
use crate::embedded::Embedded;
use crate::grounding;
use crate::signals;
use crate::talk::Talk;
use async_trait::async_trait;
use conversation::fact::DraftSource;
use conversation::signal::{Reason, Strength, Trigger};
use genai::adapter::AdapterKind;
use genai::chat::{ChatMessage, ChatOptions, ChatRequest, ChatResponse, StopReason};
use genai::resolver::{AuthData, Endpoint};
use genai::{Client, ModelIden, ServiceTarget};
use std::fmt;
use std::time::Duration;

/// Which protocol a provider speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    /// OpenAI's chat completions, which most providers and local servers speak too.
    OpenAi,
    /// Anthropic's messages.
    Anthropic,
    /// Google's Gemini.
    Gemini,
    /// Ollama, on this machine or another.
    Ollama,
}

/// A provider's key. It is never shown, also not by `Debug`.
#[derive(Clone)]
pub struct Key(String);

impl Key {
    /// Takes the key, without the blanks that come along when people paste.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self(text.as_ref().trim().to_owned())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Key(…)")
    }
}

/// What is needed to ask a language model.
#[derive(Clone, Debug)]
pub struct RemoteConfig {
    /// Which protocol.
    pub provider: Provider,
    /// The model's name, as the provider calls it.
    pub model: String,
    /// Where, e.g. `http://localhost:11434/`; `None` is the provider's own address.
    pub base_url: Option<String>,
    /// The key; a local server needs none.
    pub key: Option<Key>,
    /// How long to wait for an answer.
    pub timeout: Duration,
}

/// An answerer that asks a language model.
#[derive(Debug)]
pub struct Remote {
    config: RemoteConfig,
    client: Client,
    pause: Duration,
}

/// How long a busy provider is left alone before it is asked once more.
const PAUSE: Duration = Duration::from_millis(800);

/// How sure a grounded answer of a model counts. It says nothing better about itself than that it
/// answered instead of handing over.
const GROUNDED: Strength = Strength(700);

/// A model that goes on and on is cut off, which counts as unusable. What a model thinks before it
/// answers is counted too, and more than 4,096 some models refuse to be asked for.
const MOST_TOKENS: u32 = 4_000;

/// An answer on WhatsApp is short; a longer one is unusable.
const MOST_LETTERS: usize = 2_000;

impl Remote {
    /// An answerer for `config`. Nothing is asked yet; it fails only where this machine can't make
    /// secure connections.
    pub fn new(config: RemoteConfig) -> Result<Self, NoAnswer> {
        let client = Client::new().map_err(|error| fault::of(&error, None))?;
        Ok(Self {
            config,
            client,
            pause: PAUSE,
        })
    }

    /// With another pause before a busy provider is asked once more.
    #[must_use]
    pub fn pausing(self, pause: Duration) -> Self {
        Self { pause, ..self }
    }

    /// Asks for one word, so that the settings page can say whether key, address and model are right.
    /// The tool goes along as with every draft, because some models can't be given one.
    pub async fn check(&self) -> Result<(), NoAnswer> {
        let request = ChatRequest::new(vec![ChatMessage::user("Answer with the one word: ready")]);
        let request = request.with_tools(vec![tool::hand_over()]);
        let response = self.exec(request).await?;
        match response.tool_calls().into_iter().next() {
            Some(call) => tool::read(call).map(drop),
            None => text_of(&response).map(drop),
        }
    }

    fn target(&self) -> ServiceTarget {
        let (kind, home) = match self.config.provider {
            Provider::OpenAi => (AdapterKind::OpenAI, "https://api.openai.com/v1/"),
            Provider::Anthropic => (AdapterKind::Anthropic, "https://api.anthropic.com/v1/"),
            Provider::Gemini => (
                AdapterKind::Gemini,
                "https://generativelanguage.googleapis.com/v1beta/",
            ),
            Provider::Ollama => (AdapterKind::Ollama, "http://localhost:11434/"),
        };
        let base = self.config.base_url.as_deref().unwrap_or(home);
        // The adapters append their path to it.
        let base = format!("{}/", base.trim_end_matches('/'));
        let key = self
            .config
            .key
            .as_ref()
            .map_or("none", |key| key.0.as_str());
        ServiceTarget {
            endpoint: Endpoint::from_owned(base),
            auth: AuthData::from_single(key),
            model: ModelIden::new(kind, self.config.model.clone()),
        }
    }

    async fn exec(&self, request: ChatRequest) -> Result<ChatResponse, NoAnswer> {
        match tokio::time::timeout(self.config.timeout, self.persist(request)).await {
            Ok(Ok(response)) => whole(response),
            Ok(Err(error)) => Err(fault::of(
                &error,
                self.config.key.as_ref().map(|key| &*key.0),
            )),
            Err(_) => Err(NoAnswer::TookTooLong {
                seconds: self.config.timeout.as_secs(),
            }),
        }
    }

    /// Asks, and once more where the provider was only busy and says nothing of a longer wait.
    async fn persist(&self, request: ChatRequest) -> Result<ChatResponse, genai::Error> {
        let options = ChatOptions::default().with_max_tokens(MOST_TOKENS);
        let ask = |request| {
            self.client
                .exec_chat(self.target(), request, Some(&options))
        };
        match ask(request.clone()).await {
            Err(error) if fault::passes(&error, self.config.timeout / 2) => {
                let pause = fault::asked_pause(&error).unwrap_or(self.pause);
                tracing::info!(model = %self.config.model, "the provider is busy; asking once more");
                tokio::time::sleep(pause).await;
                ask(request).await
            }
            asked => asked,
        }
    }

    fn answer(
        &self,
        ask: &Ask,
        response: &ChatResponse,
        sources: Vec<DraftSource>,
    ) -> Result<Answer, NoAnswer> {
        let talk = Talk::of(ask);
        if let Some(call) = response.tool_calls().into_iter().next() {
            let (trigger, why) = tool::read(call)?;
            let reason = Reason::AgentSaysSo { why };
            return Ok(signals::hand_over(&talk, trigger, reason, self.name()));
        }
        let text = text_of(response)?;
        if let Some(unknown) = grounding::of(ask).lacks(&text) {
            tracing::info!(model = %self.config.model, %unknown, "an answer was not grounded");
            return Ok(signals::hand_over(
                &talk,
                Trigger::OutOfScope,
                Reason::AgentUnsure,
                self.name(),
            ));
        }
        if talk.said_before(&text) {
            return Ok(signals::hand_over(
                &talk,
                Trigger::OutOfScope,
                Reason::AgentUnsure,
                self.name(),
            ));
        }
        Ok(Answer::Reply {
            text,
            confidence: GROUNDED,
            sources,
            model: self.name(),
        })
    }
}

/// The response, unless the provider cut it off or stopped it: half an answer is none.
fn whole(response: ChatResponse) -> Result<ChatResponse, NoAnswer> {
    match &response.stop_reason {
        Some(StopReason::MaxTokens(_)) => {
            Err(NoAnswer::Unusable("its answer was cut off".to_owned()))
        }
        Some(StopReason::ContentFilter(_)) => {
            Err(NoAnswer::Unusable("it declined to answer".to_owned()))
        }
        Some(_) | None => Ok(response),
    }
}

/// The words for the customer: neither thoughts nor a whole page.
fn text_of(response: &ChatResponse) -> Result<String, NoAnswer> {
    let all = response.texts().join("\n");
    let unusable = |why: &str| Err(NoAnswer::Unusable(why.to_owned()));
    match thoughts::without(&all) {
        None => unusable("it didn't stop thinking"),
        Some("") => unusable("it answered nothing"),
        Some(text) if text.chars().count() > MOST_LETTERS => unusable("its answer is too long"),
        Some(text) => Ok(text.to_owned()),
    }
}

#[async_trait]
impl Drafter for Remote {
    async fn draft(&self, ask: &Ask) -> Result<Answer, NoAnswer> {
        let sources = Embedded::new().nearest(ask);
        let request = prompt::request(ask, &sources).with_tools(vec![tool::hand_over()]);
        let response = self.exec(request).await?;
        self.answer(ask, &response, sources)
    }

    fn name(&self) -> String {
        let provider = match self.config.provider {
            Provider::OpenAi => "openai",
            Provider::Anthropic => "anthropic",
            Provider::Gemini => "gemini",
            Provider::Ollama => "ollama",
        };
        format!("{provider} {}", self.config.model)
    }
}
