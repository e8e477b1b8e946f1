//! The list column: rows, views, search.

use conversation::content::Content;
use conversation::ids::{ConversationId, Epoch, EscalationId, MessageId, NumberId, OperatorId};
use conversation::signal::{Reason, Trigger};
use conversation::state::{Holder, Progress, Speaker};
use conversation::thread::{EntryKey, Segment};
use conversation::time::Timestamp;

crossing! {
    /// Which conversations to list.
    pub struct InboxQuery {
        /// Which part of the list.
        pub view: View,
        /// Only those on this number.
        pub number: Option<NumberId>,
        /// Where the page before ended.
        pub after: Option<String>,
        /// At most so many rows.
        pub limit: u32,
    }

    /// A part of the list.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum View {
        /// Waiting for a person, the most urgent first.
        NeedsPerson,
        /// Held by the operator who asks.
        Mine,
        /// Held by another operator, by whoever writes on the phone, or by somebody who is away.
        WithColleagues,
        /// Held by the agent.
        WithAgent,
        /// Everything, latest first.
        All,
        /// Closed, latest first.
        Closed,
    }

    /// A page of rows.
    pub struct InboxPage {
        /// The rows, in order.
        pub rows: Vec<InboxRow>,
        /// Where the next page begins; `None` at the end.
        pub next: Option<String>,
        /// How many there are in this view.
        pub total: u32,
    }

    /// One conversation in the list.
    pub struct InboxRow {
        /// Which.
        pub conversation: ConversationId,
        /// On which number.
        pub number: NumberId,
        /// The customer as one calls them: name, else user name, else phone.
        pub name: String,
        /// For the avatar.
        pub initials: String,
        /// Phone number, where known.
        pub phone: Option<String>,
        /// Who may speak.
        pub holder: Holder,
        /// The epoch; commands send it back so that a late click is noticed.
        pub epoch: Epoch,
        /// The latest thing said.
        pub last: Option<RowLast>,
        /// Messages of the customer that nobody has answered.
        pub unanswered: u32,
        /// The latest of them that wants an answer; closing sends it back, so that a newer one is
        /// noticed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pub owed: Option<MessageId>,
        /// Messages of the customer that nobody of the business has seen: zero once an operator
        /// opened or took the conversation, or the agent answered. It is always there.
        #[ts(optional, as = "Option<u32>")]
        pub unread: u32,
        /// What the agent is about to do.
        pub answering: Answering,
        /// The open call, while it waits.
        pub escalation: Option<RowEscalation>,
        /// When the 24-hour window closes.
        pub window_ends: Option<Timestamp>,
    }

    /// The latest thing said, for a row.
    pub struct RowLast {
        /// Who.
        pub speaker: Speaker,
        /// What.
        pub content: Content,
        /// When.
        pub at: Timestamp,
        /// How far it got.
        pub progress: Progress,
        /// Whether whoever said it deleted it; its words are gone then.
        #[ts(optional, as = "Option<bool>")]
        pub revoked: bool,
    }

    /// What the agent is about to do.
    #[serde(tag = "state", rename_all = "snake_case")]
    pub enum Answering {
        /// Nothing.
        No,
        /// Waits for the rest of a burst, then answers.
        Soon {
            /// When.
            at: Timestamp,
        },
        /// Writes.
        Writing,
        /// An operator stopped it.
        Stopped,
    }

    /// The open call, for a row.
    pub struct RowEscalation {
        /// Which.
        pub id: EscalationId,
        /// Why.
        pub trigger: Trigger,
        /// Why, more exactly.
        pub reason: Reason,
        /// The customer's words; begins at most two words before the first marked one.
        pub excerpt: Vec<Segment>,
        /// Since when the customer waits.
        pub waiting_since: Timestamp,
        /// By when a person answers.
        pub due_at: Timestamp,
        /// When the call was made: the ring is full then.
        pub called_at: Timestamp,
        /// Who put it off, and until when.
        pub put_off: Option<PutOffView>,
    }

    /// "In 5 minutes", by whom.
    pub struct PutOffView {
        /// Who.
        pub operator: OperatorId,
        /// Until when.
        pub until: Timestamp,
    }

    /// What to search for.
    pub struct SearchQuery {
        /// As typed; the last word may be unfinished.
        pub text: String,
        /// At most so many hits.
        pub limit: u32,
    }

    /// What was found.
    pub struct SearchPage {
        /// Best first.
        pub hits: Vec<SearchHit>,
    }

    /// One place where the words were found.
    pub struct SearchHit {
        /// In which conversation.
        pub conversation: ConversationId,
        /// The customer.
        pub name: String,
        /// For the avatar.
        pub initials: String,
        /// Which entry; `None` where the customer's name or phone matched.
        pub entry: Option<EntryKey>,
        /// When it was said.
        pub at: Timestamp,
        /// Who said it; `None` for a note.
        pub speaker: Option<Speaker>,
        /// The words around it, the found ones marked.
        pub excerpt: Vec<Segment>,
    }
}
