//! `relevo eval intents`: the protocol of Larson et al. 2019. The classifier learns from the rows of
//! TRAIN; the threshold is the one with the best accuracy over its `val` rows, out of scope counted
//! as one more intent. Because few of those rows are out of scope, the threshold is drawn a hundred
//! times by the bootstrap and the mean is reported with its range.

use super::{Interval, Table, lines, percentile};
use anyhow::{Result, bail};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use triggers::intents::{Guess, Intents, OUT_OF_SCOPE, Row};
use triggers::measure::auroc;

#[cfg(test)]
mod tests;

/// How often the threshold is chosen again.
const DRAWS: usize = 100;

/// Which files.
#[derive(Debug, Args)]
pub struct IntentsArgs {
    /// Rows to learn from: `{"text","label","split"?}`; `val` rows choose the threshold.
    pub train: PathBuf,
    /// Rows to measure on.
    pub test: PathBuf,
    /// Numbers for machines.
    #[arg(long)]
    pub json: bool,
}

#[derive(Clone, Debug, Deserialize)]
struct Line {
    text: String,
    label: String,
    #[serde(default)]
    split: Option<String>,
}

/// One row, read.
#[derive(Clone, Debug)]
struct Read {
    label: String,
    guess: Guess,
}

/// The numbers, with the keys that machines know. Without `val` rows there is no threshold, and
/// only what needs none is reported.
#[derive(Clone, Debug, Serialize)]
pub struct IntentsReport {
    /// Share of in-scope rows that got their intent and were not rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_scope_accuracy: Option<f64>,
    /// Share of out-of-scope rows that were rejected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oos_recall: Option<f64>,
    /// How well the score tells out of scope from in scope.
    pub auroc: f64,
    /// In-scope accuracy if nothing were rejected.
    pub accuracy_without_rejecting: f64,
    /// Out-of-scope recall where 80 % and 90 % of in-scope rows pass.
    pub oos_recall_at_pass: BTreeMap<&'static str, f64>,
    /// How many rows in and out of scope.
    pub n: (usize, usize),
    /// 95 % ranges over the draws of the threshold.
    pub intervals: BTreeMap<String, Interval>,
}

/// Measures and says what to print.
pub fn run(args: &IntentsArgs) -> Result<String> {
    let (val, train) = parts(lines(&args.train)?, &args.train)?;
    let test: Vec<Line> = lines(&args.test)?;
    let rows: Vec<Row> = train
        .into_iter()
        .map(|line| Row {
            text: line.text,
            label: line.label,
        })
        .collect();
    let intents = Intents::train(&rows);
    let read = |lines: Vec<Line>| -> Vec<Read> {
        let read = lines.into_iter().map(|line| Read {
            guess: intents.guess(&line.text),
            label: line.label,
        });
        read.collect()
    };
    let report = report(&read(val), &read(test));
    if args.json {
        Ok(serde_json::to_string_pretty(&report)?)
    } else {
        Ok(table(&report))
    }
}

/// The rows that choose the threshold, and those to learn from. Rows of another part, such as `test`,
/// belong to neither, and a measure on what was learnt from would be none.
fn parts(rows: Vec<Line>, file: &Path) -> Result<(Vec<Line>, Vec<Line>)> {
    let other = rows
        .iter()
        .filter_map(|row| row.split.as_deref())
        .find(|split| !["train", "val"].contains(split));
    if let Some(split) = other {
        bail!(
            "{} has rows of the split `{split}`; wanted there are only `train` and `val`",
            file.display()
        );
    }
    let is_val = |row: &Line| row.split.as_deref() == Some("val");
    Ok(rows.into_iter().partition(is_val))
}

