//! The head for out of scope: a linear score with trees on top, and its own measure with businesses
//! left out. The trees learn from linear scores of examples that the linear head never saw, or they
//! would trust it too much.

use crate::data::{Data, FOLDS, Place};
use crate::fit::{LeftOut, left_out};
use conversation::signal::Trigger;
use triggers::Trees;
use triggers::learn::{Garden, Plan, Row, grow, learn};
use triggers::measure::auroc;

const HEAD: usize = 4;

/// The trees for the linear head that learns from all folds but `without`. `others` are the linear
/// scores of all heads, left out.
pub(crate) fn trees(data: &Data, without: Option<usize>, others: &[[f32; 5]]) -> Trees {
    let starts = linear(data, without);
    let rows: Vec<Row> = data
        .examples
        .iter()
        .zip(starts)
        .zip(others)
        .filter(|((example, _), _)| example.guided && example.weights[HEAD] > 0.0)
        .filter_map(|((example, start), others)| {
            let start = start?;
            let mut scores = *others;
            scores[HEAD] = start;
            Some(Row {
                numbers: example.for_trees(&scores),
                start,
                label: example.labels[HEAD],
                weight: example.weights[HEAD],
            })
        })
        .collect();
    grow(&rows, Garden::default())
}

/// Linear scores of the examples in all folds but `without`, each by a head that saw neither.
fn linear(data: &Data, without: Option<usize>) -> Vec<Option<f32>> {
    let mut scores = vec![None; data.examples.len()];
    for fold in (0..FOLDS).filter(|fold| Some(*fold) != without) {
        let head = learn(&data.examples, HEAD, Plan::of(HEAD), |example| {
            example.group != fold && Some(example.group) != without
        });
        for (score, example) in scores.iter_mut().zip(&data.examples) {
            if example.group == fold {
                *score = Some(head.score(example));
            }
        }
    }
    scores
}

/// The linear scores with what trees add that never saw the example's fold.
pub(crate) fn with_trees(data: &Data, linear: &[[f32; 5]]) -> Vec<[f32; 5]> {
    let forests: Vec<Trees> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..FOLDS)
            .map(|fold| scope.spawn(move || trees(data, Some(fold), linear)))
            .collect();
        handles
            .into_iter()
            .filter_map(|handle| handle.join().ok())
            .collect()
    });
    let mut all = linear.to_vec();
    for (scores, example) in all.iter_mut().zip(&data.examples) {
        if let Some(trees) = forests.get(example.group)
            && example.guided
        {
            scores[HEAD] = example.with_trees(scores, trees);
        }
    }
    all
}

/// The lowest threshold that leaves routine conversations alone.
pub(crate) fn threshold(data: &Data, scores: &[[f32; 5]]) -> f32 {
    threshold_for(data, scores, ROUTINE)
}

/// The share of routine conversations that may be escalated for their scope.
const ROUTINE: f64 = 0.02;

/// The score above which the agent had better not answer, on questions left out: the highest share
/// of questions that are handed over or kept rightly, with most answerable ones kept.
pub(crate) fn gate(data: &Data, scores: &[[f32; 5]]) -> f32 {
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

/// The share of answerable questions that the agent may answer. What is kept too many here, its own
/// confidence still hands over.
const KEPT: f64 = 0.95;

/// Measures this head alone, and shows what it costs to catch more.
pub(crate) fn run(data: &Data, errors: bool) {
    let LeftOut { linear, scores } = left_out(data);
    areas(data, &linear, "linear");
    areas(data, &scores, "trees");
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
    let gate = gate(data, &scores);
    println!("gate {}", Outcome::of(data, &scores, gate, "").line(gate));
    if errors {
        show(data, &scores, threshold);
    }
}

fn areas(data: &Data, scores: &[[f32; 5]], name: &str) {
    print!("{name:7}");
    for lang in ["en", "es", "pt", ""] {
        let area = |of_questions: bool| {
            let examples = data.examples.iter().zip(&data.origins).zip(scores);
            let chosen = examples.filter(|((example, origin), _)| {
                let fits = match origin.place {
                    Place::Question { .. } => of_questions,
                    Place::Conversation { .. } => !of_questions,
                    Place::Message | Place::Corpus => false,
                };
                fits && origin.lang.starts_with(lang) && example.weights[HEAD] > 0.0
            });
            let scored: Vec<_> = chosen
                .map(|((example, _), scores)| (f64::from(scores[HEAD]), example.labels[HEAD]))
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
    fn of(data: &Data, scores: &[[f32; 5]], threshold: f32, lang: &str) -> Self {
        let mut outcome = Self::default();
        let mut last = "";
        let mut done = false;
        for (origin, scores) in data.origins.iter().zip(scores) {
            if !origin.lang.starts_with(lang) {
                continue;
            }
            let fires = scores[HEAD] > threshold;
            match &origin.place {
                Place::Question { answerable: true } => count(&mut outcome.kept, !fires),
                Place::Question { answerable: false } => count(&mut outcome.over, fires),
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
                Place::Message | Place::Corpus => {}
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
fn threshold_for(data: &Data, scores: &[[f32; 5]], share: f64) -> f32 {
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

fn show(data: &Data, scores: &[[f32; 5]], threshold: f32) {
    let examples = data.examples.iter().zip(&data.origins).zip(scores);
    let mut lines: Vec<(f32, String)> = Vec::new();
    for ((example, origin), scores) in examples {
        let wrong = (scores[HEAD] > threshold) != example.labels[HEAD];
        if !example.guided || example.weights[HEAD] == 0.0 || !wrong {
            continue;
        }
        let what = if example.labels[HEAD] {
            "MISS "
        } else {
            "ALARM"
        };
        let margin = scores[HEAD] - threshold;
        let line = format!(
            "{what} {margin:+.2} {} {}: {}",
            origin.lang, origin.kind, origin.text
        );
        lines.push((margin, line));
    }
    lines.sort_by(|a, b| a.0.total_cmp(&b.0));
    lines.iter().for_each(|(_, line)| println!("{line}"));
}
