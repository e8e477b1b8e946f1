//! What public corpora add: above all ordinary messages that give no trigger, and a few that do.
//! Licences and attribution stand in `MODEL.md`. Labels are mapped here and nowhere else; a text
//! whose label leaves a trigger open teaches the other triggers only.

use crate::lines::lines;
use anyhow::{Result, bail};
use serde::Deserialize;
use std::path::Path;

/// One text: per trigger (compliance, request, frustration, value) yes, no, or nothing.
#[derive(Clone, Debug)]
pub(crate) struct Taught {
    pub(crate) text: String,
    pub(crate) labels: [Option<bool>; 4],
    pub(crate) weight: f32,
}

#[derive(Deserialize)]
struct Row {
    text: String,
    label: Label,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Label {
    One(String),
    Several(Vec<String>),
}

#[derive(Deserialize)]
struct Dialogue {
    turns: Vec<DialogueTurn>,
}

#[derive(Deserialize)]
struct DialogueTurn {
    text: String,
    labels: DialogueLabels,
}

#[derive(Deserialize)]
struct DialogueLabels {
    #[serde(default)]
    intents: Vec<String>,
}

const NO: Option<bool> = Some(false);
const YES: Option<bool> = Some(true);

/// All texts, in the order of the files. They stand in `dir` or in its folder `text`; none at all is
/// a mistake in the path, not a wish to go without.
pub(crate) fn texts(dir: &Path) -> Result<Vec<Taught>> {
    let inner = dir.join("text");
    let dir = if inner.is_dir() { inner.as_path() } else { dir };
    let mut all = Vec::new();
    for row in lines::<Row>(&dir.join("banking77.jsonl"))?
        .into_iter()
        .step_by(2)
    {
        push(&mut all, row, banking);
    }
    for row in lines::<Row>(&dir.join("clinc150.jsonl"))?
        .into_iter()
        .step_by(3)
    {
        push(&mut all, row, clinc);
    }
    for row in lines::<Row>(&dir.join("nlupp.jsonl"))? {
        push(&mut all, row, nlupp);
    }
    for row in lines::<Row>(&dir.join("bitext_8k.jsonl"))?
        .into_iter()
        .step_by(6)
    {
        push(&mut all, row, bitext);
    }
    for row in lines::<Row>(&dir.join("goemotions.jsonl"))?
        .into_iter()
        .step_by(10)
    {
        push(&mut all, row, goemotions);
    }
    for row in lines::<Row>(&dir.join("medquad.jsonl"))?
        .into_iter()
        .step_by(12)
    {
        push(&mut all, row, |_| Some(([YES, NO, NO, NO], 0.1)));
    }
    let dialogues = lines::<Dialogue>(&dir.join("multidogo.jsonl"))?;
    let turns = dialogues.into_iter().flat_map(|dialogue| dialogue.turns);
    for turn in turns.step_by(12) {
        let open = turn.labels.intents.iter().any(|intent| {
            ["fraud", "lost", "stolen", "claim", "report"]
                .iter()
                .any(|word| intent.contains(word))
        });
        let compliance = if open { None } else { NO };
        all.push(Taught {
            text: turn.text,
            labels: [compliance, NO, NO, NO],
            weight: 0.2,
        });
    }
    if all.is_empty() {
        bail!("no corpora in {}", dir.display());
    }
    Ok(all)
}

fn push(all: &mut Vec<Taught>, row: Row, map: impl Fn(&str) -> Option<([Option<bool>; 4], f32)>) {
    let labels = match &row.label {
        Label::One(label) => label.clone(),
        Label::Several(labels) => labels.join(" "),
    };
    if let Some((labels, weight)) = map(&labels) {
        all.push(Taught {
            text: row.text,
            labels,
            weight,
        });
    }
}

fn banking(label: &str) -> Option<([Option<bool>; 4], f32)> {
    let compliance = match label {
        "card_payment_not_recognised"
        | "direct_debit_payment_not_recognised"
        | "cash_withdrawal_not_recognised"
        | "compromised_card" => YES,
        "lost_or_stolen_card"
        | "lost_or_stolen_phone"
        | "transaction_charged_twice"
        | "card_swallowed"
        | "extra_charge_on_statement"
        | "request_refund" => None,
        _ => NO,
    };
    Some(([compliance, NO, None, NO], 0.2))
}

fn clinc(label: &str) -> Option<([Option<bool>; 4], f32)> {
    let compliance = match label {
        "report_fraud" => YES,
        "report_lost_card"
        | "vaccines"
        | "taxes"
        | "insurance"
        | "rollover_401k"
        | "improve_credit_score"
        | "oos"
        | "account_blocked" => None,
        _ => NO,
    };
    let request = if matches!(label, "make_call" | "are_you_a_bot" | "oos") {
        None
    } else {
        NO
    };
    Some(([compliance, request, NO, NO], 0.15))
}

fn nlupp(label: &str) -> Option<([Option<bool>; 4], f32)> {
    let request = if label == "handoff" { YES } else { NO };
    Some((
        [None, request, None, NO],
        if request == YES { 0.6 } else { 0.25 },
    ))
}

fn bitext(label: &str) -> Option<([Option<bool>; 4], f32)> {
    match label {
        "contact_human_agent" => Some(([NO, YES, None, NO], 0.4)),
        "contact_customer_service"
        | "complaint"
        | "delete_account"
        | "review"
        | "payment_issue" => None,
        _ => Some(([NO, NO, NO, NO], 0.1)),
    }
}

fn goemotions(label: &str) -> Option<([Option<bool>; 4], f32)> {
    let bad = [
        "anger",
        "annoyance",
        "disappointment",
        "disgust",
        "disapproval",
        "confusion",
        "sadness",
        "remorse",
        "fear",
        "grief",
        "nervousness",
        "embarrassment",
    ];
    let mood = if bad.iter().any(|emotion| label.contains(emotion)) {
        None
    } else {
        NO
    };
    Some(([None, NO, mood, NO], 0.08))
}
