//! The course of a conversation, in numbers: the customer's own words again, the agent's same answer
//! again, bursts, shouting, long waits, a mood that was there before. It reads at most the last
//! eight turns, so that a long thread costs no more than a short one. Next: `features`.

use super::Dense;
use crate::courtesy::{courtesy, is_unhappy};
use crate::reader::{By, Turn};
use crate::rules::Rules;
use crate::search::{is_small, stem};
use crate::text::{Text, TokenKind};
use conversation::signal::Trigger;

/// How far back the course is read.
const TURNS: usize = 8;

/// What happened before the message.
#[derive(Clone, Debug, Default)]
pub(crate) struct Course {
    /// What the customer wrote just before, if nobody answered in between.
    pub(crate) same_breath: Option<Text>,
    /// The customer's earlier messages, nearest first.
    pub(crate) earlier: Vec<Text>,
    /// The agent's last message.
    pub(crate) agent: Option<Text>,
    /// How much of the customer's own earlier words stand in this message.
    pub(crate) own_words_again: f32,
    /// How many messages came in within a few seconds of each other, this one included.
    pub(crate) burst: usize,
    agent_again: f32,
    minutes_waited: f32,
    mood_before: f32,
    is_first: bool,
}

impl Course {
    pub(crate) fn of(thread: &[Turn<'_>], text: &Text, rules: &Rules) -> Self {
        let Some((last, before)) = thread.split_last() else {
            return Self::default();
        };
        let before = before
            .get(before.len().saturating_sub(TURNS)..)
            .unwrap_or_default();
        let mut course = Self {
            is_first: !before.iter().any(|turn| turn.by == By::Customer),
            burst: 1,
            ..Self::default()
        };
        let mut agents: Vec<Text> = Vec::new();
        let mut next_at = last.at;
        for turn in before.iter().rev() {
            let earlier = Text::new(turn.text);
            match turn.by {
                By::Customer => {
                    let gap = next_at.since(turn.at).as_secs_f32();
                    if agents.is_empty() && gap < 20.0 && course.burst == course.earlier.len() + 1 {
                        course.burst += 1;
                    }
                    if agents.is_empty() {
                        course.minutes_waited = last.at.since(turn.at).as_secs_f32() / 60.0;
                    }
                    next_at = turn.at;
                    course.earlier.push(earlier);
                }
                By::Agent => agents.push(earlier),
                By::Operator => {}
            }
        }
        if course.burst > 1 || course.minutes_waited > 0.0 {
            course.same_breath = course.earlier.first().cloned();
        }
        course.own_words_again = again(text, &course.earlier);
        if let Some((newest, older)) = agents.split_first() {
            course.agent_again = again(newest, older);
        }
        course.mood_before = course
            .earlier
            .iter()
            .take(1)
            .map(|text| mood(text, rules))
            .sum();
        course.agent = agents.into_iter().next();
        course
    }

    /// Whether the agent's last message asks something that is still unanswered.
    pub(crate) fn agent_asked(&self) -> bool {
        let asked = self
            .agent
            .as_ref()
            .is_some_and(|agent| agent.line.contains('?'));
        asked && self.same_breath.is_none()
    }

    pub(super) fn write(&self, text: &Text, set: &mut impl FnMut(Dense, f32)) {
        let n_words = text.words().count() as f32;
        let shouted = text.tokens.iter().filter(|token| token.shouted).count() as f32;
        let marks = |mark: &str| {
            text.tokens
                .iter()
                .filter(|token| text.word(token) == mark)
                .count() as f32
        };
        let symbols = |wanted: &dyn Fn(&str) -> bool| {
            let hits = text
                .tokens
                .iter()
                .filter(|token| token.kind == TokenKind::Symbol && wanted(text.word(token)));
            hits.count().min(3) as f32 / 2.0
        };
        set(Dense::Length, (1.0 + n_words).ln() / 4.0);
        set(
            Dense::Shouting,
            if n_words > 0.0 {
                (shouted / n_words).min(1.0)
            } else {
                0.0
            },
        );
        set(Dense::Exclaims, (marks("!") / 3.0).min(1.0));
        set(Dense::Questions, (marks("?") / 3.0).min(1.0));
        set(Dense::Unhappy, symbols(&is_unhappy));
        set(
            Dense::Laughs,
            laughs(text)
                + symbols(&|symbol| matches!(symbol, "😂" | "🤣" | "😅" | "😄" | "😊" | "😁")),
        );
        set(Dense::Thanks, thanks(text));
        set(Dense::Courtesy, f32::from(courtesy(text)));
        set(Dense::OwnWordsAgain, self.own_words_again);
        set(Dense::AgentAgain, self.agent_again);
        set(
            Dense::Burst,
            (self.burst.saturating_sub(1)).min(3) as f32 / 3.0,
        );
        let answered = self.agent.is_some() && self.same_breath.is_none();
        set(
            Dense::ShortAfterAgent,
            f32::from(answered && n_words <= 3.0 && !courtesy(text)),
        );
        let asked = self
            .agent
            .as_ref()
            .is_some_and(|agent| agent.line.contains('?'));
        set(Dense::AgentAsked, f32::from(answered && asked));
        let sorry = self
            .agent
            .as_ref()
            .is_some_and(|agent| agent.words().any(is_sorry));
        set(Dense::AgentSorry, f32::from(sorry));
        set(Dense::LongWait, (1.0 + self.minutes_waited).ln() / 6.0);
        set(Dense::MoodBefore, self.mood_before.min(3.0) / 2.0);
        set(Dense::First, f32::from(self.is_first));
    }
}

/// Signs of a bad mood that the rules find.
fn mood(text: &Text, rules: &Rules) -> f32 {
    rules.count(text, Trigger::Frustration) as f32
}

/// The largest share of `text`'s telling words that stand in one of `others` too; 0 for a text of fewer
/// than two.
fn again(text: &Text, others: &[Text]) -> f32 {
    if others.is_empty() {
        return 0.0;
    }
    let own = telling(text);
    if own.len() < 2 {
        return 0.0;
    }
    let share = |other: &Text| {
        let others = telling(other);
        let shared = own.iter().filter(|stem| others.binary_search(stem).is_ok());
        shared.count() as f32 / own.len() as f32
    };
    others.iter().map(share).fold(0.0, f32::max)
}

/// The stems of the words that say something of a topic, in order, each once.
fn telling(text: &Text) -> Vec<String> {
    let words = text.words().filter(|word| !is_small(word));
    let mut stems: Vec<String> = words.map(stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn laughs(text: &Text) -> f32 {
    let laughing = |word: &&str| {
        matches!(
            *word,
            "lol"
                | "haha"
                | "hahaha"
                | "jaja"
                | "jajaja"
                | "jeje"
                | "kk"
                | "kkk"
                | "kkkk"
                | "rs"
                | "rsrs"
                | "lmao"
        ) || word.len() > 4
            && (word.bytes().all(|b| b"ja".contains(&b))
                || word.bytes().all(|b| b == b'k')
                || word.bytes().all(|b| b"ha".contains(&b)))
    };
    f32::from(text.words().any(|word| laughing(&word)))
}

fn thanks(text: &Text) -> f32 {
    const WORDS: [&str; 12] = [
        "thanks", "thank", "cheers", "gracias", "obrigado", "obrigada", "valeu", "ta", "thx",
        "obg", "brigada", "please",
    ];
    f32::from(text.words().any(|word| WORDS.contains(&word)))
}

fn is_sorry(word: &str) -> bool {
    matches!(
        word,
        "sorry"
            | "apologies"
            | "apologise"
            | "siento"
            | "lamento"
            | "disculpa"
            | "disculpe"
            | "perdon"
            | "pena"
            | "desculpa"
            | "desculpe"
            | "poxa"
            | "puxa"
            | "lamentamos"
            | "lamentavel"
    )
}
