//! Finds many patterns in one text. A pattern is tried only where a word begins as one of its words
//! may, and all patterns share a few automata whose states are built as they are needed and kept, so
//! that a reading costs microseconds from the first texts on. It knows nothing of what patterns mean.

use super::RuleFault;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::nfa::thompson;
use regex_automata::util::pool::Pool;
use regex_automata::util::primitives::PatternID;
use regex_automata::util::syntax;
use regex_automata::{Anchored, Input, MatchKind};
use regex_syntax::hir::Hir;
use regex_syntax::hir::literal::{ExtractKind, Extractor};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// How many bytes of a first word are looked at.
const GLANCE: usize = 3;
/// States are kept up to this many bytes per thread; what all texts of a day need is far less.
const KEPT: usize = 24 << 20;

/// One place where a pattern was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Which pattern.
    pub(super) pattern: usize,
    /// First byte.
    pub(super) from: usize,
    /// One past the last byte.
    pub(super) to: usize,
}

type Caches = Pool<
    Cache,
    Box<dyn Fn() -> Cache + Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>,
>;

/// All patterns. They are divided among a few automata, because these are built side by side and the first
/// message waits for it.
pub(super) struct Finder {
    parts: Vec<Part>,
    /// Beginnings of first words, with the patterns that may begin so.
    by_glance: HashMap<Vec<u8>, Vec<usize>>,
    /// Patterns that only stand at the beginning of a text.
    at_start: Vec<usize>,
}

/// Patterns in a row, in one automaton.
struct Part {
    /// Their numbers.
    patterns: Range<usize>,
    automaton: Arc<DFA>,
    caches: Caches,
}

/// How many automata there are.
const SIDE_BY_SIDE: usize = 4;

impl Finder {
    /// Prepares patterns, each of which begins with a space or with `^`.
    pub(super) fn new(patterns: &[String]) -> Result<Self, RuleFault> {
        let mut finder = Self {
            parts: Vec::with_capacity(SIDE_BY_SIDE),
            by_glance: HashMap::new(),
            at_start: Vec::new(),
        };
        for (part, begins) in side_by_side(patterns)? {
            for (number, begin) in part.patterns.clone().zip(begins) {
                if begin.at_start {
                    finder.at_start.push(number);
                }
                for glance in begin.glances {
                    finder.by_glance.entry(glance).or_default().push(number);
                }
            }
            finder.parts.push(part);
        }
        Ok(finder)
    }

    /// Every place where a pattern stands in `line`, pattern by pattern; those of one pattern don't
    /// overlap.
    pub(super) fn places(&self, line: &[u8]) -> Vec<Place> {
        let mut tried: Vec<(usize, usize)> = self.at_start.iter().map(|at| (*at, 0)).collect();
        for (at, _) in line.iter().enumerate().filter(|(_, byte)| **byte == b' ') {
            for length in 0..=GLANCE {
                let glance = line.get(at + 1..at + 1 + length);
                let patterns = glance.and_then(|glance| self.by_glance.get(glance));
                tried.extend(patterns.into_iter().flatten().map(|pattern| (*pattern, at)));
            }
        }
        tried.sort_unstable();
        let mut places: Vec<Place> = Vec::new();
        for part in &self.parts {
            let own = tried.partition_point(|(pattern, _)| *pattern < part.patterns.end);
            part.search(line, tried.drain(..own), &mut places);
        }
        places
    }
}

impl Part {
    fn new(patterns: Range<usize>, parsed: &[Hir]) -> Result<Self, RuleFault> {
        let nfa = thompson::Compiler::new()
            .configure(thompson::Config::new().utf8(false).shrink(false))
            .build_many_from_hir(parsed)
            .map_err(Box::new)?;
        let config = DFA::config()
            .match_kind(MatchKind::LeftmostFirst)
            .starts_for_each_pattern(true)
            .cache_capacity(KEPT)
            .skip_cache_capacity_check(true);
        let automaton = DFA::builder()
            .configure(config)
            .build_from_nfa(nfa)
            .map_err(|fault| RuleFault::Automaton(fault.to_string()))?;
        let automaton = Arc::new(automaton);
        let own = Arc::clone(&automaton);
        Ok(Self {
            patterns,
            automaton,
            caches: Pool::new(Box::new(move || own.create_cache())),
        })
    }

