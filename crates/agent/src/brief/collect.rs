//! The facts a conversation holds, in the customer's own words: who, when, where, what, how many,
//! how much, which number, and what is still open. It looks at spelling; it concludes nothing.

mod days;

use crate::drafter::Ask;
use conversation::brief::{BriefFact, FactLabel};
use conversation::state::Speaker;
use regex::Regex;
use std::sync::LazyLock;
use triggers::text::{Text, Token, TokenKind};

/// The most facts of a brief, so that it is read at a glance.
const MOST_FACTS: usize = 10;

/// The label, the pattern, and the group that is the value.
static PATTERNS: LazyLock<Vec<(FactLabel, Regex)>> = LazyLock::new(|| {
    [
        (FactLabel::Name, r"(?:\b(?i:soy|me llamo|mi nombre es|a nombre de|my name is|my name's|this is|i'm|i am|sou o|sou a|me chamo|meu nome é|aqui é o|aqui é a))\s+((?:\p{Lu}\p{Ll}+)(?:\s+(?:d[eoa]s?\s+)?\p{Lu}\p{Ll}+){0,3})"),
        (FactLabel::Contact, r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d[\d ().-]{8,}\d)"),
        (FactLabel::Amount, r"((?:R\$|US\$|[$£€₹])\s?\d[\d.,]*(?:\s?(?:mil|k))?|\b\d[\d.,]*\s?(?:pesos|euros|dólares|dolares|dollars|reais|pounds|quid|mil pesos))"),
        (FactLabel::Reference, r"(?i)((?:#|\bn(?:[º°]\.?|o\.)\s?)\s?\d{3,}|\b(?:pedido|order|folio|factura|invoice|nota|cuenta|account|reserva|booking|orden|guía|guia|ticket|protocolo|póliza|policy)\s*(?:#|n[º°o]\.?|number|número|numero|es|is|é|:)?\s*#?[A-Z]{0,4}-?\d[\w-]{2,})"),
        (FactLabel::When, r"(?i)\b((?:(?:el|la|un|este|esta|próximo|proximo|next|this|on|no|na|num|numa|neste|nesta|próxima|proxima)\s+(?:a\s+)?)?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|miércoles|miercoles|jueves|viernes|sábado|sabado|domingo|segunda|ter[çc]a|quarta|quinta|sexta|tomorrow|mañana|amanhã|tonight|hoy|hoje|today)(?:[- ]feira)?(?:\s+(?:morning|afternoon|evening|por la (?:mañana|tarde|noche)|de manhã|à tarde|à noite))?(?:\s+(?:in|en|de|em)\s+(?:january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro))?(?:,?\s+(?:at|a las?|às|as)\s+\d{1,2}(?:[:h.]\d{2})?\s?(?:am|pm|hs?|hrs)?)?|(?:next (?:week|month|year)|(?:la|el) (?:semana|mes|año) que viene|(?:la )?próxima semana|(?:el )?próximo mes|semana que vem|mês que vem)|(?:in|en|para|em|for)\s+(?:january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)|\d{1,2}(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?(?:january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)|\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:at|a las|às)\s+\d{1,2}(?:[:h.]\d{2})?\s?(?:am|pm|hs?|hrs)?)\b"),
        (FactLabel::Quantity, r"(?i)\b(\d[\d.,]*\s+(?:of us|(?:[\p{L}-]+\s+)?(?:people|persons|guests|riders|seats|students|employees|workers|units|pieces|pairs|bikes|boxes|rooms|nights|kids|adults|staff|laptops|licen[cs]es|plates|portions|personas|gente|invitados|empleados|colaboradores|trabajadores|alumnos|estudiantes|pacientes|unidades|piezas|pares|cajas|bicis|bicicletas|habitaciones|noches|niños|adultos|sucursales|licencias|porciones|pessoas|convidados|funcionários|funcionarios|alunos|peças|pecas|caixas|quartos|noites|crianças|lojas|licenças|porções|kilos|quilos)))\b"),
    ]
    .into_iter()
    .filter_map(|(label, source)| Some((label, Regex::new(source).ok()?)))
    .collect()
});

