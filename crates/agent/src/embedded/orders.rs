//! Tells what an owner says to the agent from what may be said to a customer: how to talk, what to
//! ask, what to pass on to whom. None of that is ever part of an answer. In doubt it is an order: an
//! owner's instruction read out to a customer is worse than a person who is called.

mod deeds;

use std::sync::LazyLock;
use triggers::text::Text;

/// Words with which an owner addresses the agent, at the start of a sentence.
const ORDERS: &str = " pide pida pedir peca trate trata tratar di diga dile decir dizer prometas \
    prometa prometer never always give say ask be keep sound diagnostiques avisa contesta \
    conteste responde responda responda-se fala fale escribe escreve tell sound speak please pls \
    give use usa inventes invente confirm saluda habla hable promise opines opine recetes recete \
    pasa pase passe passa ";

/// Others that bid only after "siempre": alone they may say what the business does.
const ALSO_ASKED: &str = " ofrece ofrezca menciona mencione recomienda recomiende sugiere sugiera \
    recuerda invita invite oferece ofereca recomenda recomende lembre convide confirma confirme ";

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

/// Words that bid the agent to keep something in mind, at the start of a sentence.
const CARE: &str = " evita evite evitar avoid procura procure intenta intente tente recuerda recuerde \
    lembre lembra remember asegurate asegurese certifique assegure cuida cuide ";

/// What shows that it is the customer who shall keep it in mind: "recuerda traer tu receta".
const CUSTOMERS: &str = " tu tus su sus seu sua seus suas your traer llegar venir comer beber tomar \
    trazer chegar vir bring come arrive eat drink wear park ";

/// What customers are told not to do: "don't eat before", "do not forget your card".
const THEIRS: &str = " eat drink forget bring come arrive wear park worry hesitate need have miss take \
    apply wash touch move chew smoke exercise brush bend lift drive swim shower wait leave pay sign \
    open rinse scratch shave ";

/// Whether `text`, standing under `above`, is meant for the agent.
pub(super) fn is_order(text: &str, above: &str) -> bool {
    let lower = text.to_lowercase();
    if PASSING_ON
        .as_ref()
        .is_some_and(|words| words.is_match(&lower))
    {
        return true;
    }
    let is_forbidden = text.split([',', ';', ':']).any(forbids);
    let asks = text.split(": ").skip(1).any(asks);
    let text = Text::new(text);
    let words: Vec<&str> = text.words().take(5).collect();
    let labelled = words
        .first()
        .is_some_and(|word| is_in(" tone tono tom style estilo ", word));
    let manners = Text::new(above).words().any(|word| is_in(MANNERS, word));
    is_forbidden || asks || bids(&words) || told(&words) || labelled || manners
}

/// Whether `text` says what the agent must not say or do: then no other sentence answers in its place.
pub(super) fn forbids(text: &str) -> bool {
    let text = Text::new(text);
    let words: Vec<&str> = text.words().take(6).collect();
    let rest = match words.as_slice() {
        ["do", "not", rest @ ..]
        | [
            "no" | "nao" | "nunca" | "jamas" | "never" | "dont",
            rest @ ..,
        ] => rest,
        _ => return false,
    };
    // "No le digas", "nunca jamás des", "não se ofereça".
    let between = " le les lo la los las me nos se te lhe lhes o a os as jamas nunca ever ";
    let deed = rest.iter().find(|word| !is_in(between, word));
    let is_english = !matches!(words.first(), Some(&("no" | "nao" | "nunca" | "jamas")));
    deed.is_some_and(|word| match is_english {
        // A verb has one form there; only what customers do is known not to be the agent's.
        true => !is_in(THEIRS, word),
        false => deeds::is_forbidden(word) || is_in(ORDERS, word),
    })
}

/// Whether a sentence that begins with `words` bids the agent to do something.
fn bids(words: &[&str]) -> bool {
    match words {
        ["siempre" | "sempre", second, ..] => is_in(ORDERS, second) || is_in(ALSO_ASKED, second),
        ["always", second, ..] => is_in(ORDERS, second) || deeds::is_english(second),
        ["make", "sure", rest @ ..] | ["try", "to", rest @ ..] => is_for_agent(rest),
        [word, rest @ ..] if is_in(CARE, word) => is_for_agent(rest),
        [word, ..] => is_in(ORDERS, word),
        [] => false,
    }
}

/// "Appointments: ask for the full name."
fn asks(clause: &str) -> bool {
    matches!(
        Text::new(clause).words().next(),
        Some("ask" | "pide" | "pida" | "pidele" | "peca" | "pedir")
    )
}

fn is_for_agent(rest: &[&str]) -> bool {
    !rest.iter().any(|word| is_in(CUSTOMERS, word))
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
