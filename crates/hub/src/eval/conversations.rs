//! `relevo eval conversations`: feeds each conversation turn by turn, as it happened, and compares
//! where Relevo hands over with where a supervisor would. Counting is `triggers::measure`'s.

use super::{Interval, Table, interval_of, lines, percentile, playbook, with_reader};
use anyhow::Result;
use clap::Args;
use conversation::ids::MessageId;
use conversation::signal::{Signal, Trigger};
use conversation::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Instant;
use triggers::measure::{Judged, Outcome, judge, macro_f1, score};
use triggers::{By, Guide, GuideSource, Reader, Turn};

/// What to feed.
#[derive(Debug, Args)]
pub struct ConversationsArgs {
    /// Conversations, one JSON object a line.
    pub file: PathBuf,
    /// Folder with `<lang>-<business>.md`, as the owner wrote them.
    #[arg(long, value_name = "DIR")]
    pub playbooks: PathBuf,
    /// Numbers for machines.
    #[arg(long)]
    pub json: bool,
    /// List every miss and false alarm, with what fired and why.
    #[arg(long)]
    pub errors: bool,
    /// Measure other weights than the embedded ones.
    #[arg(long, value_name = "FILE")]
    pub weights: Option<PathBuf>,
    /// Only this business (`es-clinica`).
    #[arg(long, value_name = "LANG-BUSINESS")]
    pub only: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct Line {
    id: String,
    lang: String,
    business: String,
    kind: String,
    turns: Vec<TurnLine>,
}

#[derive(Clone, Debug, Deserialize)]
struct TurnLine {
    role: String,
    t: f64,
    text: String,
    #[serde(default)]
    expect: Vec<Trigger>,
    #[serde(default)]
    accept: Vec<Trigger>,
}

/// One conversation, read to its end.
#[derive(Clone, Debug)]
struct Played {
    line: Line,
    turns: Vec<Judged>,
    signals: Vec<Option<Signal>>,
    outcome: Outcome,
}

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
    /// Microseconds per message.
    pub micros: Micros,
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

/// Measures and says what to print.
pub fn run(args: &ConversationsArgs) -> Result<String> {
    let mut conversations: Vec<Line> = lines(&args.file)?;
    if let Some(only) = &args.only {
        conversations.retain(|line| format!("{}-{}", line.lang, line.business) == *only);
    }
    let mut guides: BTreeMap<(String, String), Guide> = BTreeMap::new();
    for line in &conversations {
        let key = (line.lang.clone(), line.business.clone());
        if let Entry::Vacant(free) = guides.entry(key) {
            let prompt = playbook(&args.playbooks, &line.lang, &line.business)?;
            free.insert(Guide::new(&GuideSource::of_prompt(&prompt)));
        }
    }
    with_reader(args.weights.as_deref(), |reader| {
        let mut micros = Vec::new();
        let played: Vec<Played> = conversations
            .iter()
            .filter_map(|line| {
                let guide = guides.get(&(line.lang.clone(), line.business.clone()))?;
                Some(play(reader, line, guide, &mut micros))
            })
            .collect();
        let report = report(&played, micros, reader.version());
        if args.json {
            return Ok(serde_json::to_string_pretty(&report)?);
        }
        let mut out = table(&report);
        if args.errors {
            out.push_str(&errors(&played));
        }
        Ok(out)
    })
}

fn play(reader: &Reader, line: &Line, guide: &Guide, micros: &mut Vec<f64>) -> Played {
    let ids: Vec<MessageId> = (0..line.turns.len())
        .map(|at| MessageId::new(format!("{}.{at}", line.id)))
        .collect();
    let mut thread: Vec<Turn<'_>> = Vec::new();
    let (mut turns, mut signals) = (Vec::new(), Vec::new());
    for (turn, id) in line.turns.iter().zip(&ids) {
        let by = if turn.role == "customer" {
            By::Customer
        } else {
            By::Agent
        };
        // The cast drops fractions of a millisecond.
        let at = Timestamp((turn.t * 1000.0) as i64);
        thread.push(Turn {
            by,
            at,
            id,
            text: &turn.text,
        });
        if by == By::Agent {
            continue;
        }
        let start = Instant::now();
        let reading = reader.read(&thread, guide);
        micros.push(start.elapsed().as_nanos() as f64 / 1000.0);
        let signal = reading.deciding().cloned();
        turns.push(Judged {
            expect: turn.expect.clone(),
            accept: turn.accept.clone(),
            said: signal.as_ref().map(|signal| signal.trigger),
        });
        signals.push(signal);
    }
    let outcome = judge(&turns, 0);
    Played {
        line: line.clone(),
        turns,
        signals,
        outcome,
    }
}

fn report(played: &[Played], mut micros: Vec<f64>, version: &str) -> ConversationsReport {
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
        micros: Micros {
            median: percentile(&mut micros, 0.5),
            p99: percentile(&mut micros, 0.99),
        },
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

fn table(report: &ConversationsReport) -> String {
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
    let (median, p99) = (report.micros.median, report.micros.p99);
    table.line(format_args!(
        "microseconds per message: median {median:.0}, p99 {p99:.0}"
    ));
    table.finish()
}

fn errors(played: &[Played]) -> String {
    let mut out = String::new();
    for p in played {
        let Outcome {
            missed,
            alarm,
            alarm_at,
            ..
        } = p.outcome;
        if let (Some(trigger), Some(at)) = (alarm, alarm_at) {
            let customer: Vec<&TurnLine> = p
                .line
                .turns
                .iter()
                .filter(|turn| turn.role == "customer")
                .collect();
            let text = customer.get(at).map_or("", |turn| turn.text.as_str());
            let _ = writeln!(
                out,
                "\nALARM {} ({}) {}: {text}",
                p.line.id,
                p.line.kind,
                trigger.word()
            );
            if let Some(signal) = p.signals.get(at).and_then(Option::as_ref) {
                let quotes: Vec<&str> = signal.evidence.iter().map(|e| e.quote.as_str()).collect();
                let _ = writeln!(
                    out,
                    "      strength {} because {:?} in {quotes:?}",
                    signal.strength.0, signal.reason
                );
            }
        }
        if let Some(trigger) = missed {
            let last = p.line.turns.iter().rfind(|turn| !turn.expect.is_empty());
            let text = last.map_or("", |turn| turn.text.as_str());
            let _ = writeln!(out, "\nMISS  {} {}: {text}", p.line.id, trigger.word());
        }
    }
    out
}
