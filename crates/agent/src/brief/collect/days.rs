//! "Segunda" is a Monday to whoever writes Portuguese, and the second of anything to everybody. The
//! words around it tell the two apart; where they don't, it is a day.

use std::ops::Range;
use triggers::text::{Text, Token};

const ORDINALS: &str = " segunda terca quarta quinta sexta ";

/// Words before the second, the third …, and seldom right before a day on which something should be.
const BEFORE_ORDINALS: &str = " a as o la las una um uma de da das do del es sou soy por ";

/// Words before a day in Portuguese.
const BEFORE_DAYS: &str =
    " na nesta nessa desta dessa essa esta proxima ate toda para pra pela so ";

/// What there is a second of even then: "na segunda vez que liguei".
const COUNTED: &str = " vez vezes veces via vias parte opcao opcion chamada llamada tentativa consulta \
    parcela cuota mensagem mensaje pergunta pregunta loja unidade mao mano fase etapa linha linea \
    pessoa persona cita visita compra aula clase sessao sesion vuelta ocasion oportunidad ";

/// Words that may follow a day that stands alone. Any other is what there is a second of.
const AFTER_DAYS: &str = " e y ou o or a as ao de do da no na que cedo pela por se mas depois antes eu \
    voce voces vcs vc ele ela pode podem posso puedo tem tenho da vou nao sim mesmo tambem agora entao \
    ja ate pra para ok obrigado obrigada gracias ";

/// Whether the `found` part of `words` names no day but the second, the third … of something.
pub(super) fn is_ordinal(words: &str, found: Range<usize>) -> bool {
    let text = Text::new(words);
    let inside =
        |token: &&Token| found.start <= token.start as usize && token.end as usize <= found.end;
    // With "-feira" or a time behind it, it is a day.
    let Some(last) = text.tokens.iter().rposition(|token| inside(&token)) else {
        return false;
    };
    let word = |at: Option<usize>| {
        let token = at.and_then(|at| text.tokens.get(at));
        token.map(|token| text.word(token)).unwrap_or_default()
    };
    let is_in = |list: &str, word: &str| list.contains(&format!(" {word} "));
    let (before, after) = (word(last.checked_sub(1)), word(last.checked_add(1)));
    let counts = match after {
        _ if !after.starts_with(char::is_alphabetic) => false,
        _ if is_in(BEFORE_DAYS, before) => is_in(COUNTED, after),
        _ => !is_in(AFTER_DAYS, after),
    };
    is_in(ORDINALS, word(Some(last))) && (counts || is_in(BEFORE_ORDINALS, before))
}
