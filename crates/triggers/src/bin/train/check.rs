//! Learns with one fold left out after the other, chooses thresholds on what was left out, and says
//! how good the result is.

use crate::data::{Data, FOLDS, Origin, Place};
use crate::scope;
use conversation::signal::Trigger;
use std::collections::BTreeMap;
use triggers::learn::{Example, Learned, Plan, learn};
use triggers::measure::{Judged, auroc, from_counts, judge, macro_f1, score};
use triggers::{OverScope, Weights};

/// Scores of every example by heads that never saw its fold.
fn left_out(data: &Data) -> Vec<[f32; 5]> {
    let mut scores = vec![[0.0_f32; 5]; data.examples.len()];
    for fold in 0..FOLDS {
        let heads = heads(data, Some(fold));
        for (scores, example) in scores.iter_mut().zip(&data.examples) {
            if example.group == fold {
                for (at, (score, head)) in scores.iter_mut().zip(&heads).enumerate() {
                    *score = head.score(example);
                    if example.quiet {
                        *score = -99.0;
                    }
                    if example.sure[at] {
                        *score = 99.0;
                    }
                }
            }
        }
    }
    scope::add_trees(data, &mut scores);
    scores
}

/// All heads, learned side by side; each is deterministic by itself.
fn heads(data: &Data, without: Option<usize>) -> Vec<Learned> {
    let keep = |example: &Example| Some(example.group) != without;
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..5)
            .map(|head| scope.spawn(move || learn(&data.examples, head, Plan::of(head), keep)))
            .collect();
        handles
            .into_iter()
            .filter_map(|handle| handle.join().ok())
            .collect()
    })
}

/// The threshold per head that gives the best F1 on conversation turns and messages left out.
fn thresholds(data: &Data, scores: &[[f32; 5]]) -> [f32; 5] {
    let mut best = [0.0_f32; 5];
    for (head, best) in best.iter_mut().enumerate() {
        let mut scored: Vec<(f32, bool, f32)> = data
            .examples
            .iter()
            .zip(&data.origins)
            .zip(scores)
            .filter(|((example, _), _)| example.weights[head] > 0.0)
            .map(|((example, origin), scores)| {
                (
                    scores[head],
                    example.labels[head],
                    weight_of(origin, example.labels[head], head),
                )
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0));
        let wanted: f32 = scored.iter().filter(|s| s.1).map(|s| s.2).sum();
        let (mut hits, mut alarms, mut top) = (0.0_f32, 0.0_f32, 0.0_f32);
        for (at, (score, positive, weight)) in scored.iter().enumerate() {
            if *positive {
                hits += weight
            } else {
                alarms += weight
            }
            let f1 = 2.0 * hits / (hits + alarms + wanted);
            if f1 > top {
                top = f1;
                let next = scored.get(at + 1).map_or(*score, |s| s.0);
                *best = (score + next) / 2.0;
            }
        }
    }
    best
}

/// Moves one threshold after the other while the measure of whole conversations gets better.
fn refined(data: &Data, scores: &[[f32; 5]], start: [f32; 5]) -> [f32; 5] {
    let mut best = start;
    let mut top = worth(data, scores, best);
    for step in [0.6_f32, 0.3, 0.15, 0.08] {
        for _ in 0..3 {
            for head in 0..5 {
                for move_by in [-2.0 * step, -step, step, 2.0 * step] {
                    let mut tried = best;
                    tried[head] += move_by;
                    let worth = worth(data, scores, tried);
                    if worth > top {
                        (top, best) = (worth, tried);
                    }
                }
            }
        }
    }
    best
}

/// The thresholds to ship: the best together, out of scope no lower than its own limit of alarms.
fn chosen(data: &Data, scores: &[[f32; 5]]) -> [f32; 5] {
    let mut chosen = refined(data, scores, thresholds(data, scores));
    chosen[4] = chosen[4].max(scope::threshold(data, scores));
    chosen
}

