//! Learns which wordings speak for an answer: logistic regression over the traits of each question,
//! answerable or not. Deterministic: questions in the order of the file, no chance anywhere.

use crate::data::Question;
use agent::embedded::wording::traits;
use std::collections::{BTreeMap, BTreeSet};

/// A trait must be seen in so many businesses, so that no weight is about one of them.
const BUSINESSES: usize = 4;
const ROUNDS: u32 = 25;
const STEP: f32 = 0.03;
/// Pulls weights towards nothing.
const PULL: f32 = 0.01;

/// Weights by trait.
#[derive(Default)]
pub(crate) struct Wording(BTreeMap<String, f32>);

/// A question as this sees it.
pub(crate) struct Worded<'a> {
    pub(crate) question: &'a Question,
    traits: BTreeSet<String>,
}

/// Reads every question once.
pub(crate) fn read<'a>(questions: impl Iterator<Item = &'a Question>) -> Vec<Worded<'a>> {
    questions
        .map(|question| Worded {
            question,
            traits: traits(&question.q),
        })
        .collect()
}

impl Wording {
    pub(crate) fn learn<'a>(questions: impl Iterator<Item = &'a Worded<'a>>) -> Self {
        let questions: Vec<&Worded<'_>> = questions.collect();
        let known = frequent(&questions);
        let mut wording = Self::default();
        wording
            .0
            .extend(known.iter().map(|name| (name.clone(), 0.0)));
        let mut constant = 0.0;
        for _ in 0..ROUNDS {
            for worded in &questions {
                let share = 1.0 / (1.0 + (-(constant + wording.sum(worded))).exp());
                let miss = f32::from(u8::from(worded.question.answerable)) - share;
                constant += STEP * 0.3 * miss;
                for name in &worded.traits {
                    if let Some(weight) = wording.0.get_mut(name) {
                        *weight += STEP * (miss - PULL * *weight);
                    }
                }
            }
        }
        wording
    }

    /// As the answerer will see it.
    pub(crate) fn score(&self, worded: &Worded<'_>) -> f32 {
        self.sum(worded).clamp(-4.0, 4.0)
    }

    fn sum(&self, worded: &Worded<'_>) -> f32 {
        worded
            .traits
            .iter()
            .filter_map(|name| self.0.get(name))
            .sum()
    }

    /// The file `words/wording.words`.
    pub(crate) fn print(&self) {
        println!(
            "# Written by `questions FILE PLAYBOOKS --wording`: how much a trait of a question's"
        );
        println!("# wording speaks for an answer in the playbook.");
        for (name, weight) in &self.0 {
            println!("{weight:.2} {name}");
        }
    }
}

fn frequent(questions: &[&Worded<'_>]) -> BTreeSet<String> {
    let mut seen: BTreeMap<&str, BTreeSet<(&str, &str)>> = BTreeMap::new();
    for worded in questions {
        for name in &worded.traits {
            let business = (
                worded.question.lang.as_str(),
                worded.question.business.as_str(),
            );
            seen.entry(name).or_default().insert(business);
        }
    }
    let enough = seen
        .into_iter()
        .filter(|(_, businesses)| businesses.len() >= BUSINESSES);
    enough.map(|(name, _)| name.to_owned()).collect()
}