fn report(val: &[Read], test: &[Read]) -> IntentsReport {
    let scored: Vec<(f64, bool)> = test
        .iter()
        .map(|r| (r.guess.outside, r.label == OUT_OF_SCOPE))
        .collect();
    let n_out = scored.iter().filter(|s| s.1).count();
    let mut report = IntentsReport {
        in_scope_accuracy: None,
        oos_recall: None,
        auroc: auroc(&scored),
        accuracy_without_rejecting: in_scope_accuracy(test, f64::INFINITY),
        oos_recall_at_pass: BTreeMap::from([
            ("80", recall_at_pass(test, 0.8)),
            ("90", recall_at_pass(test, 0.9)),
        ]),
        n: (test.len() - n_out, n_out),
        intervals: BTreeMap::new(),
    };
    if !val.is_empty() {
        let (mut accuracies, mut recalls) = (Vec::new(), Vec::new());
        let mut dice = 0x5eed_u64;
        for _ in 0..DRAWS {
            let border = threshold(&sample(val, &mut dice));
            accuracies.push(in_scope_accuracy(test, border));
            recalls.push(oos_recall(test, border));
        }
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len().max(1) as f64;
        report.in_scope_accuracy = Some(mean(&accuracies));
        report.oos_recall = Some(mean(&recalls));
        let range =
            |values: &mut Vec<f64>| Interval(percentile(values, 0.025), percentile(values, 0.975));
        report
            .intervals
            .insert("in_scope_accuracy".to_owned(), range(&mut accuracies));
        report
            .intervals
            .insert("oos_recall".to_owned(), range(&mut recalls));
    }
    report
}

fn sample<'a>(val: &'a [Read], dice: &mut u64) -> Vec<&'a Read> {
    let mut throw = || {
        *dice = dice
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // The cast keeps 31 random bits.
        (*dice >> 33) as usize % val.len()
    };
    (0..val.len()).filter_map(|_| val.get(throw())).collect()
}

/// The border with the best accuracy, out of scope counted as one more intent; of equals the one that
/// lets fewer strangers in.
fn threshold(val: &[&Read]) -> f64 {
    let mut sorted = val.to_vec();
    sorted.sort_by(|a, b| b.guess.outside.total_cmp(&a.guess.outside));
    let right = |r: &Read| r.label == r.guess.label;
    let mut hits = sorted.iter().filter(|r| right(r)).count();
    let (mut most, mut border) = (hits, f64::INFINITY);
    for (at, r) in sorted.iter().enumerate() {
        hits = hits + usize::from(r.label == OUT_OF_SCOPE) - usize::from(right(r));
        let next = sorted.get(at + 1).map(|next| next.guess.outside);
        // No border parts rows of equal score, and only one below all of them rejects the last.
        if hits >= most && next != Some(r.guess.outside) {
            most = hits;
            let next = next.unwrap_or(f64::NEG_INFINITY);
            border = f64::midpoint(r.guess.outside, next);
        }
    }
    border
}

fn in_scope_accuracy(test: &[Read], border: f64) -> f64 {
    let inside = test.iter().filter(|r| r.label != OUT_OF_SCOPE);
    let n = inside.clone().count().max(1);
    inside
        .filter(|r| r.guess.outside <= border && r.guess.label == r.label)
        .count() as f64
        / n as f64
}

fn oos_recall(test: &[Read], border: f64) -> f64 {
    let outside = test.iter().filter(|r| r.label == OUT_OF_SCOPE);
    let n = outside.clone().count().max(1);
    outside.filter(|r| r.guess.outside > border).count() as f64 / n as f64
}

/// Out-of-scope recall with the border at which `pass` of the in-scope rows pass.
fn recall_at_pass(test: &[Read], pass: f64) -> f64 {
    let mut inside: Vec<f64> = test
        .iter()
        .filter(|r| r.label != OUT_OF_SCOPE)
        .map(|r| r.guess.outside)
        .collect();
    oos_recall(test, percentile(&mut inside, pass))
}

fn table(report: &IntentsReport) -> String {
    let (inside, outside) = report.n;
    let title = format!("{inside} rows in scope, {outside} out of scope");
    let mut table = Table::new(title, &report.intervals);
    if let (Some(accuracy), Some(recall)) = (report.in_scope_accuracy, report.oos_recall) {
        table.percent("in-scope accuracy", accuracy, "in_scope_accuracy");
        table.percent("OOS recall", recall, "oos_recall");
    }
    table.number("AUROC", report.auroc, "auroc", "");
    let accuracy = report.accuracy_without_rejecting;
    table.percent("accuracy without rejecting", accuracy, "");
    for (pass, recall) in &report.oos_recall_at_pass {
        let name = format!("OOS recall, {pass} % pass");
        table.percent(&name, *recall, "");
    }
    table.finish()
}
