//! What the customer wants and what was tried, one sentence each: a lead in the playbook's language
//! and the customer's own words, unchanged. It judges nothing.

use crate::drafter::Ask;
use crate::talk::Talk;
use conversation::language::Language;
use conversation::signal::{Reason, Signal, Trigger};
use conversation::state::Turn;

/// The most letters of a quote.
const MOST_LETTERS: usize = 160;

pub(super) fn wants(ask: &Ask, talk: &Talk<'_>, deciding: Option<&Signal>) -> String {
    let quote = quote(talk);
    let language = ask.playbook.language;
    let lead = deciding.map_or(asks(language), |signal| lead(signal, language));
    if quote.is_empty() {
        lead.to_owned()
    } else {
        format!("{lead}: {}", quoted(&quote, language))
    }
}

pub(super) fn tried(talk: &Talk<'_>, language: Language) -> String {
    let n_answers = talk.answers().count();
    let Some(last) = talk.answers().next() else {
        return String::new();
    };
    let said = quoted(&shortened(&last.words.replace('\n', " ")), language);
    match (n_answers, language) {
        (1, Language::En) => format!("The agent answered: {said}"),
        (1, Language::Es) => format!("El agente respondió: {said}"),
        (1, Language::Pt) => format!("O agente respondeu: {said}"),
        (n, Language::En) => format!("The agent answered {n} times, last: {said}"),
        (n, Language::Es) => format!("El agente respondió {n} veces, por último: {said}"),
        (n, Language::Pt) => format!("O agente respondeu {n} vezes, por último: {said}"),
    }
}

/// The words that say most: of the unanswered messages, else of the latest before them.
fn quote(talk: &Talk<'_>) -> String {
    let unanswered: Vec<&Turn> = talk.burst.iter().filter(says_something).collect();
    let turns: Vec<&Turn> = if unanswered.is_empty() {
        talk.earlier().filter(says_something).take(1).collect()
    } else {
        unanswered
    };
    let words: Vec<&str> = turns.iter().map(|turn| turn.words.trim()).collect();
    let whole = words.join(" / ");
    if whole.chars().count() <= MOST_LETTERS {
        return whole;
    }
    // A long burst is told by its longest message: greetings and afterthoughts are short.
    let longest = words.iter().max_by_key(|words| words.chars().count());
    shortened(longest.copied().unwrap_or_default())
}

fn says_something(turn: &&Turn) -> bool {
    !triggers::is_courtesy(&turn.words)
}

/// The first sentences that fit; a single long one is cut at a word.
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
        Language::En => "The customer writes",
        Language::Es => "El cliente escribe",
        Language::Pt => "O cliente escreve",
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
        (Trigger::Frustration, Language::Es) => "Está molesto con cómo va esto",
        (Trigger::Frustration, Language::Pt) => "Está insatisfeito com o andamento",
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
        (Reason::AskedForManager, Language::Pt) => "Quer falar com o responsável",
        (Reason::AsksForDecision, Language::En) => "Asks for an exception or a decision",
        (Reason::AsksForDecision, Language::Es) => "Pide una excepción o una decisión",
        (Reason::AsksForDecision, Language::Pt) => "Pede uma exceção ou uma decisão",
        (Reason::GivesUp | Reason::ThreatensToLeave, Language::En) => "Is about to leave",
        (Reason::GivesUp | Reason::ThreatensToLeave, Language::Es) => "Está por irse",
        (Reason::GivesUp | Reason::ThreatensToLeave, Language::Pt) => "Está prestes a desistir",
        (Reason::Unreadable { .. }, Language::En) => "Sent something the agent can't read",
        (Reason::Unreadable { .. }, Language::Es) => "Mandó algo que el agente no puede leer",
        (Reason::Unreadable { .. }, Language::Pt) => "Mandou algo que o agente não consegue ler",
        (_, Language::En | Language::Es | Language::Pt) => return None,
    })
}
