//! The last check before an answer leaves: every number, link and name in it stands in the playbook
//! or in the conversation. It looks at spelling alone, so it can't tell a right price from a wrong
//! one that stands elsewhere; it does stop what was made up.

mod numbers;

use crate::drafter::Ask;
use crate::pieces::is_title;
use numbers::Numbers;
use std::collections::HashSet;
use triggers::text::{Text, Token, TokenKind};

/// What an answer may rest on.
#[derive(Debug, Default)]
pub(crate) struct Ground {
    numbers: Numbers,
    words: HashSet<String>,
    /// Everything in lower case, for links and addresses.
    lower: String,
}

/// Words written large in the middle of an English sentence that name nobody.
const NO_NAMES: &str = " monday tuesday wednesday thursday friday saturday sunday january february \
    march april may june july august september october november december english spanish portuguese \
    whatsapp ";

/// All that an answer to `ask` may rest on.
pub(crate) fn of(ask: &Ask) -> Ground {
    let briefing = ask
        .briefing
        .iter()
        .flat_map(|briefing| briefing.facts.iter().chain(&briefing.promises));
    Ground::of(
        [ask.playbook.prompt.as_str(), ask.playbook.business.as_str()]
            .into_iter()
            .chain(ask.customer.as_deref())
            .chain(briefing.map(String::as_str))
            .chain(ask.turns.iter().map(|turn| turn.words.as_str())),
    )
}

impl Ground {
    /// A ground made of `texts`.
    pub(crate) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut ground = Self::default();
        for text in texts {
            ground.add(text);
        }
        ground
    }

    fn add(&mut self, text: &str) {
        self.lower.push_str(&text.to_lowercase());
        self.lower.push('\n');
        let read = Text::new(text);
        self.numbers.add(&read);
        self.words.extend(read.words().map(str::to_owned));
    }

    /// The first thing in `answer` that stands nowhere; `None` if all of it does.
    pub(crate) fn lacks(&self, answer: &str) -> Option<String> {
        self.lacks_value(answer)
            .or_else(|| self.unknown_name(answer, &Text::new(answer)))
    }

    /// The same for the owner's own sentences, in which names are the owner's affair.
    pub(crate) fn lacks_value(&self, answer: &str) -> Option<String> {
        let read = Text::new(answer);
        let number = self.numbers.lack(&read);
        number
            .map(|token| original(answer, token))
            .or_else(|| self.unknown_link(answer))
    }

    fn unknown_link(&self, answer: &str) -> Option<String> {
        answer
            .split_whitespace()
            .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '/'))
            .find(|word| is_link(word) && !self.lower.contains(&word.to_lowercase()))
            .map(str::to_owned)
    }

    fn unknown_name(&self, answer: &str, read: &Text) -> Option<String> {
        read.tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Word && token.end - token.start > 2)
            .filter(|token| is_capital(answer, token) && !begins_sentence(answer, token))
            .find(|token| {
                let word = read.word(token);
                !self.words.contains(word) && !NO_NAMES.contains(&format!(" {word} "))
            })
            .map(|token| original(answer, token))
    }
}

fn original(text: &str, token: &Token) -> String {
    text.get(token.start as usize..token.end as usize)
        .unwrap_or_default()
        .to_owned()
}

fn is_link(word: &str) -> bool {
    let domain = word.split('/').next().unwrap_or_default();
    let ends = domain.rsplit('.').next().unwrap_or_default();
    word.contains("://")
        || word.contains('@')
        || domain.contains('.')
            && ends.len() >= 2
            && ends.chars().all(|c| c.is_ascii_lowercase())
            && domain
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
            && domain.split('.').all(|part| part.len() >= 2)
}

fn is_capital(text: &str, token: &Token) -> bool {
    text.get(token.start as usize..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(char::is_uppercase)
}

fn begins_sentence(text: &str, token: &Token) -> bool {
    let before = text.get(..token.start as usize).unwrap_or_default();
    let before = before.trim_end_matches([' ', '"', '“', '(', '*', '_']);
    // "Dr. Garza": the stop after a title ends no sentence.
    let word = before.split_whitespace().next_back().unwrap_or_default();
    let titles = word.strip_suffix('.').is_some_and(is_title);
    let last = before.chars().next_back();
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, ',' | ';' | '\'' | '’' | '%' | '-');
    !titles && !last.is_some_and(goes_on)
}

#[cfg(test)]
mod tests;
