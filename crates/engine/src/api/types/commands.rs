//! What an operator does in a conversation.

use conversation::brief::Briefing;
use conversation::content::MediaKind;
use conversation::fact::{Mark, TakeOver};
use conversation::ids::{
    ConversationId, Epoch, MediaHash, MessageId, NumberId, OperatorId, OutgoingId,
};

crossing! {
    /// Take a conversation.
    pub struct TakeOverInput {
        /// Which.
        pub conversation: ConversationId,
        /// The epoch the screen shows: if it changed meanwhile, somebody was faster.
        pub epoch: Epoch,
        /// How.
        pub how: TakeOver,
    }

    /// Say something. Writing takes over.
    pub struct Write {
        /// Where.
        pub conversation: ConversationId,
        /// Chosen by the screen, so that a second click is the same message.
        pub id: OutgoingId,
        /// What.
        pub text: String,
        /// The message it answers.
        pub reply_to: Option<MessageId>,
    }

    /// Send a file that was uploaded before.
    pub struct WriteMedia {
        /// Where.
        pub conversation: ConversationId,
        /// Chosen by the screen.
        pub id: OutgoingId,
        /// The file.
        pub media: MediaHash,
        /// Of what kind.
        pub kind: MediaKind,
        /// MIME type.
        pub mime: String,
        /// File name.
        pub filename: Option<String>,
        /// Text below it.
        pub caption: Option<String>,
    }

    /// Keep a file on this machine, to be sent.
    pub struct Upload {
        /// Its bytes, base64.
        pub base64: String,
        /// MIME type.
        pub mime: String,
    }

    /// A file that is kept.
    pub struct Uploaded {
        /// Its address.
        pub media: MediaHash,
        /// Bytes.
        #[ts(type = "number")]
        pub size: u64,
    }

    /// Send a template.
    pub struct WriteTemplate {
        /// Where.
        pub conversation: ConversationId,
        /// Chosen by the screen.
        pub id: OutgoingId,
        /// Its name at Meta.
        pub template: String,
        /// Its language tag at Meta.
        pub language: String,
        /// The values, in order.
        pub values: Vec<String>,
    }

    /// React to a message, or take the reaction off.
    pub struct React {
        /// Where.
        pub conversation: ConversationId,
        /// To which message.
        pub message: MessageId,
        /// `None` takes it off.
        pub emoji: Option<String>,
    }

    /// Names a message of ours.
    pub struct OutgoingRef {
        /// Where.
        pub conversation: ConversationId,
        /// Which.
        pub outgoing: OutgoingId,
    }

    /// Give it back to the agent.
    pub struct HandBack {
        /// Which.
        pub conversation: ConversationId,
        /// What the agent should know.
        pub briefing: Briefing,
        /// What the screen showed of it: it is not handed back over what came since.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pub seen: Option<SeenRow>,
    }

    /// Hand it to another operator.
    pub struct Pass {
        /// Which.
        pub conversation: ConversationId,
        /// To whom.
        pub to: OperatorId,
    }

    /// End it.
    pub struct Close {
        /// Which.
        pub conversation: ConversationId,
        /// What the screen showed of it: it is not closed over what came since.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pub seen: Option<SeenRow>,
    }

    /// What a row showed when its operator decided.
    pub struct SeenRow {
        /// Its epoch.
        pub epoch: Epoch,
        /// The customer's latest message that wanted an answer.
        pub owed: Option<MessageId>,
    }

    /// "In 5 minutes."
    pub struct PutOffInput {
        /// Which.
        pub conversation: ConversationId,
        /// In how many minutes.
        pub minutes: u32,
    }

    /// Write a note.
    pub struct WriteNote {
        /// Where.
        pub conversation: ConversationId,
        /// The text.
        pub text: String,
    }

    /// Judge an escalation or its absence.
    pub struct MarkInput {
        /// Where.
        pub conversation: ConversationId,
        /// The judgement.
        pub mark: Mark,
    }

    /// Keep the text in the composer.
    pub struct SaveDraft {
        /// Where.
        pub conversation: ConversationId,
        /// The text; empty forgets it.
        pub text: String,
    }

    /// Start a conversation with a customer who has not written, by a template.
    pub struct Begin {
        /// Chosen by the screen, so that asking again after a lost answer is the same message.
        pub id: OutgoingId,
        /// From which number.
        pub number: NumberId,
        /// To which phone number, with country code.
        pub phone: String,
        /// The template.
        pub template: String,
        /// Its language tag.
        pub language: String,
        /// The values, in order.
        pub values: Vec<String>,
    }

    /// A canned reply.
    pub struct Canned {
        /// What follows the slash.
        pub shortcut: String,
        /// The text.
        pub text: String,
    }

    /// Nothing more to say.
    pub struct Done {}

    /// Nothing to ask for.
    pub struct Nothing {}
}
