//! Settings of this seat and of the house. Secrets never stand here, only whether one is kept.

use conversation::failure::AgentFailure;
use conversation::language::Language;

crossing! {
    /// Settings.
    pub struct Settings {
        /// The language of the screen; `None` follows the system.
        pub language: Option<Language>,
        /// Light, dark or as the system.
        pub theme: Theme,
        /// Whether single letters are shortcuts.
        pub single_keys: bool,
        /// Whether a notification may show the customer's words. Never for compliance.
        pub alert_contents: bool,
        /// Whether an alert makes a sound.
        pub alert_sound: bool,
        /// Whether Relevo starts with the computer.
        pub autostart: bool,
        /// Who answers.
        pub model: ModelChoice,
    }

    /// Light, dark or as the system.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Theme {
        /// As the system.
        System,
        /// Light.
        Light,
        /// Dark.
        Dark,
    }

    /// Who answers.
    #[serde(tag = "model", rename_all = "snake_case")]
    pub enum ModelChoice {
        /// The embedded answerer: no key, no network.
        Embedded,
        /// A language model.
        Remote {
            /// Which protocol it speaks.
            provider: Provider,
            /// Its name there.
            name: String,
            /// Where it is, if not at the provider's own address.
            base_url: Option<String>,
        },
    }

    /// Which protocol a language model speaks.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum Provider {
        /// OpenAI, and everything compatible with it.
        OpenAi,
        /// Anthropic.
        Anthropic,
        /// Google Gemini.
        Gemini,
        /// Ollama on this machine.
        Ollama,
    }

    /// Settings, with what can't be set.
    pub struct SettingsView {
        /// The settings.
        pub settings: Settings,
        /// Whether a key for the model is kept.
        pub has_model_key: bool,
        /// Where the data are.
        pub data_folder: String,
        /// Bytes of the store.
        #[ts(type = "number")]
        pub store_bytes: u64,
        /// Conversations kept.
        #[ts(type = "number")]
        pub conversations: u64,
        /// Messages kept.
        #[ts(type = "number")]
        pub messages: u64,
    }

    /// Keep the key of the language model in this computer's keyring.
    pub struct SetModelKey {
        /// The key; empty forgets it.
        pub key: String,
    }

    /// What asking the model once brought.
    pub struct ModelCheck {
        /// Whether it answered.
        pub ok: bool,
        /// What it calls itself, or what went wrong in plain words, for a log.
        pub text: String,
        /// What went wrong, as data.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pub failure: Option<AgentFailure>,
    }
}
