//! The course of a conversation, in numbers: the customer's own words again, the agent's same answer
//! again, bursts, shouting, long waits, a mood that was there before. It reads at most the last
//! eight turns, so that a long thread costs no more than a short one. Next: `features`.

use super::Dense;
use crate::courtesy::{courtesy, is_laugh, is_unhappy};
use crate::reader::{By, Turn};
use crate::rules::Rules;
use crate::search::{is_small, stem};
use crate::text::{Text, TokenKind};
use conversation::signal::Trigger;
use conversation::time::Timestamp;

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
    /// The messages that say the same as this one, where there are any.
    pub(crate) repeated: Option<Repetition>,
    /// How many messages came in within a few seconds of each other, this one included.
    pub(crate) burst: usize,
    agent_again: f32,
    minutes_waited: f32,
    mood_before: f32,
    is_first: bool,
}

/// The same thing said again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Repetition {
    /// How often, this time included.
    pub(crate) times: u32,
    /// When it was said first.
    pub(crate) since: Timestamp,
}

/// From this share of its telling words on, a message says what another one said.
const SAME: f32 = 0.6;

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
        let mut written_at: Vec<Timestamp> = Vec::new();
        let mut answered = false;
        let mut next_at = last.at;
        for turn in before.iter().rev() {
            let earlier = Text::new(turn.text);
            match turn.by {
                By::Customer => {
                    let gap = next_at.since(turn.at).as_secs_f32();
                    if !answered && gap < 20.0 && course.burst == course.earlier.len() + 1 {
                        course.burst += 1;
                    }
                    if !answered {
                        course.minutes_waited = last.at.since(turn.at).as_secs_f32() / 60.0;
                    }
                    next_at = turn.at;
                    written_at.push(turn.at);
                    course.earlier.push(earlier);
                }
                By::Agent => agents.push(earlier),
                By::Operator => {}
            }
            answered |= turn.by != By::Customer;
        }
        if course.burst > 1 || course.minutes_waited > 0.0 {
            course.same_breath = course.earlier.first().cloned();
        }
        let again_in = shares_again(text, &course.earlier);
        course.own_words_again = again_in.iter().copied().fold(0.0, f32::max);
        course.repeated = repeated(&again_in, &written_at);
        if let Some((newest, older)) = agents.split_first() {
            course.agent_again = shares_again(newest, older).into_iter().fold(0.0, f32::max);
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

/// For each of `others` the share of `text`'s telling words that stand in it too; none for a text of
/// fewer than two.
fn shares_again(text: &Text, others: &[Text]) -> Vec<f32> {
    if others.is_empty() {
        return Vec::new();
    }
    let own = telling(text);
    if own.len() < 2 {
        return Vec::new();
    }
    let share = |other: &Text| {
        let others = telling(other);
        let shared = own.iter().filter(|stem| others.binary_search(stem).is_ok());
        shared.count() as f32 / own.len() as f32
    };
    others.iter().map(share).collect()
}

/// How often the same was said, of earlier messages with these shares and times.
fn repeated(shares: &[f32], written_at: &[Timestamp]) -> Option<Repetition> {
    let same = shares
        .iter()
        .zip(written_at)
        .filter(|(share, _)| **share >= SAME);
    let since = same.clone().map(|(_, at)| *at).min()?;
    Some(Repetition {
        times: 1 + u32::try_from(same.count()).unwrap_or(u32::MAX - 1),
        since,
    })
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
    f32::from(text.tokens.iter().any(|token| is_laugh(text, token)))
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

#[cfg(test)]
mod tests {
    use super::{Course, Repetition};
    use crate::reader::{By, Turn};
    use crate::rules::Rules;
    use crate::text::Text;
    use conversation::ids::MessageId;
    use conversation::time::Timestamp;

    /// The course of a talk in which each turn comes so many minutes after the beginning.
    fn course(talk: &[(By, i64, &'static str)]) -> Course {
        let id = MessageId::new("m");
        let turn = |(by, minute, text): &(By, i64, &'static str)| Turn {
            by: *by,
            at: Timestamp(minute * 60_000),
            id: &id,
            text,
        };
        let thread: Vec<Turn<'_>> = talk.iter().map(turn).collect();
        let text = Text::new(thread.last().expect("a talk").text);
        Course::of(&thread, &text, &Rules::shipped().expect("built in"))
    }

    #[test]
    fn an_operators_reply_is_an_answer() {
        let course = course(&[
            (By::Customer, 0, "where is my order"),
            (By::Operator, 1, "it left the house today"),
            (By::Customer, 2 * 24 * 60, "do you have it in blue"),
        ]);
        assert!(course.same_breath.is_none());
        assert!(course.minutes_waited.abs() < f32::EPSILON);
    }

    #[test]
    fn only_what_says_the_same_is_counted_as_said_again() {
        let course = course(&[
            (By::Customer, 0, "hola buenas"),
            (By::Customer, 5, "cuándo llega el pedido azul?"),
            (By::Customer, 9, "cuándo llega el pedido azul??"),
        ]);
        let since = Timestamp(5 * 60_000);
        assert_eq!(course.repeated, Some(Repetition { times: 2, since }));
    }
}
