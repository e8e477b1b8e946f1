//! What words mean together: which rules found something, what turns their meaning, on which side of
//! a "but" they stand, and which words are denied. Each is hashed like a word. Next: `senses`.

use super::{Hash, space};
use crate::model::head_of;
use crate::rules::{Heard, Kind};
use crate::text::{Listed, Text, TokenKind, words_of};

/// Words after which a text takes a turn.
static TURNS: Listed = Listed::new(|| {
    words_of(
        " but however though anyway still except pero sino aunque igual mas porem so que \
    embora contudo entretanto ",
    )
});
/// Words that deny what comes next.
static DENIES: Listed = Listed::new(|| {
    words_of(
        " not no never dont doesnt didnt isnt wasnt wont cant cannot without nor none \
    nothing nobody wouldnt shouldnt havent hasnt arent ni nunca sin nadie tampoco nada jamas nao sem \
    ninguem nem nenhum nenhuma jamais n ",
    )
});
/// How many words a denial reaches.
const REACH: usize = 4;
/// What a rule counts by itself, and what everything else here counts.
const RULE: f32 = 0.4;
const OTHER: f32 = 0.3;

pub(super) fn write(text: &Text, heard: &Heard, sparse: &mut Vec<(u32, f32)>) {
    let turn = turn_of(text);
    let kinds = rules(heard, turn, sparse);
    together(heard, &kinds, sparse);
    words(text, turn, sparse);
}

/// The byte of the line from which the last turn goes on.
fn turn_of(text: &Text) -> Option<usize> {
    let mut back = text.tokens.iter().rev();
    let last = back.find(|token| TURNS.has(text.word(token)))?;
    Some(last.from as usize)
}

/// Every rule that found something, and the side of the turn it stands on. Returns the kinds found
/// that nothing took back, in order.
fn rules(heard: &Heard, turn: Option<usize>, sparse: &mut Vec<(u32, f32)>) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    let mut last = None;
    for hit in &heard.found {
        let role = if hit.taken_back {
            space::RULE_TAKEN
        } else {
            space::RULE
        };
        if last.replace(hit.mark) != Some(hit.mark) {
            let of = Hash::seed(role).add(&hit.mark.to_le_bytes());
            sparse.push((of.bucket(), RULE));
        }
        if hit.taken_back || kinds.contains(&hit.kind) {
            continue;
        }
        kinds.push(hit.kind);
        if let Some(turn) = turn {
            let side = [u8::from(hit.from >= turn)];
            let of = Hash::seed(space::TURNED).add(&number(hit.kind)).add(&side);
            sparse.push((of.bucket(), OTHER));
        }
    }
    kinds.sort_unstable();
    kinds
}

/// Kinds beside each other, and beside the signs that turn their meaning.
fn together(heard: &Heard, kinds: &[Kind], sparse: &mut Vec<(u32, f32)>) {
    for sign in &heard.signs {
        let sign = [*sign as u8];
        sparse.push((Hash::seed(space::SIGN).add(&sign).bucket(), OTHER));
        sparse.extend(kinds.iter().map(|kind| {
            let of = Hash::seed(space::KIND_SIGN).add(&number(*kind)).add(&sign);
            (of.bucket(), OTHER)
        }));
    }
    for (at, kind) in kinds.iter().enumerate() {
        sparse.extend(kinds.iter().skip(at + 1).map(|other| {
            let of = Hash::seed(space::KINDS).add(&number(*kind));
            (of.add(&number(*other)).bucket(), OTHER)
        }));
    }
}

/// A kind as bytes.
fn number(kind: Kind) -> [u8; 2] {
    let within = match kind {
        Kind::Compliance(ground) => ground as u8,
        Kind::Value(opportunity) => opportunity as u8,
        Kind::Person | Kind::Anger | Kind::Decision => 0,
        Kind::Call | Kind::Sarcasm => 1,
        Kind::Manager | Kind::GivesUp => 2,
        Kind::Machine | Kind::Leave => 3,
        Kind::Repeated | Kind::Unheard => 4,
        Kind::Impatience => 5,
    };
    // The cast is exact: there are five heads.
    [head_of(kind.trigger()) as u8, within]
}

/// Words that are denied, and words after the last turn.
fn words(text: &Text, turn: Option<usize>, sparse: &mut Vec<(u32, f32)>) {
    let turn = turn.unwrap_or(usize::MAX);
    let mut denied = 0;
    for token in &text.tokens {
        if token.kind == TokenKind::Mark {
            denied = 0;
            continue;
        }
        let word = text.word(token);
        let mut add = |role| {
            let of = Hash::seed(role).add(word.as_bytes());
            sparse.push((of.bucket(), OTHER));
        };
        if denied > 0 {
            denied -= 1;
            add(space::DENIED);
        }
        if token.from as usize > turn {
            add(space::AFTER_TURN);
        }
        if DENIES.has(word) {
            denied = REACH;
        }
    }
}
