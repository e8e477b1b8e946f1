//! How fast a business may send: the number's throughput and the limit per customer.
//!
//! Both are pure arithmetic over the moments of earlier sends; what a refusal looks like is the
//! Graph side's business.

use std::collections::{HashMap, VecDeque};

use crate::customer::CustomerId;

/// One message per customer in six seconds …
const PAIR_INTERVAL_MILLIS: i64 = 6_000;
/// … of which 45 may be borrowed from the future at once.
const PAIR_BURST: i64 = 45;

/// What a send runs into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TooFast {
    Number,
    Pair,
}

/// The sends of one number.
#[derive(Debug)]
pub(crate) struct Limits {
    per_second: usize,
    last_second: VecDeque<i64>,
    /// When each customer's borrowed messages are paid back.
    repaid_at: HashMap<CustomerId, i64>,
}

impl Limits {
    pub(crate) fn new(per_second: usize) -> Self {
        Self {
            per_second,
            last_second: VecDeque::new(),
            repaid_at: HashMap::new(),
        }
    }

    /// Counts one send, or says why it comes too early. A refused send costs nothing.
    pub(crate) fn spend(&mut self, to: &CustomerId, now: i64) -> Result<(), TooFast> {
        while self.last_second.front().is_some_and(|at| now - at >= 1_000) {
            self.last_second.pop_front();
        }
        if self.last_second.len() >= self.per_second {
            return Err(TooFast::Number);
        }
        let repaid_at = self.repaid_at.get(to).copied().unwrap_or(now).max(now);
        if repaid_at + PAIR_INTERVAL_MILLIS - now > PAIR_BURST * PAIR_INTERVAL_MILLIS {
            return Err(TooFast::Pair);
        }
        self.repaid_at
            .insert(to.clone(), repaid_at + PAIR_INTERVAL_MILLIS);
        self.last_second.push_back(now);
        Ok(())
    }
}
