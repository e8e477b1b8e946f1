//! A conversation as an answerer looks at it: what is unanswered, what was said before. It judges
//! nothing. Next: `embedded`.

use crate::drafter::Ask;
use conversation::language::Language;
use conversation::state::{Speaker, Turn};
use triggers::Tongue;
use triggers::text::Text;

/// The turns of an [`Ask`], laid out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Talk<'a> {
    /// Everything before the customer's latest messages.
    pub(crate) before: &'a [Turn],
    /// The customer's messages at the end: they are to be answered.
    pub(crate) burst: &'a [Turn],
}

impl<'a> Talk<'a> {
    pub(crate) fn of(ask: &'a Ask) -> Self {
        let n_burst = ask
            .turns
            .iter()
            .rev()
            .take_while(|turn| turn.speaker == Speaker::Customer)
            .count();
        let (before, burst) = ask.turns.split_at(ask.turns.len() - n_burst);
        Self { before, burst }
    }

    /// The words of the unanswered messages, one line each.
    pub(crate) fn words(&self) -> String {
        let lines: Vec<&str> = self.burst.iter().map(|turn| turn.words.trim()).collect();
        lines.join("\n")
    }

    /// What the customer asked before, latest first.
    pub(crate) fn earlier(&self) -> impl Iterator<Item = &'a Turn> {
        self.before
            .iter()
            .rev()
            .filter(|turn| turn.speaker == Speaker::Customer)
    }

    /// What the agent said, latest first.
    pub(crate) fn answers(&self) -> impl Iterator<Item = &'a Turn> {
        self.before
            .iter()
            .rev()
            .filter(|turn| turn.speaker == Speaker::Agent)
    }

    /// Whether the agent said exactly this before.
    pub(crate) fn said_before(&self, text: &str) -> bool {
        self.answers().any(|turn| turn.words.trim() == text.trim())
    }
}

/// Whether `words` say or ask anything: more than a greeting, thanks or "hi! quick one".
pub(crate) fn says_something(words: &str) -> bool {
    if triggers::is_courtesy(words) {
        return false;
    }
    let text = Text::new(words);
    let has_topic = crate::words::units(&text).iter().any(|unit| !unit.small);
    has_topic || !triggers::values::wanted(&text).is_empty() || text.words().count() > MOST_PREAMBLE
}

/// A message of small words alone that is no longer than this only leads up to the next one.
const MOST_PREAMBLE: usize = 5;

/// From this many words on, a message shows its language; Spanish and Portuguese share the short ones.
const TELLING_WORDS: usize = 5;

/// The language to answer in: what the unanswered messages show, else what is known, else the
/// playbook's.
pub(crate) fn language(ask: &Ask, words: &str) -> Language {
    let known = ask.language.unwrap_or(ask.playbook.language);
    match triggers::language_of(words) {
        Some(Tongue::Known(language)) => {
            let n_words = words.split_whitespace().count();
            let neighbours = language != Language::En && known != Language::En;
            if n_words >= TELLING_WORDS || !neighbours && n_words > 1 {
                language
            } else {
                known
            }
        }
        Some(Tongue::Other) | None => known,
    }
}
