//! The playbook page: text, rules, routes, promises, and trying it out without sending.

use conversation::fact::DraftSource;
use conversation::ids::{ConversationId, NumberId, OperatorId, PlaybookId};
use conversation::playbook::{OwnerRule, Playbook, Sensitivity};
use conversation::signal::{Signal, Strength, Trigger};
use conversation::thread::Segment;
use conversation::time::{Minutes, Timestamp};

crossing! {
    /// A playbook in the chooser.
    pub struct PlaybookCard {
        /// Which.
        pub id: PlaybookId,
        /// The business.
        pub business: String,
        /// The version in force; 0 if none.
        pub version: u32,
        /// The numbers it is used on.
        pub numbers: Vec<NumberId>,
    }

    /// Names a playbook.
    pub struct PlaybookRef {
        /// Which.
        pub playbook: PlaybookId,
    }

    /// A playbook with its draft.
    pub struct PlaybookView {
        /// What is being written.
        pub draft: Playbook,
        /// What is in force.
        pub published: Option<Playbook>,
        /// Since when.
        pub published_at: Option<Timestamp>,
        /// Whether the draft differs.
        pub changed: bool,
        /// How many facts the agent finds in the draft.
        pub facts: u32,
        /// When the draft was kept.
        pub saved_at: Option<Timestamp>,
    }

    /// Keep the draft.
    pub struct SavePlaybook {
        /// The draft.
        pub draft: Playbook,
    }

    /// Ask the draft as a customer would.
    pub struct TryIt {
        /// The draft.
        pub draft: Playbook,
        /// What was said so far, oldest first; the last one is the customer's.
        pub turns: Vec<TryTurn>,
    }

    /// A turn of a try.
    pub struct TryTurn {
        /// Whether the customer says it.
        pub from_customer: bool,
        /// The words.
        pub text: String,
    }

    /// What would happen.
    pub struct TryResult {
        /// With the draft.
        pub draft: TryOutcome,
        /// With the version in force, where there is one.
        pub published: Option<TryOutcome>,
    }

    /// What would happen with one version.
    #[serde(tag = "outcome", rename_all = "snake_case")]
    pub enum TryOutcome {
        /// The agent would answer.
        Answers {
            /// So.
            text: String,
            /// From these sentences.
            sources: Vec<DraftSource>,
            /// This sure.
            confidence: Strength,
        },
        /// It would go to a person.
        HandsOver {
            /// Because of these.
            signals: Vec<Signal>,
            /// The trigger that decides.
            trigger: Trigger,
            /// The customer's words, marked.
            words: Vec<Segment>,
            /// Who would be called first.
            operators: Vec<OperatorId>,
            /// In this time.
            promise: Minutes,
            /// What the agent would say before.
            sentence: Option<String>,
        },
        /// No answer came.
        Fails {
            /// Why.
            what: String,
        },
    }

    /// Look at a rule while it is typed.
    pub struct CheckRule {
        /// The playbook it is for.
        pub playbook: PlaybookId,
        /// The rule.
        pub rule: OwnerRule,
    }

    /// What a rule would match.
    pub struct RuleCheck {
        /// What is wrong with it, in plain words.
        pub problem: Option<String>,
        /// How many of the looked-at messages it matches.
        pub matched: u32,
        /// How many were looked at.
        pub looked_at: u32,
        /// Some of them.
        pub examples: Vec<RuleMatch>,
    }

    /// A message a rule matches.
    pub struct RuleMatch {
        /// Where.
        pub conversation: ConversationId,
        /// The customer.
        pub name: String,
        /// When.
        pub at: Timestamp,
        /// The words, marked.
        pub words: Vec<Segment>,
    }

    /// Ask what another sensitivity would cost.
    pub struct PriceSensitivity {
        /// Of which playbook.
        pub playbook: PlaybookId,
        /// Of which trigger.
        pub trigger: Trigger,
        /// The step to look at.
        pub sensitivity: Sensitivity,
    }

    /// What another sensitivity would have changed lately.
    pub struct SensitivityPrice {
        /// How many conversations were looked at.
        pub conversations: u32,
        /// Escalations there would have been more.
        pub more: u32,
        /// Escalations there would have been fewer.
        pub fewer: u32,
        /// Of the additional ones, those an operator marked as needless.
        pub marked_needless: u32,
        /// Of the dropped ones, those an operator marked as right.
        pub marked_right: u32,
    }
}
