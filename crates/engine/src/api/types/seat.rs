//! The seat that asks, and the state of the whole house as its status line tells it.

use super::numbers::ChannelStop;
use super::settings::{Settings, Theme};
use conversation::ids::{ConversationId, NumberId, OperatorId};
use conversation::language::Language;
use conversation::playbook::AgentSwitch;
use conversation::signal::Trigger;
use conversation::team::{Operator, Presence};
use conversation::time::Timestamp;

crossing! {
    /// Who sits here, and where.
    pub struct Session {
        /// The operator of this seat; `None` until one is chosen.
        pub operator: Option<OperatorId>,
        /// The team.
        pub team: Vec<Operator>,
        /// How this seat wants it.
        pub settings: Settings,
        /// Light, dark or as the system.
        pub theme: Theme,
        /// The language of this seat; `None` follows the system.
        pub language: Option<Language>,
        /// Relevo's version.
        pub version: String,
        /// Where the simulated phones are, in the demo.
        pub phones_url: Option<String>,
        /// The business's time zone, for days and hours on the screen.
        pub time_zone: String,
    }

    /// The state of the house.
    pub struct Status {
        /// Whether the agent answers.
        pub agent: AgentSwitch,
        /// Whether WhatsApp can be reached.
        pub online: bool,
        /// Messages that wait to leave.
        pub queued: u32,
        /// How many conversations wait, are mine, are with the agent.
        pub counts: Counts,
        /// What to tell the operator, the worst first.
        pub notices: Vec<Notice>,
        /// The clock of the engine: a screen measures time left against it.
        pub now: Timestamp,
    }

    /// How many conversations there are.
    pub struct Counts {
        /// Waiting for a person.
        pub needs_person: u32,
        /// Of those, past their promise.
        pub late: u32,
        /// Held by the operator who asks.
        pub mine: u32,
        /// Held by the agent or by others.
        pub with_agent: u32,
        /// Closed.
        pub closed: u32,
    }

    /// Something the operator should know.
    #[serde(tag = "notice", rename_all = "snake_case")]
    pub enum Notice {
        /// Nobody answered in time.
        Late {
            /// Which.
            conversation: ConversationId,
            /// The customer.
            name: String,
            /// Why.
            trigger: Trigger,
            /// Since when the customer waits.
            waiting_since: Timestamp,
            /// By when somebody should have answered.
            due_at: Timestamp,
        },
        /// A number no longer sends.
        ChannelStopped {
            /// Which.
            number: NumberId,
            /// Its name.
            name: String,
            /// Meta's code.
            code: u32,
            /// What has to be put in order; `None` for a code that came after us.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            #[ts(optional)]
            stop: Option<ChannelStop>,
        },
        /// Something of WhatsApp's could not be stored, so it is in no conversation.
        NotTakenIn {
            /// How many messages or reports, lately.
            items: u32,
        },
        /// No notifications on this computer.
        NoNotifications,
        /// No tray on this computer.
        NoTray,
        /// No place for secrets on this computer.
        NoKeyring,
        /// The keyring is locked or doesn't answer, so nothing is sent or taken in.
        KeyringSilent,
        /// Another program has the port that WhatsApp's deliveries come to.
        PortTaken {
            /// Which.
            port: u16,
        },
        /// WhatsApp can't be reached.
        Offline {
            /// Messages that wait.
            queued: u32,
        },
        /// The agent is off.
        AgentOff,
        /// No number is connected yet.
        NoNumber,
        /// A number has no published playbook, so the agent is silent there.
        NoPlaybook {
            /// Which.
            number: NumberId,
            /// Its name.
            name: String,
        },
    }

    /// Who sits here from now on.
    pub struct ActAs {
        /// Who.
        pub operator: OperatorId,
    }

    /// Whether this operator wants to be called.
    pub struct SetPresence {
        /// How.
        pub presence: Presence,
    }

    /// Switch the agent.
    pub struct SetAgent {
        /// To what.
        pub agent: AgentSwitch,
    }

    /// Names an operator.
    pub struct OperatorRef {
        /// Who.
        pub operator: OperatorId,
    }

    /// What changed; a screen that shows it asks again.
    pub struct Changed {
        /// Conversations whose row or thread changed.
        pub conversations: Vec<ConversationId>,
        /// Everything else that changed.
        pub topics: Vec<Topic>,
    }

    /// Something a screen shows.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    #[serde(rename_all = "snake_case")]
    pub enum Topic {
        /// The list, its order or its counts.
        Inbox,
        /// Agent switch, notices, online.
        Status,
        /// Playbooks.
        Playbooks,
        /// Numbers.
        Numbers,
        /// Operators.
        Team,
        /// Settings, canned replies.
        Settings,
    }
}
