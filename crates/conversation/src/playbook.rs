//! What the owner tells the agent. A published version never changes; a change is a new version.

use crate::ids::{OperatorId, PlaybookId};
use crate::language::Language;
use crate::signal::Trigger;
use crate::team::Team;
use crate::time::Minutes;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One version of a business's playbook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Playbook {
    /// Which playbook.
    pub id: PlaybookId,
    /// Counts from 1; 0 is a draft never published.
    pub version: u32,
    /// The business's name.
    pub business: String,
    /// The language the prompt is written in and the agent falls back to.
    pub language: Language,
    /// IANA time zone, e.g. `America/Monterrey`.
    pub time_zone: String,
    /// Knowledge, prices, policies and tone, in the owner's own words.
    pub prompt: String,
    /// The owner's own escalation rules.
    pub rules: Vec<OwnerRule>,
    /// What happens on each trigger.
    pub routes: BTreeMap<Trigger, Route>,
    /// How easily each trigger fires; a missing one is balanced.
    pub sensitivity: BTreeMap<Trigger, Sensitivity>,
    /// How much the agent does alone.
    pub autonomy: Autonomy,
    /// Rhythm and limits.
    pub pace: Pace,
}

/// What happens on one trigger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Route {
    /// Who is called, in this order. Empty means the whole team.
    pub operators: Vec<OperatorId>,
    /// By when a person answers.
    pub promise: Minutes,
    /// What the agent says meanwhile.
    pub meanwhile: Meanwhile,
    /// The one sentence, in the owner's words; `None` uses Relevo's own.
    pub sentence: Option<String>,
}

/// What the agent says while a conversation waits: at most one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Meanwhile {
    /// Nothing: the customer just meets a more attentive person.
    Silent,
    /// That somebody is being fetched.
    Announce,
    /// One question that helps the closer.
    Qualify,
}

/// A rule of the owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OwnerRule {
    /// The trigger it speaks of.
    pub trigger: Trigger,
    /// Hand over, or never because of this.
    pub verdict: Verdict,
    /// What it looks for.
    pub pattern: Pattern,
}

/// What an owner's rule decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Verdict {
    /// Always hand over.
    Always,
    /// Never hand over because of these words.
    Never,
}

/// What an owner's rule looks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", content = "text", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Pattern {
    /// Words or phrases, separated by commas; found whatever their case and accents.
    Words(String),
    /// A regular expression.
    Regex(String),
    /// A plain sentence, matched by meaning.
    Sentence(String),
}

impl Pattern {
    /// The rule as the owner wrote it.
    pub fn text(&self) -> &str {
        match self {
            Self::Words(text) | Self::Regex(text) | Self::Sentence(text) => text,
        }
    }
}

/// How easily a trigger fires.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Sensitivity {
    /// Only when it is clear.
    Low,
    /// As measured best.
    #[default]
    Balanced,
    /// Rather once too often.
    High,
}

/// How much the agent does alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Autonomy {
    /// Proposes; a person sends.
    SuggestOnly,
    /// Answers what it is sure of.
    #[default]
    AnswerSure,
    /// Answers everything the playbook covers.
    AnswerAll,
}

/// Rhythm and limits of the agent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Pace {
    /// How long the agent waits for the rest of a burst, in milliseconds.
    pub pause_ms: u32,
    /// The longest it waits when messages keep coming, in milliseconds.
    pub longest_pause_ms: u32,
    /// Answers in a row without progress before a person is called.
    pub most_agent_turns: u32,
    /// Quiet time after which a conversation the agent holds is closed.
    pub close_after: Minutes,
    /// Idle time after which a person's turn ends, with a warning before; `None` means never.
    pub turn_ends_after: Option<Minutes>,
    /// Whether a person's turn also ends with their shift, with the same warning; who writes on
    /// past the end keeps it.
    #[serde(default)]
    #[cfg_attr(feature = "typescript", ts(as = "Option<bool>", optional))]
    pub turn_ends_with_shift: bool,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            pause_ms: 4_000,
            longest_pause_ms: 15_000,
            most_agent_turns: 12,
            close_after: Minutes(60),
            turn_ends_after: None,
            turn_ends_with_shift: false,
        }
    }
}

impl Route {
    /// The route a trigger has before the owner says otherwise.
    pub fn usual(trigger: Trigger) -> Self {
        let (promise, meanwhile) = match trigger {
            Trigger::Compliance => (5, Meanwhile::Announce),
            Trigger::ExplicitRequest => (10, Meanwhile::Announce),
            Trigger::Frustration => (10, Meanwhile::Silent),
            Trigger::HighValue => (30, Meanwhile::Qualify),
            Trigger::OutOfScope => (90, Meanwhile::Announce),
        };
        Self {
            operators: Vec::new(),
            promise: Minutes(promise),
            meanwhile,
            sentence: None,
        }
    }
}

impl Playbook {
    /// A playbook as a new business begins with: nothing written yet.
    pub fn blank(id: PlaybookId, business: impl Into<String>, language: Language) -> Self {
        Self {
            id,
            version: 0,
            business: business.into(),
            language,
            time_zone: "UTC".to_owned(),
            prompt: String::new(),
            rules: Vec::new(),
            routes: Trigger::ALL
                .into_iter()
                .map(|t| (t, Route::usual(t)))
                .collect(),
            sensitivity: BTreeMap::new(),
            autonomy: Autonomy::default(),
            pace: Pace::default(),
        }
    }

    /// The route of `trigger`.
    pub fn route(&self, trigger: Trigger) -> Route {
        self.routes
            .get(&trigger)
            .cloned()
            .unwrap_or_else(|| Route::usual(trigger))
    }

    /// How easily `trigger` fires.
    pub fn sensitivity(&self, trigger: Trigger) -> Sensitivity {
        self.sensitivity.get(&trigger).copied().unwrap_or_default()
    }
}

/// Whether the agent answers at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AgentSwitch {
    /// It answers.
    #[default]
    On,
    /// Everything that arrives waits for a person.
    Off,
}

/// What a decision may look at besides the conversation: the playbook in force, the people, and
/// whether the agent is on. It is a value, so an old moment can be decided again as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct House {
    /// The published playbook of the number's business.
    pub playbook: Playbook,
    /// The people.
    pub team: Team,
    /// The switch.
    pub agent: AgentSwitch,
}
