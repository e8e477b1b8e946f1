//! Finds many patterns in one text. A pattern is tried only where a word begins as one of its words
//! may, and all patterns share one automaton whose states are built as they are needed and kept, so
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
use std::sync::Arc;

/// How many bytes of a first word are looked at.
const GLANCE: usize = 3;
/// States are kept up to this many bytes per thread; what all texts of a day need is far less.
const KEPT: usize = 24 << 20;

/// One place where a pattern was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// Which pattern.
    pub(super) pattern: u16,
    /// First byte.
    pub(super) from: usize,
    /// One past the last byte.
    pub(super) to: usize,
}

type Caches = Pool<
    Cache,
    Box<dyn Fn() -> Cache + Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>,
>;

/// All patterns in one automaton.
pub(super) struct Finder {
    automaton: Arc<DFA>,
    caches: Caches,
    /// Beginnings of first words, with the patterns that may begin so.
    by_glance: HashMap<Vec<u8>, Vec<u16>>,
    /// Patterns that only stand at the beginning of a text.
    at_start: Vec<u16>,
}

impl Finder {
    /// Prepares patterns, each of which begins with a space or with `^`.
    pub(super) fn new(patterns: &[String]) -> Result<Self, RuleFault> {
        let (mut by_glance, mut at_start) = (HashMap::<Vec<u8>, Vec<u16>>::new(), Vec::new());
        let mut parsed = Vec::with_capacity(patterns.len());
        for (number, pattern) in (0_u16..).zip(parse(patterns)?) {
            if pattern.at_start {
                at_start.push(number);
            }
            for glance in pattern.glances {
                by_glance.entry(glance).or_default().push(number);
            }
            parsed.push(pattern.hir);
        }
        let nfa = thompson::Compiler::new()
            .configure(thompson::Config::new().utf8(false).shrink(false))
            .build_many_from_hir(&parsed)
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
            automaton,
            caches: Pool::new(Box::new(move || own.create_cache())),
            by_glance,
            at_start,
        })
    }

    /// Every place where a pattern stands in `line`, pattern by pattern; those of one pattern don't
    /// overlap.
    pub(super) fn places(&self, line: &[u8]) -> Vec<Place> {
        let mut cache = self.caches.get();
        let mut tried: Vec<(u16, usize)> = self.at_start.iter().map(|at| (*at, 0)).collect();
        for (at, _) in line.iter().enumerate().filter(|(_, byte)| **byte == b' ') {
            for length in 0..=GLANCE {
                let glance = line.get(at + 1..at + 1 + length);
                let patterns = glance.and_then(|glance| self.by_glance.get(glance));
                tried.extend(patterns.into_iter().flatten().map(|pattern| (*pattern, at)));
            }
        }
        tried.sort_unstable();
        let mut places: Vec<Place> = Vec::new();
        for (pattern, from) in tried {
            let taken = places.last().filter(|last| last.pattern == pattern);
            if taken.is_some_and(|last| last.to > from) {
                continue;
            }
            let input = Input::new(line)
                .range(from..)
                .anchored(Anchored::Pattern(PatternID::must(usize::from(pattern))));
            // A search can only fail for want of memory, which the automaton never limits.
            if let Ok(Some(end)) = self.automaton.try_search_fwd(&mut cache, &input) {
                let to = end.offset();
                places.push(Place { pattern, from, to });
            }
        }
        places
    }
}

/// A pattern, parsed.
struct Parsed {
    hir: Hir,
    at_start: bool,
    glances: Vec<Vec<u8>>,
}

impl Parsed {
    fn of(pattern: &str) -> Result<Self, RuleFault> {
        let bytes = syntax::Config::new().unicode(false).utf8(false);
        let hir = syntax::parse_with(pattern, &bytes).map_err(Box::new)?;
        let at_start = pattern.starts_with("(?:^");
        let glances = if at_start { Vec::new() } else { glances(&hir) };
        Ok(Self {
            hir,
            at_start,
            glances,
        })
    }
}

/// Parses side by side, because the first message waits for it.
fn parse(patterns: &[String]) -> Result<Vec<Parsed>, RuleFault> {
    std::thread::scope(|scope| {
        let parts = patterns.chunks(patterns.len().div_ceil(SIDE_BY_SIDE).max(1));
        let threads: Vec<_> = parts
            .map(|part| scope.spawn(|| part.iter().map(|one| Parsed::of(one)).collect::<Vec<_>>()))
            .collect();
        let parsed = threads.into_iter().map(|thread| {
            let joined = thread.join();
            joined.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        parsed.flatten().collect()
    })
}

/// Into how many parts the patterns are divided for that.
const SIDE_BY_SIDE: usize = 4;

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
