//! What a line of a rules file says: what it looks for, how much it is worth, what it shows or takes back. It
//! knows nothing of patterns and texts. Next: `rules`.

use conversation::signal::{ComplianceKind, OpportunityKind, Reason, Trigger};

/// What a rule looks for; each kind has its own plain words on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A person instead of the agent.
    Person,
    /// To be phoned.
    Call,
    /// A manager or the owner.
    Manager,
    /// No machine.
    Machine,
    /// A person asked for before and not got.
    Unheard,
    /// Anger or insult.
    Anger,
    /// Sarcasm.
    Sarcasm,
    /// Giving up.
    GivesUp,
    /// Leaving, or a bad review.
    Leave,
    /// The same again.
    Repeated,
    /// Impatience.
    Impatience,
    /// An exception or a decision.
    Decision,
    /// Compliance ground.
    Compliance(ComplianceKind),
    /// An opportunity.
    Value(OpportunityKind),
}

impl Kind {
    /// The trigger it speaks for.
    pub fn trigger(self) -> Trigger {
        match self {
            Self::Person | Self::Call | Self::Manager | Self::Machine | Self::Unheard => {
                Trigger::ExplicitRequest
            }
            Self::Anger
            | Self::Sarcasm
            | Self::GivesUp
            | Self::Leave
            | Self::Repeated
            | Self::Impatience => Trigger::Frustration,
            Self::Decision => Trigger::OutOfScope,
            Self::Compliance(_) => Trigger::Compliance,
            Self::Value(_) => Trigger::HighValue,
        }
    }

    /// The reason it gives.
    pub fn reason(self) -> Reason {
        match self {
            Self::Person | Self::Unheard => Reason::AskedForPerson,
            Self::Call => Reason::AskedForCall,
            Self::Manager => Reason::AskedForManager,
            Self::Machine => Reason::RefusesMachine,
            Self::Anger => Reason::Anger,
            Self::Sarcasm => Reason::Sarcasm,
            Self::GivesUp => Reason::GivesUp,
            Self::Leave => Reason::ThreatensToLeave,
            Self::Repeated => Reason::Mood,
            Self::Impatience => Reason::Impatience,
            Self::Decision => Reason::AsksForDecision,
            Self::Compliance(kind) => Reason::Compliance { kind },
            Self::Value(kind) => Reason::Opportunity { kind },
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "person" => Self::Person,
            "call" => Self::Call,
            "manager" => Self::Manager,
            "machine" => Self::Machine,
            "unheard" => Self::Unheard,
            "anger" => Self::Anger,
            "sarcasm" => Self::Sarcasm,
            "gives_up" => Self::GivesUp,
            "leave" => Self::Leave,
            "repeated" => Self::Repeated,
            "impatience" => Self::Impatience,
            "decision" => Self::Decision,
            "symptoms" => Self::Compliance(ComplianceKind::Symptoms),
            "emergency" => Self::Compliance(ComplianceKind::Emergency),
            "safety" => Self::Compliance(ComplianceKind::Safety),
            "legal" => Self::Compliance(ComplianceKind::Legal),
            "privacy" => Self::Compliance(ComplianceKind::Privacy),
            "fraud" => Self::Compliance(ComplianceKind::Fraud),
            "money_advice" => Self::Compliance(ComplianceKind::MoneyAdvice),
            "self_harm" => Self::Compliance(ComplianceKind::SelfHarm),
            "company" => Self::Value(OpportunityKind::Company),
            "bulk" => Self::Value(OpportunityKind::Bulk),
            "custom_quote" => Self::Value(OpportunityKind::CustomQuote),
            "partnership" => Self::Value(OpportunityKind::Partnership),
            "large_event" => Self::Value(OpportunityKind::LargeEvent),
            "long_contract" => Self::Value(OpportunityKind::LongContract),
            _ => return None,
        })
    }
}

/// What turns the meaning of other words and fires nothing by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum Sign {
    /// The matter took a turn to the better.
    Better,
    /// It happened to somebody else, elsewhere, or long ago.
    Elsewhere,
    /// Somebody on the customer's own side.
    Own,
    /// A trade, told about oneself.
    Trade,
    /// Asking what one speaks to, without minding.
    Curious,
    /// Only if, some day.
    Supposed,
    /// Good words.
    Praise,
    /// Once more.
    Again,
    /// A time waited.
    Wait,
    /// A large number.
    Many,
    /// At regular times.
    Regular,
    /// Put off: only if, only when, not yet.
    Deferred,
    /// Only thought of, or over.
    Intended,
    /// A slip, or a joke.
    Mistaken,
    /// Said or wanted by somebody else.
    Theirs,
    /// The machine, or the written word, is liked better; or a person is refused from some words away.
    Prefers,
    /// What was found stands in quotation marks: somebody else's words.
    Quoted,
}

impl Sign {
    /// Whether it may turn a request into none. The others are about mood, numbers and times.
    pub(super) fn turns(self) -> bool {
        !matches!(
            self,
            Self::Praise | Self::Again | Self::Wait | Self::Many | Self::Regular
        )
    }

    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "better" => Self::Better,
            "elsewhere" => Self::Elsewhere,
            "own" => Self::Own,
            "trade" => Self::Trade,
            "curious" => Self::Curious,
            "supposed" => Self::Supposed,
            "praise" => Self::Praise,
            "again" => Self::Again,
            "wait" => Self::Wait,
            "many" => Self::Many,
            "regular" => Self::Regular,
            "deferred" => Self::Deferred,
            "intended" => Self::Intended,
            "mistaken" => Self::Mistaken,
            "theirs" => Self::Theirs,
            "prefers" => Self::Prefers,
            _ => return None,
        })
    }
}

/// How much one rule alone is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Enough to hand over.
    Sure,
    /// One sign among others.
    Hint,
}

/// What a line of a rules file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Finds(Kind, Weight),
    /// The same, worth that much unless it answers what the agent asked.
    FindsBare(Kind),
    /// Turns the meaning of what others find.
    Shows(Sign),
    /// Takes back what was found inside: requests for a person by `not`, refusals of a machine by
    /// `not-machine`; in the files without requests, whatever rules of the same file found.
    TakesBack {
        machine: bool,
    },
    /// A wish begins anew, which no denial reaches that stands before it.
    BeginsAnew,
    /// The agent offers a person, or a call.
    Offers(Kind),
    /// The agent asks about people who are none of the business's.
    AsksWho,
    /// The customer says yes, and nothing more.
    Assents,
    /// The customer begins to deny something and hasn't said what.
    Dangles,
}

impl Says {
    /// The words of a rules file before a pattern.
    pub(super) fn from_words(words: &str) -> Option<Self> {
        Some(match words.split_once(' ') {
            None if words == "not" => Self::TakesBack { machine: false },
            None if words == "not-machine" => Self::TakesBack { machine: true },
            None if words == "anew" => Self::BeginsAnew,
            None if words == "asks-who" => Self::AsksWho,
            None if words == "assents" => Self::Assents,
            None if words == "dangles" => Self::Dangles,
            None => return None,
            Some(("offers", kind)) => Self::Offers(Kind::from_word(kind)?),
            Some(("sign", name)) => Self::Shows(Sign::from_word(name)?),
            Some((kind, "sure")) => Self::Finds(Kind::from_word(kind)?, Weight::Sure),
            Some((kind, "bare")) => Self::FindsBare(Kind::from_word(kind)?),
            Some((kind, "hint")) => Self::Finds(Kind::from_word(kind)?, Weight::Hint),
            Some(_) => return None,
        })
    }
}
