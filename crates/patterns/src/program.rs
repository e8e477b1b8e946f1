//! Compiled patterns as data: the states of one automaton, and how each pattern may begin. It becomes the
//! automaton again; it neither parses a pattern nor searches.

use regex_automata::nfa::thompson::{BuildError, Builder, NFA, Transition};
use regex_automata::util::look::Look;
use regex_automata::util::primitives::StateID;
use serde::{Deserialize, Serialize};

/// Patterns that were compiled; serialise it to keep it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    pub(crate) patterns: Vec<Pattern>,
    /// The states of all patterns, one pattern after the other, each up to its [`State::Found`].
    pub(crate) states: Vec<State>,
    /// The state with which a search for any pattern starts.
    pub(crate) start: u32,
}

/// One pattern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pattern {
    pub(crate) begin: Begin,
    /// The state with which a search for it starts.
    pub(crate) start: u32,
}

/// How many bytes of a first word are looked at.
pub(crate) const GLANCE: usize = 6;

/// How a pattern may begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Begin {
    /// Whether only at the beginning of a text.
    pub(crate) of_text: bool,
    /// With a space and then one of these, none longer than [`GLANCE`] and each as a number. The empty one
    /// is how every word begins.
    pub(crate) glances: Vec<u64>,
}

/// The beginning of a word as a number, which has room for it. What shares a number is tried in vain.
pub(crate) fn packed(glance: &[u8]) -> u64 {
    glance
        .iter()
        .fold(0, |packed, byte| packed << 8 | u64::from(*byte))
}

const _: () = assert!(GLANCE <= size_of::<u64>());

/// A byte between two, both included, and the state that it leads to.
pub(crate) type Range = (u8, u8, u32);

/// One state: what it takes to go on, and the state that comes next.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum State {
    /// A byte.
    Byte(Range),
    /// A byte, with a choice.
    Bytes(Vec<Range>),
    /// Nothing; the first of these that leads to the end is taken.
    Either(Vec<u32>),
    /// A place in the text, by regex-automata's number for it.
    Place(u32, u32),
    /// The pattern is found.
    Found,
    /// It goes on nowhere.
    Fail,
}

/// Why a program can't be used. It comes from our own build, so a test that loads it shows it.
#[derive(Debug, thiserror::Error)]
pub enum LoadFault {
    /// A state leads to none, or to an unknown place.
    #[error("compiled patterns lead nowhere: {0}")]
    Nowhere(u32),
    /// The states make no automaton.
    #[error("no automaton for the patterns: {0}")]
    Automaton(String),
}

impl From<BuildError> for LoadFault {
    fn from(fault: BuildError) -> Self {
        Self::Automaton(fault.to_string())
    }
}

impl Program {
    pub(crate) fn automaton(&self) -> Result<NFA, LoadFault> {
        let mut builder = Builder::new();
        let mut rest = self.states.as_slice();
        for pattern in &self.patterns {
            let found = rest.iter().position(|state| *state == State::Found);
            let (own, others) = rest.split_at(found.map_or(rest.len(), |found| found + 1));
            builder.start_pattern()?;
            self.add(own, &mut builder)?;
            builder.finish_pattern(self.id(pattern.start)?)?;
            rest = others;
        }
        self.add(rest, &mut builder)?;
        let start = self.id(self.start)?;
        Ok(builder.build(start, start)?)
    }

    fn add(&self, states: &[State], builder: &mut Builder) -> Result<(), LoadFault> {
        for state in states {
            match state {
                State::Byte(range) => builder.add_range(self.transition(range)?)?,
                State::Bytes(ranges) => {
                    let ranges = ranges.iter().map(|range| self.transition(range));
                    builder.add_sparse(ranges.collect::<Result<_, _>>()?)?
                }
                State::Either(states) => {
                    let states = states.iter().map(|state| self.id(*state));
                    builder.add_union(states.collect::<Result<_, _>>()?)?
                }
                State::Place(place, next) => {
                    let look = Look::from_repr(*place).ok_or(LoadFault::Nowhere(*place))?;
                    builder.add_look(self.id(*next)?, look)?
                }
                State::Found => builder.add_match()?,
                State::Fail => builder.add_fail()?,
            };
        }
        Ok(())
    }

    fn transition(&self, &(start, end, next): &Range) -> Result<Transition, LoadFault> {
        let next = self.id(next)?;
        Ok(Transition { start, end, next })
    }

    /// The builder panics where a state leads out of the automaton, hence the look before.
    fn id(&self, state: u32) -> Result<StateID, LoadFault> {
        let here = usize::try_from(state).is_ok_and(|state| state < self.states.len());
        let id = StateID::try_from(state).ok().filter(|_| here);
        id.ok_or(LoadFault::Nowhere(state))
    }
}
