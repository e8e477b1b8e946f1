//! The head for out of scope: its limits, and its own measure with businesses left out.

use crate::args::Args;
use crate::data::{Data, Place};
use crate::fit::left_out;
use anyhow::{Context, Result};
use conversation::signal::Trigger;
use serde_json::json;
use std::path::Path;
use triggers::AskChances;
use triggers::measure::auroc;
use triggers::model::{GATE, OUT_OF_SCOPE, Scores, covered};

/// The score above which the agent had better not answer: the lowest under which it still keeps nearly all
/// of the answerable questions that were left out.
pub(crate) fn gate(data: &Data, scores: &[f32]) -> f32 {
    let (mut low, mut high) = (-6.0_f32, 8.0_f32);
    for _ in 0..24 {
        let middle = (low + high) / 2.0;
        let kept = Outcome::of(data, scores, middle, "").kept;
        if kept.0 >= KEPT * kept.1 {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

/// The least share of answerable questions that the agent may answer. What is kept too many here, its own
/// confidence still hands over.
const KEPT: f64 = 0.95;

/// Measures this head alone, and shows what it costs to catch more.
pub(crate) fn run(data: &Data, args: &Args) -> Result<()> {
    let all = left_out(data);
    for (head, name) in [(OUT_OF_SCOPE, "scope"), (GATE, "gate")] {
        areas(data, &of_head(&all.linear, head), &format!("{name} linear"));
        areas(data, &of_head(&all.scores, head), name);
    }
    sorts(data, &all.asks);
    let scores = of_head(&all.scores, OUT_OF_SCOPE);
    let gate_scores = of_head(&all.scores, GATE);
    for share in [0.01, 0.02, 0.03, 0.04, 0.06, 0.08] {
        let threshold = threshold_for(data, &scores, share);
        println!(
            "{}",
            Outcome::of(data, &scores, threshold, "").line(threshold)
        );
    }
    let threshold = threshold_for(data, &scores, 0.03);
    for lang in ["en", "es", "pt"] {
        let outcome = Outcome::of(data, &scores, threshold, lang);
        println!("{lang} {}", outcome.line(threshold));
    }
    let gate = gate(data, &gate_scores);
    println!(
        "gate {}",
        Outcome::of(data, &gate_scores, gate, "").line(gate)
    );
    if args.errors {
        show(data, &scores, threshold);
    }
    match &args.coverage {
        Some(file) => write(data, &gate_scores, gate, file),
        None => Ok(()),
    }
}

/// Writes how well each question is covered, for those who weigh that with something else.
fn write(data: &Data, gate_scores: &[f32], gate: f32, file: &Path) -> Result<()> {
    let lines = coverages(data, gate_scores, gate);
    std::fs::write(file, lines.join("\n") + "\n")
        .with_context(|| format!("writing {}", file.display()))
}

/// A line for each question of each business: many ask the same in the same words, and not every playbook
/// answers it.
fn coverages(data: &Data, gate_scores: &[f32], gate: f32) -> Vec<String> {
    let scored = data.origins.iter().zip(gate_scores);
    scored
        .filter_map(|(origin, score)| {
            let Place::Question { business, .. } = &origin.place else {
                return None;
            };
            let line = json!({
                "lang": origin.lang,
                "business": business,
                "q": origin.text,
                "coverage": covered(*score, gate),
            });
            Some(line.to_string())
        })
        .collect()
}

fn areas(data: &Data, scores: &[f32], name: &str) {
    print!("{name:12}");
    for lang in ["en", "es", "pt", ""] {
        let area = |of_questions: bool| {
            let examples = data.examples.iter().zip(&data.origins).zip(scores);
            let chosen = examples.filter(|((example, origin), _)| {
                let fits = match origin.place {
                    Place::Question { .. } => of_questions,
                    Place::Conversation { .. } => !of_questions,
                    Place::Message | Place::Next | Place::Corpus => false,
                };
                fits && origin.lang.starts_with(lang) && example.weights[OUT_OF_SCOPE] > 0.0
            });
            let scored: Vec<_> = chosen
                .map(|((example, _), score)| (f64::from(*score), example.labels[OUT_OF_SCOPE]))
                .collect();
            auroc(&scored)
        };
        print!(
            " {lang:2} questions {:.3} turns {:.3} |",
            area(true),
            area(false)
        );
    }
    println!();
}

/// How often the likeliest sort of a wish is the one that a reader named.
pub(crate) fn sorts(data: &Data, asks: &[AskChances]) {
    let named = data.examples.iter().zip(asks);
    let right: Vec<bool> = named
        .filter_map(|(example, chances)| {
            let sorts = chances.iter().enumerate();
            let likeliest = sorts.max_by(|a, b| a.1.total_cmp(b.1))?.0;
            Some(likeliest == example.ask? as usize)
        })
        .collect();
    let share = right.iter().filter(|right| **right).count() as f64 / right.len().max(1) as f64;
    println!(
        "sorts of wishes: {:.1}% of {} right",
        100.0 * share,
        right.len()
    );
}

/// What one head says of every example.
pub(crate) fn of_head(scores: &[Scores], head: usize) -> Vec<f32> {
    scores.iter().map(|scores| scores[head]).collect()
}

/// What a threshold does to whole conversations and to questions.
#[derive(Default)]
struct Outcome {
    hits: f64,
    wanted: f64,
    early: f64,
    stolen: f64,
    routine: (f64, f64),
    hard: (f64, f64),
    other: (f64, f64),
    over: (f64, f64),
    kept: (f64, f64),
}

impl Outcome {
    fn of(data: &Data, scores: &[f32], threshold: f32, lang: &str) -> Self {
        let mut outcome = Self::default();
        let mut last = "";
        let mut done = false;
        for (origin, score) in data.origins.iter().zip(scores) {
            if !origin.lang.starts_with(lang) {
                continue;
            }
            let fires = *score > threshold;
            match &origin.place {
                Place::Question {
                    answerable: true, ..
                } => count(&mut outcome.kept, !fires),
                Place::Question {
                    answerable: false, ..
                } => count(&mut outcome.over, fires),
                Place::Conversation { id, expect, accept } => {
                    if id != last {
                        (last, done) = (id, false);
                        let positive = origin.kind == "out_of_scope";
                        outcome.wanted += f64::from(u8::from(positive));
                        outcome.kind(&origin.kind).1 += f64::from(u8::from(!positive));
                    }
                    let right = expect.contains(&Trigger::OutOfScope);
                    let bears = accept.contains(&Trigger::OutOfScope)
                        || !expect.is_empty()
                        || !accept.is_empty();
                    if fires
                        && !done
                        && !expect.is_empty()
                        && !right
                        && !accept.contains(&Trigger::OutOfScope)
                    {
                        outcome.stolen += 1.0;
                    }
                    if fires && !done && (right || !bears) {
                        done = true;
                        if right {
                            outcome.hits += 1.0;
                        } else if origin.kind == "out_of_scope" {
                            outcome.early += 1.0;
                        } else {
                            outcome.kind(&origin.kind).0 += 1.0;
                        }
                    }
                }
                Place::Message | Place::Next | Place::Corpus => {}
            }
        }
        outcome
    }

    fn kind(&mut self, kind: &str) -> &mut (f64, f64) {
        match kind {
            "routine" => &mut self.routine,
            "hard_negative" => &mut self.hard,
            _ => &mut self.other,
        }
    }

    fn line(&self, threshold: f32) -> String {
        let share = |(part, whole): (f64, f64)| part / whole.max(1.0);
        let alarms = self.early + self.routine.0 + self.hard.0 + self.other.0;
        let f1 = 2.0 * self.hits / (self.hits + alarms + self.wanted);
        format!(
            "at {threshold:+.2}: F1 {f1:.3} recall {:.2} of {} early {} stolen {} | alarms routine {:.1}% hard {:.1}% other {:.1}% \
             | questions handed over {:.2} kept {:.2}",
            self.hits / self.wanted.max(1.0),
            self.wanted,
            self.early,
            self.stolen,
            100.0 * share(self.routine),
            100.0 * share(self.hard),
            100.0 * share(self.other),
            share(self.over),
            share(self.kept),
        )
    }
}

fn count(tally: &mut (f64, f64), yes: bool) {
    tally.0 += f64::from(u8::from(yes));
    tally.1 += 1.0;
}

/// The lowest threshold at which at most `share` of the routine conversations are escalated.
fn threshold_for(data: &Data, scores: &[f32], share: f64) -> f32 {
    let (mut low, mut high) = (-6.0_f32, 8.0_f32);
    for _ in 0..24 {
        let middle = (low + high) / 2.0;
        let routine = Outcome::of(data, scores, middle, "").routine;
        if routine.0 <= share * routine.1 {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

fn show(data: &Data, scores: &[f32], threshold: f32) {
    let examples = data.examples.iter().zip(&data.origins).zip(scores);
    let mut lines: Vec<(f32, String)> = Vec::new();
    for ((example, origin), score) in examples {
        let wrong = (*score > threshold) != example.labels[OUT_OF_SCOPE];
        if !example.guided || example.weights[OUT_OF_SCOPE] == 0.0 || !wrong {
            continue;
        }
        let what = if example.labels[OUT_OF_SCOPE] {
            "MISS "
        } else {
            "ALARM"
        };
        let margin = *score - threshold;
        let line = format!(
            "{what} {margin:+.2} {} {}: {}",
            origin.lang, origin.kind, origin.text
        );
        lines.push((margin, line));
    }
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    lines.iter().for_each(|(_, line)| println!("{line}"));
}

#[cfg(test)]
mod tests {
    use super::coverages;
    use crate::data::{Data, Origin, Place};
    use triggers::learn::KnownWords;

    #[test]
    fn the_same_question_to_two_businesses_is_covered_by_each_in_its_own_way() {
        let asked = |business: &str| Origin {
            lang: "en".to_owned(),
            kind: "question".to_owned(),
            text: "Do you deliver?".to_owned(),
            place: Place::Question {
                business: business.to_owned(),
                answerable: true,
            },
        };
        let data = Data {
            examples: Vec::new(),
            origins: vec![asked("bakery"), asked("garage")],
            known: KnownWords::default(),
            sources: String::new(),
        };
        let lines = coverages(&data, &[-2.0, 2.0], 0.0);
        let of = |at: usize| -> serde_json::Value { serde_json::from_str(&lines[at]).unwrap() };
        assert_eq!(
            (&of(0)["business"], &of(1)["business"]),
            (&"bakery".into(), &"garage".into())
        );
        assert!(
            of(0)["coverage"].as_f64() > of(1)["coverage"].as_f64(),
            "{lines:?}"
        );
    }
}
