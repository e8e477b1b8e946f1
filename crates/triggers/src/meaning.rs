//! What a text means, as a point: texts that mean alike in English, Spanish and Portuguese lie near
//! each other whatever words they use, so what is learnt of one holds for its neighbours. A table of
//! words and two small layers, in `weights/meaning.bin`; `MODEL.md` says what they learnt from. It
//! judges nothing. Next: `features`; how it learns is `learn::meaning`.

mod layers;
mod table;

pub(crate) use layers::{Forward, INPUTS, Layers, PATTERNS, Point, SIZE, near, neighbour};
pub(crate) use table::{DIM, Prints, SPECIAL, Word, print_of};

use crate::text::{Text, TokenKind};
use std::sync::LazyLock;
use table::Table;

const MAGIC: &[u8] = b"relevo-n";
/// Most tokens that are read: the beginning and the end of a longer text.
const MOST: usize = 48;
/// How many of them are the beginning.
const BEGINNING: usize = 16;

/// The table and the layers that ship with Relevo.
struct Shipped {
    table: Table,
    layers: Layers,
}

static SHIPPED: LazyLock<Option<Shipped>> = LazyLock::new(|| {
    let mut rest = include_bytes!("../weights/meaning.bin").strip_prefix(MAGIC)?;
    let table = Table::take(&mut rest)?;
    let layers = Layers::take(&mut rest)?;
    rest.is_empty().then_some(Shipped { table, layers })
});

/// The meaning of a text.
pub(crate) fn meaning_of(text: &Text) -> Point {
    let Some(Shipped { table, layers }) = SHIPPED.as_ref() else {
        return [0.0; SIZE];
    };
    let rows = rows_of(text, table.prints);
    let words: Vec<Word> = rows.into_iter().filter_map(|row| table.word(row)).collect();
    unit(layers.forward(&words).raw)
}

/// The rows of the tokens that the table knows.
pub(crate) fn rows_of(text: &Text, prints: Prints<'_>) -> Vec<usize> {
    let known = text.tokens.iter().filter_map(|token| {
        let word = text.word(token);
        match token.kind {
            TokenKind::Word => prints.row_of(word),
            TokenKind::Number => prints.row_of_mark(None),
            TokenKind::Mark => prints.row_of_mark(Some(word)),
            TokenKind::Symbol => None,
        }
    });
    let mut rows: Vec<usize> = known.collect();
    if rows.len() > MOST {
        rows.drain(BEGINNING..rows.len() - (MOST - BEGINNING));
    }
    rows
}

/// All that [`meaning_of`] reads, as the bytes of a file.
pub(crate) fn to_bytes(prints: &[u8], words: &[Word], layers: &Layers) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    table::write(prints, words, &mut bytes);
    layers.write(&mut bytes);
    bytes
}

/// A point of length 1 in the same direction.
pub(crate) fn unit(mut point: Point) -> Point {
    let length = near(&point, &point).sqrt();
    if length > 1e-6 {
        point.iter_mut().for_each(|value| *value /= length);
    }
    point
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(text: &str) -> Point {
        meaning_of(&Text::new(text))
    }

    #[test]
    fn the_weights_are_whole() {
        assert!(SHIPPED.is_some());
    }

    #[test]
    fn the_same_in_another_language_is_nearer_than_something_else_in_the_same() {
        let asked = point("quiero hablar con una persona");
        let same = point("I want to talk to a human");
        let other = point("quiero comprar una bicicleta");
        assert!(near(&asked, &same) > near(&asked, &other));
    }

    #[test]
    fn a_slip_at_the_end_keeps_the_meaning() {
        let right = point("busco un dentista");
        assert!(near(&right, &point("busco un dentistta")) > 0.8);
    }

    #[test]
    fn what_nobody_knows_has_no_meaning() {
        assert!(point("zqxvk").iter().all(|value| *value == 0.0));
    }
}
