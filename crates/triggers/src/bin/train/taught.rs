//! What each line of the training text teaches, and how much. No other place decides it.

use crate::businesses::speaker;
use crate::data::{FOLDS, Loader, Origin, Place};
use crate::lines::{BeginningLine, ConversationLine, MessageLine, QuestionLine, RequestLine, Role};
use conversation::ids::MessageId;
use conversation::signal::Trigger;
use conversation::time::Timestamp;
use triggers::learn::{Collection, Example};
use triggers::model::{EXPLICIT_REQUEST, N_HEADS, N_TRIGGERS, OUT_OF_SCOPE};
use triggers::{By, Guide, Turn};

/// What questions that stand alone count for the head of out of scope, and turns of conversations for
/// the gate: enough to see what both have in common. In a conversation few messages want an answer and
/// few of these lack one; of the questions half do.
const ASIDE: f32 = 0.15;

/// What a message that might come next counts for the gate beside what it counts for the head of out of scope:
/// it wants an answer more often than a turn, and not always, as a question does.
const GATE_TOO: f32 = 0.5;

/// What messages count that ask in one form for what the playbook holds and for what it lacks. Learnt from as
/// much as others they take from the words what these tell of a shop's customers.
const CONTRAST: f32 = 0.3;

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

impl Loader {
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

    pub(crate) fn request(&mut self, line: &RequestLine, lang: &str, guide: Option<&Guide>) {
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

    pub(crate) fn message(&mut self, line: &MessageLine, lang: &str, guide: Option<&Guide>) {
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

    pub(crate) fn question(&mut self, line: &QuestionLine, lang: &str, guide: &Guide, fold: usize) {
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
                business: line.business.clone(),
                answerable: line.answerable,
            },
        };
        self.push(example, origin);
    }

    pub(crate) fn conversation(
        &mut self,
        line: &ConversationLine,
        lang: &str,
        guide: &Guide,
        fold: usize,
    ) {
        let own = speaker(lang, &line.business);
        let mut thread: Vec<(By, i64, &str)> = Vec::new();
        for turn in &line.turns {
            thread.push((turn.role.by(), turn.t, &turn.text));
            if turn.role == Role::Agent {
                let none = [Some(false), Some(false), Some(false), Some(false), None];
                self.background(&turn.text, lang, none, 0.3, fold);
                continue;
            }
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

    /// Each message that might come next is an example; what came before it is none.
    pub(crate) fn beginning(
        &mut self,
        line: &BeginningLine,
        lang: &str,
        guide: &Guide,
        fold: usize,
    ) {
        let own = speaker(lang, &line.business);
        let before = line.before.iter();
        let mut thread: Vec<(By, i64, &str)> = before
            .map(|turn| (turn.role.by(), turn.t, turn.text.as_str()))
            .collect();
        let counts = if line.contrast { CONTRAST } else { 1.0 };
        for next in &line.next {
            thread.push((By::Customer, next.t, &next.text));
            let mut example = self.see(&thread, Some(guide), Some(&own));
            thread.pop();
            example.collection = Collection::Beginnings;
            example.weights = [counts; N_HEADS];
            example.teach_scope(next.lacks, [counts, GATE_TOO * counts]);
            example.group = fold;
            example.ask = Some(next.asks);
            let origin = Origin {
                lang: lang.to_owned(),
                kind: "next".to_owned(),
                text: next.text.clone(),
                place: Place::Next,
            };
            self.push(example, origin);
        }
    }

    /// A text that is not a customer's message of ours, taught with little weight.
    pub(crate) fn background(
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

/// Per head; the gate's is set apart.
fn labels(triggers: &[Trigger]) -> [bool; N_HEADS] {
    let mut labels = [false; N_HEADS];
    for (label, trigger) in labels.iter_mut().zip(Trigger::ALL) {
        *label = triggers.contains(&trigger);
    }
    labels
}

/// Spreads texts over folds by their letters alone.
pub(crate) fn spread(text: &str) -> usize {
    text.bytes().fold(7_usize, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(usize::from(byte))
    }) >> 3
}
