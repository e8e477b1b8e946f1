//! What a reader found in a customer's words: trigger, strength, evidence and a reason in data, so
//! that every language can say it. Reading itself happens in the crate `triggers`.

use crate::failure::AgentFailure;
use crate::ids::MessageId;
use serde::{Deserialize, Serialize};

/// One of the five reasons to hand over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Trigger {
    /// Law, medicine, money, safety or personal data.
    Compliance,
    /// The customer asks, in whatever words, for a person.
    ExplicitRequest,
    /// A supervisor would step in because of the customer's mood.
    Frustration,
    /// An opportunity that a human closer should have.
    HighValue,
    /// The playbook doesn't hold the answer or doesn't let the agent decide.
    OutOfScope,
}

impl Trigger {
    /// All five, in the order in which they win over each other.
    pub const ALL: [Self; 5] = [
        Self::Compliance,
        Self::ExplicitRequest,
        Self::Frustration,
        Self::HighValue,
        Self::OutOfScope,
    ];

    /// Whether it is acted on at once, without waiting for the end of a burst of messages.
    pub fn is_immediate(self) -> bool {
        match self {
            Self::Compliance | Self::ExplicitRequest => true,
            Self::Frustration | Self::HighValue | Self::OutOfScope => false,
        }
    }

    /// The word for it in events, files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Compliance => "compliance",
            Self::ExplicitRequest => "explicit_request",
            Self::Frustration => "frustration",
            Self::HighValue => "high_value",
            Self::OutOfScope => "out_of_scope",
        }
    }
}

/// How strong a signal is, in thousandths: 0 is nothing, 1000 is certain.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Strength(pub u16);

impl Strength {
    /// Certain.
    pub const CERTAIN: Self = Self(1000);

    /// From a share between 0 and 1; what lies outside is cut off.
    pub fn from_share(share: f64) -> Self {
        // The cast is exact: the value was clamped to 0..=1000 just before.
        Self((share.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }

    /// As a share between 0 and 1.
    pub fn share(self) -> f64 {
        f64::from(self.0) / 1000.0
    }
}

/// Byte offsets into a message's text, at character borders, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TextSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// The customer's own words that a signal rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Evidence {
    /// The message the words stand in; for frustration it may be an earlier one.
    pub message: MessageId,
    /// Where they stand in it.
    pub span: TextSpan,
    /// The words themselves, unchanged, so that a brief needs no look-up.
    pub quote: String,
}

/// Who found the signal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Source {
    /// A rule that ships with Relevo.
    Rule,
    /// The trained reader.
    Model,
    /// A rule of the owner, quoted.
    OwnerRule {
        /// The rule as the owner wrote it.
        rule: String,
    },
    /// The answering agent itself.
    Agent,
    /// The conversation's own course: repetitions, too many turns, a failure.
    Guard,
}

/// Compliance ground, told apart because the brief always names it in plain words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum ComplianceKind {
    /// Medical symptoms or advice.
    Symptoms,
    /// Someone is or may be in danger now.
    Emergency,
    /// An injury or a safety incident.
    Safety,
    /// A lawyer, a regulator, liability.
    Legal,
    /// Personal data.
    Privacy,
    /// Fraud, a chargeback, an unauthorised payment.
    Fraud,
    /// Regulated financial, tax or insurance advice.
    MoneyAdvice,
    /// Self-harm.
    SelfHarm,
    /// Compliance ground that none of the others names.
    Other,
}

/// What kind of opportunity it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum OpportunityKind {
    /// A company buys for its people or sites.
    Company,
    /// A large quantity.
    Bulk,
    /// A quote of their own.
    CustomQuote,
    /// Reseller, partner, franchise.
    Partnership,
    /// An unusually large event.
    LargeEvent,
    /// A long contract.
    LongContract,
}

