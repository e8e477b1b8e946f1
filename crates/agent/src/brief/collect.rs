//! The facts a conversation holds, in the customer's own words: who, when, where, what, how many,
//! how much, which number, and what is still open. It looks at spelling; it concludes nothing.

use crate::drafter::Ask;
use conversation::brief::{BriefFact, FactLabel};
use conversation::state::Speaker;
use regex::Regex;
use std::sync::LazyLock;
use triggers::text::{Text, TokenKind};

/// The most facts of a brief, so that it is read at a glance.
const MOST_FACTS: usize = 10;

/// The label, the pattern, and the group that is the value.
static PATTERNS: LazyLock<Vec<(FactLabel, Regex)>> = LazyLock::new(|| {
    [
        (FactLabel::Name, r"(?:\b(?i:soy|me llamo|mi nombre es|a nombre de|my name is|my name's|this is|i'm|i am|sou o|sou a|me chamo|meu nome é|aqui é o|aqui é a))\s+((?:\p{Lu}\p{Ll}+)(?:\s+(?:d[eoa]s?\s+)?\p{Lu}\p{Ll}+){0,3})"),
        (FactLabel::Contact, r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d[\d ().-]{8,}\d)"),
        (FactLabel::Amount, r"((?:R\$|US\$|[$£€₹])\s?\d[\d.,]*(?:\s?(?:mil|k))?|\b\d[\d.,]*\s?(?:pesos|euros|dólares|dolares|dollars|reais|pounds|quid|mil pesos))"),
        (FactLabel::Reference, r"(?i)((?:#|n[º°o]\.?\s?)\s?\d{3,}|\b(?:pedido|order|folio|factura|invoice|nota|cuenta|account|reserva|booking|orden|guía|guia|ticket|protocolo|póliza|policy)\s*(?:#|n[º°o]\.?|number|número|numero|es|is|é|:)?\s*#?[A-Z]{0,4}-?\d[\w-]{2,})"),
        (FactLabel::When, r"(?i)\b((?:(?:el|la|este|esta|próximo|proximo|next|this|on|no|na|neste|nesta|próxima|proxima)\s+)?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|lunes|martes|miércoles|miercoles|jueves|viernes|sábado|sabado|domingo|segunda|terça|quarta|quinta|sexta|tomorrow|mañana|amanhã|tonight|hoy|hoje|today)(?:-feira)?(?:\s+(?:morning|afternoon|evening|por la (?:mañana|tarde|noche)|de manhã|à tarde|à noite))?(?:,?\s+(?:at|a las?|às|as)\s+\d{1,2}(?:[:h.]\d{2})?\s?(?:am|pm|hs?|hrs)?)?|\d{1,2}(?:st|nd|rd|th)?\s+(?:de\s+|of\s+)?(?:january|february|march|april|may|june|july|august|september|october|november|december|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)|\d{1,2}/\d{1,2}(?:/\d{2,4})?|(?:at|a las|às)\s+\d{1,2}(?:[:h.]\d{2})?\s?(?:am|pm|hs?|hrs)?)\b"),
        (FactLabel::Quantity, r"(?i)\b(\d[\d.,]*\s+(?:people|persons|guests|employees|units|pieces|pairs|bikes|boxes|rooms|nights|kids|adults|staff|personas|gente|invitados|empleados|colaboradores|unidades|piezas|pares|cajas|bicis|bicicletas|habitaciones|noches|niños|adultos|sucursales|pessoas|convidados|funcionários|funcionarios|peças|pecas|caixas|quartos|noites|crianças|adultos|lojas|kilos|quilos))\b"),
    ]
    .into_iter()
    .filter_map(|(label, source)| Some((label, Regex::new(source).ok()?)))
    .collect()
});

/// The facts, in the order of their labels.
pub(super) fn facts(ask: &Ask) -> Vec<BriefFact> {
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
    {
        push(&mut facts, FactLabel::Open, question);
    }
    facts.truncate(MOST_FACTS);
    facts
}

fn push(facts: &mut Vec<BriefFact>, label: FactLabel, value: &str) {
    let value = value.trim().trim_end_matches(['.', ',']);
    let known = facts.iter().any(|fact| {
        let overlaps = fact.value.contains(value) || value.contains(&fact.value);
        overlaps && fact.label != FactLabel::Open && label != FactLabel::Open
    });
    if !known && !value.is_empty() {
        facts.push(BriefFact {
            label,
            value: value.to_owned(),
        });
    }
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
        let stem = crate::words::stem(head);
        let token = said.tokens.iter().find(|token| {
            token.kind == TokenKind::Word && crate::words::stem(said.word(token)) == stem
        });
        if let Some(token) = token.filter(|_| head.len() > 3) {
            let span = token.start as usize..token.end as usize;
            named.push((
                FactLabel::Subject,
                words.get(span).unwrap_or_default().to_owned(),
            ));
        }
    }
    named.truncate(2);
    named
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
