//! Reads the training text and turns it into examples. Which text teaches which trigger is decided
//! here and nowhere else.

use crate::Args;
use crate::lines::{ConversationLine, MessageLine, QuestionLine, RequestLine, lines};
use anyhow::Result;
use conversation::ids::MessageId;
use conversation::signal::Trigger;
use conversation::time::Timestamp;
use std::collections::BTreeMap;
use std::path::Path;
use triggers::learn::{Collection, Example, KnownWords};
use triggers::model::{EXPLICIT_REQUEST, N_HEADS, N_TRIGGERS, OUT_OF_SCOPE};
use triggers::rules::Rules;
use triggers::{By, Guide, GuideSource, Turn};

/// What questions that stand alone count for the head of out of scope, and turns of conversations for
/// the gate: enough to see what both have in common. In a conversation few messages want an answer and
/// few of these lack one; of the questions half do.
const ASIDE: f32 = 0.15;

/// Folds that are left out one after the other.
pub(crate) const FOLDS: usize = 4;

/// Everything there is to learn from.
pub(crate) struct Data {
    pub(crate) examples: Vec<Example>,
    pub(crate) origins: Vec<Origin>,
    pub(crate) known: KnownWords,
    pub(crate) sources: String,
}

/// Where an example comes from, for measuring and for showing errors.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) lang: String,
    pub(crate) kind: String,
    pub(crate) text: String,
    pub(crate) place: Place,
}

/// Of what sort the source is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Message,
    Question {
        answerable: bool,
    },
    Conversation {
        id: String,
        expect: Vec<Trigger>,
        accept: Vec<Trigger>,
    },
    Corpus,
}

pub(crate) fn load(args: &Args) -> Result<Data> {
    let rules = Rules::shipped()?;
    let mut loader = Loader {
        rules,
        data: Data {
            examples: Vec::new(),
            origins: Vec::new(),
            known: KnownWords::default(),
            sources: "own".to_owned(),
        },
    };
    for lang in ["en", "es", "pt"] {
        loader.known(&args.training.join(lang), lang)?;
    }
    for lang in ["en", "es", "pt"] {
        loader.language(&args.training.join(lang), lang, args.leave_out.as_deref())?;
    }
    if let Some(corpora) = &args.corpora {
        loader.corpora(corpora)?;
        loader.data.sources.push_str("+corpora");
    }
    Ok(loader.data)
}

struct Loader {
    rules: Rules,
    data: Data,
}

impl Loader {
    /// The words of the customers of every business; messages of no business count as those of one
    /// by the hundred.
    fn known(&mut self, dir: &Path, lang: &str) -> Result<()> {
        let known = &mut self.data.known;
        let messages = lines::<MessageLine>(&dir.join("messages.jsonl"))?;
        for (number, some) in messages.chunks(SPEAKER).enumerate() {
            for line in some {
                known.learn(&format!("{lang} {number}"), &line.text);
            }
        }
        for line in lines::<QuestionLine>(&dir.join("questions"))? {
            known.learn(&speaker(lang, &line.business), &line.q);
        }
        for line in lines::<ConversationLine>(&dir.join("conversations"))? {
            let turns = line.turns.iter().filter(|turn| turn.role == "customer");
            turns.for_each(|turn| known.learn(&speaker(lang, &line.business), &turn.text));
        }
        Ok(())
    }

    fn language(&mut self, dir: &Path, lang: &str, leave_out: Option<&str>) -> Result<()> {
        let guides = guides(&dir.join("playbooks"))?;
        let all: Vec<&Guide> = guides.values().collect();
        let any = |text: &str| all.get(spread(text) / FOLDS % all.len().max(1)).copied();
        for line in lines::<MessageLine>(&dir.join("messages.jsonl"))? {
            self.message(&line, lang, any(&line.text));
        }
        for line in lines::<RequestLine>(&dir.join("requests.jsonl"))? {
            self.request(&line, lang, any(&line.text));
        }
        let fold = |business: &str| {
            guides
                .keys()
                .position(|name| name == business)
                .unwrap_or_default()
                % FOLDS
        };
        let kept = |business: &str| leave_out != Some(&format!("{lang}-{business}"));
        for line in lines::<QuestionLine>(&dir.join("questions"))? {
            if let Some(guide) = guides.get(&line.business).filter(|_| kept(&line.business)) {
                self.question(&line, lang, guide, fold(&line.business));
            }
        }
        for line in lines::<ConversationLine>(&dir.join("conversations"))? {
            if let Some(guide) = guides.get(&line.business).filter(|_| kept(&line.business)) {
                self.conversation(&line, lang, guide, fold(&line.business));
            }
        }
        Ok(())
    }

