//! The numbers of a text, as people write them in English, Spanish and Portuguese: which are money
//! or shares, which are times of day, and which could be either. It looks at spelling alone and
//! compares nothing with the world. Next: `grounding`.

use std::collections::HashSet;
use triggers::text::{Text, Token, TokenKind};

/// The numbers that stand somewhere.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// All but the times of day, each in one spelling.
    amounts: HashSet<String>,
    clocks: Vec<Clock>,
}

/// One number of a text.
#[derive(Debug, PartialEq, Eq)]
enum Number {
    /// "$9", "900 pesos", "20 %": never a time of day.
    Counted(String),
    /// "9:00", "8 pm", "9h30": never an amount.
    Timed(Clock),
    /// "9", or "9.30" with the time of day that it may be.
    Bare(String, Option<Clock>),
}

/// A time of day on a dial, as nobody says in which half of the day "9:00" is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clock {
    /// 0 to 11.
    hour: u8,
    minutes: u8,
    half: Option<Half>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
}

/// Number words that stand for a digit. One is left out: it is mostly an article.
const NUMBER_WORDS: [(&str, &str); 31] = [
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("twelve", "12"),
    ("dos", "2"),
    ("tres", "3"),
    ("cuatro", "4"),
    ("cinco", "5"),
    ("seis", "6"),
    ("siete", "7"),
    ("ocho", "8"),
    ("nueve", "9"),
    ("diez", "10"),
    ("doce", "12"),
    ("dois", "2"),
    ("duas", "2"),
    ("quatro", "4"),
    ("sete", "7"),
    ("oito", "8"),
    ("nove", "9"),
    ("dez", "10"),
    ("doze", "12"),
    ("twenty", "20"),
    ("veinte", "20"),
    ("vinte", "20"),
];

/// What stands before an amount of money, or right after it.
const BEFORE_AMOUNTS: &str = " $ £ € usd mxn eur gbp brl ";
/// What stands after an amount of anything that is no hour.
const AFTER_AMOUNTS: &str = " € % pesos peso euros euro dolares dolar dollars reais real pounds \
    quid soles mil usd mxn eur gbp brl ";

impl Numbers {
    pub(super) fn add(&mut self, text: &Text) {
        for (_, number) in numbers(text) {
            match number {
                Number::Counted(amount) => {
                    self.amounts.insert(amount);
                }
                Number::Timed(clock) => self.clocks.push(clock),
                Number::Bare(amount, clock) => {
                    self.amounts.insert(amount);
                    self.clocks.extend(clock);
                }
            }
        }
    }

    /// The first number of `text` that stands nowhere.
    pub(super) fn lack<'a>(&self, text: &'a Text) -> Option<&'a Token> {
        let mut numbers = numbers(text);
        numbers
            .find(|(_, number)| !self.have(number))
            .map(|(token, _)| token)
    }

    fn have(&self, number: &Number) -> bool {
        match number {
            Number::Counted(amount) => self.amounts.contains(amount),
            Number::Timed(clock) => self.have_clock(*clock) || self.have_hour(*clock),
            Number::Bare(amount, clock) => {
                let is_hour = |hour| self.clocks.iter().any(|clock| clock.is_hour(hour));
                self.amounts.contains(amount)
                    || amount.parse().is_ok_and(is_hour)
                    || clock.is_some_and(|clock| self.have_clock(clock))
            }
        }
    }

    fn have_clock(&self, wanted: Clock) -> bool {
        self.clocks.iter().any(|clock| clock.agrees(wanted))
    }

    /// Whether a bare number may be this full hour: "de 9 a 20" has "8 pm".
    fn have_hour(&self, clock: Clock) -> bool {
        (0..=24).any(|hour| {
            Clock::new(hour, 0, None).is_some_and(|own| own.agrees(clock))
                && self.amounts.contains(&hour.to_string())
        })
    }
}

impl Clock {
    /// `None` if there is no such time of day.
    fn new(hour: u8, minutes: u8, half: Option<Half>) -> Option<Self> {
        let half = match hour {
            13..=24 => Some(Half::Afternoon),
            // Noon and midnight are confused in every language.
            0 | 12 => None,
            _ => half,
        };
        (hour <= 24 && minutes < 60).then_some(Self {
            hour: hour % 12,
            minutes,
            half,
        })
    }

    /// "9:00", "9.30".
    fn with_minutes(spelt: &str, half: Option<Half>) -> Option<Self> {
        let (hour, minutes) = spelt.split_once([':', '.'])?;
        let minutes = Some(minutes).filter(|minutes| minutes.len() == 2)?;
        Self::new(hour.parse().ok()?, minutes.parse().ok()?, half)
    }

    fn agrees(self, other: Self) -> bool {
        let halves = self.half.zip(other.half);
        (self.hour, self.minutes) == (other.hour, other.minutes)
            && halves.is_none_or(|(one, other)| one == other)
    }

