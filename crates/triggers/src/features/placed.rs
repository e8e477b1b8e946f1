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
