//! Courtesies: thanks, good-byes, "ok", greetings, a thumbs-up. They need no answer that a playbook
//! could hold. It looks at one text alone. Next: `reader`.

use crate::text::{Listed, Text, Token, TokenKind, words_of};

/// Words that make up courtesies, in the three languages. A text of nothing but these (and marks,
/// emojis and an interjection or two) is a courtesy.
static WORDS: Listed = Listed::new(|| {
    words_of(
        "ok okay okey oki okis k kk vale va sale dale listo sip sim si yes yeah yep yup sure fine \
    great perfect perfecto perfeito super genial excelente excellent otimo otima thanks thank \
    thx ty tks tnx cheers ta u you so much very many lot a lots gracias grax grcs mil muchas \
    muchisimas obrigado obrigada obg obgd brigado brigada brigadao valeu vlw bye goodbye cya \
    later adios chao chau tchau hasta luego ate mais logo nice one cool lovely brilliant brill \
    awesome good noted understood entendido entendi beleza blz show bola de acuerdo claro \
    combinado fechado fecho certo certinho tranquilo tranqui arre orale jaja jajaja jaj haha \
    hahaha rs rsrs lol haa ah aah oh bueno bom boa dia noite tarde buen buenos buenas dias \
    tardes noches igualmente too take care cuidate bendiciones deus abencoe god bless night \
    morning evening afternoon day que tenga tengas lindo bonito bonita linda un una uma um \
    amable muy amables gentil hola holi hi hello hey oi ola oii hiya buenass alo saludos \
    regards por favor pf pls please mate love x xx xo amigo amiga querida querido joia top \
    massa legal bacana chido padre sounds perfectly alright right all set done isso eso es todo \
    ya era tudo bem td e muito kind welcome np problem worries bien usted voce vc ti vos \
    graciass grac graciela vdd ntp simon arriba dios pague le agradezco agradeco mt",
    )
});

/// Courtesies of words that by themselves deny or ask: "no problem", but "no good" and "is it done".
static PHRASES: Listed = Listed::new(|| {
    [
        "all set",
        "got it",
        "have a",
        "no prob",
        "no problem",
        "no problems",
        "no thank you",
        "no thanks",
        "no worries",
        "that is all",
        "that is it",
        "thats all",
        "thats it",
        "will do",
        "de nada",
        "nada mas",
        "no gracias",
        "no hay de que",
        "no hay problema",
        "no pasa nada",
        "por nada",
        "era isso",
        "sem problema",
        "sem problemas",
    ]
    .into_iter()
    .collect()
});

/// The longest of them, in words.
const LONGEST_PHRASE: usize = 4;

/// Whether `text` is nothing but a courtesy.
pub fn is_courtesy(text: &str) -> bool {
    courtesy(&Text::new(text))
}

pub(crate) fn courtesy(text: &Text) -> bool {
    if text.tokens.is_empty() || text.tokens.len() > 14 {
        return false;
    }
    let mut rest = text.tokens.as_slice();
    while let [token, after @ ..] = rest {
        rest = match phrase(text, rest) {
            Some(length) => rest.get(length..).unwrap_or_default(),
            None if is_courteous(text, token) => after,
            None => return false,
        };
    }
    true
}

/// Of how many tokens the phrase is with which `tokens` begin.
fn phrase(text: &Text, tokens: &[Token]) -> Option<usize> {
    let first = tokens.first()?;
    (2..=LONGEST_PHRASE).find(|length| {
        let last = tokens.get(length - 1);
        let words = last.and_then(|last| text.line.get(first.from as usize..last.to as usize));
        words.is_some_and(|words| PHRASES.has(words))
    })
}

fn is_courteous(text: &Text, token: &Token) -> bool {
    match token.kind {
        TokenKind::Symbol => !is_unhappy(text.word(token)),
        TokenKind::Mark => text.word(token) != "?",
        TokenKind::Number => false,
        TokenKind::Word => is_laugh(text, token) || WORDS.has(text.word(token)),
    }
}

/// Whether a word laughs: "jajaja", "hahaha", "rsrs", "kkkk", of which folding leaves one letter.
pub(crate) fn is_laugh(text: &Text, token: &Token) -> bool {
    let word = text.word(token);
    let made_of = |unit: &[u8]| word.len() > 3 && word.bytes().all(|b| unit.contains(&b));
    let stretched = word == "k" && token.end - token.start > 2;
    let known = matches!(
        word,
        "lol" | "lmao" | "jeje" | "jejeje" | "kk" | "rs" | "rsrs" | "rsrsrs"
    );
    stretched || known || made_of(b"ja") || made_of(b"ha")
}

/// Symbols that say the opposite of thanks.
pub(crate) fn is_unhappy(symbol: &str) -> bool {
    matches!(
        symbol,
        "😑" | "😡"
            | "🤬"
            | "😠"
            | "🙄"
            | "😤"
            | "👎"
            | "🤡"
            | "😒"
            | "💩"
            | "😞"
            | "😢"
            | "😭"
            | "😐"
            | "🤦"
            | "😾"
    )
}

#[cfg(test)]
mod tests {
    use super::is_courtesy;

    #[test]
    fn courtesies_are_known_in_three_languages() {
        for text in [
            "no problem, thanks!",
            "that is all, have a nice day",
            "got it 👍",
            "de nada, no hay problema",
            "era isso, obrigada",
            "valeu kkkkk",
        ] {
            assert!(is_courtesy(text), "{text}");
        }
    }

    #[test]
    fn a_complaint_or_a_question_is_none() {
        for text in [
            "It is no good",
            "nada bien",
            "Is it done",
            "have you got one",
            "is that all you have",
        ] {
            assert!(!is_courtesy(text), "{text}");
        }
    }
}