/// What a set of thresholds is worth: F1 on conversations and on messages, less the false alarms.
fn worth(data: &Data, scores: &[[f32; 5]], thresholds: [f32; 5]) -> f64 {
    let all = by_conversation(data, scores, thresholds);
    let outcomes: Vec<_> = all
        .iter()
        .map(|turns| judge(&turns.iter().map(|t| t.0.clone()).collect::<Vec<_>>(), 0))
        .collect();
    let alarms = |kind: &str| {
        let of_kind = all
            .iter()
            .zip(&outcomes)
            .filter(|(t, _)| t.first().is_some_and(|t| t.2.kind == kind));
        let n = of_kind.clone().count().max(1);
        of_kind.filter(|(_, o)| o.alarm.is_some()).count() as f64 / n as f64
    };
    let mut message_f1 = 0.0;
    for head in 0..4 {
        let (mut hits, mut false_alarms, mut missed) = (0, 0, 0);
        for ((e, o), s) in data.examples.iter().zip(&data.origins).zip(scores) {
            if o.place == Place::Message && e.weights[head] > 0.0 {
                let said = s[head] > thresholds[head];
                hits += usize::from(said && e.labels[head]);
                false_alarms += usize::from(said && !e.labels[head]);
                missed += usize::from(!said && e.labels[head]);
            }
        }
        message_f1 += from_counts(hits, false_alarms, missed).f1 / 4.0;
    }
    macro_f1(&outcomes) + 0.7 * message_f1 + 0.4 * questions_right(data, scores, thresholds[4])
        - 0.9 * alarms("routine")
        - 0.45 * alarms("hard_negative")
}

/// The mean of unanswerable questions handed over and answerable ones kept.
fn questions_right(data: &Data, scores: &[[f32; 5]], threshold: f32) -> f64 {
    let (mut over, mut kept, mut answerables, mut others) = (0.0, 0.0, 0.0_f64, 0.0_f64);
    for (origin, scores) in data.origins.iter().zip(scores) {
        match origin.place {
            Place::Question { answerable: true } => {
                answerables += 1.0;
                kept += f64::from(scores[4] <= threshold);
            }
            Place::Question { answerable: false } => {
                others += 1.0;
                over += f64::from(scores[4] > threshold);
            }
            Place::Message | Place::Conversation { .. } | Place::Corpus => {}
        }
    }
    (over / others.max(1.0) + kept / answerables.max(1.0)) / 2.0
}

/// How much an example counts where the threshold is chosen: in a conversation most turns are
/// routine, among the written messages most are not.
fn weight_of(origin: &Origin, positive: bool, head: usize) -> f32 {
    match &origin.place {
        Place::Conversation { .. } => {
            if head == 4 {
                1.0
            } else {
                2.0
            }
        }
        Place::Question { .. } => 0.5,
        Place::Message if positive => 0.25,
        Place::Message => 0.35,
        Place::Corpus => 0.0,
    }
}

pub(crate) fn train_all(data: &Data) -> Weights {
    let scores = left_out(data);
    let thresholds = chosen(data, &scores);
    let (mut all, mut sparse) = (Vec::new(), Vec::new());
    for (learned, threshold) in heads(data, None).into_iter().zip(thresholds) {
        let (head, table) = learned.into_head(threshold, 1.0);
        all.push(head);
        sparse.push(table);
    }
    let version = format!("{}+{}", env!("CARGO_PKG_VERSION"), data.sources);
    let over_scope = OverScope {
        trees: scope::trees(data, None),
        answer_up_to: scope::gate(data, &scores),
    };
    Weights::new(version, all, &sparse, &data.known.packed_all(), over_scope)
}