    /// Adds the places of those patterns that stand where they are tried.
    fn search(
        &self,
        line: &[u8],
        tried: impl Iterator<Item = (usize, usize)>,
        places: &mut Vec<Place>,
    ) {
        let mut cache = self.caches.get();
        for (pattern, from) in tried {
            let taken = places.last().filter(|last| last.pattern == pattern);
            if taken.is_some_and(|last| last.to > from) {
                continue;
            }
            let own = PatternID::must(pattern - self.patterns.start);
            let input = Input::new(line)
                .range(from..)
                .anchored(Anchored::Pattern(own));
            // A search can only fail for want of memory, which the automaton never limits.
            if let Ok(Some(end)) = self.automaton.try_search_fwd(&mut cache, &input) {
                let to = end.offset();
                places.push(Place { pattern, from, to });
            }
        }
    }
}

/// How a pattern may begin.
struct Begins {
    at_start: bool,
    glances: Vec<Vec<u8>>,
}

/// Makes the parts, with how their patterns begin.
fn side_by_side(patterns: &[String]) -> Result<Vec<(Part, Vec<Begins>)>, RuleFault> {
    std::thread::scope(|scope| {
        let mut first = 0;
        let parts = alike(patterns).into_iter().map(|part| {
            let numbers = first..first + part.len();
            first = numbers.end;
            scope.spawn(|| prepared(numbers, part))
        });
        let threads: Vec<_> = parts.collect();
        let parts = threads.into_iter().map(|thread| {
            let joined = thread.join();
            joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        parts.collect()
    })
}

/// Divides patterns into parts of about the same length altogether.
fn alike(patterns: &[String]) -> Vec<&[String]> {
    let whole: usize = patterns.iter().map(String::len).sum();
    let part_of = |before: usize| before * SIDE_BY_SIDE / whole.max(1);
    let mut before = 0;
    let parts = patterns.chunk_by(|pattern, _| {
        let part = part_of(before);
        before += pattern.len();
        part_of(before) == part
    });
    parts.collect()
}

fn prepared(numbers: Range<usize>, patterns: &[String]) -> Result<(Part, Vec<Begins>), RuleFault> {
    let bytes = syntax::Config::new().unicode(false).utf8(false);
    let mut parsed = Vec::with_capacity(patterns.len());
    for pattern in patterns {
        parsed.push(syntax::parse_with(pattern, &bytes).map_err(Box::new)?);
    }
    let begins = patterns.iter().zip(&parsed).map(|(pattern, hir)| {
        let at_start = pattern.starts_with("(?:^");
        let glances = if at_start { Vec::new() } else { glances(hir) };
        Begins { at_start, glances }
    });
    let begins = begins.collect();
    Ok((Part::new(numbers, &parsed)?, begins))
}

/// The beginnings, after the space, of the words with which a pattern may begin. A pattern that may
/// begin with anything has the empty one, with which every word begins.
fn glances(hir: &Hir) -> Vec<Vec<u8>> {
    let mut extractor = Extractor::new();
    extractor
        .kind(ExtractKind::Prefix)
        .limit_class(16)
        .limit_total(4000)
        .limit_literal_len(GLANCE + 1);
    let seq = extractor.extract(hir);
    let mut glances: Vec<Vec<u8>> = match seq.literals() {
        Some(literals) => literals
            .iter()
            .map(|literal| literal.as_bytes().get(1..).unwrap_or_default().to_vec())
            .collect(),
        None => vec![Vec::new()],
    };
    glances.sort_unstable();
    glances.dedup();
    glances
}

#[cfg(test)]
mod tests {
    use super::{Finder, Place, SIDE_BY_SIDE};

    #[test]
    fn patterns_are_found_in_their_order_whichever_automaton_they_are_in() {
        let words = ["a", "call", "me", "please", "call", "now", "zebra"];
        let patterns: Vec<String> = words.iter().map(|word| format!(" (?:{word}) ")).collect();
        assert!(patterns.len() > SIDE_BY_SIDE);
        let finder = Finder::new(&patterns).expect("plain words");
        let found = finder.places(b" please call me and call me ");
        let place = |pattern, from, to| Place { pattern, from, to };
        assert_eq!(
            found,
            [
                place(1, 7, 13),
                place(1, 19, 25),
                place(2, 12, 16),
                place(2, 24, 28),
                place(3, 0, 8),
                place(4, 7, 13),
                place(4, 19, 25),
            ]
        );
    }
}
