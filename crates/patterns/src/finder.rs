//! Finds many patterns in one text. A pattern is tried only where a word begins as one of its words
//! may, and all patterns share an automaton whose states are built as they are needed and kept, so
//! that a reading costs microseconds from the first texts on. It never compiles a pattern.

use crate::program::{GLANCE, LoadFault, Program, packed};
use foldhash::HashMap;
use regex_automata::hybrid::dfa::{Cache, DFA};
use regex_automata::util::pool::Pool;
use regex_automata::util::primitives::PatternID;
use regex_automata::{Anchored, Input, MatchKind};
use std::sync::Arc;

/// States are kept up to this many bytes per thread; what all texts of a day need is far less.
const KEPT: usize = 96 << 20;

/// One place where a pattern was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which pattern.
    pub pattern: usize,
    /// First byte.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
}

type Caches = Pool<
    Cache,
    Box<dyn Fn() -> Cache + Send + Sync + std::panic::UnwindSafe + std::panic::RefUnwindSafe>,
>;

/// All patterns, ready to be found.
pub struct Finder {
    automaton: Arc<DFA>,
    caches: Caches,
    /// Beginnings of a first word, with the patterns that may begin so: at the beginning of a text, anywhere.
    of_text: ByGlance,
    of_word: ByGlance,
}

impl Finder {
    /// Makes a program ready.
    ///
    /// # Errors
    /// When it holds what [`crate::compile`] never makes.
    pub fn new(program: Program) -> Result<Self, LoadFault> {
        let config = DFA::config()
            .match_kind(MatchKind::LeftmostFirst)
            .starts_for_each_pattern(true)
            .cache_capacity(KEPT)
            .skip_cache_capacity_check(true);
        let automaton = DFA::builder()
            .configure(config)
            .build_from_nfa(program.automaton()?)
            .map_err(|fault| LoadFault::Automaton(fault.to_string()))?;
        let automaton = Arc::new(automaton);
        let own = Arc::clone(&automaton);
        let mut finder = Self {
            automaton,
            caches: Pool::new(Box::new(move || own.create_cache())),
            of_text: ByGlance::default(),
            of_word: ByGlance::default(),
        };
        for (number, pattern) in (0..).zip(program.patterns) {
            let by_glance = if pattern.begin.of_text {
                &mut finder.of_text
            } else {
                &mut finder.of_word
            };
            for glance in pattern.begin.glances {
                by_glance.entry(glance).or_default().push(number);
            }
        }
        Ok(finder)
    }

    /// Every place where a `wanted` pattern stands in `line`, pattern by pattern; those of one pattern
    /// don't overlap.
    pub fn places(&self, line: &[u8], wanted: impl Fn(usize) -> bool) -> Vec<Place> {
        let spaces = line.iter().enumerate().filter(|(_, byte)| **byte == b' ');
        let words = spaces.map(|(at, _)| (&self.of_word, at));
        let mut tried: Vec<(usize, usize)> = Vec::new();
        for (by_glance, at) in words.chain([(&self.of_text, 0)]) {
            for length in 0..=GLANCE {
                let glance = line.get(at + 1..at + 1 + length);
                let patterns = glance.and_then(|glance| by_glance.get(&packed(glance)));
                let own = patterns
                    .into_iter()
                    .flatten()
                    .map(|own| (*own as usize, at));
                tried.extend(own.filter(|(pattern, _)| wanted(*pattern)));
            }
        }
        tried.sort_unstable();
        let mut cache = self.caches.get();
        let mut places: Vec<Place> = Vec::new();
        for (pattern, from) in tried {
            let taken = places.last().filter(|last| last.pattern == pattern);
            if taken.is_some_and(|last| last.to > from) {
                continue;
            }
            let own = Anchored::Pattern(PatternID::must(pattern));
            let input = Input::new(line).range(from..).anchored(own);
            // A search can only fail for want of memory, which the automaton never limits.
            if let Ok(Some(end)) = self.automaton.try_search_fwd(&mut cache, &input) {
                let to = end.offset();
                places.push(Place { pattern, from, to });
            }
        }
        places
    }
}

/// Patterns by how their first word begins, as one number.
type ByGlance = HashMap<u64, Vec<u32>>;

#[cfg(test)]
mod tests {
    use super::{Finder, Place};
    use crate::program::{LoadFault, Program, State};

    fn compiled(patterns: &[&str]) -> Program {
        let patterns: Vec<String> = patterns.iter().map(|&pattern| pattern.to_owned()).collect();
        crate::compile(&patterns).expect("good patterns")
    }

    fn found(patterns: &[&str], line: &str) -> Vec<(usize, usize, usize)> {
        let finder = Finder::new(compiled(patterns)).expect("what compile makes can be used");
        let places = finder.places(line.as_bytes(), |_| true).into_iter();
        let told = places.map(|Place { pattern, from, to }| (pattern, from, to));
        told.collect()
    }

    #[test]
    fn patterns_are_found_one_after_the_other_wherever_they_stand() {
        let patterns = [" (?:me) ", " (?:call(?: me)?) ", " (?:zebra) "];
        assert_eq!(
            found(&patterns, " please call me and call "),
            [(0, 12, 16), (1, 7, 16), (1, 19, 25)]
        );
    }

    #[test]
    fn a_pattern_of_the_beginning_is_found_only_there() {
        assert_eq!(found(&["(?:^ ola) "], " ola ola "), [(0, 0, 5)]);
        assert_eq!(found(&["(?:^ ola) "], " hey ola "), []);
    }

    #[test]
    fn a_pattern_may_end_with_the_text_and_begin_with_any_word() {
        assert_eq!(
            found(&[" (?:[a-z]+ please $)"], " a person please "),
            [(0, 2, 17)]
        );
        assert_eq!(found(&[" (?:[a-z]+ please $)"], " please a person "), []);
    }

    #[test]
    fn the_first_wording_that_fits_is_taken_not_the_longest() {
        assert_eq!(found(&[" (?:a|a person) "], " a person "), [(0, 0, 3)]);
    }

    #[test]
    fn nothing_is_found_by_no_patterns_or_in_no_text() {
        assert_eq!(found(&[], " a person "), []);
        assert_eq!(found(&[" (?:a) "], ""), []);
    }

    #[test]
    fn a_program_that_leads_nowhere_is_refused() {
        let mut program = compiled(&[" (?:a) "]);
        program.states.push(State::Place(0, 0));
        let fault = Finder::new(program.clone()).err();
        assert!(matches!(fault, Some(LoadFault::Nowhere(0))), "{fault:?}");
        program.states = vec![State::Byte((b'a', b'a', 9)), State::Found];
        let fault = Finder::new(program).err();
        assert!(matches!(fault, Some(LoadFault::Nowhere(_))), "{fault:?}");
    }
}