/// Areas under the ROC curve per head, over messages and over turns of conversations.
fn areas(data: &Data, scores: &[[f32; 5]]) {
    for (name, of_messages) in [("messages", true), ("turns", false)] {
        print!("auroc {name:9}");
        let mut total = 0.0;
        for (head, trigger) in Trigger::ALL.iter().enumerate() {
            let scored: Vec<(f64, bool)> = data
                .examples
                .iter()
                .zip(&data.origins)
                .zip(scores)
                .filter(|((e, o), _)| {
                    e.weights[head] > 0.0
                        && if of_messages {
                            o.place == Place::Message
                        } else {
                            matches!(o.place, Place::Conversation { .. })
                        }
                })
                .map(|((e, _), s)| (f64::from(s[head]), e.labels[head]))
                .collect();
            let area = auroc(&scored);
            total += area / 5.0;
            print!(" {} {area:.4}", trigger.word());
        }
        println!(" mean {total:.4}");
    }
}

pub(crate) fn run(data: &Data, errors: bool) {
    let scores = left_out(data);
    let thresholds = chosen(data, &scores);
    areas(data, &scores);
    println!("thresholds {thresholds:?}");
    messages(data, &scores, thresholds);
    questions(data, &scores, thresholds[4]);
    conversations(data, &scores, thresholds);
    if errors {
        show_sure(data);
        show_errors(data, &scores, thresholds);
    }
}

fn messages(data: &Data, scores: &[[f32; 5]], thresholds: [f32; 5]) {
    println!("messages (folds left out)");
    for (head, trigger) in Trigger::ALL.iter().enumerate() {
        for lang in ["en", "es", "pt"] {
            let of_lang = || {
                data.examples
                    .iter()
                    .zip(&data.origins)
                    .zip(scores)
                    .filter(|((e, o), _)| {
                        o.lang == lang && o.place == Place::Message && e.weights[head] > 0.0
                    })
            };
            let scored: Vec<(f64, bool)> = of_lang()
                .map(|((e, _), s)| (f64::from(s[head]), e.labels[head]))
                .collect();
            let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
            let (mut hits, mut alarms, mut missed) = (0, 0, 0);
            for ((e, o), s) in of_lang() {
                let said = s[head] > thresholds[head];
                let right = e.labels[head];
                hits += usize::from(said && right);
                alarms += usize::from(said && !right);
                missed += usize::from(!said && right);
                let key = if right {
                    format!("+{}", o.kind)
                } else {
                    format!("-{}", o.kind)
                };
                let slot = kinds.entry(key).or_default();
                slot.0 += usize::from(said);
                slot.1 += 1;
            }
            let f = from_counts(hits, alarms, missed);
            print!(
                "{:17} {lang} n {:4} auroc {:.3} P {:.2} R {:.2} F1 {:.3} |",
                trigger.word(),
                f.n,
                auroc(&scored),
                f.precision,
                f.recall,
                f.f1
            );
            for (kind, (said, all)) in kinds {
                print!(" {kind} {:.0}%/{all}", 100.0 * said as f64 / all as f64);
            }
            println!();
        }
    }
}

fn questions(data: &Data, scores: &[[f32; 5]], threshold: f32) {
    println!("questions (businesses left out)");
    for lang in ["en", "es", "pt", ""] {
        let mut scored = Vec::new();
        let (mut over, mut kept) = (0, 0);
        for ((_, o), s) in data.examples.iter().zip(&data.origins).zip(scores) {
            if let Place::Question { answerable } = o.place
                && o.lang.starts_with(lang)
            {
                scored.push((f64::from(s[4]), !answerable));
                over += usize::from(!answerable && s[4] > threshold);
                kept += usize::from(answerable && s[4] <= threshold);
            }
        }
        let n_un = scored.iter().filter(|s| s.1).count().max(1);
        let n_an = (scored.len() - n_un.min(scored.len())).max(1);
        println!(
            "{lang:3} auroc {:.3} handed over {:.2} kept {:.2} n {}",
            auroc(&scored),
            over as f64 / n_un as f64,
            kept as f64 / n_an as f64,
            scored.len()
        );
    }
}

/// One customer turn, its scores and what was wanted.
type Turned = (Judged, [f32; 5], Origin);

