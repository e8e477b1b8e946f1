//! The numbers page: connecting a WhatsApp number, step by step, and its state.

use conversation::ids::{NumberId, PlaybookId};
use conversation::time::Timestamp;

crossing! {
    /// A connected number.
    pub struct NumberView {
        /// Meta's phone number id.
        pub id: NumberId,
        /// The owner's name for it.
        pub name: String,
        /// The number as people dial it.
        pub phone: String,
        /// Meta's business account id.
        pub waba: String,
        /// Its playbook.
        pub playbook: Option<PlaybookId>,
        /// Whether it works.
        pub channel: ChannelState,
        /// Meta's quality rating, where known.
        pub quality: Option<String>,
        /// Messages a second.
        pub throughput: u32,
        /// Whether the number is used in the phone app too.
        pub coexistence: bool,
        /// When the last webhook arrived.
        pub last_webhook_at: Option<Timestamp>,
    }

    /// Whether a number works.
    #[serde(tag = "state", rename_all = "snake_case")]
    pub enum ChannelState {
        /// It does.
        Open,
        /// Not checked yet.
        Unchecked,
        /// It doesn't, and nothing is sent.
        Stopped {
            /// Meta's code.
            code: u32,
            /// Why, in plain words.
            why: String,
        },
    }

    /// Connect a number, or change how it is connected.
    pub struct ConnectNumber {
        /// Meta's phone number id.
        pub id: NumberId,
        /// Meta's business account id.
        pub waba: String,
        /// The owner's name for it.
        pub name: String,
        /// Its playbook.
        pub playbook: Option<PlaybookId>,
        /// The access token; `None` keeps the one that is kept.
        pub access_token: Option<String>,
        /// The app secret; `None` keeps the one that is kept.
        pub app_secret: Option<String>,
        /// Whether the number is used in the phone app too.
        pub coexistence: bool,
    }

    /// Names a number.
    pub struct NumberRef {
        /// Which.
        pub number: NumberId,
    }

    /// Where Meta should deliver.
    pub struct WebhookInfo {
        /// The address on this machine.
        pub local_url: String,
        /// What to paste as the verify token.
        pub verify_token: String,
        /// The address Meta can reach, once the owner told us.
        pub public_url: Option<String>,
    }

    /// Tell Meta where to deliver this number's messages.
    pub struct SetWebhook {
        /// Which number.
        pub number: NumberId,
        /// The address Meta can reach.
        pub public_url: String,
    }

    /// What a live check found, step by step.
    pub struct NumberCheck {
        /// In order.
        pub steps: Vec<CheckStep>,
    }

    /// One step of a check.
    pub struct CheckStep {
        /// What was checked.
        pub step: CheckedThing,
        /// What came of it.
        pub result: CheckResult,
        /// In plain words.
        pub detail: String,
    }

    /// What is checked.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum CheckedThing {
        /// The access token is accepted.
        Token,
        /// It may send and manage.
        Permissions,
        /// The number is there.
        Number,
        /// Meta delivers to us.
        Webhook,
        /// A delivery arrived with the right signature.
        Signature,
    }

    /// What came of a step.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum CheckResult {
        /// Fine.
        Ok,
        /// Not yet.
        Waiting,
        /// Wrong.
        Failed,
    }

    /// Send a test message.
    pub struct SendTest {
        /// From which number.
        pub number: NumberId,
        /// To which phone number.
        pub to: String,
    }

    /// An approved template.
    pub struct Template {
        /// Its name.
        pub name: String,
        /// Its language tag.
        pub language: String,
        /// Meta's category.
        pub category: String,
        /// Its text with `{{1}}` places.
        pub body: String,
        /// How many values it wants.
        pub values: u32,
    }
}