    /// `own` is who speaks, whose words are not known from anywhere else.
    fn see(&self, thread: &[(By, i64, &str)], guide: Option<&Guide>, own: Option<&str>) -> Example {
        let id = MessageId::new("m");
        let turns: Vec<Turn<'_>> = thread
            .iter()
            .map(|(by, t, text)| Turn {
                by: *by,
                at: Timestamp::from_seconds(*t),
                id: &id,
                text,
            })
            .collect();
        Example::see(&turns, guide, &self.rules, &|stem| {
            self.data.known.common(stem, own)
        })
    }

    fn push(&mut self, example: Example, origin: Origin) {
        self.data.examples.push(example);
        self.data.origins.push(origin);
    }

    /// A message is held against some playbook, for its frame alone: what that covers by chance is
    /// not counted.
    fn frame(&self, text: &str, guide: Option<&Guide>) -> Example {
        let example = self.see(&[(By::Customer, 0, text)], guide, None);
        example.without_playbook()
    }

    fn request(&mut self, line: &RequestLine, lang: &str, guide: Option<&Guide>) {
        let mut example = self.frame(&line.text, guide);
        example.collection = Collection::Questions;
        example.teach_scope(line.lacks, [1.0; 2]);
        example.ask = Some(line.asks);
        example.group = spread(&line.text) % FOLDS;
        let origin = Origin {
            lang: lang.to_owned(),
            kind: "request".to_owned(),
            text: line.text.clone(),
            place: Place::Corpus,
        };
        self.push(example, origin);
    }

    fn message(&mut self, line: &MessageLine, lang: &str, guide: Option<&Guide>) {
        let mut example = self.frame(&line.text, guide);
        example.collection = Collection::Messages;
        example.labels = labels(&line.labels);
        example.weights = [1.0; N_HEADS];
        let unasked = UNASKED.iter().find(|unasked| line.kind == unasked.kind);
        example.weights[EXPLICIT_REQUEST] = unasked.map_or(1.0, |unasked| unasked.weight);
        // Without a playbook nobody knows whether a question is out of scope.
        let known = if line.labels.contains(&Trigger::OutOfScope) {
            1.0
        } else if line.kind == "routine" && !line.text.contains('?') {
            0.3
        } else {
            0.0
        };
        example.teach_scope(line.labels.contains(&Trigger::OutOfScope), [known; 2]);
        example.group = spread(&line.text) % FOLDS;
        let origin = Origin {
            lang: lang.to_owned(),
            kind: line.kind.clone(),
            text: line.text.clone(),
            place: Place::Message,
        };
        self.push(example, origin);
    }

    fn question(&mut self, line: &QuestionLine, lang: &str, guide: &Guide, fold: usize) {
        let own = speaker(lang, &line.business);
        let mut example = self.see(&[(By::Customer, 0, &line.q)], Some(guide), Some(&own));
        example.collection = Collection::Questions;
        if line.answerable {
            example.weights = [0.5; N_HEADS];
        }
        example.teach_scope(!line.answerable, [ASIDE, 1.0]);
        example.group = fold;
        example.ask = line.asks;
        let origin = Origin {
            lang: lang.to_owned(),
            kind: "question".to_owned(),
            text: line.q.clone(),
            place: Place::Question {
                answerable: line.answerable,
            },
        };
        self.push(example, origin);
    }

