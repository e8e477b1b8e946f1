//! The list of everything a screen can ask, declared once. Both hosts bridge this list; the
//! TypeScript client is generated from it.

use super::types::*;
use conversation::team::Operator;

/// Declares the list: dispatch by name, and the description TypeScript is generated from.
macro_rules! api {
    ($($(#[doc = $doc:literal])* $name:ident($input:ty) -> $output:ty => $module:ident;)*) => {
        /// Every request by name, with what it takes and gives.
        pub(super) fn requests() -> Vec<super::typescript::Request> {
            vec![$(super::typescript::Request::of::<$input, $output>(stringify!($name), concat!($($doc),*))),*]
        }

        /// Does the request called `name`.
        ///
        /// # Errors
        /// `Invalid` for an unknown name or a payload of another shape; else what the request says.
        pub async fn call(
            engine: &crate::Engine,
            caller: &super::Caller,
            name: &str,
            payload: serde_json::Value,
        ) -> Result<serde_json::Value, ApiError> {
            match name {
                $(stringify!($name) => {
                    let input: $input = super::read(payload)?;
                    let output: $output = super::$module::$name(engine, caller, input).await?;
                    super::write(&output)
                })*
                _ => Err(ApiError::new(ErrorCode::Invalid, format!("There is no request called {name}.")).about("name")),
            }
        }
    };
}

api! {
    /// Who sits here.
    session(Nothing) -> Session => seat;
    /// The state of the house.
    status(Nothing) -> Status => seat;
    /// Choose who sits here.
    act_as(ActAs) -> Session => seat;
    /// Say whether this operator wants to be called.
    set_presence(SetPresence) -> Session => seat;
    /// Switch the agent on or off.
    set_agent(SetAgent) -> Status => seat;

    /// A page of the list.
    inbox(InboxQuery) -> InboxPage => inbox;
    /// Search messages, notes and customers.
    search(SearchQuery) -> SearchPage => inbox;

    /// One conversation.
    conversation(ConversationRef) -> ConversationView => thread;
    /// A part of its thread.
    thread(ThreadQuery) -> ThreadPage => thread;
    /// The raw item behind something that can't be shown.
    raw_item(OutgoingRef) -> RawItem => thread;

    /// Take a conversation; exactly one operator gets it.
    take_over(TakeOverInput) -> ConversationView => baton;
    /// Give it back to the agent.
    hand_back(HandBack) -> ConversationView => baton;
    /// Hand it to another operator.
    pass(Pass) -> ConversationView => baton;
    /// End it.
    close(Close) -> ConversationView => baton;
    /// Open it again.
    reopen(ConversationRef) -> ConversationView => baton;
    /// Be called again in some minutes.
    put_off(PutOffInput) -> ConversationView => baton;
    /// Somebody looks at it: at the brief of a call, or at what the customer wrote to them.
    opened(ConversationRef) -> Done => baton;
    /// Stop the agent's answer before it is sent.
    stop_answer(ConversationRef) -> ConversationView => baton;
    /// Judge an escalation or its absence.
    mark(MarkInput) -> ConversationView => baton;

    /// Say something.
    write(Write) -> ConversationView => speech;
    /// Keep a file, to be sent.
    upload(Upload) -> Uploaded => speech;
    /// Send a file.
    write_media(WriteMedia) -> ConversationView => speech;
    /// Send a template.
    write_template(WriteTemplate) -> ConversationView => speech;
    /// Write to a customer first, by a template.
    begin(Begin) -> ConversationView => speech;
    /// React to a message.
    react(React) -> Done => speech;
    /// Take back a message that has not left.
    cancel(OutgoingRef) -> ConversationView => speech;
    /// Send again a message that was not sent or is not confirmed, as the operator's decision.
    send_again(OutgoingRef) -> ConversationView => speech;
    /// Write a note among operators.
    note(WriteNote) -> ConversationView => speech;
    /// Keep the text in the composer.
    save_draft(SaveDraft) -> Done => speech;
    /// The canned replies.
    canned(Nothing) -> Vec<Canned> => speech;
    /// Replace the canned replies.
    save_canned(Vec<Canned>) -> Vec<Canned> => speech;
    /// The approved templates of a number.
    templates(NumberRef) -> Vec<Template> => templates;

    /// All playbooks.
    playbooks(Nothing) -> Vec<PlaybookCard> => playbooks;
    /// One playbook with its draft.
    playbook(PlaybookRef) -> PlaybookView => playbooks;
    /// Keep a draft; a new id begins a new playbook.
    save_playbook(SavePlaybook) -> PlaybookView => playbooks;
    /// Put the draft in force as a new version.
    publish_playbook(PlaybookRef) -> PlaybookView => playbooks;
    /// Ask the draft as a customer would; nothing is sent.
    try_playbook(TryIt) -> TryResult => playbooks;
    /// Look at a rule while it is typed.
    check_rule(CheckRule) -> RuleCheck => playbooks;
    /// What another sensitivity would have changed lately.
    price_sensitivity(PriceSensitivity) -> SensitivityPrice => playbooks;

    /// What operators' marks moved in a playbook, trigger by trigger.
    shifts(PlaybookRef) -> Vec<ThresholdShift> => shifts;
    /// Forget or hold what marks moved.
    set_shift(SetShift) -> Vec<ThresholdShift> => shifts;

    /// All numbers.
    numbers(Nothing) -> Vec<NumberView> => numbers;
    /// Connect a number.
    connect_number(ConnectNumber) -> NumberView => numbers;
    /// Check a number live.
    check_number(NumberRef) -> NumberCheck => numbers;
    /// Where Meta should deliver.
    webhook_info(Nothing) -> WebhookInfo => numbers;
    /// Tell Meta where to deliver.
    set_webhook(SetWebhook) -> NumberCheck => numbers;
    /// Send a test message.
    send_test(SendTest) -> Done => numbers;
    /// Forget a number and its secrets; what was said stays.
    remove_number(NumberRef) -> Done => numbers;

    /// The people.
    team(Nothing) -> Vec<Operator> => team;
    /// Add or change a person.
    save_operator(Operator) -> Vec<Operator> => team;
    /// Remove a person; what they said stays.
    remove_operator(OperatorRef) -> Vec<Operator> => team;

    /// What happened lately.
    insights(InsightsQuery) -> Insights => insights;

    /// The settings.
    settings(Nothing) -> SettingsView => settings;
    /// Change the settings.
    save_settings(Settings) -> SettingsView => settings;
    /// Keep the key of the language model.
    set_model_key(SetModelKey) -> SettingsView => settings;
    /// Ask the language model once.
    check_model(Nothing) -> ModelCheck => settings;
}
