//! The middle and the side: one conversation with all that an operator needs to speak.

use super::inbox::{Answering, InboxRow, PutOffView};
use conversation::brief::{Brief, Briefing};
use conversation::fact::{Customer, Mark};
use conversation::ids::{ConversationId, EscalationId, OperatorId};
use conversation::language::Language;
use conversation::signal::{Signal, Trigger};
use conversation::state::Holder;
use conversation::thread::{EntryKey, ThreadItem};
use conversation::time::Timestamp;

crossing! {
    /// Which part of a thread. Without `before`, `after` and `around` it is the latest part.
    pub struct ThreadQuery {
        /// Whose.
        pub conversation: ConversationId,
        /// Only what is older than this place.
        #[ts(type = "number | null")]
        pub before: Option<i64>,
        /// Only what is newer than this place.
        #[ts(type = "number | null")]
        pub after: Option<i64>,
        /// Around this entry, e.g. a search hit.
        pub around: Option<EntryKey>,
        /// At most so many entries.
        pub limit: u32,
    }

    /// A part of a thread, oldest first.
    pub struct ThreadPage {
        /// What is drawn.
        pub items: Vec<ThreadItem>,
        /// Where older entries begin; `None` at the very beginning.
        #[ts(type = "number | null")]
        pub older: Option<i64>,
        /// Where newer entries begin; `None` at the end.
        #[ts(type = "number | null")]
        pub newer: Option<i64>,
    }

    /// Names a conversation.
    pub struct ConversationRef {
        /// Which.
        pub conversation: ConversationId,
    }

    /// One conversation.
    pub struct ConversationView {
        /// What the list shows of it.
        pub row: InboxRow,
        /// Who it is with.
        pub customer: Customer,
        /// Name of the number it is on.
        pub number_name: String,
        /// The business.
        pub business: String,
        /// Since when the holder holds it.
        pub held_since: Timestamp,
        /// Since when it exists.
        pub began_at: Timestamp,
        /// What the agent is about to do.
        pub answering: Answering,
        /// The call: open while it waits, kept while the operator who came holds it.
        pub escalation: Option<EscalationView>,
        /// The last call, once it is over and until the next one.
        pub past_escalation: Option<EscalationView>,
        /// What the agent was told at the last hand-back.
        pub briefing: Option<Briefing>,
        /// A briefing to begin with when handing back, from what was said in the human stretch.
        pub proposed_briefing: Briefing,
        /// An answer the agent proposes and doesn't send.
        pub suggestion: Option<String>,
        /// The customer's language.
        pub language: Option<Language>,
        /// Text in the composer, kept across restarts.
        pub draft: String,
        /// Who held it when.
        pub history: Vec<HolderSpan>,
        /// Notes among operators, newest first.
        pub notes: Vec<NoteView>,
        /// Judgements that stand: the last one of each call, and of what was missing since the agent last
        /// got the conversation.
        pub marks: Vec<Mark>,
        /// Earlier conversations' numbers of this customer.
        pub said: SaidCounts,
    }

    /// A call for a person.
    pub struct EscalationView {
        /// Which.
        pub id: EscalationId,
        /// Why.
        pub trigger: Trigger,
        /// Everything that spoke for it, the deciding signal first.
        pub signals: Vec<Signal>,
        /// Since when the customer waited.
        pub waiting_since: Timestamp,
        /// When the call was made.
        pub called_at: Timestamp,
        /// By when a person answers.
        pub due_at: Timestamp,
        /// When somebody is at work again, if nobody was.
        pub opens_at: Option<Timestamp>,
        /// Who has been called.
        pub called: Vec<OperatorId>,
        /// Who is called next if nobody comes.
        pub next: Option<OperatorId>,
        /// When.
        pub next_at: Timestamp,
        /// Who put it off.
        pub put_off: Option<PutOffView>,
        /// What the operator reads first, once written.
        pub brief: Option<Brief>,
        /// When the customer had a person's first words, if by now.
        pub answered_at: Option<Timestamp>,
        /// When it was handed back or closed, if by now.
        pub ended_at: Option<Timestamp>,
    }

    /// Who held it from when to when.
    pub struct HolderSpan {
        /// Who.
        pub holder: Holder,
        /// From.
        pub from: Timestamp,
        /// Until; `None` means still.
        pub until: Option<Timestamp>,
    }

    /// A note.
    pub struct NoteView {
        /// Its entry in the thread.
        pub key: EntryKey,
        /// Who.
        pub operator: OperatorId,
        /// When.
        pub at: Timestamp,
        /// The text.
        pub text: String,
    }

    /// How much was said.
    pub struct SaidCounts {
        /// By the customer.
        pub customer: u32,
        /// By the agent.
        pub agent: u32,
        /// By operators.
        pub operators: u32,
    }

    /// The raw item behind something that can't be shown.
    pub struct RawItem {
        /// The JSON, indented.
        pub json: String,
    }
}
