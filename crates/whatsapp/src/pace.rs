//! How fast a number may write, so that we stop before Meta refuses.
//!
//! Two limits: the number's own throughput, and one message in six seconds to the same customer,
//! of which up to 45 may be borrowed from the future within six seconds. It has no clock: the
//! caller says what time it is. What to do when Meta refuses all the same is in
//! [`crate::client::backoff`].

use std::collections::{HashMap, VecDeque};

#[cfg(test)]
mod tests;

/// Messages a second that Meta gives a number at first.
pub const DEFAULT_PER_SECOND: u32 = 80;

/// Messages a second for a number that also lives on a phone.
pub const COEXISTENCE_PER_SECOND: u32 = 20;

/// What one message to a customer costs of the time with that customer.
const PAIR_MILLIS: u64 = 6_000;

/// How many messages may be borrowed within [`PAIR_MILLIS`].
const PAIR_BURST: u32 = 45;

/// A little longer than the second over which Meta counts, since sends arrive unevenly there.
const WINDOW_MILLIS: u64 = 1_050;

/// Customers beyond this number are looked through for those whose debt is paid.
const MANY_PAIRS: usize = 4_096;

/// Whether a message may go now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    /// It may, and is counted.
    Go,
    /// The number is busy: nothing more may go before then.
    NumberBusyUntil {
        /// Milliseconds on the caller's clock.
        millis: u64,
    },
    /// This customer has had enough for now; others may be written to.
    CustomerBusyUntil {
        /// Milliseconds on the caller's clock.
        millis: u64,
    },
}

/// The pace of one business number.
#[derive(Debug, Clone)]
pub struct Pace {
    per_second: u32,
    recent: VecDeque<u64>,
    pairs: HashMap<String, Pair>,
}

/// What we owe the limit for one customer.
#[derive(Debug, Clone, Copy)]
struct Pair {
    burst_began: u64,
    burst_size: u32,
    paid_at: u64,
}

impl Default for Pace {
    fn default() -> Self {
        Self::new(DEFAULT_PER_SECOND)
    }
}

impl Pace {
    /// A number that may send so many messages a second; at least one.
    pub fn new(per_second: u32) -> Self {
        Self {
            per_second: per_second.max(1),
            recent: VecDeque::new(),
            pairs: HashMap::new(),
        }
    }

    /// Meta raised or lowered the number's throughput.
    pub fn set_per_second(&mut self, per_second: u32) {
        self.per_second = per_second.max(1);
    }

    /// May a message to `customer` go at `now`? The one that may go is counted by asking.
    pub fn ask(&mut self, customer: &str, now: u64) -> Pass {
        if let Some(millis) = self.number_free_at(now) {
            return Pass::NumberBusyUntil { millis };
        }
        let pair = match next_pair(self.pairs.get(customer).copied(), now) {
            Ok(pair) => pair,
            Err(millis) => return Pass::CustomerBusyUntil { millis },
        };
        self.forget_paid(now);
        self.pairs.insert(customer.to_owned(), pair);
        self.recent.push_back(now);
        Pass::Go
    }

    /// Meta refused a message to `customer`: it counts differently, so wait at least until then.
    pub fn refused(&mut self, customer: &str, until: u64) {
        let pair = self.pairs.entry(customer.to_owned()).or_insert(Pair {
            burst_began: 0,
            burst_size: PAIR_BURST,
            paid_at: until,
        });
        pair.paid_at = pair.paid_at.max(until);
        pair.burst_size = PAIR_BURST;
    }

    /// `None` when the number is free now.
    fn number_free_at(&mut self, now: u64) -> Option<u64> {
        while self
            .recent
            .front()
            .is_some_and(|sent| sent + WINDOW_MILLIS <= now)
        {
            self.recent.pop_front();
        }
        let over = (self.recent.len() + 1).checked_sub(self.per_second as usize)?;
        let last_in_the_way = self.recent.get(over.checked_sub(1)?)?;
        Some(last_in_the_way + WINDOW_MILLIS)
    }

    fn forget_paid(&mut self, now: u64) {
        if self.pairs.len() >= MANY_PAIRS {
            self.pairs.retain(|_, pair| pair.paid_at > now);
        }
    }
}

/// The debt after one more message, or when it may go.
///
/// After a burst, Meta wants everything borrowed back before the next message; so a burst ends
/// with its six seconds, and then the whole debt is waited for.
fn next_pair(pair: Option<Pair>, now: u64) -> Result<Pair, u64> {
    let fresh = Pair {
        burst_began: now,
        burst_size: 1,
        paid_at: now + PAIR_MILLIS,
    };
    let Some(pair) = pair.filter(|pair| pair.paid_at > now) else {
        return Ok(fresh);
    };
    let in_burst = now < pair.burst_began + PAIR_MILLIS && pair.burst_size < PAIR_BURST;
    if !in_burst {
        return Err(pair.paid_at);
    }
    Ok(Pair {
        burst_size: pair.burst_size + 1,
        paid_at: pair.paid_at + PAIR_MILLIS,
        ..pair
    })
}