fn by_conversation(data: &Data, scores: &[[f32; 5]], thresholds: [f32; 5]) -> Vec<Vec<Turned>> {
    let mut all: Vec<Vec<Turned>> = Vec::new();
    let mut last = String::new();
    for (o, s) in data.origins.iter().zip(scores) {
        let Place::Conversation { id, expect, accept } = &o.place else {
            continue;
        };
        if *id != last {
            all.push(Vec::new());
            last.clone_from(id);
        }
        let said = decide(s, thresholds);
        if let Some(turns) = all.last_mut() {
            let judged = Judged {
                expect: expect.clone(),
                accept: accept.clone(),
                said,
            };
            turns.push((judged, *s, o.clone()));
        }
    }
    all
}

fn decide(scores: &[f32; 5], thresholds: [f32; 5]) -> Option<Trigger> {
    Trigger::ALL
        .into_iter()
        .zip(scores.iter().zip(thresholds))
        .filter(|(_, (score, threshold))| **score > *threshold)
        .min_by(|(a, (sa, ta)), (b, (sb, tb))| {
            (!a.is_immediate())
                .cmp(&!b.is_immediate())
                .then((*sb - tb).total_cmp(&(*sa - ta)))
        })
        .map(|(trigger, _)| trigger)
}

fn conversations(data: &Data, scores: &[[f32; 5]], thresholds: [f32; 5]) {
    let all = by_conversation(data, scores, thresholds);
    println!("conversations (businesses left out): {}", all.len());
    for lang in ["en", "es", "pt", ""] {
        let of_lang: Vec<_> = all
            .iter()
            .filter(|turns| turns.first().is_some_and(|t| t.2.lang.starts_with(lang)))
            .collect();
        let outcomes: Vec<_> = of_lang
            .iter()
            .map(|turns| judge(&turns.iter().map(|t| t.0.clone()).collect::<Vec<_>>(), 0))
            .collect();
        print!("{lang:3} macro-F1 {:.3} |", macro_f1(&outcomes));
        for trigger in Trigger::ALL {
            let s = score(&outcomes, trigger);
            print!(
                " {} {:.2}/{:.2}/{:.2} ({})",
                trigger.word(),
                s.precision,
                s.recall,
                s.f1,
                s.n
            );
        }
        for kind in ["routine", "hard_negative"] {
            let pairs: Vec<_> = of_lang
                .iter()
                .zip(&outcomes)
                .filter(|(t, _)| t.first().is_some_and(|t| t.2.kind == kind))
                .collect();
            let alarms = pairs.iter().filter(|(_, o)| o.alarm.is_some()).count();
            print!(
                " {kind} {:.1}%",
                100.0 * alarms as f64 / pairs.len().max(1) as f64
            );
        }
        println!();
    }
}

/// What the rules that are sure found though they should not have.
fn show_sure(data: &Data) {
    for (e, o) in data.examples.iter().zip(&data.origins) {
        for (head, trigger) in Trigger::ALL.iter().enumerate() {
            if e.sure[head] && !e.labels[head] && e.weights[head] > 0.0 {
                println!(
                    "SURE {} {} {} {}: {}",
                    trigger.word(),
                    o.lang,
                    o.kind,
                    e.weights[head],
                    o.text
                );
            }
        }
    }
}

fn show_errors(data: &Data, scores: &[[f32; 5]], thresholds: [f32; 5]) {
    for ((e, o), s) in data.examples.iter().zip(&data.origins).zip(scores) {
        for (head, trigger) in Trigger::ALL.iter().enumerate() {
            if e.weights[head] > 0.0 && (s[head] > thresholds[head]) != e.labels[head] {
                let place = match &o.place {
                    Place::Message => "message".to_owned(),
                    Place::Question { .. } => "question".to_owned(),
                    Place::Conversation { id, .. } => id.clone(),
                    Place::Corpus => continue,
                };
                println!(
                    "{} {:17} {:+.2} {} {} {place}: {}",
                    if e.labels[head] { "MISS " } else { "ALARM" },
                    trigger.word(),
                    s[head] - thresholds[head],
                    o.lang,
                    o.kind,
                    o.text
                );
            }
        }
    }
}
