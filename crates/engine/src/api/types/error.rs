//! Errors as a screen gets them. A screen branches on the code, words the problem in its own language,
//! and never reads the text, which is English and for logs and the command line.

use super::numbers::MetaTrouble;
use super::playbooks::RuleProblem;

crossing! {
    /// Why a request was not done.
    pub struct ApiError {
        /// What the screen does about it.
        pub code: ErrorCode,
        /// In plain words, for a log or as a last resort on the screen.
        pub text: String,
        /// Who or what it is about, e.g. the operator who was faster, or a field.
        pub about: Option<String>,
        /// What is wrong, as data; `None` where the code says it all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        pub problem: Option<Problem>,
    }

    /// What the screen does about an error.
    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    pub enum ErrorCode {
        /// Somebody else was faster; `about` is that operator.
        AlreadyTaken,
        /// Only the holder may do this; take over first.
        NotHolder,
        /// The 24-hour window is closed: only a template goes out.
        WindowClosed,
        /// It no longer is there.
        NotFound,
        /// The input is wrong; `about` names the field.
        Invalid,
        /// No place for secrets on this computer.
        NoKeyring,
        /// WhatsApp did not answer or refused.
        WhatsApp,
        /// The language model did not answer or refused.
        Model,
        /// It is done already, nothing changed.
        Stale,
        /// Something is broken here.
        Internal,
    }

    /// What is wrong with a request, as data. Its English words are its `Display`.
    #[derive(Eq, thiserror::Error)]
    #[serde(tag = "problem", rename_all = "snake_case")]
    pub enum Problem {
        /// An id of Meta's has other letters than digits.
        #[error("This id has digits only.")]
        DigitsOnly {
            /// Which field.
            field: String,
        },
        /// The number is not connected.
        #[error("This number is not connected.")]
        NumberGone,
        /// The conversation is not here.
        #[error("This conversation is no longer here.")]
        ConversationGone,
        /// The message is not here.
        #[error("This message is no longer here.")]
        MessageGone,
        /// The raw item of a message is not kept.
        #[error("The raw item is not kept for this message.")]
        RawItemGone,
        /// The person is no longer in the team.
        #[error("This person is no longer in the team.")]
        OperatorGone,
        /// The playbook is not here.
        #[error("This playbook is no longer here.")]
        PlaybookGone,
        /// Somebody else wrote into the playbook meanwhile.
        #[error("Somebody else changed this playbook meanwhile. Copy your words and open it again.")]
        PlaybookChanged,
        /// The playbook has no version in force.
        #[error("Publish the playbook first.")]
        NotPublished,
        /// Meta has no such template any more.
        #[error("Meta no longer has this template.")]
        TemplateGone,
        /// The template has blanks that nobody filled.
        #[error("Fill in every blank of the template.")]
        TemplateUnfilled,
        /// The message is being sent at this moment.
        #[error("It is being sent already.")]
        UnderWay,
        /// Something came in that the screen had not shown yet.
        #[error("Something new came in meanwhile. Read it, then close again.")]
        Unseen,
        /// Nobody has said who sits here.
        #[error("Choose who sits here first, on the page Team.")]
        NobodySits,
        /// There is nothing to send or keep.
        #[error("Write something first.")]
        NothingWritten,
        /// The text is longer than WhatsApp takes.
        #[error("WhatsApp takes at most {most} characters at once.")]
        TooLong {
            /// The most letters it takes.
            most: u32,
        },
        /// The file did not arrive whole.
        #[error("The file can't be read.")]
        FileUnreadable,
        /// The phone number has no country code.
        #[error("Write the number with its country code.")]
        CountryCodeMissing,
        /// The business has no name.
        #[error("Give the business a name.")]
        BusinessUnnamed,
        /// A rule of the owner can't be used.
        #[error("The rule “{rule}” can't be used: {why}")]
        RuleUnusable {
            /// The rule.
            rule: String,
            /// What is wrong with it.
            why: RuleProblem,
        },
        /// A try needs a customer's turn at its end.
        #[error("Write as a customer first.")]
        CustomerSilent,
        /// The person has no name.
        #[error("A person needs a name.")]
        OperatorUnnamed,
        /// Working hours end before they begin.
        #[error("Working hours must end after they begin.")]
        HoursReversed,
        /// A canned reply lacks its name or its text.
        #[error("“/{shortcut}” needs a name and a text.")]
        CannedIncomplete {
            /// Which.
            shortcut: String,
        },
        /// The language model has no name.
        #[error("Write the model's name.")]
        ModelUnnamed,
        /// The address of the language model is none.
        #[error("The address must begin with http:// or https://.")]
        AddressInvalid,
        /// The keyring is locked or doesn't answer.
        #[error("The keyring is locked or doesn't answer. Unlock it and try again.")]
        KeyringSilent,
        /// The secret comes from the environment.
        #[error("This key comes from {variable}. Change it there and start Relevo again.")]
        SecretElsewhere {
            /// Which variable.
            variable: String,
        },
        /// Meta did not do it.
        #[error("{trouble}")]
        Meta {
            /// Why.
            trouble: MetaTrouble,
        },
    }
}

