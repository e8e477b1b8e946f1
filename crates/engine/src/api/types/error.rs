//! Errors as a screen gets them. A screen branches on the code, never on the text.

crossing! {
    /// Why a request was not done.
    pub struct ApiError {
        /// What the screen does about it.
        pub code: ErrorCode,
        /// In plain words, for a log or as a last resort on the screen.
        pub text: String,
        /// Who or what it is about, e.g. the operator who was faster.
        pub about: Option<String>,
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
}

impl ApiError {
    /// An error with its words.
    pub fn new(code: ErrorCode, text: impl Into<String>) -> Self {
        Self {
            code,
            text: text.into(),
            about: None,
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
