//! Tells what an owner says to the agent from what may be said to a customer: how to talk, what to
//! ask, what to pass on to whom. None of that is ever part of an answer.

use std::sync::LazyLock;
use triggers::text::Text;

/// Words with which an owner addresses the agent, at the start of a sentence.
const ORDERS: &str = " pide pida pedir peca trate trata tratar di diga dile decir dizer prometas \
    prometa prometer never always dont give say ask be keep sound diagnostiques avisa contesta \
    conteste responde responda responda-se fala fale escribe escreve tell sound speak please pls \
    give use usa inventes invente confirm saluda habla hable promise opines opine recetes recete \
    pasa pase passe passa ";

/// Words in a heading under which an owner says how to talk.
const MANNERS: &str = " tone tono tom falar contestar contestas contesta contestes responder respondes \
    responde answer answers talk voice style estilo hablar hablas manner personality fala falas \
    tratamento tratar ";

/// What only somebody who answers can do: pass on, call a colleague, admit not to know.
static PASSING_ON: LazyLock<Option<regex::Regex>> = LazyLock::new(|| {
    let words = [
        r"\bp[aá]s[ae]l[oae]s?\b",
        r"\b(?:tell|alert) the team\b",
        r"\bavisa(?:le)? al equipo\b",
        r"\bask (?:for )?the customer",
        r"\bsi no (?:lo )?sab[eé]s?\b",
        r"\bif you (?:do not|don'?t) know\b",
        r"\bse (?:você )?não souber\b",
        r"\bno lo inventes\b|\bno invent(?:es|ar)\b|\bnão invent",
        r"\b(?:do not|don'?t|no|não|nunca|never) (?:promise|promet)",
        r"\bt[uú] no confirmas\b",
        r"\b(?:si|cuando) (?:alguien )?(?:pregunt\w+|cuenta\w*|pide\w*) .*\b(?:pas[aeá]|avis[aeá])",
        r"\bse (?:alguém )?(?:pergunt\w+|ped\w+) .*\b(?:pass[aeo]|avis[aeo])",
        r"\bgo(?:es)? to [a-z]+ at once\b",
    ];
    regex::Regex::new(&words.join("|")).ok()
});

/// Whether `text`, standing under `above`, is meant for the agent.
pub(super) fn is_order(text: &str, above: &str) -> bool {
    let lower = text.to_lowercase();
    if PASSING_ON
        .as_ref()
        .is_some_and(|words| words.is_match(&lower))
    {
        return true;
    }
    let text = Text::new(text);
    let words: Vec<&str> = text.words().take(5).collect();
    let commanded = match words.as_slice() {
        [
            "no" | "nao" | "nunca" | "never" | "siempre" | "sempre" | "always" | "dont",
            second,
            ..,
        ] => is_in(ORDERS, second),
        ["do", "not", third, ..] => is_in(ORDERS, third),
        [word, ..] => is_in(ORDERS, word),
        [] => false,
    };
    let labelled = words
        .first()
        .is_some_and(|word| is_in(" tone tono tom style estilo ", word));
    let manners = Text::new(above).words().any(|word| is_in(MANNERS, word));
    commanded || told(&words) || labelled || manners
}

/// "Para reservar pida nombre": what comes first only says when. "La factura se pide" tells nobody.
fn told(words: &[&str]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let impersonal = at > 0 && words.get(at - 1) == Some(&"se");
        !impersonal && is_in(" pida pide pidele peca pedir diga dile trate ", word)
    })
}

fn is_in(list: &str, word: &str) -> bool {
    list.contains(&format!(" {word} "))
}

#[cfg(test)]
mod tests;
