//! Which number each lost event gets back. A lost event left a missing version in its conversation
//! and a free number between its neighbours; of several lost events each could often take several
//! of the free numbers. Nothing here touches the store.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// Where a lost event may stand: after one number and before another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    /// The version that is missing in the conversation.
    pub(super) version: i64,
    /// The number of the event before it, 0 if it was the first.
    pub(super) after: i64,
    /// The number of the event after it; `None` if it was the last.
    pub(super) before: Option<i64>,
}

/// The versions a conversation misses, from its `known` pairs of version and number in order, and
/// the `last` version it had.
pub(super) fn missing(known: &[(i64, i64)], last: i64) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut previous = (0, 0);
    for &(version, seq) in known {
        gaps.extend((previous.0 + 1..version).map(|version| Gap {
            version,
            after: previous.1,
            before: Some(seq),
        }));
        previous = (version, seq);
    }
    gaps.extend((previous.0 + 1..=last).map(|version| Gap {
        version,
        after: previous.1,
        before: None,
    }));
    gaps
}

/// A free number for each gap, `None` where there is none left. The `free` ranges ascend. Each
/// number goes to that gap which can wait the least, which leaves no gap without a number that
/// could have had one; gaps that can wait equally long keep their order.
pub(super) fn choose(gaps: &[Gap], free: impl IntoIterator<Item = Range<i64>>) -> Vec<Option<i64>> {
    let mut chosen = vec![None; gaps.len()];
    let mut order: Vec<usize> = (0..gaps.len()).collect();
    order.sort_by_key(|&gap| gaps[gap].after);
    let mut later = order.into_iter().peekable();
    let mut open = BinaryHeap::new();
    for number in free.into_iter().flatten() {
        while let Some(gap) = later.next_if(|&gap| gaps[gap].after < number) {
            open.push(Reverse((gaps[gap].before.unwrap_or(i64::MAX), gap)));
        }
        while let Some(Reverse((before, gap))) = open.pop() {
            if number < before {
                chosen[gap] = Some(number);
                break;
            }
        }
        if open.is_empty() && later.peek().is_none() {
            break;
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(after: i64, before: Option<i64>) -> Gap {
        Gap {
            version: 1,
            after,
            before,
        }
    }

    #[test]
    fn what_a_conversation_misses_lies_between_its_neighbours() {
        let gaps = missing(&[(2, 10), (3, 11), (6, 20)], 7);
        let found: Vec<_> = gaps
            .iter()
            .map(|g| (g.version, g.after, g.before))
            .collect();
        assert_eq!(
            found,
            [
                (1, 0, Some(10)),
                (4, 11, Some(20)),
                (5, 11, Some(20)),
                (7, 20, None)
            ]
        );
    }

    #[test]
    fn whoever_can_wait_the_least_goes_first() {
        // The first could stand at 21 too, and would leave the second without a place.
        let gaps = [gap(17, None), gap(20, Some(25))];
        assert_eq!(choose(&gaps, [21..22, 32..33]), [Some(32), Some(21)]);
    }

    #[test]
    fn equals_keep_their_order() {
        let gaps = [gap(3, None), gap(3, None)];
        assert_eq!(choose(&gaps, [5..6, 9..i64::MAX]), [Some(5), Some(9)]);
    }

    #[test]
    fn a_gap_without_a_free_number_stays_open() {
        let gaps = [gap(3, Some(5)), gap(7, None)];
        assert_eq!(choose(&gaps, [6..7, 8..i64::MAX]), [None, Some(8)]);
    }
}
