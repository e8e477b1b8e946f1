//! The playbook page: text, rules, routes, promises, and trying it out without sending.

use conversation::fact::DraftSource;
use conversation::failure::AgentFailure;
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
        /// Counts the changes of the draft; keeping it sends this back.
        #[ts(type = "number")]
        pub revision: u64,
    }

    /// Keep the draft.
    pub struct SavePlaybook {
        /// The draft.
        pub draft: Playbook,
        /// The revision that was written in: if somebody else changed it since, nothing is kept.
        #[serde(default)]
        #[ts(optional, type = "number")]
        pub revision: Option<u64>,
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
            /// Why, in plain words, for a log.
            what: String,
            /// Why, as data. It is always there.
            #[ts(optional, as = "Option<TryFailure>")]
            failure: TryFailure,
        },
    }

    /// Why a try gave neither an answer nor a hand-over. Its English words are its `Display`.
    #[derive(Eq, thiserror::Error)]
    #[serde(tag = "failure", rename_all = "snake_case")]
    pub enum TryFailure {
        /// The agent gave no answer; a real customer would get a person.
        #[error("the agent gave no answer: {said}")]
        NoAnswer {
            /// Why.
            why: AgentFailure,
            /// The same in plain words, for a log.
            said: String,
        },
        /// There is nothing to answer, such as a mere thanks after closing.
        #[error("nothing would be answered")]
        NothingToAnswer,
        /// A person would be called, but there is nobody to call.
        #[error("nobody would be called")]
        NobodyCalled,
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
        /// What is wrong with it, in plain words, for a log.
        pub problem: Option<String>,
        /// What is wrong with it, as data.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pub issue: Option<RuleProblem>,
        /// How many of the looked-at messages it matches.
        pub matched: u32,
        /// How many were looked at.
        pub looked_at: u32,
        /// Some of them.
        pub examples: Vec<RuleMatch>,
    }

    /// What is wrong with a rule. Its English words are its `Display`.
    #[derive(Eq, thiserror::Error)]
    #[serde(tag = "issue", rename_all = "snake_case")]
    pub enum RuleProblem {
        /// There is nothing in it.
        #[error("the rule is empty")]
        Empty,
        /// The expression is content with no words at all, so it would fire on every message.
        #[error("the expression fits every message")]
        FindsAnything,
        /// The sentence has no word that tells what it is about.
        #[error("the sentence doesn't say what it is about")]
        SaysNothing,
        /// A bracket of this kind is opened and never closed, or closed and never opened.
        #[error("“{bracket}” has no partner, at letter {at}")]
        Unpaired {
            /// Which.
            bracket: String,
            /// Which letter of the expression, from 1.
            at: u32,
        },
        /// Something is to be repeated where nothing stands.
        #[error("there is nothing to repeat, at letter {at}")]
        NothingToRepeat {
            /// Which letter of the expression, from 1.
            at: u32,
        },
        /// An escape that means nothing.
        #[error("this escape means nothing, at letter {at}")]
        UnknownEscape {
            /// Which letter of the expression, from 1.
            at: u32,
        },
        /// Looking around and referring back take too long on long texts, so they are left out.
        #[error("looking around or back can't be used, at letter {at}")]
        Unsupported {
            /// Which letter of the expression, from 1.
            at: u32,
        },
        /// It is so large that it would take too long to read every message with it.
        #[error("the expression is too large")]
        TooLarge,
        /// Another fault of the expression.
        #[error("the expression has a fault at letter {at}: {said}")]
        Malformed {
            /// Which letter of the expression, from 1.
            at: u32,
            /// What the engine that reads expressions says, in English.
            said: String,
        },
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
    #[derive(Default)]
    pub struct SensitivityPrice {
        /// How many conversations were looked at.
        pub conversations: u32,
        /// Escalations there would have been more, at most one each time the agent had a conversation.
        pub more: u32,
        /// Escalations there would have been fewer, counted likewise.
        pub fewer: u32,
        /// Of the additional ones, those an operator marked as needless.
        pub marked_needless: u32,
        /// Of the dropped ones, those an operator marked as right.
        pub marked_right: u32,
    }
}