impl Problem {
    /// What a screen does about it.
    fn code(&self) -> ErrorCode {
        match self {
            Self::NumberGone
            | Self::ConversationGone
            | Self::MessageGone
            | Self::RawItemGone
            | Self::OperatorGone
            | Self::PlaybookGone
            | Self::NotPublished
            | Self::TemplateGone => ErrorCode::NotFound,
            Self::UnderWay | Self::Unseen | Self::PlaybookChanged => ErrorCode::Stale,
            Self::Meta { .. } => ErrorCode::WhatsApp,
            Self::KeyringSilent => ErrorCode::NoKeyring,
            Self::DigitsOnly { .. }
            | Self::TemplateUnfilled
            | Self::NobodySits
            | Self::NothingWritten
            | Self::TooLong { .. }
            | Self::FileUnreadable
            | Self::CountryCodeMissing
            | Self::BusinessUnnamed
            | Self::RuleUnusable { .. }
            | Self::CustomerSilent
            | Self::OperatorUnnamed
            | Self::HoursReversed
            | Self::CannedIncomplete { .. }
            | Self::ModelUnnamed
            | Self::AddressInvalid
            | Self::SecretElsewhere { .. } => ErrorCode::Invalid,
        }
    }

    /// The field it is about, where it is about one.
    fn about(&self) -> Option<&str> {
        match self {
            Self::DigitsOnly { field } => Some(field),
            Self::CannedIncomplete { shortcut } => Some(shortcut),
            Self::TemplateGone => Some("template"),
            Self::TemplateUnfilled => Some("values"),
            Self::NobodySits => Some("operator"),
            Self::NothingWritten | Self::TooLong { .. } => Some("text"),
            Self::FileUnreadable => Some("base64"),
            Self::CountryCodeMissing => Some("phone"),
            Self::BusinessUnnamed => Some("business"),
            Self::RuleUnusable { .. } => Some("rules"),
            Self::CustomerSilent => Some("turns"),
            Self::OperatorUnnamed | Self::ModelUnnamed => Some("name"),
            Self::HoursReversed => Some("hours"),
            Self::AddressInvalid => Some("base_url"),
            Self::NumberGone
            | Self::ConversationGone
            | Self::MessageGone
            | Self::RawItemGone
            | Self::OperatorGone
            | Self::PlaybookGone
            | Self::PlaybookChanged
            | Self::NotPublished
            | Self::UnderWay
            | Self::Unseen
            | Self::KeyringSilent
            | Self::SecretElsewhere { .. }
            | Self::Meta { .. } => None,
        }
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        Self {
            code: problem.code(),
            text: problem.to_string(),
            about: problem.about().map(str::to_owned),
            problem: Some(problem),
        }
    }
}

impl ApiError {
    /// An error whose code says it all.
    pub fn new(code: ErrorCode, text: impl Into<String>) -> Self {
        Self {
            code,
            text: text.into(),
            about: None,
            problem: None,
        }
    }

    /// The same, naming who or what it is about.
    #[must_use]
    pub fn about(mut self, about: impl Into<String>) -> Self {
        self.about = Some(about.into());
        self
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for ApiError {}