/// Why a signal was given, as data. The screen says it in the operator's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Reason {
    /// Asked for a person.
    AskedForPerson,
    /// Wants to be phoned.
    AskedForCall,
    /// Asked for a manager or the owner.
    AskedForManager,
    /// Doesn't want to deal with a machine.
    RefusesMachine,
    /// The same complaint or question again.
    Repeated {
        /// How many times so far.
        times: u32,
        /// Within how many minutes.
        minutes: u32,
    },
    /// Anger or insult.
    Anger,
    /// Sarcasm.
    Sarcasm,
    /// Is giving up.
    GivesUp,
    /// Threatens to leave or to post a bad review.
    ThreatensToLeave,
    /// Short impatient messages in a row.
    Impatience,
    /// The mood turned, without one clear sign.
    Mood,
    /// Nothing in the playbook about it.
    NotInPlaybook {
        /// The customer's words for it.
        topic: String,
        /// The nearest thing the playbook has.
        nearest: Option<String>,
    },
    /// Asks for an exception or a decision.
    AsksForDecision,
    /// Asks about an order, a booking or a bill of their own, which no playbook holds.
    OwnMatter,
    /// An opportunity.
    Opportunity {
        /// Of what kind.
        kind: OpportunityKind,
    },
    /// Compliance ground.
    Compliance {
        /// Of what kind.
        kind: ComplianceKind,
    },
    /// A rule of the owner says so.
    OwnerRule {
        /// The rule, quoted.
        rule: String,
    },
    /// The agent said it should hand over.
    AgentSaysSo {
        /// In its own words.
        why: String,
    },
    /// The agent wasn't sure enough of its answer.
    AgentUnsure,
    /// The agent could not answer: no model, a time-out, an error.
    AgentFailed {
        /// What went wrong, in plain words.
        what: String,
        /// The same as data; `None` in what was stored before it was told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "typescript", ts(optional))]
        cause: Option<AgentFailure>,
    },
    /// The agent answered often without getting anywhere.
    TooManyTurns {
        /// How many answers.
        turns: u32,
    },
    /// The agent is switched off, so everything waits for a person.
    AgentOff,
    /// The owner wants to see every answer first.
    SuggestOnly,
    /// The 24-hour window closed before the answer could leave.
    WindowClosed,
    /// A message of the agent could not be sent.
    NotSent,
    /// Whoever had the conversation no longer belongs to the team.
    HolderLeft,
    /// The content can't be read by the agent: a voice note, a picture, something unknown.
    Unreadable {
        /// What it is, e.g. `voice`, `image`.
        what: String,
    },
}

/// "This trigger, this strong, because of these words."
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Signal {
    /// Which of the five.
    pub trigger: Trigger,
    /// How strong.
    pub strength: Strength,
    /// From which strength on it escalates, under the sensitivity in force when it was read.
    pub threshold: Strength,
    /// Why, as data.
    pub reason: Reason,
    /// The words it rests on; empty where the course of the conversation is the evidence.
    pub evidence: Vec<Evidence>,
    /// Who found it.
    pub source: Source,
    /// The version of the reader (rules and weights) that gave it.
    pub version: String,
}

impl Signal {
    /// Whether it is strong enough to hand over.
    pub fn fires(&self) -> bool {
        self.strength >= self.threshold
    }

    /// A certain signal that the conversation's own course gives.
    pub fn guard(trigger: Trigger, reason: Reason) -> Self {
        Self {
            trigger,
            strength: Strength::CERTAIN,
            threshold: Strength::default(),
            reason,
            evidence: Vec::new(),
            source: Source::Guard,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}

/// The signal that decides, if any fires: compliance, then an explicit request, however strong the
/// others are; then the strongest. The conversation's own course decides only where nothing in the
/// customer's words does, because the words say which person is needed.
pub fn deciding(signals: &[Signal]) -> Option<&Signal> {
    signals
        .iter()
        .filter(|signal| signal.fires())
        .min_by_key(|signal| {
            let at_once = signal.trigger.is_immediate();
            (
                !at_once,
                at_once.then_some(signal.trigger),
                signal.source == Source::Guard,
                std::cmp::Reverse(signal.strength),
                signal.trigger,
            )
        })
}
