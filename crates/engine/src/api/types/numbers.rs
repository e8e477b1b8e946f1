//! The numbers page: connecting a WhatsApp number, step by step, and its state.

use conversation::failure::RefusalCause;
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
            /// Why, in plain words, for a log.
            why: String,
            /// What has to be put in order; `None` for a code that came after us.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            #[ts(optional)]
            stop: Option<ChannelStop>,
        },
    }

    /// Why a number stands still, by what the owner puts in order.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum ChannelStop {
        /// The access token is missing, wrong or has run out.
        Token,
        /// The token may not do this.
        Permission,
        /// Meta restricted or locked the account.
        Policy,
        /// No valid payment method.
        Payment,
        /// Customers complained too much.
        Quality,
        /// The display name is not approved.
        DisplayName,
        /// The number's registration is broken.
        Registration,
    }

    /// Why Meta did not do what was asked. Its English words are its `Display`.
    #[derive(Eq, thiserror::Error)]
    #[serde(tag = "trouble", rename_all = "snake_case")]
    pub enum MetaTrouble {
        /// Nobody answered: no network, or Meta is away.
        #[error("Meta can't be reached")]
        NoConnection,
        /// Meta has trouble of its own; later it may work.
        #[error("Meta has trouble (code {code})")]
        Busy {
            /// Meta's code.
            code: u32,
        },
        /// Too much was asked at once.
        #[error("too much was asked at once; again in {seconds} s")]
        TooFast {
            /// When it may be asked again.
            seconds: u32,
        },
        /// The customer wrote too long ago.
        #[error("the 24-hour window is closed: only a template may be sent")]
        WindowClosed,
        /// It will never be done as it is.
        #[error("refused (code {code:?}): {said}")]
        Refused {
            /// Meta's code; `None` if it never left.
            code: Option<u32>,
            /// What is wrong.
            cause: RefusalCause,
            /// Meta's own words.
            said: String,
        },
        /// The number or its account has to be put in order first.
        #[error("the number stands still (code {code}): {said}")]
        Stopped {
            /// Meta's code.
            code: u32,
            /// What has to be put in order.
            stop: ChannelStop,
            /// Meta's own words.
            said: String,
        },
        /// Nobody knows whether it was done.
        #[error("it is not known whether it went out")]
        Unclear,
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
        /// In plain words, for a log.
        pub detail: String,
        /// What was found, as data. It is always there.
        #[ts(optional, as = "Option<CheckFinding>")]
        pub finding: CheckFinding,
    }

    /// What a step of a check found. Its English words are its `Display`.
    #[derive(Eq, thiserror::Error)]
    #[serde(tag = "finding", rename_all = "snake_case")]
    pub enum CheckFinding {
        /// Meta accepts the access token.
        #[error("Meta accepts the access token.")]
        TokenAccepted,
        /// The access token has run out.
        #[error("The access token has run out. Make a new one.")]
        TokenRunOut,
        /// It may send and manage.
        #[error("It may send and manage.")]
        MaySendAndManage,
        /// It lacks permissions.
        #[error("The token lacks: {}.", permissions.join(", "))]
        PermissionsMissing {
            /// Their names at Meta.
            permissions: Vec<String>,
        },
        /// The number is there.
        #[error("{phone} · {name}")]
        NumberFound {
            /// As people dial it.
            phone: String,
            /// The name customers see.
            name: String,
        },
        /// The account delivers to the app.
        #[error("This account delivers to your app.")]
        Delivers,
        /// It did not, and does from now on.
        #[error("This account now delivers to your app.")]
        DeliversNow,
        /// It does, but the messages go to another address than ours.
        #[error("Messages go to {address}, which is not the address you gave.")]
        DeliversElsewhere {
            /// The address that Meta has.
            address: String,
        },
        /// A delivery arrived, with the right signature.
        #[error("Deliveries arrive with the right signature.")]
        DeliveryArrived,
        /// Nothing has arrived yet.
        #[error("Nothing has arrived yet. Write to the number from your own phone.")]
        NothingArrived,
        /// Meta did not answer what was asked.
        #[error("{trouble}")]
        Trouble {
            /// Why.
            trouble: MetaTrouble,
        },
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
