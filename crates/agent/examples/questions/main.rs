//! Measures the embedded answerer on questions with known answers:
//! `cargo run -p agent --example questions -- FILE.jsonl PLAYBOOKS [--show | --wording |
//! --calibrate [--coverage FILE]]`.
//!
//! Prints, by language, the share of answerable questions whose answer holds every `must`, and the
//! share of unanswerable ones that were handed over. `--show` prints every answer, `--wording` writes
//! `words/wording.words`, `--calibrate` finds the weights of `embedded/confidence.rs`, with
//! what `train --scope --coverage FILE` says of questions that the reader itself has learnt from.

mod calibrate;
mod data;
mod wording;

use agent::{Answer, Ask, Embedded};
use data::{Coverages, Question, is_right, load};
use std::collections::BTreeMap;

#[derive(Default)]
struct Score {
    answerable: u32,
    right: u32,
    kept: u32,
    unanswerable: u32,
    handed_over: u32,
    letters: usize,
    replies: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [file, playbooks, rest @ ..] = args.as_slice() else {
        return Err("usage: questions FILE.jsonl PLAYBOOKS [--show]".into());
    };
    let asked = load(file, playbooks)?;
    if rest.iter().any(|arg| arg == "--wording") {
        let questions = wording::read(asked.iter().map(|(question, _)| question));
        wording::Wording::learn(questions.iter()).print();
        return Ok(());
    }
    if rest.iter().any(|arg| arg == "--calibrate") {
        let file = rest.iter().skip_while(|arg| *arg != "--coverage").nth(1);
        let coverage = file.map(|file| Coverages::read(file)).transpose()?;
        calibrate::run(&asked, coverage.as_ref());
        return Ok(());
    }
    let show = rest.iter().any(|arg| arg == "--show");
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let embedded = Embedded::new();
    let began = std::time::Instant::now();
    let answers: Vec<Answer> = asked.iter().map(|(_, ask)| embedded.answer(ask)).collect();
    let micros = began.elapsed().as_micros() / answers.len().max(1) as u128;
    for ((question, ask), answer) in asked.iter().zip(&answers) {
        for group in [question.lang.as_str(), "all"] {
            judge(
                question,
                answer,
                scores.entry(group.to_owned()).or_default(),
            );
        }
        if show {
            print(question, ask, answer);
        }
    }
    for (group, score) in &scores {
        println!(
            "{group}: answered right {}/{} ({:.0} %), handed over {}/{} ({:.0} %), answered at all {}, letters {}",
            score.right,
            score.answerable,
            share(score.right, score.answerable),
            score.handed_over,
            score.unanswerable,
            share(score.handed_over, score.unanswerable),
            score.kept,
            score.letters / score.replies.max(1),
        );
    }
    println!("{micros} µs a question, playbooks read included");
    Ok(())
}

fn share(part: u32, whole: u32) -> f64 {
    f64::from(part) * 100.0 / f64::from(whole.max(1))
}

/// An answer that isn't sure enough to be sent counts as handed over.
fn sent(answer: &Answer) -> Option<&str> {
    match answer {
        Answer::Reply {
            text, confidence, ..
        } if confidence.0 >= 500 => Some(text),
        Answer::Reply { .. } | Answer::HandOver { .. } => None,
    }
}

fn judge(question: &Question, answer: &Answer, score: &mut Score) {
    let sent = sent(answer);
    if let Some(text) = sent {
        score.letters += text.chars().count();
        score.replies += 1;
    }
    if question.answerable {
        score.answerable += 1;
        score.kept += u32::from(sent.is_some());
        score.right += u32::from(sent.is_some_and(|text| is_right(question, text)));
    } else {
        score.unanswerable += 1;
        score.handed_over += u32::from(sent.is_none());
    }
}

fn print(question: &Question, ask: &Ask, answer: &Answer) {
    let verdict = match (question.answerable, sent(answer)) {
        (true, Some(text)) if is_right(question, text) => "right",
        (true, Some(_)) => "WRONG",
        (true, None) => "LOST",
        (false, Some(_)) => "MADE UP",
        (false, None) => "handed over",
    };
    println!(
        "{verdict:11} {} | {} | {:?}",
        question.id, question.q, question.must
    );
    let (features, text) = Embedded::new().rehearse(ask);
    let right = if is_right(question, &text) {
        "holds"
    } else {
        "lacks"
    };
    let confidence = features.confidence() * 1000.0;
    println!(
        "            [{confidence:.0}] {right} | {}",
        text.replace('\n', " / ")
    );
    println!("            {:.2?}", features.0);
}
