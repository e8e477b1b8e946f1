//! The insights page.

use conversation::ids::{ConversationId, NumberId, OperatorId};
use conversation::signal::Trigger;
use conversation::time::Timestamp;

crossing! {
    /// Which days.
    pub struct InsightsQuery {
        /// So many days back, today included.
        pub days: u32,
        /// Of this number of ours alone; `None` for all of them.
        pub number: Option<NumberId>,
    }

    /// What happened in those days.
    pub struct Insights {
        /// Oldest first, one for each day.
        pub days: Vec<InsightDay>,
        /// By trigger, all five.
        pub triggers: Vec<TriggerCount>,
        /// Milliseconds from the call to the person's first message: half were faster.
        #[ts(type = "number | null")]
        pub first_response_median: Option<i64>,
        /// Nine of ten were faster.
        #[ts(type = "number | null")]
        pub first_response_p90: Option<i64>,
        /// How often an operator said that a hand-over was missing, each time the agent had it counted once.
        pub marked_missed: u32,
        /// Promises that were broken, the latest ones first; at most two hundred. It is always there.
        #[ts(optional, as = "Option<Vec<LateCall>>")]
        pub late: Vec<LateCall>,
        /// How long customers waited for a person's first words, the quickest first. It is always there.
        #[ts(optional, as = "Option<Vec<ResponseSpan>>")]
        pub first_responses: Vec<ResponseSpan>,
    }

    /// A promise that was broken.
    pub struct LateCall {
        /// In which conversation.
        pub conversation: ConversationId,
        /// The customer.
        pub name: String,
        /// Why a person was called.
        pub trigger: Trigger,
        /// When.
        pub called_at: Timestamp,
        /// By when somebody should have answered.
        pub due_at: Timestamp,
        /// When somebody did; `None` if nobody has, also where the call ended late.
        pub answered_at: Option<Timestamp>,
        /// How late that was, or is by now, in milliseconds.
        #[ts(type = "number")]
        pub late_by: i64,
        /// Who took it in the end.
        pub operator: Option<OperatorId>,
    }

    /// First responses that took about as long.
    pub struct ResponseSpan {
        /// At least so long, in milliseconds.
        #[ts(type = "number")]
        pub from: i64,
        /// Less than this; `None` has no end.
        #[ts(type = "number | null")]
        pub to: Option<i64>,
        /// How many.
        pub count: u32,
    }

    /// One day.
    pub struct InsightDay {
        /// The local date, `2026-11-22`.
        pub date: String,
        /// Conversations that began or were reopened.
        pub conversations: u32,
        /// Ended without any person.
        pub ended_by_agent: u32,
        /// Calls for a person. One that a graver one took the place of is none of its own.
        pub escalated: u32,
        /// Calls that a person took.
        pub taken: u32,
        /// Promises kept.
        pub kept: u32,
        /// Promises broken: answered or ended late, or not yet although the time is over.
        pub broken: u32,
    }

    /// One trigger.
    pub struct TriggerCount {
        /// Which.
        pub trigger: Trigger,
        /// Escalations.
        pub escalations: u32,
        /// Marked as right.
        pub right: u32,
        /// Marked as needless.
        pub needless: u32,
        /// Marked as missed.
        pub missed: u32,
        /// Of the judged escalations, the part that was needless, from 0 to 1.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pub needless_rate: Option<f64>,
        /// Of those that were judged to need a person, the part that reached none by itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pub missed_rate: Option<f64>,
    }
}
