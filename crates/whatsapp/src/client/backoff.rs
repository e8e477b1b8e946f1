//! How long to wait before asking again. Pure: attempt and randomness come in as data.
//!
//! Meta never says how long (no `Retry-After`), so the pauses here follow its advice per kind of
//! limit. Jitter keeps many waiting messages from coming back at the same moment.

use std::time::Duration;

/// Which attempt failed, and a random number for its jitter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attempt {
    /// 0 for the first.
    pub number: u32,
    /// Any number, new for every attempt.
    pub random: u64,
}

impl Attempt {
    /// The first attempt.
    pub fn first(random: u64) -> Self {
        Self { number: 0, random }
    }
}

/// Trouble on Meta's side: 1 s, 2 s, 4 s … at most five minutes.
pub fn trouble(attempt: Attempt) -> Duration {
    doubling(attempt, Duration::from_secs(1), Duration::from_secs(300))
}

/// The number's throughput is used up: a few seconds do.
pub fn throughput(attempt: Attempt) -> Duration {
    doubling(attempt, Duration::from_secs(1), Duration::from_secs(60))
}

/// The hourly quota of calls is used up: a minute first, at most an hour.
pub fn quota(attempt: Attempt) -> Duration {
    doubling(attempt, Duration::from_secs(60), Duration::from_secs(3600))
}

/// Meta raises the number's throughput and is done within a minute.
pub fn upgrade(attempt: Attempt) -> Duration {
    Duration::from_secs(60) + Duration::from_millis(attempt.random % 5_000)
}

/// The pair limit: 4^X seconds, as Meta asks.
pub fn pair(attempt: Attempt) -> Duration {
    // Beyond 4^6 (68 minutes) no customer is helped by a still longer pause.
    Duration::from_secs(4_u64.pow(attempt.number.min(6)))
}

/// Twice as long each time, of which the upper half is left to chance.
fn doubling(attempt: Attempt, first: Duration, most: Duration) -> Duration {
    let whole = first.saturating_mul(1 << attempt.number.min(20)).min(most);
    let half = whole / 2;
    let span = u64::try_from(half.as_millis())
        .unwrap_or(u64::MAX)
        .saturating_add(1);
    half + Duration::from_millis(attempt.random % span)
}
