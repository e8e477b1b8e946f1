//! The port through which an answer is asked for. The embedded answerer and every language model
//! stand behind it; whoever asks can't tell them apart but by the name in the answer.

use async_trait::async_trait;
use conversation::brief::Briefing;
use conversation::fact::DraftSource;
use conversation::language::Language;
use conversation::playbook::Playbook;
use conversation::signal::{Signal, Strength};
use conversation::state::Turn;
use std::sync::Arc;
use triggers::Guide;

/// What an answerer gets to see.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The playbook in force.
    pub playbook: Arc<Playbook>,
    /// The same, prepared for searching.
    pub guide: Arc<Guide>,
    /// The talk so far, oldest first. The customer's messages at the end are to be answered.
    pub turns: Vec<Turn>,
    /// The customer's language, where known; else the playbook's.
    pub language: Option<Language>,
    /// What an operator told the agent at the last hand-back.
    pub briefing: Option<Briefing>,
    /// The customer's name, where known.
    pub customer: Option<String>,
}

/// What an answerer says.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    /// An answer to send.
    Reply {
        /// The text.
        text: String,
        /// How sure the answerer is.
        confidence: Strength,
        /// The playbook's sentences it rests on.
        sources: Vec<DraftSource>,
        /// Which answerer or model wrote it.
        model: String,
    },
    /// A person should answer.
    HandOver {
        /// Why.
        signal: Box<Signal>,
    },
}

/// Why no answer came. Whatever it is, a person answers instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// It took too long.
    #[error("the language model took longer than {seconds} s")]
    TookTooLong {
        /// How long we waited.
        seconds: u64,
    },
    /// The model can't be reached or is overloaded; later it may work again.
    #[error("the language model can't be reached: {0}")]
    Unreachable(String),
    /// The key or the settings are wrong; somebody must look at them.
    #[error("the language model refused: {0}")]
    Refused(String),
    /// It answered, but not in a form that can be used.
    #[error("the language model's answer can't be used: {0}")]
    Unusable(String),
}

/// Somebody who answers customers from a playbook.
#[async_trait]
pub trait Drafter: Send + Sync {
    /// Answers the customer's messages at the end of `ask.turns`, or says why not.
    async fn draft(&self, ask: &Ask) -> Result<Answer, NoAnswer>;

    /// Its name, for the journal and the settings page.
    fn name(&self) -> String;
}
