//! `relevo eval texts`: single messages with one label each; how well does one trigger tell them
//! apart? The score is the trigger's strength.

use super::{Interval, Table, interval_of, lines, with_reader};
use anyhow::{Result, bail, ensure};
use clap::Args;
use conversation::ids::MessageId;
use conversation::signal::Trigger;
use conversation::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use triggers::measure::{auroc, from_counts};
use triggers::{By, Guide, GuideSource, Turn};

#[cfg(test)]
mod tests;

/// What to read.
#[derive(Debug, Args)]
pub struct TextsArgs {
    /// Messages, one JSON object a line: `{"text","label","lang"?}`.
    pub file: PathBuf,
    /// The label of the file that counts as positive: `human_request` (also `explicit_request` or
    /// `handoff`), `frustration`, `compliance`, `high_value`, `out_of_scope`.
    #[arg(long, value_name = "LABEL")]
    pub positive: String,
    /// Numbers for machines.
    #[arg(long)]
    pub json: bool,
    /// List every message that went wrong.
    #[arg(long)]
    pub errors: bool,
    /// Measure other weights than the embedded ones.
    #[arg(long, value_name = "FILE")]
    pub weights: Option<PathBuf>,
}

#[derive(Clone, Debug, Deserialize)]
struct Line {
    text: String,
    #[serde(alias = "labels")]
    label: Labels,
}

/// One label or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Labels {
    One(String),
    Several(Vec<String>),
}

impl Labels {
    fn list(&self) -> &[String] {
        match self {
            Self::One(label) => std::slice::from_ref(label),
            Self::Several(labels) => labels,
        }
    }
}

#[derive(Clone, Debug)]
struct Read {
    line: Line,
    strength: f64,
    fired: bool,
    positive: bool,
}

/// The numbers, with the keys that machines know.
#[derive(Clone, Debug, Serialize)]
pub struct TextsReport {
    /// Right among those that fired.
    pub precision: f64,
    /// Fired among those right.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// How well the strength tells positives from the rest.
    pub auroc: f64,
    /// Recall where at most one in a hundred others is above.
    pub recall_at_1pct_fpr: f64,
    /// The same at five in a hundred.
    pub recall_at_5pct_fpr: f64,
    /// By label: the share that fired.
    pub per_label: BTreeMap<String, LabelReport>,
    /// How many positives and how many others.
    pub n: (usize, usize),
    /// 95 % intervals.
    pub intervals: BTreeMap<String, Interval>,
}

/// One label.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LabelReport {
    /// The share of its messages that fired.
    pub fired: f64,
    /// How many messages.
    pub n: usize,
}

/// The trigger that a label of the file maps to.
fn trigger_of(label: &str) -> Result<Trigger> {
    Ok(match label {
        "human_request" | "explicit_request" | "handoff" => Trigger::ExplicitRequest,
        "frustration" => Trigger::Frustration,
        "compliance" => Trigger::Compliance,
        "high_value" => Trigger::HighValue,
        "out_of_scope" => Trigger::OutOfScope,
        _ => bail!(
            "no trigger for the label {label}; known: human_request, explicit_request, \
             handoff, frustration, compliance, high_value, out_of_scope"
        ),
    })
}

/// The labels of a file, each once.
fn labels(texts: &[Line]) -> String {
    let all: BTreeSet<&str> = texts
        .iter()
        .flat_map(|line| line.label.list())
        .map(String::as_str)
        .collect();
    all.into_iter().collect::<Vec<_>>().join(", ")
}

/// Measures and says what to print.
pub fn run(args: &TextsArgs) -> Result<String> {
    let trigger = trigger_of(&args.positive)?;
    let texts: Vec<Line> = lines(&args.file)?;
    ensure!(
        texts
            .iter()
            .any(|line| line.label.list().contains(&args.positive)),
        "no message in {} is labelled {}, so there is nothing to find; its labels: {}",
        args.file.display(),
        args.positive,
        labels(&texts),
    );
    let guide = Guide::new(&GuideSource::of_prompt(""));
    let read = with_reader(args.weights.as_deref(), |reader| {
        let id = MessageId::new("text");
        let read = texts.into_iter().map(|line| {
            let turn = Turn {
                by: By::Customer,
                at: Timestamp(0),
                id: &id,
                text: &line.text,
            };
            let reading = reader.read(&[turn], &guide);
            let strength = f64::from(reading.strength(trigger));
            let fired = reading
                .signals
                .iter()
                .any(|s| s.trigger == trigger && s.fires());
            let positive = line.label.list().contains(&args.positive);
            Read {
                line,
                strength,
                fired,
                positive,
            }
        });
        Ok(read.collect::<Vec<Read>>())
    })?;
    let report = report(&read);
    if args.json {
        return Ok(serde_json::to_string_pretty(&report)?);
    }
    let mut out = table(&report, trigger);
    if args.errors {
        for r in read.iter().filter(|r| r.fired != r.positive) {
            let what = if r.positive { "MISS " } else { "ALARM" };
            let _ = writeln!(
                out,
                "{what} {:.2} {:?} {}",
                r.strength,
                r.line.label.list(),
                r.line.text
            );
        }
    }
    Ok(out)
}

