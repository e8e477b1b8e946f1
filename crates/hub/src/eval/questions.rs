//! `relevo eval questions`: is what the playbook answers answered, and the rest handed over?

use super::{Interval, Table, interval_of, lines, only, playbook, with_reader};
use agent::{Ask, Embedded};
use anyhow::Result;
use clap::Args;
use conversation::ids::{MessageId, PlaybookId};
use conversation::playbook::Playbook;
use conversation::signal::Strength;
use conversation::state::{self, Speaker};
use conversation::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use triggers::measure::auroc;
use triggers::text::Text;
use triggers::{By, Guide, GuideSource, Turn};

/// A business as the answerer knows it.
struct Business {
    playbook: Arc<Playbook>,
    guide: Arc<Guide>,
}

impl Business {
    /// Exactly what the owner wrote, and no further settings.
    fn of_prompt(prompt: String) -> Self {
        let guide = Guide::new(&GuideSource::of_prompt(&prompt));
        let id = PlaybookId::new("eval");
        let playbook = Playbook {
            prompt,
            ..Playbook::blank(id, "eval", guide.language())
        };
        Self {
            playbook: Arc::new(playbook),
            guide: Arc::new(guide),
        }
    }

    /// What the embedded answerer says; `None` if it hands over.
    fn answer(&self, answerer: &Embedded<'_>, question: &str) -> Option<String> {
        let turn = state::Turn {
            speaker: Speaker::Customer,
            at: Timestamp::default(),
            id: MessageId::new("question"),
            words: question.to_owned(),
        };
        let ask = Ask {
            playbook: Arc::clone(&self.playbook),
            guide: Arc::clone(&self.guide),
            turns: vec![turn],
            language: None,
            briefing: None,
            customer: None,
        };
        match answerer.answer(&ask) {
            agent::Answer::Reply {
                text, confidence, ..
            } if confidence >= SENT_FROM => Some(text),
            agent::Answer::Reply { .. } | agent::Answer::HandOver { .. } => None,
        }
    }
}

/// The confidence from which an answer is sent under the usual autonomy, "answers what it is sure
/// of"; below it the rules call a person.
const SENT_FROM: Strength = Strength(500);

/// What to ask.
#[derive(Debug, Args)]
pub struct QuestionsArgs {
    /// Questions, one JSON object a line.
    pub file: PathBuf,
    /// Folder with `<lang>-<business>.md`, as the owner wrote them.
    #[arg(long, value_name = "DIR")]
    pub playbooks: PathBuf,
    /// Numbers for machines.
    #[arg(long)]
    pub json: bool,
    /// List every question that went wrong, with the answer given.
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
    lang: String,
    business: String,
    q: String,
    answerable: bool,
    #[serde(default)]
    must: Vec<Vec<String>>,
}

impl Line {
    fn business(&self) -> String {
        format!("{}-{}", self.lang, self.business)
    }
}

#[derive(Clone, Debug)]
struct Asked {
    line: Line,
    outside: f64,
    handed_over: bool,
    answer: Option<String>,
    right: bool,
}

/// The numbers, with the keys that machines know.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionsReport {
    /// Share of answerable questions answered with everything they must contain.
    pub answered_right: f64,
    /// Share of unanswerable questions handed over.
    pub handed_over: f64,
    /// How well the scope score tells the two apart.
    pub auroc: f64,
    /// Share of answerable questions handed over though they need not be.
    pub handed_over_needlessly: f64,
    /// The same by language.
    pub per_language: BTreeMap<String, LanguageReport>,
    /// How many questions.
    pub n: usize,
    /// 95 % intervals.
    pub intervals: BTreeMap<String, Interval>,
}

/// One language.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LanguageReport {
    /// Share of answerable questions answered with everything they must contain.
    pub answered_right: f64,
    /// Share of unanswerable questions handed over.
    pub handed_over: f64,
    /// How well the scope score tells the two apart.
    pub auroc: f64,
}

/// Measures and says what to print.
pub fn run(args: &QuestionsArgs) -> Result<String> {
    let questions = only(lines(&args.file)?, args.only.as_deref(), Line::business)?;
    let mut businesses: BTreeMap<(String, String), Business> = BTreeMap::new();
    for line in &questions {
        let key = (line.lang.clone(), line.business.clone());
        if let Entry::Vacant(free) = businesses.entry(key) {
            let prompt = playbook(&args.playbooks, &line.lang, &line.business)?;
            free.insert(Business::of_prompt(prompt));
        }
    }
    let asked = with_reader(args.weights.as_deref(), |reader| {
        let answerer = Embedded::asking(reader);
        let id = MessageId::new("question");
        Ok(questions
            .iter()
            .filter_map(|line| {
                let business = businesses.get(&(line.lang.clone(), line.business.clone()))?;
                let turn = Turn {
                    by: By::Customer,
                    at: Timestamp(0),
                    id: &id,
                    text: &line.q,
                };
                let reading = reader.read(&[turn], &business.guide);
                // How well the playbook covers it, the answerer asks the same reader.
                let escalated = reading.deciding().is_some();
                let answer = if escalated {
                    None
                } else {
                    business.answer(&answerer, &line.q)
                };
                let right = answer
                    .as_deref()
                    .is_some_and(|answer| contains_all(answer, &line.must));
                Some(Asked {
                    line: line.clone(),
                    outside: f64::from(1.0 - reading.scope),
                    handed_over: answer.is_none(),
                    answer,
                    right: line.answerable && right,
                })
            })
            .collect::<Vec<Asked>>())
    })?;
    let report = report(&asked);
    if args.json {
        return Ok(serde_json::to_string_pretty(&report)?);
    }
    let mut out = table(&report);
    if args.errors {
        out.push_str(&errors(&asked));
    }
    Ok(out)
}

