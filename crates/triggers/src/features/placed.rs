//! Words at their place in the thread: the same words mean one thing where they open it, another where they
//! answer what the agent asked, and another where they go on with the message before. Each word is hashed with
//! its place, and each pair of words with its place and whether anything is asked. Next: `crossed`.

use super::{Course, Hash, number_class, scale, space};
use crate::text::{Text, TokenKind};

/// What all of this counts together.
const SHARE: f32 = 0.5;

pub(super) fn write(text: &Text, course: &Course, sparse: &mut Vec<(u32, f32)>) {
    let place = place_of(course);
    let asks = u8::from(text.line.contains(" ? "));
    let from = sparse.len();
    let mut last: &[u8] = b"^";
    for token in &text.tokens {
        let word: &[u8] = match token.kind {
            TokenKind::Number => number_class(text.word(token)),
            TokenKind::Word | TokenKind::Symbol => text.word(token).as_bytes(),
            TokenKind::Mark => continue,
        };
        let alone = Hash::seed(space::PLACED).add(&[place]).add(word);
        let pair = Hash::seed(space::PLACED_PAIR).add(&[place, asks]);
        let pair = pair.add(last).add(b" ").add(word);
        sparse.extend([(alone.bucket(), 1.0), (pair.bucket(), 1.0)]);
        last = word;
    }
    scale(sparse, from, usize::MAX, SHARE);
}

/// The place as a number: whether the message opens the thread, follows a question of the agent, goes on in
/// the same breath.
fn place_of(course: &Course) -> u8 {
    let signs = [
        course.earlier.is_empty(),
        course.agent_asked(),
        course.same_breath.is_some(),
    ];
    signs.iter().fold(0, |place, is| 2 * place + u8::from(*is))
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::features::Course;
    use crate::reader::{By, Turn};
    use crate::rules::Rules;
    use crate::text::Text;
    use conversation::ids::MessageId;
    use conversation::time::Timestamp;
    use std::collections::BTreeSet;

    /// The pieces of the customer's words, after what the agent said to an earlier greeting, if anything.
    fn pieces(agent: Option<&str>, words: &str) -> BTreeSet<u32> {
        let id = MessageId::new("m");
        let turn = |by, minute: i64, text| Turn {
            by,
            at: Timestamp::from_seconds(minute * 60),
            id: &id,
            text,
        };
        let mut thread = Vec::new();
        if let Some(said) = agent {
            thread.extend([turn(By::Customer, 0, "hola"), turn(By::Agent, 1, said)]);
        }
        thread.push(turn(By::Customer, 2, words));
        let text = Text::new(words);
        let course = Course::of(&thread, &text, &Rules::shipped().unwrap());
        let mut sparse = Vec::new();
        write(&text, &course, &mut sparse);
        sparse.into_iter().map(|(bucket, _)| bucket).collect()
    }

    #[test]
    fn the_same_words_are_other_pieces_at_another_place() {
        let places = [None, Some("¿Qué día?"), Some("Cerramos a las 6.")];
        let [opens, answers, goes_on] = places.map(|agent| pieces(agent, "el martes"));
        assert_eq!(opens.len(), 4);
        assert!(opens.is_disjoint(&answers) && answers.is_disjoint(&goes_on));
        assert!(opens.is_disjoint(&goes_on));
    }

    #[test]
    fn a_question_shares_the_words_of_a_statement_and_not_its_pairs() {
        let (asked, told) = (pieces(None, "el martes?"), pieces(None, "el martes"));
        assert_eq!(asked.intersection(&told).count(), 2);
    }
}