    /// Whether it may be called `hour` without a further word.
    fn is_hour(self, hour: u8) -> bool {
        let said = Self::new(hour, 0, None);
        let is_late = hour > 12;
        said.is_some_and(|said| said.agrees(self))
            && (!is_late || self.half == Some(Half::Afternoon))
    }
}

/// The numbers of `text` with their tokens.
fn numbers(text: &Text) -> impl Iterator<Item = (&Token, Number)> {
    let tokens = text.tokens.iter().enumerate();
    tokens.filter_map(|(at, token)| {
        let word = text.word(token);
        let number = match token.kind {
            TokenKind::Number => number(text, at, word),
            TokenKind::Word => {
                let (_, digits) = NUMBER_WORDS.iter().find(|(name, _)| *name == word)?;
                number(text, at, digits)
            }
            TokenKind::Mark | TokenKind::Symbol => return None,
        };
        Some((token, number))
    })
}

/// The number `digits`, with what the words around it make of it.
fn number(text: &Text, at: usize, digits: &str) -> Number {
    let word = |at: Option<usize>| at.and_then(|at| word_at(text, at)).unwrap_or_default();
    let is_in = |list: &str, word: &str| !word.is_empty() && list.contains(&format!(" {word} "));
    // "20:00 $850" are two things, and so are "9 $850".
    let touches_next = || {
        let ends = text.tokens.get(at).map(|token| token.end);
        ends == text.tokens.get(at + 1).map(|token| token.start)
    };
    let after = word(at.checked_add(1));
    let counted = is_in(BEFORE_AMOUNTS, word(at.checked_sub(1)))
        || is_in(AFTER_AMOUNTS, after)
        || is_in(BEFORE_AMOUNTS, after) && touches_next();
    if counted && !digits.contains(':') {
        return Number::Counted(amount(digits));
    }
    match clock(text, at, digits) {
        Some(clock) => Number::Timed(clock),
        None => Number::Bare(amount(digits), Clock::with_minutes(digits, None)),
    }
}

/// The time of day that `digits` and what follows them say, where they can't say anything else.
fn clock(text: &Text, at: usize, digits: &str) -> Option<Clock> {
    let next: Vec<&str> = (at + 1..at + 5).map_while(|at| word_at(text, at)).collect();
    let half = half(&next);
    let Ok(hour) = digits.parse::<u8>() else {
        let is_clock = digits.contains(':') || half.is_some();
        return Clock::with_minutes(digits, half).filter(|_| is_clock);
    };
    // "24h" and more are mostly how long something takes.
    let minutes = next.first().and_then(|next| minutes_after_h(next));
    match (minutes.filter(|_| hour < 24), half) {
        (None, None) => None,
        (minutes, half) => Clock::new(hour, minutes.unwrap_or_default(), half),
    }
}

/// The minutes of "h", "hs", "hrs" and "h30"; `None` for any other word.
fn minutes_after_h(word: &str) -> Option<u8> {
    let spelt = word.strip_prefix('h')?;
    let spelt = spelt.strip_suffix("min").unwrap_or(spelt);
    match spelt {
        "" | "s" | "r" | "rs" => Some(0),
        minutes if minutes.len() == 2 => minutes.parse().ok(),
        _ => None,
    }
}

/// Which half of the day the words after a number say.
fn half(next: &[&str]) -> Option<Half> {
    let next = match next {
        [hours, rest @ ..] if minutes_after_h(hours).is_some() || *hours == "horas" => rest,
        _ => next,
    };
    let part = match next {
        ["am", ..] | ["a", ".", "m", ..] => "am",
        ["pm", ..] | ["p", ".", "m", ..] => "pm",
        ["de" | "in", "la" | "the", part, ..] | ["da" | "at", part, ..] => part,
        _ => return None,
    };
    match part {
        "am" | "manana" | "manha" | "madrugada" | "morning" => Some(Half::Morning),
        "pm" | "tarde" | "noche" | "noite" | "afternoon" | "evening" | "night" => {
            Some(Half::Afternoon)
        }
        _ => None,
    }
}

fn word_at(text: &Text, at: usize) -> Option<&str> {
    text.tokens.get(at).map(|token| text.word(token))
}

/// One spelling for an amount: no marks between thousands, a point before cents, no cents that are
/// nothing.
fn amount(digits: &str) -> String {
    let Some((head, last)) = digits.rsplit_once(['.', ',']) else {
        return digits.to_owned();
    };
    let mark = digits.get(head.len()..head.len() + 1).unwrap_or_default();
    let marks = head.matches(['.', ',']).count();
    let is_grouped = if marks == 0 {
        last.len() == 3 && head != "0"
    } else {
        head.matches(mark).count() == marks
    };
    let whole = head.replace(['.', ','], "");
    let cents = last.trim_end_matches('0');
    match (is_grouped, cents) {
        (true, _) => whole + last,
        (false, "") => whole,
        (false, cents) => format!("{whole}.{cents}"),
    }
}
