//! Courtesies: thanks, good-byes, "ok", greetings, a thumbs-up. They need no answer that a playbook
//! could hold. It looks at one text alone. Next: `reader`.

use crate::text::{Listed, Text, TokenKind, words_of};

/// Words that make up courtesies, in the three languages. A text of nothing but these (and marks,
/// emojis and an interjection or two) is a courtesy.
static WORDS: Listed = Listed::new(|| {
    words_of(
        " ok okay okey oki okis k kk vale va sale dale listo sip sim si yes yeah yep yup \
    sure fine great perfect perfecto perfeito super genial excelente excellent otimo otima thanks \
    thank thx ty tks tnx cheers ta tks u you so much very many lot a lots gracias grax grcs mil muchas \
    muchisimas obrigado obrigada obg obgd brigado brigada brigadao valeu vlw bye goodbye cya later \
    adios chao chau tchau hasta luego ate mais logo nice one cool lovely brilliant brill awesome \
    good got it will do noted understood entendido entendi beleza blz show bola de acuerdo claro combinado fechado \
    fecho certo certinho tranquilo tranqui arre orale jaja jajaja jaj haha hahaha kkk kkkk rs rsrs \
    lol haa ah aah oh bueno bom boa dia noite tarde buen buenos buenas dias tardes noches igualmente \
    you too take care cuidate bendiciones deus abencoe god bless night morning evening afternoon have \
    day que tenga tengas lindo bonito bonita linda un una uma um excelente amable muy amables gentil \
    hola holi hi hello hey oi ola oii hiya buenass alo saludos regards por favor pf pls please \
    mate love x xx xo amigo amiga querida querido joia top massa legal bacana chido padre sounds \
    perfectly alright right all set thats that is it done isso eso es todo ya so era tudo bem td e \
    tks muito many kind welcome np problem no worries todo bien nada de por usted voce vc ti vos \
    graciass grac graciela super vdd ntp simon sip arriba dios pague le agradezco agradeco mt muchas ",
    )
});

/// Whether `text` is nothing but a courtesy.
pub fn is_courtesy(text: &str) -> bool {
    courtesy(&Text::new(text))
}

pub(crate) fn courtesy(text: &Text) -> bool {
    if text.tokens.is_empty() || text.tokens.len() > 14 {
        return false;
    }
    text.tokens.iter().all(|token| match token.kind {
        TokenKind::Symbol => !is_unhappy(text.word(token)),
        TokenKind::Mark => !matches!(text.word(token), "?"),
        TokenKind::Number => false,
        TokenKind::Word => is_courteous(text.word(token)),
    })
}

fn is_courteous(word: &str) -> bool {
    let laughs = |unit: &[u8]| word.len() > 3 && word.bytes().all(|b| unit.contains(&b));
    laughs(b"ja") || laughs(b"ha") || laughs(b"k") || WORDS.has(word)
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
