//! `relevo eval`: how good the reading is, measured on files that anyone can bring. Each command
//! prints a table for people or, with `--json`, numbers for machines, with 95 % intervals from a
//! seeded bootstrap. It changes nothing and needs no network.

pub mod conversations;
pub mod intents;
mod interval;
pub mod questions;
mod table;
#[cfg(test)]
mod tests;
pub mod texts;

pub use interval::{Interval, interval_of};
pub(crate) use table::Table;

use anyhow::{Context, Result};
use clap::Subcommand;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use triggers::Reader;

/// What to measure.
#[derive(Debug, Subcommand)]
pub enum EvalCommand {
    /// Whole conversations: does Relevo hand over where a careful supervisor would?
    Conversations(conversations::ConversationsArgs),
    /// Single questions: are the answerable ones answered and the others handed over?
    Questions(questions::QuestionsArgs),
    /// Intents with out-of-scope queries, by the protocol of Larson et al. 2019.
    Intents(intents::IntentsArgs),
    /// Single messages: how well does one trigger tell them apart?
    Texts(texts::TextsArgs),
}

/// Runs one of the commands and returns what to print.
///
/// # Errors
/// If a file can't be read; the message names it and the line.
pub fn run(command: &EvalCommand) -> Result<String> {
    match command {
        EvalCommand::Conversations(args) => conversations::run(args),
        EvalCommand::Questions(args) => questions::run(args),
        EvalCommand::Intents(args) => intents::run(args),
        EvalCommand::Texts(args) => texts::run(args),
    }
}

/// The reader to measure: the embedded one, or one with weights from a file.
pub(crate) fn with_reader<T>(
    weights: Option<&Path>,
    measure: impl FnOnce(&Reader) -> Result<T>,
) -> Result<T> {
    match weights {
        Some(path) => {
            let bytes =
                std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
            let reader = Reader::with_weights(&bytes)
                .with_context(|| format!("{} holds no weights of this reader", path.display()))?;
            measure(&reader)
        }
        None => measure(Reader::embedded().map_err(|fault| anyhow::anyhow!("{fault}"))?),
    }
}

/// Reads a JSON Lines file; a bad line is named, and a file of another make is said to be one.
pub(crate) fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let file =
        std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    let parsed: Vec<T> = file
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            serde_json::from_str(line)
                .with_context(|| format!("{}:{}: {}", path.display(), at + 1, wanted(line)))
        })
        .collect::<Result<_>>()?;
    anyhow::ensure!(
        !parsed.is_empty(),
        "{} is empty; wanted is {JSON_LINES}",
        path.display()
    );
    Ok(parsed)
}

/// The lines of one business, where only one is asked for.
pub(crate) fn only<T>(
    lines: Vec<T>,
    wanted: Option<&str>,
    business: impl Fn(&T) -> String,
) -> Result<Vec<T>> {
    let Some(wanted) = wanted else {
        return Ok(lines);
    };
    let there: BTreeSet<String> = lines.iter().map(&business).collect();
    anyhow::ensure!(
        there.contains(wanted),
        "nothing in the file is of the business {wanted}; it has {}",
        there.into_iter().collect::<Vec<_>>().join(", ")
    );
    Ok(lines
        .into_iter()
        .filter(|line| business(line) == wanted)
        .collect())
}

/// The only form of file that the commands read.
const JSON_LINES: &str = "JSON Lines, which is one JSON object on every line";

/// What to tell the person whose file has such a line.
fn wanted(line: &str) -> String {
    let is_object = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(line);
    match (is_object.is_ok(), line.trim_start().starts_with('[')) {
        (true, _) => "a JSON object that this command can't read".to_owned(),
        (false, true) => format!(
            "a JSON list, but wanted is {JSON_LINES} (`jq -c '.[]' FILE` makes such lines of a list)"
        ),
        (false, false) => format!("not a JSON object, but wanted is {JSON_LINES}"),
    }
}

/// The playbook of a business: `DIR/<lang>-<business>.md`, or in a folder per language.
pub(crate) fn playbook(dir: &Path, lang: &str, business: &str) -> Result<String> {
    let flat = dir.join(format!("{lang}-{business}.md"));
    let places: [PathBuf; 4] = [
        flat.clone(),
        dir.join(lang).join(format!("{business}.md")),
        dir.join(lang)
            .join("playbooks")
            .join(format!("{business}.md")),
        dir.join(format!("{business}.md")),
    ];
    match places.iter().find(|path| path.exists()) {
        Some(found) => std::fs::read_to_string(found)
            .with_context(|| format!("reading the playbook {}", found.display())),
        None => anyhow::bail!("no playbook at {}", flat.display()),
    }
}

/// The value below which `share` of the values lie.
pub(crate) fn percentile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    // The cast is exact: an index below the length of a slice.
    values
        .get((last as f64 * share).round() as usize)
        .copied()
        .unwrap_or_default()
}
