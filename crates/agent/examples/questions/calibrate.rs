//! Finds the weights with which the embedded answerer judges itself: logistic regression over what
//! each answer was judged by and whether it was right. Deterministic: no chance anywhere.

use crate::data::{Coverages, Question, is_right};
use crate::wording::{self, Wording};
use agent::embedded::{COUNT, Features, SCOPE, WORDING};
use agent::{Ask, Embedded};
use std::collections::BTreeSet;
use triggers::measure::auroc;

/// An answer: what it is judged by, whether it was right, whether there was one to give.
struct Case {
    business: String,
    values: [f32; COUNT],
    right: bool,
    answerable: bool,
}

#[derive(Clone)]
struct Model {
    weights: [f32; COUNT],
    constant: f32,
}

const STEPS: u32 = 3000;
const STEP: f32 = 0.5;
/// Pulls weights towards nothing, so that few questions don't make large ones.
const PULL: f32 = 0.002;

/// `coverage` is what readers say of each question that never saw its business (`train --scope
/// --coverage FILE`); the reader that ships has seen them all, so what it says of them proves nothing.
pub(crate) fn run(asked: &[(Question, Ask)], coverage: Option<&Coverages>) {
    let embedded = Embedded::new();
    let wordings = left_out_wordings(asked);
    let cases: Vec<Case> = asked
        .iter()
        .zip(wordings)
        .map(|((question, ask), wording)| {
            let (Features(mut values), text) = embedded.rehearse(ask);
            values[WORDING] = wording / 2.0;
            if let Some(coverage) = coverage {
                values[SCOPE] = coverage.of(question);
            }
            Case {
                business: format!("{}-{}", question.lang, question.business),
                values,
                right: question.answerable && is_right(question, &text),
                answerable: question.answerable,
            }
        })
        .collect();
    let businesses: BTreeSet<&str> = cases.iter().map(|case| case.business.as_str()).collect();
    let mut judged = Vec::new();
    for held_out in &businesses {
        let rest: Vec<&Case> = cases
            .iter()
            .filter(|case| case.business != **held_out)
            .collect();
        let model = fit(&rest);
        let own = cases.iter().filter(|case| case.business == **held_out);
        judged.extend(own.map(|case| (model.score(case), case)));
    }
    println!("what each number alone tells (AUROC, right answers against all others):");
    for at in 0..COUNT {
        let scored: Vec<(f64, bool)> = cases
            .iter()
            .map(|case| (f64::from(case.values[at]), case.right))
            .collect();
        print!(" {:.2}", auroc(&scored));
    }
    let right = cases.iter().filter(|case| case.right).count();
    let answerable = cases.iter().filter(|case| case.answerable).count();
    println!("\nthe best answer holds what it must: {right} of {answerable} answerable ones");
    println!("leave one business out, by floor:");
    for floor in [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6] {
        report(floor, &judged);
    }
    let model = fit(&cases.iter().collect::<Vec<_>>());
    println!(
        "weights {:.2?}\nconstant {:.2}",
        model.weights, model.constant
    );
}

/// How many parts the businesses are cut into.
const PARTS: usize = 8;

/// What the wording says of each question, learnt without the questions of its business.
fn left_out_wordings(asked: &[(Question, Ask)]) -> Vec<f32> {
    let questions = wording::read(asked.iter().map(|(question, _)| question));
    let part = |question: &Question| {
        let bytes = question.lang.bytes().chain(question.business.bytes());
        bytes.map(usize::from).sum::<usize>() % PARTS
    };
    let learnt: Vec<Wording> = (0..PARTS)
        .map(|left_out| {
            let others = questions
                .iter()
                .filter(|worded| part(worded.question) != left_out);
            Wording::learn(others)
        })
        .collect();
    questions
        .iter()
        .map(|worded| learnt[part(worded.question)].score(worded))
        .collect()
}

fn report(floor: f32, judged: &[(f32, &Case)]) {
    let count = |test: &dyn Fn(f32, &Case) -> bool| {
        judged
            .iter()
            .filter(|(score, case)| test(*score, case))
            .count() as f32
    };
    let right = count(&|score, case| case.right && score >= floor);
    let answerable = count(&|_, case| case.answerable);
    let handed = count(&|score, case| !case.answerable && score < floor);
    let others = count(&|_, case| !case.answerable);
    println!(
        "  {floor:.2}: answered right {:.0} %, handed over {:.0} %",
        right * 100.0 / answerable,
        handed * 100.0 / others,
    );
}

fn fit(cases: &[&Case]) -> Model {
    let mut model = Model {
        weights: [0.0; COUNT],
        constant: 0.0,
    };
    let n = cases.len().max(1) as f32;
    for _ in 0..STEPS {
        let mut slope = [0.0; COUNT];
        let mut slope_constant = 0.0;
        for case in cases {
            let miss = f32::from(u8::from(case.right)) - model.score(case);
            for (sum, value) in slope.iter_mut().zip(case.values) {
                *sum += miss * value;
            }
            slope_constant += miss;
        }
        for (weight, slope) in model.weights.iter_mut().zip(slope) {
            *weight += STEP * (slope / n - PULL * *weight);
        }
        model.constant += STEP * slope_constant / n;
    }
    model
}

impl Model {
    fn score(&self, case: &Case) -> f32 {
        let sum: f32 = self
            .weights
            .iter()
            .zip(case.values)
            .map(|(w, v)| w * v)
            .sum();
        1.0 / (1.0 + (-(sum + self.constant)).exp())
    }
}
