//! What the customer wants and what was tried, one sentence each: a lead in the operator's language
//! and the customer's own words, unchanged. It judges nothing.

use crate::embedded::is_own;
use crate::talk::{Talk, says_something};
use conversation::brief::BriefSaid;
use conversation::language::Language;
use conversation::signal::{Reason, Signal, Trigger};
use conversation::state::Turn;

/// The most letters of a quote.
const MOST_LETTERS: usize = 160;

pub(super) fn said(talk: &Talk<'_>, deciding: Option<&Signal>) -> BriefSaid {
    let answers: Vec<&Turn> = talk
        .answers()
        .filter(|turn| !triggers::is_courtesy(&turn.words) && !is_own(&turn.words))
        .collect();
    let last = answers.first();
    BriefSaid {
        asked: quote(talk, deciding),
        answers: u32::try_from(answers.len()).unwrap_or(u32::MAX),
        answered: last.map_or_else(String::new, |last| {
            shortened(&last.words.replace('\n', " "))
        }),
    }
}

pub(super) fn wants(said: &BriefSaid, deciding: Option<&Signal>, reader: Language) -> String {
    let lead = deciding.map_or(asks(reader), |signal| lead(signal, reader));
    if said.asked.is_empty() {
        lead.to_owned()
    } else {
        format!("{lead}: {}", quoted(&said.asked, reader))
    }
}

pub(super) fn tried(said: &BriefSaid, reader: Language) -> String {
    let last = quoted(&said.answered, reader);
    match (said.answers, reader) {
        (0, _) => String::new(),
        (1, Language::En) => format!("The agent answered: {last}"),
        (1, Language::Es) => format!("El agente respondió: {last}"),
        (1, Language::Pt) => format!("O agente respondeu: {last}"),
        (n, Language::En) => format!("The agent answered {n} times, last: {last}"),
        (n, Language::Es) => format!("El agente respondió {n} veces, por último: {last}"),
        (n, Language::Pt) => format!("O agente respondeu {n} vezes, por último: {last}"),
    }
}

/// The words that say most: of the unanswered messages, else of the latest before them. The words for
/// which a person is called are among them, however long ago they were written: the lead speaks of them.
fn quote(talk: &Talk<'_>, deciding: Option<&Signal>) -> String {
    let unanswered: Vec<&str> = telling(talk.burst.iter());
    let bearing = deciding.and_then(|signal| bearing(talk, signal));
    let mut words = if unanswered.is_empty() && bearing.is_none() {
        let earlier: Vec<&Turn> = talk.earlier().collect();
        let mut latest = telling(earlier.into_iter());
        latest.truncate(1);
        latest
    } else {
        unanswered
    };
    if let Some((turn, _)) = bearing
        && !talk.burst.iter().any(|unanswered| unanswered.id == turn.id)
    {
        words.insert(0, turn.words.trim());
    }
    let whole = words.join(" / ");
    if whole.chars().count() <= MOST_LETTERS {
        return whole;
    }
    // Much is told by what a person is called for, else by what it asks, else by its longest message.
    if let Some((turn, quote)) = bearing {
        return shortened(from_sentence(&turn.words, quote));
    }
    let asked = words.iter().rev().find(|words| words.contains('?'));
    let longest = words.iter().max_by_key(|words| words.chars().count());
    shortened(asked.or(longest).copied().unwrap_or_default())
}

/// The customer's message in which the signal's words stand, with those words.
fn bearing<'a>(talk: &Talk<'a>, signal: &'a Signal) -> Option<(&'a Turn, &'a str)> {
    let evidence = signal.evidence.first()?;
    let mut turns = talk.burst.iter().rev().chain(talk.earlier());
    let turn = turns.find(|turn| turn.id == evidence.message)?;
    Some((turn, &evidence.quote))
}

/// `words` from the sentence on that contains `quote`; all of them where they fit.
fn from_sentence<'a>(words: &'a str, quote: &str) -> &'a str {
    let Some(at) = words.find(quote) else {
        return words;
    };
    if words.chars().count() <= MOST_LETTERS {
        return words;
    }
    let before = words.get(..at).unwrap_or_default();
    let ends = [". ", "! ", "? ", "\n"];
    let begin = ends
        .iter()
        .filter_map(|end| before.rfind(end).map(|found| found + end.len()))
        .max();
    words.get(begin.unwrap_or_default()..).unwrap_or(words)
}