    fn conversation(&mut self, line: &ConversationLine, lang: &str, guide: &Guide, fold: usize) {
        let own = speaker(lang, &line.business);
        let mut thread: Vec<(By, i64, &str)> = Vec::new();
        for turn in &line.turns {
            if turn.role != "customer" {
                thread.push((By::Agent, turn.t, &turn.text));
                let none = [Some(false), Some(false), Some(false), Some(false), None];
                self.background(&turn.text, lang, none, 0.3, fold);
                continue;
            }
            thread.push((By::Customer, turn.t, &turn.text));
            let mut example = self.see(&thread, Some(guide), Some(&own));
            example.labels = labels(&turn.expect);
            let accepted = labels(&turn.accept);
            let any = turn.expect.is_empty() && !turn.accept.is_empty();
            for (weight, accepted) in example.weights.iter_mut().zip(accepted) {
                *weight = if accepted || any { 0.0 } else { 1.5 };
            }
            let is_out = example.labels[OUT_OF_SCOPE];
            // What another trigger takes over says nothing about scope by itself.
            let known = if turn.expect.is_empty() || is_out {
                example.weights[OUT_OF_SCOPE]
            } else {
                0.0
            };
            example.teach_scope(is_out, [known, ASIDE * known]);
            example.group = fold;
            example.ask = turn.asks;
            let origin = Origin {
                lang: lang.to_owned(),
                kind: line.kind.clone(),
                text: turn.text.clone(),
                place: Place::Conversation {
                    id: line.id.clone(),
                    expect: turn.expect.clone(),
                    accept: turn.accept.clone(),
                },
            };
            self.push(example, origin);
        }
    }

    fn corpora(&mut self, dir: &Path) -> Result<()> {
        for taught in crate::corpora::texts(dir)? {
            let labels = [
                taught.labels[0],
                taught.labels[1],
                taught.labels[2],
                taught.labels[3],
                None,
            ];
            self.background(&taught.text, "en", labels, taught.weight, FOLDS);
        }
        Ok(())
    }

    /// A text that is not a customer's message of ours, taught with little weight.
    fn background(
        &mut self,
        text: &str,
        lang: &str,
        labels: [Option<bool>; N_TRIGGERS],
        weight: f32,
        fold: usize,
    ) {
        let mut example = self.see(&[(By::Customer, 0, text)], None, None);
        example.collection = Collection::Background;
        for (at, label) in labels.into_iter().enumerate() {
            example.labels[at] = label.unwrap_or_default();
            example.weights[at] = if label.is_some() { weight } else { 0.0 };
        }
        example.group = fold;
        let origin = Origin {
            lang: lang.to_owned(),
            kind: "background".to_owned(),
            text: text.to_owned(),
            place: Place::Corpus,
        };
        self.push(example, origin);
    }
}

/// A kind of messages that have the words of a request in them and are none.
pub(crate) struct Unasked {
    /// The kind, as the training text names it.
    pub(crate) kind: &'static str,
    /// What one counts for the head of requests. They are rare beside the turns of conversations, nearly all
    /// of which have no word of a person in them and teach it nothing of what turns a request. Chosen on
    /// messages of writers not learnt from.
    weight: f32,
    /// The largest share that may be heard as requests when the threshold is lowered. Five and three in a
    /// hundred may, and writers not heard before are harder than what is left out.
    pub(crate) most: f64,
}

/// Messages that say no to a person, and those that use the words for something else.
pub(crate) const UNASKED: [Unasked; 2] = [
    Unasked {
        kind: "negated",
        weight: 4.0,
        most: 0.035,
    },
    Unasked {
        kind: "lookalike",
        weight: 2.0,
        most: 0.02,
    },
];

/// How many messages of no business count as one speaker's.
const SPEAKER: usize = 100;

fn speaker(lang: &str, business: &str) -> String {
    format!("{lang}-{business}")
}

/// Per head; the gate's is set apart.
fn labels(triggers: &[Trigger]) -> [bool; N_HEADS] {
    let mut labels = [false; N_HEADS];
    for (label, trigger) in labels.iter_mut().zip(Trigger::ALL) {
        *label = triggers.contains(&trigger);
    }
    labels
}

/// Spreads texts over folds by their letters alone.
fn spread(text: &str) -> usize {
    text.bytes().fold(7_usize, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(usize::from(byte))
    }) >> 3
}

fn guides(dir: &Path) -> Result<BTreeMap<String, Guide>> {
    let playbooks = playbooks(dir)?.into_iter();
    let guide = |(name, prompt): (String, String)| {
        let guide = Guide::new(&GuideSource::of_prompt(&prompt));
        (name, guide)
    };
    Ok(playbooks.map(guide).collect())
}

/// The playbooks of a folder by business.
fn playbooks(dir: &Path) -> Result<BTreeMap<String, String>> {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return Ok(BTreeMap::new());
    };
    let mut playbooks = BTreeMap::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            playbooks.insert(name.into_owned(), std::fs::read_to_string(&path)?);
        }
    }
    Ok(playbooks)
}
