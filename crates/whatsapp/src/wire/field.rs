//! The subscription fields that Meta has, and how each carries its items.
//!
//! Most fields are notices with one fact each; a few carry lists. Fields we don't know are not
//! listed: they become unsupported items. The lists themselves are read in `value.rs`.

use serde::Serialize;

/// A subscription field that brings notices rather than messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Warnings about limits and eligibility.
    Alerts,
    /// The account was reviewed.
    Review,
    /// Violations, restrictions, deletion, tiers, partners.
    Update,
    /// Calling and other settings of a number.
    Settings,
    /// Events that Meta saw in a chat, such as a lead or a purchase.
    AutomaticEvents,
    /// How many customers may be written to.
    Capability,
    /// The business's WhatsApp username.
    Username,
    /// Older messages of a number that also lives on a phone.
    History,
    /// A template's state, category, quality or parts.
    Template,
    /// A partner's solution.
    PartnerSolution,
    /// Payment configuration.
    Payment,
    /// The display name was decided on.
    PhoneName,
    /// Quality or throughput of a number.
    PhoneQuality,
    /// Two-step PIN changed or asked for.
    Security,
    /// The address book of the phone's Business app.
    AppState,
    /// Marketing preferences that name no customer.
    Preferences,
    /// Calls that came without a list of calls.
    Calls,
    /// Groups: life cycle, members, settings, state.
    Group,
    /// Control passed between Meta's own agent and us.
    Handover,
    /// A tracked click or conversion.
    Tracking,
    /// Flows: state and health of a form.
    Flow,
}

impl Field {
    /// The field of that name; `None` for messages and for what we don't know.
    pub(super) fn named(name: &str) -> Option<Self> {
        NOTICES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, field)| *field)
    }

    /// Fields whose value is a list of facts and not one fact.
    pub(super) fn is_list(self) -> bool {
        use Field::{AppState, Calls, Group, History, Preferences};
        matches!(self, AppState | Calls | Group | History | Preferences)
    }
}

/// Fields that bring messages and statuses. `standby` is where messages arrive while Meta's own
/// business agent answers on the number.
pub(super) fn carries_messages(name: &str) -> bool {
    matches!(
        name,
        "messages" | "standby" | "smb_message_echoes" | "message_echoes"
    )
}

const NOTICES: &[(&str, Field)] = &[
    ("account_alerts", Field::Alerts),
    ("account_review_update", Field::Review),
    ("account_update", Field::Update),
    ("account_settings_update", Field::Settings),
    ("automatic_events", Field::AutomaticEvents),
    ("business_capability_update", Field::Capability),
    ("business_status_update", Field::Update),
    ("business_username_update", Field::Username),
    ("calls", Field::Calls),
    ("flows", Field::Flow),
    ("group_lifecycle_update", Field::Group),
    ("group_participants_update", Field::Group),
    ("group_settings_update", Field::Group),
    ("group_status_update", Field::Group),
    ("history", Field::History),
    ("message_template_components_update", Field::Template),
    ("message_template_quality_update", Field::Template),
    ("message_template_status_update", Field::Template),
    ("messaging_handovers", Field::Handover),
    ("partner_solutions", Field::PartnerSolution),
    ("payment_configuration_update", Field::Payment),
    ("phone_number_name_update", Field::PhoneName),
    ("phone_number_quality_update", Field::PhoneQuality),
    ("security", Field::Security),
    ("smb_app_state_sync", Field::AppState),
    ("template_category_update", Field::Template),
    ("template_correct_category_detection", Field::Template),
    ("tracking_events", Field::Tracking),
    ("user_preferences", Field::Preferences),
];