fn f1(read: &[Read]) -> triggers::measure::Score {
    let count = |fired: bool, positive: bool| {
        read.iter()
            .filter(|r| r.fired == fired && r.positive == positive)
            .count()
    };
    from_counts(count(true, true), count(true, false), count(false, true))
}

fn area(read: &[Read]) -> f64 {
    auroc(
        &read
            .iter()
            .map(|r| (r.strength, r.positive))
            .collect::<Vec<_>>(),
    )
}

/// The recall where at most `share` of the others score higher.
fn recall_at(read: &[Read], share: f64) -> f64 {
    let mut others: Vec<f64> = read
        .iter()
        .filter(|r| !r.positive)
        .map(|r| r.strength)
        .collect();
    others.sort_by(|a, b| b.total_cmp(a));
    // The cast is exact: an index below the length of a slice.
    let border = others.get((others.len() as f64 * share) as usize);
    let border = border.copied().unwrap_or_default();
    let positives = read.iter().filter(|r| r.positive);
    let all = positives.clone().count();
    let above = positives.filter(|r| r.strength > border).count();
    if all == 0 {
        0.0
    } else {
        above as f64 / all as f64
    }
}

fn report(read: &[Read]) -> TextsReport {
    let score = f1(read);
    let mut labels: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for r in read {
        for label in r.line.label.list() {
            let slot = labels.entry(label.clone()).or_default();
            slot.0 += usize::from(r.fired);
            slot.1 += 1;
        }
    }
    let per_label = labels
        .into_iter()
        .map(|(label, (fired, n))| {
            (
                label,
                LabelReport {
                    fired: fired as f64 / n as f64,
                    n,
                },
            )
        })
        .collect();
    let intervals = BTreeMap::from([
        ("f1".to_owned(), interval_of(read, |sample| f1(sample).f1)),
        (
            "recall".to_owned(),
            interval_of(read, |sample| f1(sample).recall),
        ),
        (
            "precision".to_owned(),
            interval_of(read, |sample| f1(sample).precision),
        ),
        ("auroc".to_owned(), interval_of(read, area)),
        (
            "recall_at_1pct_fpr".to_owned(),
            interval_of(read, |sample| recall_at(sample, 0.01)),
        ),
        (
            "recall_at_5pct_fpr".to_owned(),
            interval_of(read, |sample| recall_at(sample, 0.05)),
        ),
    ]);
    TextsReport {
        precision: score.precision,
        recall: score.recall,
        f1: score.f1,
        auroc: area(read),
        recall_at_1pct_fpr: recall_at(read, 0.01),
        recall_at_5pct_fpr: recall_at(read, 0.05),
        per_label,
        n: (score.n, read.len() - score.n),
        intervals,
    }
}

fn table(report: &TextsReport, trigger: Trigger) -> String {
    let (positives, others) = report.n;
    let title = format!("{}: {positives} positives, {others} others", trigger.word());
    let mut table = Table::new(title, &report.intervals);
    for (name, value, key) in [
        ("precision", report.precision, "precision"),
        ("recall", report.recall, "recall"),
        ("F1", report.f1, "f1"),
        ("AUROC", report.auroc, "auroc"),
        (
            "recall at 1 % false alarms",
            report.recall_at_1pct_fpr,
            "recall_at_1pct_fpr",
        ),
        (
            "recall at 5 % false alarms",
            report.recall_at_5pct_fpr,
            "recall_at_5pct_fpr",
        ),
    ] {
        table.number(name, value, key, "");
    }
    for (label, l) in &report.per_label {
        table.line(format_args!(
            "  {label:24} fired {:5.1} % of {}",
            100.0 * l.fired,
            l.n
        ));
    }
    table.finish()
}