/// Every inner list needs one of its strings in the answer, whatever the case and the accents.
fn contains_all(answer: &str, must: &[Vec<String>]) -> bool {
    let answer = plain(answer);
    must.iter()
        .all(|any| any.iter().any(|text| answer.contains(&plain(text))))
}

fn plain(text: &str) -> String {
    Text::fold(text)
}

fn answered_right(asked: &[Asked]) -> f64 {
    share(asked.iter().filter(|a| a.line.answerable), |a| a.right)
}

fn handed_over(asked: &[Asked]) -> f64 {
    share(asked.iter().filter(|a| !a.line.answerable), |a| {
        a.handed_over
    })
}

fn handed_over_needlessly(asked: &[Asked]) -> f64 {
    share(asked.iter().filter(|a| a.line.answerable), |a| {
        a.handed_over
    })
}

fn area(asked: &[Asked]) -> f64 {
    auroc(
        &asked
            .iter()
            .map(|a| (a.outside, !a.line.answerable))
            .collect::<Vec<_>>(),
    )
}

fn share<'a>(items: impl Iterator<Item = &'a Asked>, wanted: impl Fn(&Asked) -> bool) -> f64 {
    let (mut all, mut hits) = (0_usize, 0_usize);
    for item in items {
        all += 1;
        hits += usize::from(wanted(item));
    }
    if all == 0 {
        0.0
    } else {
        hits as f64 / all as f64
    }
}

fn report(asked: &[Asked]) -> QuestionsReport {
    let mut per_language = BTreeMap::new();
    for lang in asked.iter().map(|a| &a.line.lang) {
        let own: Vec<Asked> = asked
            .iter()
            .filter(|a| a.line.lang == *lang)
            .cloned()
            .collect();
        per_language
            .entry(lang.clone())
            .or_insert_with(|| LanguageReport {
                answered_right: answered_right(&own),
                handed_over: handed_over(&own),
                auroc: area(&own),
            });
    }
    let intervals = BTreeMap::from([
        (
            "answered_right".to_owned(),
            interval_of(asked, answered_right),
        ),
        ("handed_over".to_owned(), interval_of(asked, handed_over)),
        ("auroc".to_owned(), interval_of(asked, area)),
        (
            "handed_over_needlessly".to_owned(),
            interval_of(asked, handed_over_needlessly),
        ),
    ]);
    QuestionsReport {
        answered_right: answered_right(asked),
        handed_over: handed_over(asked),
        auroc: area(asked),
        handed_over_needlessly: handed_over_needlessly(asked),
        per_language,
        n: asked.len(),
        intervals,
    }
}

fn table(report: &QuestionsReport) -> String {
    let mut table = Table::new(format_args!("{} questions", report.n), &report.intervals);
    for (name, value, key) in [
        (
            "answerable answered right",
            report.answered_right,
            "answered_right",
        ),
        (
            "unanswerable handed over",
            report.handed_over,
            "handed_over",
        ),
        ("AUROC of the scope score", report.auroc, "auroc"),
        (
            "answerable handed over",
            report.handed_over_needlessly,
            "handed_over_needlessly",
        ),
    ] {
        table.number(name, value, key, "");
    }
    for (lang, l) in &report.per_language {
        table.line(format_args!(
            "  {lang}  answered right {:.2}  handed over {:.2}  AUROC {:.3}",
            l.answered_right, l.handed_over, l.auroc
        ));
    }
    table.finish()
}

fn errors(asked: &[Asked]) -> String {
    let mut out = String::new();
    for a in asked {
        let wrong = if a.line.answerable {
            !a.right
        } else {
            !a.handed_over
        };
        if wrong {
            let what = match (a.line.answerable, a.handed_over) {
                (true, true) => "HANDED OVER",
                (true, false) => "WRONG",
                (false, _) => "ANSWERED",
            };
            let said = a.answer.as_deref().unwrap_or("-");
            let _ = writeln!(
                out,
                "{what} {} ({:.2}) {}\n      said: {said}\n      must: {:?}",
                a.line.lang, a.outside, a.line.q, a.line.must
            );
        }
    }
    out
}
