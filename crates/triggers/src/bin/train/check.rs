//! Says how good the heads are on folds that they never saw: messages, questions, conversations.

use crate::data::{Data, Place};
use crate::decide::is_sure;
use crate::fit::{LeftOut, left_out};
use crate::scope;
use crate::thresholds::{Turned, by_conversation, chosen};
use conversation::signal::Trigger;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use triggers::measure::{Outcome, auroc, from_counts, judge, macro_f1, score};
use triggers::model::{N_TRIGGERS, Scores};

/// Areas under the ROC curve per head, over messages and over turns of conversations.
fn areas(data: &Data, scores: &[Scores]) {
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
    let LeftOut { scores, asks, .. } = left_out(data);
    scope::sorts(data, &asks);
    let thresholds = chosen(data, &scores);
    areas(data, &scores);
    println!("thresholds {thresholds:?}");
    messages(data, &scores, thresholds);
    doubts(data, &scores);
    questions(data, &scores, thresholds[4]);
    conversations(data, &scores, thresholds);
    if errors {
        show_sure(data);
        show_errors(data, &scores, thresholds);
    }
}

fn messages(data: &Data, scores: &[Scores], thresholds: [f32; N_TRIGGERS]) {
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

/// How often a rule that is sure was right, and what the doubt of the trees took back.
fn doubts(data: &Data, scores: &[Scores]) {
    for (head, trigger) in Trigger::ALL.iter().enumerate() {
        // Of right and wrong ones: all, and those taken back.
        let mut counts = [[0; 2]; 2];
        for ((e, o), s) in data.examples.iter().zip(&data.origins).zip(scores) {
            let read = matches!(o.place, Place::Message | Place::Conversation { .. });
            if read && e.sure[head] && e.weights[head] > 0.0 {
                let [all, back] = &mut counts[usize::from(!e.labels[head])];
                *all += 1;
                *back += usize::from(!is_sure(s[head]));
            }
        }
        let [[right, right_back], [wrong, wrong_back]] = counts;
        println!(
            "{:17} sure rules: {right} right, {right_back} taken back; {wrong} wrong, {wrong_back} taken back",
            trigger.word()
        );
    }
}

fn questions(data: &Data, scores: &[Scores], threshold: f32) {
    println!("questions (businesses left out)");
    for lang in ["en", "es", "pt", ""] {
        let mut scored = Vec::new();
        let (mut over, mut kept) = (0, 0);
        for ((_, o), s) in data.examples.iter().zip(&data.origins).zip(scores) {
            if let Place::Question { answerable, .. } = o.place
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

fn conversations(data: &Data, scores: &[Scores], thresholds: [f32; N_TRIGGERS]) {
    let all = by_conversation(data, scores, thresholds);
    println!("conversations (businesses left out): {}", all.len());
    for lang in ["en", "es", "pt", ""] {
        let own = all.iter().filter(|turns| is_in(turns, lang));
        println!("{lang:16} {}", line(&own.collect::<Vec<_>>()));
    }
    for (business, own) in by_business(&all) {
        println!("{business:16} {}", line(&own));
    }
}

fn is_in(turns: &[Turned], lang: &str) -> bool {
    turns
        .first()
        .is_some_and(|turn| turn.2.lang.starts_with(lang))
}

fn by_business(all: &[Vec<Turned>]) -> BTreeMap<String, Vec<&Vec<Turned>>> {
    let mut own: BTreeMap<String, Vec<&Vec<Turned>>> = BTreeMap::new();
    for turns in all {
        if let Some(business) = business(turns) {
            own.entry(business).or_default().push(turns);
        }
    }
    own
}

/// The business of a conversation, which its name begins with: `es-hotel-4f1`.
fn business(turns: &[Turned]) -> Option<String> {
    match &turns.first()?.2.place {
        Place::Conversation { id, .. } => Some(id.rsplit_once('-')?.0.to_owned()),
        Place::Message | Place::Question { .. } | Place::Next | Place::Corpus => None,
    }
}

/// The F1 on some conversations, and how many were escalated for nothing.
fn line(own: &[&Vec<Turned>]) -> String {
    let judged = |turns: &Vec<Turned>| turns.iter().map(|t| t.0.clone()).collect::<Vec<_>>();
    let outcomes: Vec<_> = own.iter().map(|turns| judge(&judged(turns), 0)).collect();
    let mut line = format!("{:4} macro-F1 {:.3} |", own.len(), macro_f1(&outcomes));
    for trigger in Trigger::ALL {
        let s = score(&outcomes, trigger);
        let (word, p, r) = (trigger.word(), s.precision, s.recall);
        let _ = write!(line, " {word} {p:.2}/{r:.2}/{:.2} ({})", s.f1, s.n);
    }
    for kind in ["routine", "hard_negative"] {
        let of_kind = own
            .iter()
            .zip(&outcomes)
            .filter(|(turns, _)| turns.first().is_some_and(|turn| turn.2.kind == kind));
        let n = of_kind.clone().count();
        let alarms = of_kind.clone().filter(|(_, o)| o.alarm.is_some());
        let alarms = alarms.count();
        let share = 100.0 * alarms as f64 / n.max(1) as f64;
        let _ = write!(line, " {kind} {share:.1}% of {n}");
        for trigger in Trigger::ALL {
            let of = |outcome: &Outcome| outcome.alarm == Some(trigger);
            let count = of_kind.clone().filter(|(_, outcome)| of(outcome)).count();
            if count > 0 {
                let _ = write!(line, " {} {count}", trigger.word());
            }
        }
    }
    line
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

fn show_errors(data: &Data, scores: &[Scores], thresholds: [f32; N_TRIGGERS]) {
    for ((e, o), s) in data.examples.iter().zip(&data.origins).zip(scores) {
        for (head, trigger) in Trigger::ALL.iter().enumerate() {
            if e.weights[head] > 0.0 && (s[head] > thresholds[head]) != e.labels[head] {
                let place = match &o.place {
                    Place::Message => "message".to_owned(),
                    Place::Question { .. } => "question".to_owned(),
                    Place::Conversation { id, .. } => id.clone(),
                    Place::Next | Place::Corpus => continue,
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

#[cfg(test)]
mod tests {
    use super::by_business;
    use crate::data::{Origin, Place};
    use crate::thresholds::Turned;
    use triggers::measure::Judged;
    use triggers::model::N_HEADS;

    /// A conversation of one turn.
    fn conversation(id: &str) -> Vec<Turned> {
        let origin = Origin {
            lang: "es".to_owned(),
            kind: "routine".to_owned(),
            text: "Hola".to_owned(),
            place: Place::Conversation {
                id: id.to_owned(),
                expect: Vec::new(),
                accept: Vec::new(),
            },
        };
        vec![(Judged::default(), [0.0; N_HEADS], origin)]
    }

    #[test]
    fn a_business_has_no_conversations_of_one_whose_name_begins_with_its_own() {
        let all = ["es-optica-1", "es-opticaplaza-1", "es-optica-2"].map(conversation);
        let counts = by_business(&all).into_iter();
        let counts: Vec<_> = counts.map(|(name, own)| (name, own.len())).collect();
        let expected = [("es-optica", 2), ("es-opticaplaza", 1)];
        assert_eq!(counts, expected.map(|(name, n)| (name.to_owned(), n)));
    }
}
