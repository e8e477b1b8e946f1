//! What playing conversations gave, in numbers: for machines by their keys, for people as a table. It
//! reads no message.

use super::Played;
use crate::eval::{Interval, Table, interval_of, percentile};
use conversation::signal::Trigger;
use serde::Serialize;
use std::collections::BTreeMap;
use triggers::measure::{Outcome, judge, macro_f1, score};

/// The numbers, with the keys that machines know.
#[derive(Clone, Debug, Serialize)]
pub struct ConversationsReport {
    /// Mean F1 over the five triggers.
    pub macro_f1: f64,
    /// The same where a hand-over one customer turn off still counts.
    pub macro_f1_tolerance_1: f64,
    /// By trigger.
    pub per_trigger: BTreeMap<&'static str, TriggerReport>,
    /// By language.
    pub per_language: BTreeMap<String, LanguageReport>,
    /// Share of conversations that should have stayed with the agent and did not.
    pub false_alarms: Alarms,
    /// Microseconds per message, as it is after a while of running: every message was read once before.
    pub micros: Micros,
    /// The same at the first reading of each, while the rules still meet words that they never met.
    pub micros_first: Micros,
    /// Milliseconds until the reader had read its first message, with all that it loads for that.
    pub load_millis: f64,
    /// How many conversations.
    pub n: usize,
    /// The version of the reader.
    pub version: String,
    /// 95 % intervals.
    pub intervals: BTreeMap<String, Interval>,
}

/// One trigger.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct TriggerReport {
    /// Right among those said.
    pub precision: f64,
    /// Said among those right.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
    /// How many were to be found.
    pub n: usize,
}

/// One language.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LanguageReport {
    /// Mean F1 over the five triggers.
    pub macro_f1: f64,
    /// False alarms over routine conversations and hard negatives together.
    pub false_alarms: f64,
}

/// False alarms by kind.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Alarms {
    /// Over ordinary conversations.
    pub routine: f64,
    /// Over those that look like a trigger.
    pub hard_negative: f64,
}

/// Time per message.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Micros {
    /// Half take less.
    pub median: f64,
    /// Ninety-nine in a hundred take less.
    pub p99: f64,
}

impl Micros {
    fn of(mut each: Vec<f64>) -> Self {
        Self {
            median: percentile(&mut each, 0.5),
            p99: percentile(&mut each, 0.99),
        }
    }
}

pub(super) fn report(
    played: &[Played],
    [first, again]: [Vec<f64>; 2],
    load_millis: f64,
    version: &str,
) -> ConversationsReport {
    let outcomes = outcomes(played);
    let mut intervals = BTreeMap::new();
    intervals.insert("macro_f1".to_owned(), interval_of(&outcomes, macro_f1));
    let mut per_trigger = BTreeMap::new();
    for trigger in Trigger::ALL {
        let s = score(&outcomes, trigger);
        let (precision, recall, f1, n) = (s.precision, s.recall, s.f1, s.n);
        per_trigger.insert(
            trigger.word(),
            TriggerReport {
                precision,
                recall,
                f1,
                n,
            },
        );
        let interval = interval_of(&outcomes, |sample| score(sample, trigger).f1);
        intervals.insert(format!("per_trigger.{}.f1", trigger.word()), interval);
    }
    let mut per_language = BTreeMap::new();
    for lang in played.iter().map(|p| p.line.lang.clone()) {
        if per_language.contains_key(&lang) {
            continue;
        }
        let own: Vec<Played> = played
            .iter()
            .filter(|p| p.line.lang == lang)
            .cloned()
            .collect();
        let own_outcomes = self::outcomes(&own);
        let macro_f1_of = macro_f1(&own_outcomes);
        intervals.insert(
            format!("per_language.{lang}.macro_f1"),
            interval_of(&own_outcomes, macro_f1),
        );
        let false_alarms = alarms(&own, &["routine", "hard_negative"]);
        per_language.insert(
            lang,
            LanguageReport {
                macro_f1: macro_f1_of,
                false_alarms,
            },
        );
    }
    for kind in ["routine", "hard_negative"] {
        let interval = interval_of(played, |sample| alarms(sample, &[kind]));
        intervals.insert(format!("false_alarms.{kind}"), interval);
    }
    let tolerant: Vec<Outcome> = played.iter().map(|p| judge(&p.turns, 1)).collect();
    ConversationsReport {
        macro_f1: macro_f1(&outcomes),
        macro_f1_tolerance_1: macro_f1(&tolerant),
        per_trigger,
        per_language,
        false_alarms: Alarms {
            routine: alarms(played, &["routine"]),
            hard_negative: alarms(played, &["hard_negative"]),
        },
        micros: Micros::of(again),
        micros_first: Micros::of(first),
        load_millis,
        n: played.len(),
        version: version.to_owned(),
        intervals,
    }
}

fn outcomes(played: &[Played]) -> Vec<Outcome> {
    played.iter().map(|played| played.outcome).collect()
}

/// The share of conversations of these kinds that were escalated though nothing was expected.
fn alarms(played: &[Played], kinds: &[&str]) -> f64 {
    let quiet = |p: &&Played| {
        kinds.contains(&p.line.kind.as_str()) && p.turns.iter().all(|turn| turn.expect.is_empty())
    };
    let all = played.iter().filter(quiet).count();
    let alarmed = played
        .iter()
        .filter(quiet)
        .filter(|p| p.outcome.alarm.is_some())
        .count();
    if all == 0 {
        0.0
    } else {
        alarmed as f64 / all as f64
    }
}

pub(super) fn table(report: &ConversationsReport) -> String {
    let title = format!("{} conversations, reader {}", report.n, report.version);
    let mut table = Table::new(title, &report.intervals);
    table.number("macro-F1", report.macro_f1, "macro_f1", "");
    let tolerant = report.macro_f1_tolerance_1;
    table.number("  one turn of tolerance", tolerant, "", "");
    for (trigger, t) in &report.per_trigger {
        let more = format!(
            "precision {:.2}  recall {:.2}  n {}",
            t.precision, t.recall, t.n
        );
        let key = format!("per_trigger.{trigger}.f1");
        table.number(&format!("  {trigger} F1"), t.f1, &key, more);
    }
    for (lang, l) in &report.per_language {
        let more = format!("false alarms {:.1} %", 100.0 * l.false_alarms);
        let key = format!("per_language.{lang}.macro_f1");
        table.number(&format!("  {lang} macro-F1"), l.macro_f1, &key, more);
    }
    let alarms = &report.false_alarms;
    for (name, share, key) in [
        ("false alarms, routine", alarms.routine, "routine"),
        (
            "false alarms, hard negatives",
            alarms.hard_negative,
            "hard_negative",
        ),
    ] {
        table.percent(name, share, &format!("false_alarms.{key}"));
    }
    let Micros { median, p99 } = report.micros;
    let first = report.micros_first;
    table.line(format_args!(
        "microseconds per message: median {median:.0}, p99 {p99:.0} (at its first reading {:.0}, {:.0})",
        first.median, first.p99
    ));
    table.line(format_args!(
        "milliseconds to the first reading: {:.0}",
        report.load_millis
    ));
    table.finish()
}
