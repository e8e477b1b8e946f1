//! From regular expressions to a program. Slow, and therefore done while Relevo is built; it never searches.

use crate::program::{Begin, GLANCE, Pattern, Program, State, packed};
use regex_automata::nfa::thompson::{self, BuildError, Compiler, Transition, WhichCaptures};
use regex_automata::util::primitives::StateID;
use regex_automata::util::syntax;
use regex_syntax::hir::literal::{ExtractKind, Extractor};
use regex_syntax::hir::{Hir, Look};

/// Why patterns can't be compiled.
#[derive(Debug, thiserror::Error)]
pub enum CompileFault {
    /// One of them is no regular expression; the message shows where.
    #[error("bad pattern: {0}")]
    Pattern(#[from] Box<regex_syntax::Error>),
    /// One of them asks for the beginning of the text where only a later place can be.
    #[error("`^` is never true inside {0:?}: the pattern begins after a space")]
    NeverBegins(String),
    /// They are too large together.
    #[error("too many patterns: {0}")]
    TooMany(#[from] Box<BuildError>),
}

/// Compiles patterns, each of which begins with a space or with the text. They are about bytes, not letters.
///
/// # Errors
/// When one of them is no regular expression, or has a part that can never be found.
pub fn compile(patterns: &[String]) -> Result<Program, CompileFault> {
    let bytes = syntax::Config::new().unicode(false).utf8(false);
    let mut parsed = Vec::with_capacity(patterns.len());
    for pattern in patterns {
        let hir = syntax::parse_with(pattern, &bytes).map_err(Box::new)?;
        if hir.properties().look_set().contains(Look::Start) && !of_text(&hir) {
            return Err(CompileFault::NeverBegins(pattern.clone()));
        }
        parsed.push(hir);
    }
    let config = thompson::Config::new()
        .utf8(false)
        .which_captures(WhichCaptures::None);
    let automaton = Compiler::new()
        .configure(config)
        .build_many_from_hir(&parsed)
        .map_err(Box::new)?;
    let begins = parsed.iter().map(|hir| Begin {
        of_text: of_text(hir),
        glances: glances(hir),
    });
    let starts = automaton
        .patterns()
        .filter_map(|pattern| automaton.start_pattern(pattern));
    let patterns = begins.zip(starts).map(|(begin, start)| Pattern {
        begin,
        start: start.as_u32(),
    });
    Ok(Program {
        patterns: patterns.collect(),
        states: automaton.states().iter().map(state).collect(),
        start: automaton.start_anchored().as_u32(),
    })
}

/// Whether a pattern is found at the beginning of the text alone.
fn of_text(hir: &Hir) -> bool {
    hir.properties().look_set_prefix().contains(Look::Start)
}

fn state(state: &thompson::State) -> State {
    use thompson::State as From;
    let range = |range: &Transition| (range.start, range.end, range.next.as_u32());
    match state {
        From::ByteRange { trans } => State::Byte(range(trans)),
        From::Sparse(ranges) => State::Bytes(ranges.transitions.iter().map(range).collect()),
        From::Dense(table) => {
            let byte = |byte: u8| Some((byte, byte, table.matches_byte(byte)?.as_u32()));
            State::Bytes((0..=u8::MAX).filter_map(byte).collect())
        }
        From::Look { look, next } => State::Place(look.as_repr(), next.as_u32()),
        From::Union { alternates } => {
            State::Either(alternates.iter().map(StateID::as_u32).collect())
        }
        From::BinaryUnion { alt1, alt2 } => State::Either(vec![alt1.as_u32(), alt2.as_u32()]),
        // What stands where in a found text is never asked.
        From::Capture { next, .. } => State::Either(vec![next.as_u32()]),
        From::Match { .. } => State::Found,
        From::Fail => State::Fail,
    }
}

/// The beginnings, after the space, of the words with which a pattern may begin, as numbers. A pattern that
/// may begin with anything has the empty one.
fn glances(hir: &Hir) -> Vec<u64> {
    let mut extractor = Extractor::new();
    extractor
        .kind(ExtractKind::Prefix)
        .limit_class(16)
        .limit_total(4000)
        .limit_literal_len(GLANCE + 1);
    let seq = extractor.extract(hir);
    let mut glances: Vec<u64> = match seq.literals() {
        Some(literals) => literals
            .iter()
            .map(|literal| packed(literal.as_bytes().get(1..).unwrap_or_default()))
            .collect(),
        None => vec![packed(b"")],
    };
    glances.sort_unstable();
    glances.dedup();
    glances
}

#[cfg(test)]
mod tests {
    use super::{CompileFault, compile};

    #[test]
    fn a_pattern_that_is_none_is_shown() {
        let fault = compile(&[" (?:call( me) ".to_owned()]).expect_err("a bracket is open");
        assert!(matches!(fault, CompileFault::Pattern(_)));
        assert!(fault.to_string().contains("unclosed group"), "{fault}");
    }

    #[test]
    fn a_beginning_of_the_text_after_a_space_is_refused() {
        let fault = compile(&[" (?:[.,]|^) robbers ".to_owned()]).expect_err("it is never there");
        assert!(matches!(fault, CompileFault::NeverBegins(_)));
        assert!(compile(&["^ robbers ".to_owned()]).is_ok());
    }
}
