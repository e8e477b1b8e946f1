//! How fast each number may speak: Meta's limits are kept before Meta has to refuse.

use conversation::ids::NumberId;
use conversation::time::Timestamp;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use whatsapp::pace::{Pace, Pass};

/// Messages a second of a number that is also used in the phone app
/// (Meta, "Throughput", 21 Nov 2025).
const COEXISTENCE: u32 = 20;

/// Whether a message may go now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It may, and is counted.
    Now,
    /// Not before then.
    At(Timestamp),
}

/// The paces of all numbers.
#[derive(Debug, Default)]
pub(crate) struct Paces {
    paces: Mutex<HashMap<NumberId, Paced>>,
}

#[derive(Debug)]
struct Paced {
    pace: Pace,
    /// Meta said the whole number has to wait until then.
    silent_until: Timestamp,
}

impl Paces {
    /// Asks for `customer`'s turn on `number`.
    pub(crate) fn ask(
        &self,
        number: &crate::house::Number,
        customer: &str,
        now: Timestamp,
    ) -> Turn {
        self.with(&number.id, |paced| {
            let allowed = if number.coexistence {
                COEXISTENCE.min(number.throughput)
            } else {
                number.throughput
            };
            paced.pace.set_per_second(allowed);
            if now < paced.silent_until {
                return Turn::At(paced.silent_until);
            }
            match paced.pace.ask(customer, unsigned(now)) {
                Pass::Go => Turn::Now,
                Pass::NumberBusyUntil { millis } | Pass::CustomerBusyUntil { millis } => {
                    Turn::At(Timestamp(i64::try_from(millis).unwrap_or(i64::MAX)))
                }
            }
        })
    }

    /// Meta refused a message to `customer` because of too many.
    pub(crate) fn refused(&self, number: &NumberId, customer: &str, until: Timestamp) {
        self.with(number, |paced| {
            paced.pace.refused(customer, unsigned(until))
        });
    }

    /// Meta refused because of the whole number.
    pub(crate) fn silence(&self, number: &NumberId, now: Timestamp, pause: Duration) {
        self.with(number, |paced| {
            paced.silent_until = paced.silent_until.max(now.plus(pause))
        });
    }

    fn with<T>(&self, number: &NumberId, act: impl FnOnce(&mut Paced) -> T) -> T {
        let mut paces = self.paces.lock().unwrap_or_else(PoisonError::into_inner);
        let paced = paces.entry(number.clone()).or_insert_with(|| Paced {
            pace: Pace::default(),
            silent_until: Timestamp::default(),
        });
        act(paced)
    }
}

fn unsigned(at: Timestamp) -> u64 {
    u64::try_from(at.millis()).unwrap_or_default()
}