/// The messages that say something, without greetings and preambles; else all but courtesies.
fn telling<'a>(turns: impl Iterator<Item = &'a Turn> + Clone) -> Vec<&'a str> {
    let words = || turns.clone().map(|turn| turn.words.trim());
    let telling: Vec<&str> = words().filter(|words| says_something(words)).collect();
    if telling.is_empty() {
        return words()
            .filter(|words| !triggers::is_courtesy(words))
            .collect();
    }
    telling
}

/// The first words that fit; a single one that is too long, such as a link, is cut in itself.
fn shortened(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() <= MOST_LETTERS {
        return text.to_owned();
    }
    let mut kept = String::new();
    for word in text.split_whitespace() {
        if kept.chars().count() + word.chars().count() >= MOST_LETTERS {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    if kept.is_empty() {
        kept.extend(text.chars().take(MOST_LETTERS));
    }
    kept.push('…');
    kept
}

fn quoted(text: &str, language: Language) -> String {
    match language {
        Language::En | Language::Pt => format!("“{text}”"),
        Language::Es => format!("«{text}»"),
    }
}

fn asks(language: Language) -> &'static str {
    match language {
        Language::En => "Writes",
        Language::Es => "Escribe",
        Language::Pt => "Escreve",
    }
}

fn lead(signal: &Signal, language: Language) -> &'static str {
    if let Some(lead) = lead_of_reason(&signal.reason, language) {
        return lead;
    }
    match (signal.trigger, language) {
        (Trigger::ExplicitRequest, Language::En) => "Wants to speak with a person",
        (Trigger::ExplicitRequest, Language::Es) => "Quiere hablar con una persona",
        (Trigger::ExplicitRequest, Language::Pt) => "Quer falar com uma pessoa",
        (Trigger::Frustration, Language::En) => "Is unhappy with how this is going",
        (Trigger::Frustration, Language::Es) => "Muestra molestia por cómo va esto",
        (Trigger::Frustration, Language::Pt) => "Mostra insatisfação com o andamento",
        (Trigger::OutOfScope, Language::En) => "Asks something the playbook doesn't answer",
        (Trigger::OutOfScope, Language::Es) => "Pregunta algo que el playbook no responde",
        (Trigger::OutOfScope, Language::Pt) => "Pergunta algo que o playbook não responde",
        (Trigger::HighValue, Language::En) => "Could be a large order",
        (Trigger::HighValue, Language::Es) => "Puede ser una venta grande",
        (Trigger::HighValue, Language::Pt) => "Pode ser uma venda grande",
        (Trigger::Compliance, Language::En) => "Touches something only a person may handle",
        (Trigger::Compliance, Language::Es) => "Toca algo que solo puede ver una persona",
        (Trigger::Compliance, Language::Pt) => "Toca em algo que só uma pessoa pode tratar",
    }
}

/// Where the reason says more than the trigger.
fn lead_of_reason(reason: &Reason, language: Language) -> Option<&'static str> {
    Some(match (reason, language) {
        (Reason::AskedForCall, Language::En) => "Wants to be phoned",
        (Reason::AskedForCall, Language::Es) => "Quiere que le llamen",
        (Reason::AskedForCall, Language::Pt) => "Quer receber uma ligação",
        (Reason::AskedForManager, Language::En) => "Wants to speak with whoever is in charge",
        (Reason::AskedForManager, Language::Es) => "Quiere hablar con la persona responsable",
        (Reason::AskedForManager, Language::Pt) => "Quer falar com quem é responsável",
        (Reason::AsksForDecision, Language::En) => "Asks for an exception or a decision",
        (Reason::AsksForDecision, Language::Es) => "Pide una excepción o una decisión",
        (Reason::AsksForDecision, Language::Pt) => "Pede uma exceção ou uma decisão",
        (Reason::OwnMatter, Language::En) => "Asks about their own order, booking or bill",
        (Reason::OwnMatter, Language::Es) => "Pregunta por su propio pedido, cita o cuenta",
        (Reason::OwnMatter, Language::Pt) => "Pergunta pelo próprio pedido, horário ou conta",
        (Reason::GivesUp | Reason::ThreatensToLeave, Language::En) => "Is about to leave",
        (Reason::GivesUp | Reason::ThreatensToLeave, Language::Es) => "Está por irse",
        (Reason::GivesUp | Reason::ThreatensToLeave, Language::Pt) => "Está prestes a desistir",
        (Reason::Unreadable { .. }, Language::En) => "Sent something the agent can't read",
        (Reason::Unreadable { .. }, Language::Es) => "Mandó algo que el agente no puede leer",
        (Reason::Unreadable { .. }, Language::Pt) => "Mandou algo que o agente não consegue ler",
        (_, Language::En | Language::Es | Language::Pt) => return None,
    })
}
