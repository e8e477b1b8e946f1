//! Reads the rules files: named lists, one pattern a line. What a line says is understood by `src/rules.rs`.

use crate::fold::fold_pattern;
use std::collections::BTreeMap;

/// One rule of a file.
pub(crate) struct Line<'a> {
    /// What it says: the words before its pattern.
    pub(crate) says: &'a str,
    /// Its pattern, with the lists in their places.
    pub(crate) pattern: String,
}

/// The rules of a file, or the line that is none.
pub(crate) fn lines(file: &str) -> Result<Vec<Line<'_>>, &str> {
    let mut lists: BTreeMap<&str, String> = BTreeMap::new();
    let mut rules = Vec::new();
    for line in file.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(list) = line.strip_prefix('@') {
            let (name, pattern) = list.split_once(" = ").ok_or(line)?;
            lists.insert(name, with_lists(pattern, &lists));
            continue;
        }
        let (says, pattern) = rule(line).ok_or(line)?;
        let pattern = anchored(&fold_pattern(&with_lists(pattern, &lists)));
        rules.push(Line { says, pattern });
    }
    Ok(rules)
}

/// What is said in one word alone before its pattern; all else is said in two.
const ALONE: [&str; 6] = [
    "not",
    "not-machine",
    "anew",
    "asks-who",
    "assents",
    "dangles",
];

fn rule(line: &str) -> Option<(&str, &str)> {
    let (first, rest) = line.split_once(' ')?;
    if ALONE.contains(&first) {
        return Some((first, rest));
    }
    let (second, pattern) = rest.split_once(' ')?;
    Some((line.get(..first.len() + 1 + second.len())?, pattern))
}

fn with_lists(pattern: &str, lists: &BTreeMap<&str, String>) -> String {
    lists
        .iter()
        .fold(pattern.to_owned(), |pattern, (name, list)| {
            pattern.replace(&format!("<{name}>"), list)
        })
}

/// A pattern begins after a space and ends before one, or at the end of the text where it says so: whole
/// words only. So none of its alternatives ends with a space of its own.
fn anchored(pattern: &str) -> String {
    let begin = if pattern.starts_with('^') { "" } else { " " };
    let end = match pattern.contains('$') {
        true if pattern.ends_with('$') => "",
        true => "(?: |$)",
        false => " ",
    };
    format!("{begin}(?:{pattern}){end}")
}
