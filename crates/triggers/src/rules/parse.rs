//! Reads the rules files: named lists, one pattern a line. A fault names the line; it can only
//! come from a file of ours, which a test reads whole.

use super::{Kind, Says, Sign, Weight};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Why a rules file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum RuleFault {
    /// A line that is neither a list nor a rule.
    #[error("not a rule: {0}")]
    NotARule(String),
    /// A pattern that is no regular expression.
    #[error("bad pattern: {0}")]
    Pattern(#[from] Box<regex_syntax::Error>),
    /// Patterns that are too large together.
    #[error("too many patterns: {0}")]
    Nfa(#[from] Box<regex_automata::nfa::thompson::BuildError>),
    /// Patterns that can't be made one automaton.
    #[error("no automaton for the patterns: {0}")]
    Automaton(String),
}

pub(super) fn lines(file: &str) -> Result<Vec<(Says, String)>, RuleFault> {
    let mut lists: BTreeMap<&str, String> = BTreeMap::new();
    let mut rules = Vec::new();
    for line in file.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fault = || RuleFault::NotARule(line.to_owned());
        if let Some(list) = line.strip_prefix('@') {
            let (name, pattern) = list.split_once(" = ").ok_or_else(fault)?;
            lists.insert(name, with_lists(pattern, &lists));
            continue;
        }
        let (says, pattern) = rule(line).ok_or_else(fault)?;
        let pattern = fold_pattern(&with_lists(pattern, &lists));
        rules.push((says, anchored(&pattern)));
    }
    Ok(rules)
}

fn rule(line: &str) -> Option<(Says, &str)> {
    let (head, rest) = line.split_once(' ')?;
    match head {
        "not" => Some((Says::TakesBack { machine: false }, rest)),
        "sign" => {
            let (name, pattern) = rest.split_once(' ')?;
            Some((Says::Shows(Sign::from_word(name)?), pattern))
        }
        "not-machine" => Some((Says::TakesBack { machine: true }, rest)),
        kind => {
            let (weight, pattern) = rest.split_once(' ')?;
            let weight = match weight {
                "sure" => Weight::Sure,
                "hint" => Weight::Hint,
                _ => return None,
            };
            Some((Says::Finds(Kind::from_word(kind)?, weight), pattern))
        }
    }
}

fn with_lists(pattern: &str, lists: &BTreeMap<&str, String>) -> String {
    lists
        .iter()
        .fold(pattern.to_owned(), |pattern, (name, list)| {
            pattern.replace(&format!("<{name}>"), list)
        })
}

/// A pattern begins after a space and ends before one, or at the end of the text: whole words only.
fn anchored(pattern: &str) -> String {
    let begin = if pattern.starts_with('^') { "" } else { " " };
    let end = if pattern.ends_with(['$', ' ']) || pattern.ends_with("$)") {
        ""
    } else {
        " "
    };
    format!("{begin}(?:{}){end}", pattern.trim_end())
}

/// Folds the letters of a pattern as a text is folded, so that both meet.
pub(crate) fn fold_pattern(pattern: &str) -> String {
    pattern
        .nfd()
        .filter(|part| !('\u{0300}'..='\u{036F}').contains(part))
        .collect()
}