/// The facts, in the order of their labels. What `wants` already quotes as the open question is not
/// told twice.
pub(super) fn facts(ask: &Ask, wants: &str) -> Vec<BriefFact> {
    let mut facts: Vec<BriefFact> = Vec::new();
    let customers = || {
        ask.turns
            .iter()
            .filter(|turn| turn.speaker == Speaker::Customer)
    };
    for (label, pattern) in PATTERNS.iter() {
        for turn in customers() {
            for found in pattern
                .captures_iter(&turn.words)
                .filter_map(|found| found.get(1))
                .filter(|found| !days::is_ordinal(&turn.words, found.range()))
            {
                push(&mut facts, *label, found.as_str());
            }
        }
    }
    for turn in customers() {
        for (label, words) in named_in_playbook(&ask.playbook.prompt, &turn.words) {
            push(&mut facts, label, &words);
        }
    }
    if let Some(question) = customers()
        .next_back()
        .and_then(|turn| last_question(&turn.words))
        .filter(|question| !wants.contains(question))
    {
        push(&mut facts, FactLabel::Open, question);
    }
    facts.truncate(MOST_FACTS);
    facts
}

/// Keeps a value unless one that says the same is there; of two the longer stays. Case, accents and
/// the little words around don't count: "Friday" is in "on a Friday in May".
fn push(facts: &mut Vec<BriefFact>, label: FactLabel, value: &str) {
    let value = value.trim().trim_end_matches(['.', ',']);
    let bare = bare(value);
    if bare.is_empty() {
        return;
    }
    let known = facts.iter_mut().find(|fact| {
        let other = self::bare(&fact.value);
        let comparable =
            fact.label == label || fact.label != FactLabel::Open && label != FactLabel::Open;
        comparable && (other.contains(&bare) || fact.label == label && bare.contains(&other))
    });
    match known {
        Some(fact) if self::bare(&fact.value).len() >= bare.len() => {}
        Some(fact) => fact.value = value.to_owned(),
        None => facts.push(BriefFact {
            label,
            value: value.to_owned(),
        }),
    }
}

/// A value for comparing: folded, without articles and prepositions.
fn bare(value: &str) -> String {
    let text = Text::new(value);
    let little = " el la los las un una este esta on a at the o os as no na num numa this of de en in em para for ";
    let words = text
        .words()
        .filter(|word| !little.contains(&format!(" {word} ")));
    words.collect::<Vec<_>>().join(" ")
}

/// Places and things that the playbook writes large or lists, in the customer's spelling.
fn named_in_playbook(prompt: &str, words: &str) -> Vec<(FactLabel, String)> {
    let said = Text::new(words);
    let mut named = Vec::new();
    for line in prompt
        .lines()
        .filter(|line| line.trim_start().starts_with(['-', '•', '*']))
    {
        let Some((item, _)) = line.split_once([':', '$', '£', '€', '(']) else {
            continue;
        };
        let item = Text::new(item);
        let Some(head) = item.words().find(|word| !crate::words::is_small(word)) else {
            continue;
        };
        if head.len() > 3 {
            let stems: Vec<String> = item.words().map(crate::words::stem).collect();
            named.extend(run_of(words, &said, &stems).map(|run| (FactLabel::Subject, run)));
        }
    }
    named.truncate(2);
    named
}

/// The customer's words for an item: from its first word on as many as the item has too.
fn run_of(words: &str, said: &Text, stems: &[String]) -> Option<String> {
    let head = stems.iter().find(|stem| !crate::words::is_small(stem))?;
    let tokens = &said.tokens;
    let is_word = |token: &Token| token.kind == TokenKind::Word;
    let stem_of = |token: &Token| crate::words::stem(said.word(token));
    let first = tokens
        .iter()
        .position(|token| is_word(token) && stem_of(token) == *head)?;
    let run = tokens.get(first..)?.iter();
    let last = run
        .take_while(|token| is_word(token) && stems.contains(&stem_of(token)))
        .last()?;
    let start = tokens.get(first)?.start as usize;
    words.get(start..last.end as usize).map(str::to_owned)
}

/// The last question of a message.
fn last_question(words: &str) -> Option<&str> {
    let end = words.rfind('?')? + 1;
    let before = words.get(..end - 1)?;
    let start = before.rfind(['?', '.', '!', '\n', '¿']).map_or(0, |at| {
        at + before[at..].chars().next().map_or(1, char::len_utf8)
    });
    let start = if before[..start].ends_with('¿') {
        start - '¿'.len_utf8()
    } else {
        start
    };
    words
        .get(start..end)
        .map(str::trim)
        .filter(|question| question.len() > 3)
}
