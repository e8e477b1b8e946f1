//! The files of `training/`, one JSON object a line, conversations and questions by business. What a line
//! teaches is decided in `taught`.

use anyhow::{Context, Result};
use conversation::signal::Trigger;
use serde::Deserialize;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use triggers::{Ask, By};

#[derive(Deserialize)]
pub(crate) struct MessageLine {
    pub(crate) text: String,
    pub(crate) labels: Vec<Trigger>,
    pub(crate) kind: String,
}

/// A message whose sort of wish shows without a playbook, and whether no playbook holds the answer.
#[derive(Deserialize)]
pub(crate) struct RequestLine {
    pub(crate) text: String,
    pub(crate) asks: Ask,
    pub(crate) lacks: bool,
}

#[derive(Deserialize)]
pub(crate) struct QuestionLine {
    pub(crate) business: String,
    pub(crate) q: String,
    pub(crate) answerable: bool,
    /// Of what sort the wish is, where a reader said so who saw no playbook.
    #[serde(default)]
    pub(crate) asks: Option<Ask>,
}

#[derive(Deserialize)]
pub(crate) struct ConversationLine {
    pub(crate) id: String,
    pub(crate) business: String,
    pub(crate) kind: String,
    pub(crate) turns: Vec<TurnLine>,
}

/// Who wrote a line of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    Customer,
    Agent,
}

impl Role {
    pub(crate) fn by(self) -> By {
        match self {
            Self::Customer => By::Customer,
            Self::Agent => By::Agent,
        }
    }
}

/// One of the lines; what is right at it stands only where it is learnt from.
#[derive(Deserialize)]
pub(crate) struct TurnLine {
    pub(crate) role: Role,
    pub(crate) t: i64,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) expect: Vec<Trigger>,
    #[serde(default)]
    pub(crate) accept: Vec<Trigger>,
    /// Of what sort the wish is, where a second reader said so, who saw the line before and no playbook.
    #[serde(default)]
    pub(crate) asks: Option<Ask>,
}

/// How a conversation begins, and what the customer might write next, each by itself.
#[derive(Deserialize)]
pub(crate) struct BeginningLine {
    pub(crate) business: String,
    /// What was written before, oldest first; nothing where the customer opens.
    pub(crate) before: Vec<TurnLine>,
    /// Whether what the playbook holds is asked for in the very forms in which that is which it lacks.
    #[serde(default)]
    pub(crate) contrast: bool,
    pub(crate) next: Vec<NextLine>,
}

/// What the customer might write next.
#[derive(Deserialize)]
pub(crate) struct NextLine {
    pub(crate) t: i64,
    pub(crate) text: String,
    /// Whether the playbook lacks what is asked.
    pub(crate) lacks: bool,
    pub(crate) asks: Ask,
}

/// Reads the lines of a file, or of all files of a folder by their names; what is missing has none.
pub(crate) fn lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    if path.is_dir() {
        let mut files: Vec<PathBuf> = std::fs::read_dir(path)
            .with_context(|| format!("reading {}", path.display()))?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
        files.sort_unstable();
        let read: Vec<Vec<T>> = files
            .iter()
            .map(|file| lines(file))
            .collect::<Result<_>>()?;
        return Ok(read.into_iter().flatten().collect());
    }
    // Whatever else is wrong with a file is said: learnt without it, the weights would be others, and nothing
    // would tell.
    let file = match std::fs::read_to_string(path) {
        Ok(file) => file,
        Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(fault) => return Err(fault).with_context(|| format!("reading {}", path.display())),
    };
    file.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| {
            serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), number + 1))
        })
        .collect()
}
