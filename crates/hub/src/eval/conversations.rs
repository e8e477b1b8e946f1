//! `relevo eval conversations`: feeds each conversation turn by turn, as it happened, and compares
//! where Relevo hands over with where a supervisor would. Counting is `triggers::measure`'s.

mod report;
#[cfg(test)]
mod tests;

pub use report::{Alarms, ConversationsReport, LanguageReport, Micros, TriggerReport};

use super::{lines, only, playbook, with_reader};
use anyhow::Result;
use clap::Args;
use conversation::ids::MessageId;
use conversation::signal::{Signal, Trigger};
use conversation::time::Timestamp;
use report::{report, table};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;
use triggers::measure::{Judged, Outcome, judge};
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
    role: Role,
    t: f64,
    text: String,
    #[serde(default)]
    expect: Vec<Trigger>,
    #[serde(default)]
    accept: Vec<Trigger>,
}

impl Line {
    fn business(&self) -> String {
        format!("{}-{}", self.lang, self.business)
    }
}

/// Who wrote a turn. Any other word is an error: a file that calls its customers otherwise would be read
/// as one in which nobody but the agent speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Role {
    Customer,
    Agent,
}

impl Role {
    fn by(self) -> By {
        match self {
            Self::Customer => By::Customer,
            Self::Agent => By::Agent,
        }
    }
}

/// One conversation, read to its end.
#[derive(Clone, Debug)]
struct Played {
    line: Line,
    turns: Vec<Judged>,
    signals: Vec<Option<Signal>>,
    outcome: Outcome,
}

/// Measures and says what to print.
pub fn run(args: &ConversationsArgs) -> Result<String> {
    let conversations = only(lines(&args.file)?, args.only.as_deref(), Line::business)?;
    let begun = Instant::now();
    with_reader(args.weights.as_deref(), |reader| {
        read_one(reader);
        let load_millis = begun.elapsed().as_nanos() as f64 / 1e6;
        let guides = guides(&conversations, &args.playbooks)?;
        let all = |micros: &mut Vec<f64>| -> Vec<Played> {
            let each = conversations.iter().filter_map(|line| {
                let guide = guides.get(&(line.lang.clone(), line.business.clone()))?;
                Some(play(reader, line, guide, micros))
            });
            each.collect()
        };
        let (mut first, mut again) = (Vec::new(), Vec::new());
        let played = all(&mut first);
        all(&mut again);
        let report = report(&played, [first, again], load_millis, reader.version());
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

/// Reads a message of no importance, so that everything is loaded afterwards.
fn read_one(reader: &Reader) {
    let guide = Guide::new(&GuideSource::of_prompt("Open daily, 9 to 5."));
    let turn = Turn {
        by: By::Customer,
        at: Timestamp(0),
        id: &MessageId::new("first"),
        text: "When do you open?",
    };
    reader.read(&[turn], &guide);
}

fn guides(conversations: &[Line], playbooks: &Path) -> Result<BTreeMap<(String, String), Guide>> {
    let mut guides = BTreeMap::new();
    for line in conversations {
        let key = (line.lang.clone(), line.business.clone());
        if let Entry::Vacant(free) = guides.entry(key) {
            let prompt = playbook(playbooks, &line.lang, &line.business)?;
            free.insert(Guide::new(&GuideSource::of_prompt(&prompt)));
        }
    }
    Ok(guides)
}

fn play(reader: &Reader, line: &Line, guide: &Guide, micros: &mut Vec<f64>) -> Played {
    let ids: Vec<MessageId> = (0..line.turns.len())
        .map(|at| MessageId::new(format!("{}.{at}", line.id)))
        .collect();
    let mut thread: Vec<Turn<'_>> = Vec::new();
    let (mut turns, mut signals) = (Vec::new(), Vec::new());
    for (turn, id) in line.turns.iter().zip(&ids) {
        let by = turn.role.by();
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
                .filter(|turn| turn.role == Role::Customer)
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
